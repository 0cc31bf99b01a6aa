"""How many of the addresses asked answered, in sentences for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.sources import CollectSummary
from monitor.warehouse import Warehouse, by_outcome, query
from monitor.web import NETWORK_OUTCOMES

FEW = 0.1
"""Share of the addresses that answered below which something is wrong with all of them."""
WHERE = "FROM fetches, after the next `monitor run`"


@dataclass(frozen=True)
class Answers:
    """Feeds and sitemaps asked in one run of the collector, and those of them that failed, by outcome."""

    n_asked: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_answered(self) -> int:
        """Those that could be read, or had not changed."""
        return self.n_asked - sum(self.failed.values())

    @property
    def told(self) -> str:
        """``150 addresses asked: 118 answered, 32 failed (30 timeout, 2 http_error).``"""
        n_failed = self.n_asked - self.n_answered
        failed = f", {n_failed:,} failed ({by_outcome(self.failed)})" if n_failed else ""
        return f"{addresses(self.n_asked)} asked: {self.n_answered:,} answered{failed}."

    def warning(self, check: str | None) -> str | None:
        """What to say where none or hardly any answered; None otherwise. ``check`` is the command that tells each with its reason."""
        if not self.n_asked or self.n_answered > FEW * self.n_asked:
            return None
        if not self.n_answered:
            how = (
                "The one address asked did not answer"
                if self.n_asked == 1
                else f"None of {addresses(self.n_asked)} answered"
            )
        else:
            how = f"Only {self.n_answered:,} of {addresses(self.n_asked)} answered"
        of_network = sum(n for name, n in self.failed.items() if name in NETWORK_OUTCOMES)
        remedy = "Check your network" if 2 * of_network > self.n_asked else "See what they answered"
        told = f"; `{check}` tells each with its reason" if check else ""
        return f"{how} ({by_outcome(self.failed)}). {remedy}{told}."


def addresses(n: int) -> str:
    """``1 address``, ``150 addresses``."""
    return f"{n:,} address" if n == 1 else f"{n:,} addresses"


def answers_of(summary: CollectSummary) -> Answers:
    """The answers that a run of the collector got."""
    return Answers(summary.n_feeds, summary.feeds_failed)


def last_answers(warehouse: Warehouse) -> Answers:
    """Those of the latest run; none where files are read or nothing ran yet."""
    with warehouse.transaction() as connection:
        rows = query(connection, "collect_last").to_pylist()
    summary = json.loads(rows[0]["summary"]) if rows else {}
    return Answers(summary.get("n_feeds", 0), summary.get("feeds_failed", {}))


def collected_words(summary: CollectSummary) -> str:
    """What was asked, what answered, and what came of the pages, a line each."""
    lines = [answers_of(summary).told.replace(" asked:", " of feeds and sitemaps asked:", 1)]
    failed = sum(summary.pages_failed.values())
    pages = f"{summary.n_pages - failed:,} of {summary.n_pages:,} pages came" if summary.n_pages else "no page was due"
    lines.append(
        f"New links: {summary.n_links:,}; {pages}" + (f" ({by_outcome(summary.pages_failed)})." if failed else ".")
    )
    if failed or summary.feeds_failed:
        lines.append(f"Each failure has its reason: {WHERE}.")
    return "\n".join(lines)
