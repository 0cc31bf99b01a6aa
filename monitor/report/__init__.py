"""Numbers into pages: the weekly report in English and Chinese, as self-contained HTML and as Markdown.

Public: :func:`write_reports` (reads the views for people, which read all tables; writes ``data/reports`` and the table
``reports``), :func:`write_due_reports` (the newest week and those that were re-opened), :func:`reopened_weeks`,
:func:`headline_findings` (up to three findings of a week, with intervals and the SQL behind them), :class:`Finding`,
:class:`ReportSummary`, :class:`DueReports`.
"""

from monitor.report.findings import Finding, headline_findings
from monitor.report.revision import reopened_weeks
from monitor.report.write import DueReports, ReportSummary, write_due_reports, write_reports

__all__ = [
    "DueReports",
    "Finding",
    "ReportSummary",
    "headline_findings",
    "reopened_weeks",
    "write_due_reports",
    "write_reports",
]
