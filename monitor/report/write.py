"""Writing the reports of a week."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from monitor.config import ConfigError, Settings
from monitor.report.data import known_weeks, newest_complete_week, read_report
from monitor.report.findings import choose_findings
from monitor.report.pdf import print_pages
from monitor.report.render import render
from monitor.report.revision import Written, read_inputs, read_written, reopened_weeks
from monitor.report.site import keep_findings, write_site
from monitor.report.source import views_for_people
from monitor.report.whole_files import write_if_new
from monitor.report.wording import REPORT_LANGUAGES
from monitor.trends import estimate_trends
from monitor.warehouse import Warehouse, record_stage, replace

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReportSummary:
    """What was written: the week as an ISO label (empty when there is no article at all), its Monday, files, findings, revision."""

    week: str = ""
    n_files: int = 0
    n_findings: int = 0
    n_articles: int = 0
    revision: int = 0
    monday: date | None = None


@dataclass(frozen=True)
class DueReports:
    """What :func:`write_due_reports` wrote: the newest complete week, and the earlier ones that were re-opened."""

    newest: ReportSummary
    reopened: tuple[ReportSummary, ...] = ()


def write_due_reports(settings: Settings, warehouse: Warehouse, week: date | None = None) -> DueReports:
    """Write the report of ``week`` (by default the newest complete one), then again every report whose inputs have changed."""
    newest = _write_week(settings, warehouse, week)
    again = tuple(_write_week(settings, warehouse, monday) for monday in reopened_weeks(settings, warehouse))
    write_site(settings, warehouse)
    return DueReports(newest, again)


def write_reports(settings: Settings, warehouse: Warehouse, week: date | None = None) -> ReportSummary:
    """Write ``data/reports/2026-W12.{en,zh}.{html,md}`` for a week (Monday; by default the newest complete one); table ``reports``.

    Differences and shifts of a week that is named are first estimated as of that week. The same tables give the same bytes. Each file
    appears whole or not at all; a report whose inputs have changed since it was written becomes its next revision. Raises ValueError
    when ``week`` is no Monday, ConfigError when it lies before the first or after the last week with articles.
    The site beside the reports (:func:`monitor.report.site.write_site`) is brought up to date.
    """
    summary = _write_week(settings, warehouse, week)
    write_site(settings, warehouse)
    return summary


def _write_week(settings: Settings, warehouse: Warehouse, week: date | None) -> ReportSummary:
    if week is not None:
        _refuse(settings, warehouse, week)
        estimate_trends(settings, warehouse, week)
    with record_stage(warehouse, "report") as record:
        summary = _write(settings, warehouse, week)
        record.summary = summary
    return summary


def _write(settings: Settings, warehouse: Warehouse, week: date | None) -> ReportSummary:
    with views_for_people(warehouse) as connection:
        chosen = newest_complete_week(connection) if week is None else week
        if chosen is None:
            log.info("no report: there is no article yet")
            return ReportSummary()
        data = read_report(connection, settings, chosen)
        input_hash = read_inputs(connection).of(chosen, settings)
        before = read_written(connection).get(chosen, Written(0, ""))
    revision = before.revision + (before.input_hash != input_hash)
    findings = choose_findings(data.findings, settings)
    name = f"{chosen:%G-W%V}"
    settings.report_dir.mkdir(parents=True, exist_ok=True)
    written = []
    for language in REPORT_LANGUAGES:
        for kind, page in render(data, findings, settings, language, name).items():
            content = page.encode("utf-8")
            write_if_new(settings.report_dir / f"{name}.{language}.{kind}", content)
            written.append({
                "week": chosen, "language": language, "format": kind, "file": f"{name}.{language}.{kind}",
                "sha256": hashlib.sha256(content).hexdigest(), "scorer_id": data.findings.scorer_id, "n_articles": data.totals.n_relevant,
                "revision": revision, "input_hash": input_hash,
            })  # fmt: skip
    with warehouse.transaction() as connection:
        replace(connection, "reports", pa.Table.from_pylist(written), f"week = DATE '{chosen.isoformat()}'")
        keep_findings(connection, chosen, revision, findings)
    if settings.report.pdf:
        print_pages([settings.report_dir / f"{name}.{language}.html" for language in REPORT_LANGUAGES])
    return ReportSummary(name, len(written), len(findings), data.totals.n_relevant, revision, chosen)


def _refuse(settings: Settings, warehouse: Warehouse, week: date) -> None:
    if week.weekday():
        raise ValueError(f"{week}: not a Monday; weeks are named by their Monday, e.g. 2026-03-16 for 2026-W12.")
    with views_for_people(warehouse) as connection:
        _refuse_outside(week, known_weeks(connection))


def _refuse_outside(week: date, known: tuple[date, ...]) -> None:
    if known and not known[0] <= week <= known[-1]:
        raise ConfigError(
            f"{week:%G-W%V}: nothing was collected for it; there is coverage from {known[0]:%G-W%V} to {known[-1]:%G-W%V}."
        )
