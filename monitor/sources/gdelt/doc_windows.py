"""Windows of time, and what is known of them from earlier runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from monitor.warehouse import query

QUARTER = timedelta(minutes=15)
"""GDELT's pulse: it sees and dates pages to a quarter of an hour."""
SETTLING = timedelta(hours=1)
"""The last hour is not asked for: what GDELT knows of it is still growing."""
ARCHIVE = timedelta(days=90)
"""How far back the API officially knows anything; no answer about older time can say that there was no coverage."""


REFUSED_FOR = timedelta(days=30)
"""How long a query that GDELT refused is not asked again."""


@dataclass(frozen=True)
class Window:
    """A span of time in UTC, its end not included."""

    start: datetime
    stop: datetime

    def halves(self, least: timedelta) -> tuple["Window", "Window"] | None:
        """The two halves, cut at a quarter of an hour; None where one would be shorter than ``least``."""
        middle = self.start + (self.stop - self.start) / 2 // QUARTER * QUARTER
        if middle - self.start < least or self.stop - middle < least:
            return None
        return Window(self.start, middle), Window(middle, self.stop)

    def is_beyond_archive(self, now: datetime) -> bool:
        """Whether it begins before the time that the API answers for."""
        return self.start < now - ARCHIVE


def windows(start: datetime, stop: datetime, length: timedelta, now: datetime) -> Iterator[Window]:
    """Windows from ``start`` to ``stop`` or to what has settled by ``now``, in order; the last may be shorter."""
    stop = min(stop, settled(now))
    while start < stop:
        end = min(start + length, stop)
        yield Window(start, end)
        start = end


def settled(now: datetime) -> datetime:
    """The last quarter of an hour before the settling time."""
    at = (now - SETTLING).astimezone(UTC)
    return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)


_Key = tuple[str, float, float]


class WindowMemory:
    """Outcomes of the windows that were asked before, by query."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, hashes: Sequence[str], now: datetime) -> None:
        self._outcomes: dict[_Key, str] = {}
        self._asked: dict[_Key, int] = {}
        self.refused: set[str] = set()
        """Queries that GDELT would not run within the last month."""
        since = now - REFUSED_FOR
        for row in query(connection, "gdelt_windows_known", hashes=list(hashes), refused_since=since).to_pylist():
            key = _key(row["query_hash"], Window(row["starts_at"], row["stops_at"]))
            self._outcomes[key], self._asked[key] = row["outcome"], row["n_asked"]
            if row["outcome"] == "bad_query":
                self.refused.add(row["query_hash"])

    def outcome(self, query_hash: str, window: Window) -> str | None:
        """What came of asking, None where it was not asked."""
        return self._outcomes.get(_key(query_hash, window))

    def count(self, query_hash: str, window: Window) -> int:
        """One more asking; how often it was asked with it."""
        key = _key(query_hash, window)
        self._asked[key] = self._asked.get(key, 0) + 1
        return self._asked[key]


def _key(query_hash: str, window: Window) -> _Key:
    return query_hash, window.start.timestamp(), window.stop.timestamp()
