"""Which sitemaps were asked for which range of time: what going back has done, and what is left of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

import duckdb

from monitor.sources.moments import Window
from monitor.warehouse import query
from monitor.web import may_pass

_NEVER = datetime.max.replace(tzinfo=UTC)


def may_be_had(outcome: str, status: int | None) -> bool:
    """Whether a sitemap that could not be had may be had by another run: a fault that may pass, or a limit that can be raised."""
    return may_pass(outcome, status) or outcome == "too_large"


@dataclass(frozen=True)
class RangeAsked:
    """One asking of a sitemap for a range; ``is_done`` where there is nothing more to be had."""

    window: Window
    at: datetime
    is_done: bool

    def holds(self, window: Window, now: datetime) -> bool:
        """Whether ``window`` need not be asked for again.

        Of a range that was not over when it was asked, days were missing: it is asked again, but on another day (UTC) only.
        """
        until, own_until = (one.until or _NEVER for one in (window, self.window))
        today = datetime.combine(now.astimezone(UTC), time(), UTC)
        is_within = self.window.since <= window.since and until <= own_until
        return self.is_done and is_within and self.at >= min(until, today)


class RangesAsked:
    """What was asked, by address."""

    def __init__(self) -> None:
        self._asked: defaultdict[str, list[RangeAsked]] = defaultdict(list)

    @classmethod
    def load(cls, connection: duckdb.DuckDBPyConnection) -> "RangesAsked":
        """Read it from ``fetches``."""
        memory = cls()
        for row in query(connection, "collect_ranges").to_pylist():
            window = Window(row["reach_from"], row["reach_until"])
            is_done = not may_be_had(row["outcome"], row["status"])
            memory.note(row["url"], RangeAsked(window, row["attempted_at"], is_done))
        return memory

    def note(self, url: str, asked: RangeAsked) -> None:
        """Remember one asking."""
        self._asked[url].append(asked)

    def left(self, urls: Sequence[str], window: Window, now: datetime) -> list[str]:
        """Those of ``urls`` that ``window`` has still to be asked of; those that were never asked, for any range, come first."""
        left = [url for url in urls if not any(one.holds(window, now) for one in self._asked.get(url, ()))]
        return sorted(left, key=lambda url: url in self._asked)
