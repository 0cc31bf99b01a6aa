"""Looking for lasting changes that are new, with error control over the looks of a year.

A week's family-wise p holds over all weeks, frames and places of that look (see :mod:`monitor.trends.scan`). Each new week is another
look, so the chance that a year may have of any false alert is dealt out evenly: a look gets a 52nd (Bonferroni; it holds whatever the
looks have in common, and they share most of their weeks). A week is looked at once, the first time, even if its figures are revised
later: another look would be another chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import duckdb
import pyarrow as pa

from monitor.config import ConfigError, Settings
from monitor.report import Finding
from monitor.report.data import FindingData, newest_complete_week, read_findings
from monitor.report.findings import choose_findings
from monitor.report.rows import Shift
from monitor.report.source import views_for_people
from monitor.warehouse import Warehouse, query, upsert

LOOKS_A_YEAR = 52


@dataclass(frozen=True)
class Alert:
    """A change found new by the look of ``week``; ``message_week`` names the message that told of it, None while it waits."""

    week: date
    country: str
    frame_id: str
    scorer_id: str
    since: date
    change: float
    lo: float
    hi: float
    p: float
    message_week: date | None


def threshold(settings: Settings) -> float:
    """Largest family-wise p that is enough. Raises ConfigError where no p can be that small with so few permutations."""
    wanted = settings.delivery.alerts.chance_a_year / LOOKS_A_YEAR
    least = 1 / (settings.trends.permutations + 1)
    if least > wanted:
        raise ConfigError(
            f"{settings.where('trends', 'permutations')}: with {settings.trends.permutations} the least p is {least:.5f}, but an alert "
            f"needs {wanted:.5f} or less. Set at least {int(1 / wanted)}, or raise delivery.alerts.chance_a_year."
        )
    return wanted


def look(settings: Settings, warehouse: Warehouse) -> int:
    """Look at the newest complete week, unless it was looked at before; returns how many new changes were found.

    Tables: ``alert_looks``, ``alerts``.
    """
    enough = threshold(settings)
    with views_for_people(warehouse) as connection:
        week = newest_complete_week(connection)
        if week is None or week in query(connection, "alert_looks")["week"].to_pylist():
            return 0
        data = read_findings(connection, settings, week)
        found = [
            row
            for row in new_shifts(data, settings, enough)
            if not _told_before(row, week, stored(connection), settings)
        ]
        _keep(connection, data, found, enough)
    return len(found)


def new_shifts(data: FindingData, settings: Settings, enough: float) -> list[Shift]:
    """Changes clear enough for an alert: p at most ``enough``, and fit to be a headline of the report (outlets enough, an interval
    without no change, not one that a single outlet makes).
    """
    return [row for row in data.shifts.rows if row.p <= enough and as_finding(row, data, settings) is not None]


def as_finding(row: Shift, data: FindingData, settings: Settings) -> Finding | None:
    """The change in words, by the rules of the report's findings; None where it may not be a headline."""
    only = replace(
        data,
        shifts=replace(data.shifts, rows=(row,)),
        gaps=replace(data.gaps, rows=()),
        contrasts=replace(data.contrasts, rows=()),
    )
    return next(iter(choose_findings(only, settings)), None)


def stored(connection: duckdb.DuckDBPyConnection) -> list[Alert]:
    """Every change found so far, the oldest first."""
    return [Alert(**row) for row in query(connection, "alert_rows").to_pylist()]


def _told_before(row: Shift, week: date, alerts: Sequence[Alert], settings: Settings) -> bool:
    """Whether a look whose weeks overlap with this one's found the same frame of the same place moving the same way: it is one change."""
    overlapping = week - timedelta(weeks=settings.trends.weeks)
    return any(
        one.country == row.country
        and one.frame_id == row.frame
        and one.change * row.change > 0
        and one.week > overlapping
        for one in alerts
    )


def _keep(connection: duckdb.DuckDBPyConnection, data: FindingData, found: Sequence[Shift], enough: float) -> None:
    connection.execute(
        "INSERT INTO alert_looks VALUES (?, ?, ?, ?)", [data.week, datetime.now(UTC), enough, len(found)]
    )
    rows = [
        {
            "week": data.week, "country": row.country, "frame_id": row.frame, "scorer_id": data.scorer_id, "since": row.since,
            "change": row.change, "lo": row.picked_lo, "hi": row.picked_hi, "p": row.p,
        }
        for row in found
    ]  # fmt: skip
    if rows:
        upsert(connection, "alerts", pa.Table.from_pylist(rows), ["week", "country", "frame_id"])
