"""Reporting: the weekly reports and the database that people query."""

import warnings
from datetime import date

import dagster as dg

from assets.failures import told
from assets.framing import frame_gaps, frame_quality
from assets.metadata import tables
from assets.report_metadata import Metadata, report_metadata
from assets.resources import MonitorProject
from assets.stage import OWNERS
from assets.trends import frame_trends
from assets.weeks import report_weeks
from monitor.config import ConfigError
from monitor.report import write_due_reports, write_reports
from monitor.report.data import known_weeks
from monitor.report.source import views_for_people
from monitor.warehouse import publish

WEEKLY_REPORT = dg.AssetKey("weekly_report")


@dg.asset(group_name="f_reporting", owners=OWNERS, kinds={"python"}, deps=[frame_trends, frame_quality])
def latest_report(context: dg.AssetExecutionContext, project: MonitorProject) -> dg.MaterializeResult[None]:
    """The report of the newest complete week in English and Chinese, as HTML and Markdown under `reports` in the data folder.

    Reports of earlier weeks are written again where their coverage has changed since: a late article re-opens its week. Each
    week written is marked in the partitions of `weekly_report`. The launchpad's field `week` chooses another week. Table:
    `reports`.
    """
    with told(project):
        due = write_due_reports(project.settings(), project.warehouse(), project.chosen_week())
        shown = report_metadata(project, due.newest)
        for written in (due.newest, *due.reopened):
            if written.monday is not None:
                mine = shown if written is due.newest else report_metadata(project, written)
                mark = dg.AssetMaterialization(WEEKLY_REPORT, partition=written.monday.isoformat(), metadata=mine)
                context.log_event(mark)
        again = ", ".join(written.week for written in due.reopened) or "none"
        past = tables(project.warehouse(), reports="reports")
    return dg.MaterializeResult(metadata=shown | {"earlier weeks written again": dg.MetadataValue.text(again)} | past)


with (
    warnings.catch_warnings()
):  # one run for a range is the point; that its parameter is beta need not be told at every start
    warnings.simplefilter("ignore", dg.BetaWarning)

    @dg.asset(
        group_name="f_reporting",
        owners=OWNERS,
        kinds={"python"},
        deps=[frame_trends, frame_quality],
        partitions_def=report_weeks(MonitorProject().settings()),
        backfill_policy=dg.BackfillPolicy.single_run(),
    )
    def weekly_report(context: dg.AssetExecutionContext, project: MonitorProject) -> None:
        """Reports of past weeks, one partition a week, named by its Monday (2026-03-16 is 2026-W12). Choose one week or a range.

        A range is written in one run, each week as it could be seen then: differences and shifts are estimated up to that week.
        Needs a run of `whole_line` first. People's database is published again at the end. Table: `reports`.
        """
        with told(project):
            covered = covered_weeks(project)
            for key in context.partition_keys:
                context.add_asset_metadata(write_week(project, date.fromisoformat(key), covered), partition_key=key)
            publish(project.warehouse())


@dg.asset(group_name="f_reporting", owners=OWNERS, kinds={"duckdb"}, deps=[latest_report, frame_gaps])
def monitor_database(project: MonitorProject) -> dg.MaterializeResult[None]:
    """`data/monitor.duckdb`, the read-only copy that people query, swapped in whole: no reader is blocked or sees half of it."""
    with told(project):
        path = publish(project.warehouse())
        shown = tables(project.warehouse(), views="published")
    return dg.MaterializeResult(
        metadata={"file": dg.MetadataValue.path(path), "bytes": dg.MetadataValue.int(path.stat().st_size), **shown}
    )


def covered_weeks(project: MonitorProject) -> frozenset[date]:
    """Mondays of the weeks that have articles. Raises ConfigError when there is none at all."""
    with views_for_people(project.warehouse()) as connection:
        weeks = frozenset(known_weeks(connection))
    if not weeks:
        raise ConfigError(f"{project.warehouse().path}: there are no articles yet; run the job whole_line first.")
    return weeks


def write_week(project: MonitorProject, week: date, covered: frozenset[date]) -> Metadata:
    """Write one week's report; for a week without any article no report, only metadata that say so."""
    if week not in covered:
        known = f"there is coverage from {min(covered)} to {max(covered)}"
        words = f"No article of this week was collected ({known}), so no report was written."
        return {"week": dg.MetadataValue.text(f"{week:%G-W%V} (Monday {week})"), "report": dg.MetadataValue.text(words)}
    return report_metadata(project, write_reports(project.settings(), project.warehouse(), week))
