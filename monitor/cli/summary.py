"""What a run says at its end."""

import resource
import sys
from dataclasses import dataclass
from pathlib import Path

from monitor.cli.answers import Answers, last_answers
from monitor.cli.hints import DEFAULT_CONFIG, command
from monitor.config import Settings
from monitor.report import headline_findings
from monitor.warehouse import Warehouse, query


def closing_words(
    settings: Settings, warehouse: Warehouse, config: Path | str = DEFAULT_CONFIG, data_dir: Path | str | None = None
) -> str:
    """Where database and reports are, rows not mapped, the headline findings with their intervals, and what to type next.

    A warning where none or hardly any of the addresses asked answered; where there is no article, what to look at instead of findings.
    ``config`` and ``data_dir`` as they were given.
    """
    answers = last_answers(warehouse)
    warning = answers.warning(command(config, None, "sources", "check"))
    warned = ["", f"WARNING: {warning}"] if warning else []
    pages = sorted(settings.report_dir.glob("[0-9]*.html"))[-2:]  # the newest week, in both languages
    index = settings.report_dir / "index.html"
    reports = [*pages, *([index] if index.exists() else [])]
    lines = ["", f"Database (read-only copy): {warehouse.published_path}", *[f"Report: {file}" for file in reports], ""]
    if not _totals(warehouse)["articles"]:
        return "\n".join([*lines, *_nothing(answers, config, data_dir), *_unmapped(warehouse), *warned])
    findings = headline_findings(settings, warehouse, None)
    lines += [f"{number}. {finding.sentence_en}" for number, finding in enumerate(findings, 1)]
    if not findings:
        lines.append(
            "No finding this week: there is too little, or nothing stands up to its own uncertainty (the report says which)."
        )
    if settings.synthetic:
        lines += [
            "",
            "These texts are a synthetic sample written for this project: the findings say nothing about the world.",
        ]
    return "\n".join([*lines, *_unmapped(warehouse), "", *_next(settings, config, data_dir), *warned])


def _nothing(answers: Answers, config: Path | str, data_dir: Path | str | None) -> list[str]:
    """Sentences for a project without an article."""
    asked = f" {answers.told}" if answers.n_asked else ""
    sql = "SELECT kind, outcome, count(*) AS n, any_value(reason) AS example FROM fetches GROUP BY ALL ORDER BY n DESC"
    return [
        f"Nothing was collected: there is no article yet, so there is no report.{asked}",
        "Where to look:",
        f"  {command(config, None, 'sources', 'check')}",
        "      which feeds and sitemaps answer, and why the others do not",
        f"  {command(config, data_dir, 'query', sql)}",
        "      what came of every request, pages included",
    ]


def _unmapped(warehouse: Warehouse) -> list[str]:
    """How many rows of files could not be mapped, if any."""
    with warehouse.transaction() as connection:
        row = query(connection, "collect_unmapped").to_pylist()[0]
    if not row["n_unmapped"]:
        return []
    what = "row or file" if row["n_unmapped"] == 1 else "rows or files"
    return ["", f"{row['n_unmapped']:,} {what} could not be read; each with its reason: FROM source_unmapped"]


def _next(settings: Settings, config: Path | str, data_dir: Path | str | None) -> list[str]:
    """Commands for this project."""
    lines = [
        "What to type next:",
        f"  {f'MONITOR_CONFIG={config} ' if Path(config) != DEFAULT_CONFIG else ''}make ui",
        "      the asset graph and this run, at http://127.0.0.1:3000",
        f"  {command(config, data_dir, 'query', 'FROM v_frame_trend LIMIT 20')}",
        "      ask in SQL (README: five questions)",
    ]
    if settings.synthetic:
        lines += [
            f"  {command(config, data_dir, 'evaluate', 'sample')}",
            "      how good frames, stories and relevance are (JSON)",
        ]
    return lines


def _totals(warehouse: Warehouse) -> dict[str, int]:
    with warehouse.transaction() as connection:
        row: dict[str, int] = query(connection, "collect_totals").to_pylist()[0]
    return row


@dataclass(frozen=True)
class RunTotals:
    """A run in figures: articles, those relevant to the topics measured, stories, wall-clock seconds, peak memory in MB."""

    articles: int
    relevant: int
    stories: int
    seconds: float
    peak_mb: int


def run_totals(warehouse: Warehouse, seconds: float) -> RunTotals:
    """The totals of what is stored now, and the largest memory that this process or one that it started has had."""
    row = _totals(warehouse)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return RunTotals(row["articles"], row["relevant"], row["stories"], round(seconds, 1), round(peak / unit))
