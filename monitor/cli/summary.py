"""What a run says at its end."""

from monitor.config import Settings
from monitor.report import headline_findings
from monitor.warehouse import Warehouse

NEXT = """What to type next:
  make ui                                              the asset graph and this run, at http://127.0.0.1:3000
  .venv/bin/monitor query "FROM v_frame_trend LIMIT 20"     ask in SQL (README: five questions)
  .venv/bin/monitor evaluate sample                    how good frames, stories and relevance are (JSON)"""


def closing_words(settings: Settings, warehouse: Warehouse) -> str:
    """Where database and reports are, the headline findings with their intervals, and what to type next."""
    reports = sorted(settings.report_dir.glob("*.html"))[-2:]
    lines = ["", f"Database (read-only copy): {warehouse.published_path}", *[f"Report: {file}" for file in reports], ""]
    findings = headline_findings(settings, warehouse, None)
    lines += [f"{number}. {finding.sentence_en}" for number, finding in enumerate(findings, 1)]
    if not findings:
        lines.append("No finding stands up to its own uncertainty this week.")
    if settings.synthetic:
        lines += [
            "",
            "These texts are a synthetic sample written for this project: the findings say nothing about the world.",
        ]
    return "\n".join([*lines, "", NEXT])
