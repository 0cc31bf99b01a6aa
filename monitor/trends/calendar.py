"""Which weeks are complete, which are compared, and which outlets published throughout."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import duckdb
import numpy as np
import numpy.typing as npt

from monitor.config.settings import Settings
from monitor.trends.groups import Bools
from monitor.trends.units import Weeks, week_dates
from monitor.warehouse import query

WEEK = np.timedelta64(7, "D")
Moments = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Calendar:
    """When was looked (``windows`` (k, 2), UTC), the ``weeks`` (w,) compared and the outlets (``panel``) that published in each."""

    windows: Moments
    weeks: Weeks
    panel: frozenset[str]

    def compares(self, weeks: Weeks) -> Bools:
        """True for the weeks compared."""
        return np.isin(weeks, self.weeks)

    def complete(self, weeks: Weeks) -> Bools:
        """True for weeks that were seen from their Monday to their end by all that looked in them."""
        return _complete(weeks, self.windows)


def read_calendar(
    connection: duckdb.DuckDBPyConnection, settings: Settings, weeks: Weeks, until: date | None = None
) -> Calendar:
    """The calendar for the weeks (any order, repeated or not) that have articles; at least one.

    Compared are the last ``settings.trends.weeks`` complete weeks, up to the newest with an article; where none is complete, the last
    ones. With ``until`` (a Monday) they end there, whether or not that week has articles.
    """
    windows = _windows(connection, settings)
    present = np.unique(weeks)
    if until is not None:
        last = np.datetime64(until, "D")
        first = min(present[0], last)
    else:
        done = present[_complete(present, windows)]
        usable = done if len(done) else present
        first, last = usable[0], usable[-1]
    span = np.arange(max(first, last - (settings.trends.weeks - 1) * WEEK), last + WEEK, WEEK)
    calendar = Calendar(windows, span, frozenset())
    return replace(calendar, panel=_panel(connection, span))


def _panel(connection: duckdb.DuckDBPyConnection, span: Weeks) -> frozenset[str]:
    start, stop = week_dates(span[[0, -1]])
    panel = query(connection, "trends_panel", range_start=start, range_stop=stop, n_weeks=len(span))
    return frozenset(panel["outlet_id"].to_pylist())


def _windows(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Moments:
    simulated = settings.collect.clock
    if simulated is not None:  # the simulated collector sees whole days, the last one included
        start, stop = (datetime.combine(day, time.min, UTC) for day in (simulated.start, simulated.stop))
        pairs = [(_naive(start), _naive(stop + timedelta(days=1)))]
        return np.array(pairs, dtype="datetime64[us]").reshape(-1, 2)
    rows = query(connection, "trends_windows")
    micros = np.column_stack([rows[name].to_numpy() for name in ("started_us", "stopped_us")]).astype(np.int64)
    return micros.astype("datetime64[us]").reshape(-1, 2)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _complete(weeks: Weeks, windows: Moments) -> Bools:
    """Weeks that lie within a window, and of which no window sees only a part."""
    start, stop = weeks.astype("datetime64[us]")[:, None], (weeks + WEEK).astype("datetime64[us]")[:, None]
    # a collector that began on a Monday counts as having seen all of it
    opened, closed = windows[:, 0].astype("datetime64[D]").astype("datetime64[us]"), windows[:, 1]
    within = (opened <= start) & (stop <= closed)
    touches = (opened < stop) & (start < closed)
    return np.asarray(within.any(axis=1) & ~(touches & ~within).any(axis=1), dtype=np.bool_)
