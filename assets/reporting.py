"""Reporting: the weekly report and the database that people query."""

import dagster as dg

from assets.framing import frame_quality
from assets.resources import MonitorProject
from assets.stage import OWNERS, materialised
from assets.trends import frame_trends
from monitor.report import write_reports
from monitor.warehouse import publish


@dg.asset(group_name="f_reporting", owners=OWNERS, kinds={"python"}, deps=[frame_trends, frame_quality])
def weekly_report(project: MonitorProject) -> dg.MaterializeResult[None]:
    """The report of the newest complete week in English and Chinese, as HTML and Markdown under `data/reports`. Table: `reports`."""
    return materialised(write_reports, project)


@dg.asset(group_name="f_reporting", owners=OWNERS, kinds={"duckdb"}, deps=[weekly_report])
def monitor_database(project: MonitorProject) -> dg.MaterializeResult[None]:
    """`data/monitor.duckdb`, the read-only copy that people query, swapped in whole: no reader is blocked or sees half of it."""
    path = publish(project.warehouse())
    return dg.MaterializeResult(metadata={"file": dg.MetadataValue.path(path), "bytes": path.stat().st_size})
