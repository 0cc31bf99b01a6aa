"""What a report was made of, and which reports are out of date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from monitor.config import Settings
from monitor.report.data import first_week_drawn
from monitor.report.source import views_for_people
from monitor.text import short_id
from monitor.warehouse import Warehouse, query


@dataclass(frozen=True)
class Written:
    """A week's report as it stands: its revision (from 1) and the hash of what it was made of."""

    revision: int
    input_hash: str


@dataclass(frozen=True)
class Inputs:
    """Hashes of what can be counted in each week, and the scorer in use."""

    digests: Mapping[date, str]
    scorer_id: str

    def of(self, week: date, settings: Settings) -> str:
        """Hash of everything the report of a week counts: all weeks that it draws, and how they are measured."""
        first = first_week_drawn(settings, week)
        drawn = (f"{monday} {self.digests[monday]}" for monday in sorted(self.digests) if first <= monday <= week)
        return short_id(self.scorer_id, settings.trends.model_dump_json(), *drawn)


def read_inputs(connection: duckdb.DuckDBPyConnection) -> Inputs:
    """Hash every week; ``connection`` has the views for people. One pass over all articles."""
    rows = query(connection, "report_inputs").to_pylist()
    scorer = query(connection, "report_scorer")["scorer"].to_pylist()
    return Inputs({row["week"]: row["digest"] for row in rows}, scorer[0] if scorer else "")


def read_written(connection: duckdb.DuckDBPyConnection) -> dict[date, Written]:
    """The weeks that have a report."""
    rows = query(connection, "report_written").to_pylist()
    return {row["week"]: Written(row["revision"] or 1, row["input_hash"] or "") for row in rows}


def reopened_weeks(settings: Settings, warehouse: Warehouse) -> tuple[date, ...]:
    """Mondays of the weeks whose report no longer says what the tables say, oldest first.

    A late article, a correction, a story regrouped, new frames or coding re-open a week, and with it the reports of the weeks after
    it that draw it.
    """
    with views_for_people(warehouse) as connection:
        inputs, written = read_inputs(connection), read_written(connection)
    return tuple(week for week, report in written.items() if report.input_hash != inputs.of(week, settings))
