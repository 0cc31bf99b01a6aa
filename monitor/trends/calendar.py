"""Which weeks are complete, which are compared, and which outlets published throughout."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import duckdb
import numpy as np

from monitor.config.settings import Settings
from monitor.trends.groups import Bools
from monitor.trends.units import Weeks, week_dates
from monitor.warehouse import query

WEEK = np.timedelta64(7, "D")


@dataclass(frozen=True)
class Calendar:
    """The collector's clock (UTC), the ``weeks`` (w,) compared and the outlets (``panel``) that published in each."""

    started_at: datetime
    stopped_at: datetime
    weeks: Weeks
    panel: frozenset[str]

    def compares(self, weeks: Weeks) -> Bools:
        """True for the weeks compared."""
        return np.isin(weeks, self.weeks)

    def complete(self, weeks: Weeks) -> Bools:
        """True for weeks that the collector saw from their Monday to their end."""
        return _complete(weeks, self.started_at, self.stopped_at)


def read_calendar(connection: duckdb.DuckDBPyConnection, settings: Settings, weeks: Weeks) -> Calendar:
    """The calendar for the weeks (any order, repeated or not) that have articles; at least one.

    Compared are the last ``settings.trends.weeks`` complete weeks, up to the newest with an article; where none is
    complete, the last ones.
    """
    started_at, stopped_at = _clock(connection, settings)
    present = np.unique(weeks)
    done = present[_complete(present, started_at, stopped_at)]
    usable = done if len(done) else present
    span = np.arange(max(usable[0], usable[-1] - (settings.trends.weeks - 1) * WEEK), usable[-1] + WEEK, WEEK)
    start, stop = week_dates(span[[0, -1]])
    panel = query(connection, "trends_panel", range_start=start, range_stop=stop, n_weeks=len(span))
    return Calendar(started_at, stopped_at, span, frozenset(panel["outlet_id"].to_pylist()))


def _clock(connection: duckdb.DuckDBPyConnection, settings: Settings) -> tuple[datetime, datetime]:
    simulated = settings.collect.clock
    if simulated is not None:  # the simulated collector sees whole days, the last one included
        start, stop = (datetime.combine(day, time.min, UTC) for day in (simulated.start, simulated.stop))
        return start, stop + timedelta(days=1)
    row = query(connection, "trends_clock").to_pylist()[0]
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + timedelta(microseconds=row["started_us"] or 0), epoch + timedelta(
        microseconds=row["stopped_us"] or 0
    )


def _complete(weeks: Weeks, started_at: datetime, stopped_at: datetime) -> Bools:
    first = np.datetime64(started_at.date(), "D")
    last = np.datetime64(stopped_at.replace(tzinfo=None), "us")
    return np.asarray((weeks >= first) & (weeks + WEEK <= last), dtype=np.bool_)
