"""Sending what is due, one recipient after the other, through the ledger."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from monitor.delivery.ledger import Sending, Step, claim, settle
from monitor.delivery.outcome import Outcome
from monitor.warehouse import Warehouse

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parcel:
    """A row of the ledger and the function that hands it over."""

    sending: Sending
    hand_over: Callable[[], Outcome]


@dataclass(frozen=True)
class Handed:
    """What became of one parcel: sent, failed or unknown; already, undecided or given up where nothing was done."""

    delivery_id: str
    channel: str
    recipient: str
    language: str
    outcome: str
    detail: str


@dataclass(frozen=True)
class SendSummary:
    """The week (ISO label) and what became of each recipient."""

    week: str = ""
    rows: tuple[Handed, ...] = field(default=())

    def n(self, *outcomes: str) -> int:
        """Recipients with one of these outcomes."""
        return sum(row.outcome in outcomes for row in self.rows)

    @property
    def counts(self) -> dict[str, Any]:
        """Recipients by outcome."""
        return {"week": self.week} | {name: self.n(name) for name in dict.fromkeys(row.outcome for row in self.rows)}

    @property
    def n_in_need(self) -> int:
        """Recipients of whom a person should know: not reached, or it is not known whether they were."""
        return self.n("failed", "unknown", "undecided", "given up")


WORDS: dict[Step, str] = {
    "already": "It was sent before.",
    "undecided": "Whether it arrived is not known: monitor deliveries resolve ID --sent, or --again.",
    "given up": "It was refused as often as delivery.attempts allows: monitor deliveries resolve ID --again, once the cause is mended.",
}
"""What to say where nothing was done."""


def send_all(
    warehouse: Warehouse, parcels: Iterable[Parcel], week: date, most_attempts: int, *, again: bool = False
) -> SendSummary:
    """Hand each over, unless the ledger says that it was; one that fails never stops the others. Call it within ``sending_alone``."""
    rows: Sequence[Handed] = [_send(warehouse, parcel, most_attempts, again=again) for parcel in parcels]
    return SendSummary(f"{week:%G-W%V}", tuple(rows))


def _send(warehouse: Warehouse, parcel: Parcel, most_attempts: int, *, again: bool) -> Handed:
    sending = parcel.sending
    step = claim(warehouse, sending, most_attempts, again=again)
    if step != "send":
        return _handed(sending, step, WORDS[step])
    try:
        outcome = parcel.hand_over()
    except Exception as error:  # a mistake of ours with one message must not keep the others from theirs
        log.exception("sending %s", sending.delivery_id)
        outcome = Outcome("unknown", f"It broke off in our own code ({type(error).__name__}).")
    settle(warehouse, sending, outcome)
    return _handed(sending, outcome.result, outcome.detail)


def _handed(sending: Sending, outcome: str, detail: str) -> Handed:
    return Handed(sending.delivery_id, sending.channel, sending.recipient_hash[:12], sending.language, outcome, detail)
