"""Numbers into pages: the weekly report in English and Chinese, as self-contained HTML and as Markdown.

Public: :func:`write_reports` (reads the views for people, which read all tables; writes ``data/reports`` and the table
``reports``), :func:`headline_findings` (up to three findings of a week, with intervals and the SQL behind them),
:class:`Finding`, :class:`ReportSummary`.
"""

from monitor.report.findings import Finding, headline_findings
from monitor.report.write import ReportSummary, write_reports

__all__ = ["Finding", "ReportSummary", "headline_findings", "write_reports"]
