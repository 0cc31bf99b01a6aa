"""The ledger of sendings (table ``deliveries``): what keeps a message from going out twice.

A row is written as ``pending``, and committed, before anything is handed over; its outcome replaces that. At most one sending a (kind,
week, language, channel, recipient) is ``sent`` or ``unknown``, unless a person asks for a later revision to be sent again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from monitor.config import ConfigError
from monitor.delivery.outcome import Outcome
from monitor.text import short_id
from monitor.warehouse import Warehouse, query, upsert

Kind = Literal["report", "alert", "test"]
Channel = Literal["mail", "chat", "folder"]
Step = Literal["send", "already", "undecided", "given up"]
WAITING = 5.0
"""Seconds to wait for another sending from the same folder."""
KILLED = "The process was stopped while it sent this; whether it arrived is not known."


class DeliveryRunningError(ConfigError):
    """Another process is sending from the same folder."""


@dataclass(frozen=True)
class Sending:
    """What is to be sent to whom: a row of the ledger before it has an outcome."""

    kind: Kind
    week: date
    language: str
    channel: Channel
    recipient_hash: str
    revision: int
    message_id: str | None = None
    sha256: str | None = None

    @property
    def delivery_id(self) -> str:
        """Key of its row."""
        return short_id(self.kind, self.week, self.language, self.channel, self.recipient_hash, self.revision)


@dataclass(frozen=True)
class Delivery:
    """A row of ``deliveries``."""

    delivery_id: str
    kind: str
    week: date
    language: str
    channel: str
    recipient_hash: str
    revision: int
    message_id: str | None
    sha256: str | None
    outcome: str
    detail: str | None
    attempts: int
    started_at: datetime
    finished_at: datetime | None


@contextmanager
def sending_alone(warehouse: Warehouse) -> Iterator[None]:
    """Keep a second sender out, and settle what one that was killed left ``pending``: it is ``unknown`` from now on.

    Raises :class:`DeliveryRunningError`.
    """
    warehouse.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(warehouse.data_dir / "delivery.lock").acquire(timeout=WAITING):
            with warehouse.transaction() as connection:
                connection.execute(
                    "UPDATE deliveries SET outcome = 'unknown', detail = ?, finished_at = ? WHERE outcome = 'pending'",
                    [KILLED, datetime.now(UTC)],
                )
            yield
    except Timeout as error:
        raise DeliveryRunningError(
            f"{warehouse.data_dir}: another process is sending from this folder. Wait for it to finish, or stop it, then run again; "
            "nothing was sent twice."
        ) from error


def claim(warehouse: Warehouse, sending: Sending, most_attempts: int, *, again: bool) -> Step:
    """Decide whether to send now; if so the row is ``pending``, committed, when this returns ``send``.

    ``again`` looks at rows of this revision only: who got an earlier one gets this one too.
    """
    with warehouse.transaction() as connection:
        rows = _like(connection, sending)
        settled = [row for row in rows if row.outcome != "failed" and (not again or row.revision == sending.revision)]
        if settled:
            return "already" if any(row.outcome == "sent" for row in settled) else "undecided"
        own = next((row for row in rows if row.revision == sending.revision), None)
        attempts = own.attempts if own else 0
        if attempts >= most_attempts:
            return "given up"
        _write(connection, sending, "pending", attempts + 1)
    return "send"


def settle(warehouse: Warehouse, sending: Sending, outcome: Outcome) -> None:
    """Record how it ended."""
    with warehouse.transaction() as connection:
        connection.execute(
            "UPDATE deliveries SET outcome = ?, detail = ?, finished_at = ? WHERE delivery_id = ?",
            [outcome.result, outcome.detail, datetime.now(UTC), sending.delivery_id],
        )


def deliveries(warehouse: Warehouse) -> tuple[Delivery, ...]:
    """Every row, the newest first."""
    with warehouse.transaction() as connection:
        return tuple(Delivery(**row) for row in query(connection, "delivery_rows").to_pylist())


def resolve(warehouse: Warehouse, delivery_id: str, *, sent: bool) -> Delivery:
    """A person's decision on a row that is ``unknown`` or was given up: it arrived, or it may be sent again by the next run.

    ``delivery_id`` may be cut to the digits that tell it from others. Raises ConfigError for none, several, or a row that is sent.
    """
    found = [row for row in deliveries(warehouse) if delivery_id and row.delivery_id.startswith(delivery_id)]
    if len(found) != 1:
        raise ConfigError(
            f"{delivery_id}: {'no sending has' if not found else 'several sendings have'} an id that begins like this; "
            "`monitor deliveries list` shows them."
        )
    row = found[0]
    if row.outcome == "sent":
        raise ConfigError(f"{row.delivery_id}: it was sent; there is nothing to decide.")
    outcome, words = (
        ("sent", "A person says that it arrived.") if sent else ("failed", "A person asks for it to be sent again.")
    )
    with warehouse.transaction() as connection:
        connection.execute(
            "UPDATE deliveries SET outcome = ?, detail = ?, attempts = ?, finished_at = ? WHERE delivery_id = ?",
            [outcome, words, row.attempts if sent else 0, datetime.now(UTC), row.delivery_id],
        )
    return next(one for one in deliveries(warehouse) if one.delivery_id == row.delivery_id)


def _like(connection: duckdb.DuckDBPyConnection, sending: Sending) -> list[Delivery]:
    """Rows of the same kind, week, language, channel and recipient, whatever their revision."""
    wanted = {name: getattr(sending, name) for name in ("kind", "week", "language", "channel", "recipient_hash")}
    rows = query(connection, "delivery_rows").to_pylist()
    return [Delivery(**row) for row in rows if all(row[name] == value for name, value in wanted.items())]


def _write(connection: duckdb.DuckDBPyConnection, sending: Sending, outcome: str, attempts: int) -> None:
    row = vars(sending) | {
        "delivery_id": sending.delivery_id, "outcome": outcome, "detail": None, "attempts": attempts,
        "started_at": datetime.now(UTC), "finished_at": None,
    }  # fmt: skip
    types = {
        "message_id": pa.string(),
        "sha256": pa.string(),
        "detail": pa.string(),
        "finished_at": pa.timestamp("us", "UTC"),
    }
    table = pa.table({name: pa.array([value], types.get(name)) for name, value in row.items()})
    upsert(connection, "deliveries", table, ["delivery_id"])
