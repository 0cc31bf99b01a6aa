"""What the UI shows of a report: findings, charts, links to the files."""

from datetime import date
from typing import Any

import dagster as dg
import pyarrow as pa

from assets.charts import report_charts
from assets.metadata import table_of
from assets.resources import MonitorProject
from monitor.config import Settings
from monitor.report import Finding
from monitor.report.data import ReportData, read_report
from monitor.report.findings import choose_findings
from monitor.report.source import views_for_people
from monitor.report.write import ReportSummary

Metadata = dict[str, dg.MetadataValue[Any]]


def report_metadata(project: MonitorProject, written: ReportSummary) -> Metadata:
    """Findings, counts, links and charts of a report that was just written; only the fact that there is none otherwise."""
    if written.monday is None:
        return {"report": dg.MetadataValue.text("There are no articles yet, so there is no report.")}
    settings = project.settings()
    data = read_week(project, settings, written.monday)
    return {
        "week": dg.MetadataValue.text(f"{written.week} (Monday {written.monday:%Y-%m-%d})"),
        "revision": dg.MetadataValue.int(written.revision),
        "findings": findings_table(choose_findings(data.findings, settings)),
        **report_charts(data),
        **files(settings, written.week),
        "relevant articles": dg.MetadataValue.int(written.n_articles),
        "outlets": dg.MetadataValue.int(data.totals.n_outlets),
        "stories": dg.MetadataValue.int(data.totals.n_stories),
    }


def read_week(project: MonitorProject, settings: Settings, week: date) -> ReportData:
    """Everything the report of a week shows."""
    with views_for_people(project.warehouse()) as connection:
        return read_report(connection, settings, week)


def findings_table(findings: list[Finding]) -> dg.MetadataValue[Any]:
    """The headline findings, whose sentences hold size and interval, with what they rest on."""
    if not findings:
        return dg.MetadataValue.text("None: nothing that was tested has an interval that excludes no change.")
    return table_of(
        pa.Table.from_pylist([
            {
                "finding": finding.sentence_en, "articles": finding.n_articles, "stories": finding.n_stories,
                "outlets": finding.n_outlets, "method": finding.method,
            }
            for finding in findings
        ])
    )  # fmt: skip


def files(settings: Settings, week: str) -> Metadata:
    """The whole path of each file of a week's report, to be copied into a browser: pages may not link from a server to files."""
    found = sorted(settings.report_dir.resolve().glob(f"{week}.*"))
    return {f"file {file.name}": dg.MetadataValue.path(str(file)) for file in found}
