"""What was told where and when: relevant articles of the weeks compared, of any text scope, and how well their outlets were seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

from monitor.trends.groups import Bools, Column, Floats, Ints
from monitor.trends.units import Weeks, arrow_column, week_dates
from monitor.warehouse import query

_DAY_US = 86_400_000_000


@dataclass(frozen=True)
class Tellings:
    """Articles (n,), by time. A headline is a telling too.

    ``at`` are days since 1970 (UTC); ``day_only``: the time is noon of a day, there, and may be half a day off;
    ``dated``: false where only the collector's time is known. ``in_story`` is false for an article alone, ``is_own``
    for a reprint; ``began_before`` says that the story was running before the first week.
    """

    story: Column
    country: Column
    outlet: Column
    week: Weeks
    at: Floats
    in_story: Bools
    is_own: Bools
    began_before: Bools
    day_only: Bools
    dated: Bools

    def __len__(self) -> int:
        return len(self.at)

    def take(self, rows: Ints | Bools) -> "Tellings":
        """Some of the rows; names keep their codes."""
        return Tellings(
            self.story.take(rows), self.country.take(rows), self.outlet.take(rows), self.week[rows], self.at[rows], self.in_story[rows],
            self.is_own[rows], self.began_before[rows], self.day_only[rows], self.dated[rows],
        )  # fmt: skip


@dataclass(frozen=True)
class OutletWeeks:
    """Outlets in weeks (r rows): articles on anything, and whether the outlet, one whose feeds are polled, was down.

    Down is: not polled, mostly not reached, or without any article.
    """

    outlet: Column
    country: Column
    week: Weeks
    n_articles: Ints
    is_down: Bools


@dataclass(frozen=True)
class Press:
    """What was told in the ``weeks`` compared, and how well the outlets were seen."""

    tellings: Tellings
    outlets: OutletWeeks
    weeks: Weeks


def read_press(
    connection: duckdb.DuckDBPyConnection, topic_method: str, topics: Sequence[str], weeks: Weeks
) -> Press | None:
    """Read what was told in the weeks from the first to the last of ``weeks``; None without an article of a known place.

    Memory: about 100 bytes an article.
    """
    start, stop = week_dates(weeks[[0, -1]])
    table = query(
        connection,
        "trends_tellings",
        topic_method=topic_method,
        topics=list(topics),
        range_start=start,
        range_stop=stop,
    )
    if not table.num_rows:
        return None
    story, country, outlet = (arrow_column(table[name]) for name in ("story_id", "country", "outlet_id"))
    in_story, is_own, began_before, day_only, dated = (
        table[name].to_numpy().astype(np.bool_) for name in ("in_story", "is_own", "began_before", "day_only", "dated")
    )
    at = table["published_us"].to_numpy().astype(np.float64) / _DAY_US
    week = table["week"].to_numpy().astype("datetime64[D]")
    tellings = Tellings(story, country, outlet, week, at, in_story, is_own, began_before, day_only, dated)
    seen = query(connection, "trends_outlet_weeks", range_start=start, range_stop=stop)
    outlets = OutletWeeks(
        arrow_column(seen["outlet_id"]),
        arrow_column(seen["country"]),
        seen["week"].to_numpy().astype("datetime64[D]"),
        seen["n_articles"].to_numpy().astype(np.int64),
        seen["is_down"].to_numpy().astype(np.bool_),
    )
    return Press(tellings, outlets, weeks)
