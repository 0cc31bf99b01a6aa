"""Rows of ``gdelt_windows``."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

import duckdb
import pyarrow as pa

from monitor.sources.gdelt.doc_answer import DocAnswer
from monitor.sources.gdelt.doc_query import DocQuery
from monitor.sources.gdelt.doc_windows import Window
from monitor.warehouse import upsert

_TIME = pa.timestamp("us", tz="UTC")
_WINDOWS = pa.schema(
    [
        ("query_hash", pa.string()),
        ("starts_at", _TIME),
        ("stops_at", _TIME),
        *((name, pa.string()) for name in ("query", "topic_id", "language", "country", "outcome")),
        ("measured", pa.bool_()),
        ("truncated", pa.bool_()),
        *((name, pa.int64()) for name in ("n_records", "n_kept", "n_left_out", "n_unusable", "n_repaired", "n_asked")),
        ("asked_at", _TIME),
        ("seconds", pa.float64()),
        ("reason", pa.string()),
    ]
)


@dataclass(frozen=True)
class WindowRow:
    """A row of ``gdelt_windows``; counts are None where there was no answer."""

    query_hash: str
    starts_at: datetime
    stops_at: datetime
    query: str
    topic_id: str
    language: str
    country: str | None
    outcome: str
    measured: bool
    truncated: bool
    n_records: int | None
    n_kept: int | None
    n_left_out: int | None
    n_unusable: int | None
    n_repaired: int | None
    n_asked: int
    asked_at: datetime
    seconds: float
    reason: str | None


@dataclass(frozen=True)
class Asked:
    """One asking: when, how long it took, how often by now, and what the records became."""

    at: datetime
    seconds: float
    n_asked: int
    n_kept: int = 0
    n_left_out: int = 0
    truncated: bool = False


def window_row(query: DocQuery, window: Window, answer: DocAnswer, asked: Asked) -> WindowRow:
    """The row for an answer. Only outcome ``ok`` counts as measured."""
    row = WindowRow(
        query.hash, window.start, window.stop, query.text, query.topic_id, query.language, query.country, answer.outcome,
        measured=answer.outcome == "ok", truncated=asked.truncated, n_records=None, n_kept=None, n_left_out=None, n_unusable=None,
        n_repaired=None, n_asked=asked.n_asked, asked_at=asked.at, seconds=asked.seconds, reason=answer.reason,
    )  # fmt: skip
    if answer.outcome not in {"ok", "split"}:
        return row
    n_unusable = answer.n_records - asked.n_kept - asked.n_left_out
    return replace(
        row, n_records=answer.n_records, n_kept=asked.n_kept, n_left_out=asked.n_left_out, n_unusable=n_unusable,
        n_repaired=answer.n_repaired,
    )  # fmt: skip


def write_window(connection: duckdb.DuckDBPyConnection, row: WindowRow) -> None:
    """Write a window's newest answer."""
    table = pa.Table.from_pylist([asdict(row)], _WINDOWS)
    upsert(connection, "gdelt_windows", table, ["query_hash", "starts_at", "stops_at"])
