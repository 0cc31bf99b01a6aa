"""What a run says at its end."""

import resource
import sys
from dataclasses import dataclass
from pathlib import Path

from monitor.config import Settings
from monitor.report import headline_findings
from monitor.warehouse import Warehouse, query

DEFAULT_CONFIG = Path("config/sample.yaml")


def closing_words(settings: Settings, warehouse: Warehouse, config: Path | str = DEFAULT_CONFIG) -> str:
    """Where database and reports are, rows not mapped, the headline findings with their intervals, and what to type next."""
    reports = sorted(settings.report_dir.glob("*.html"))[-2:]
    lines = ["", f"Database (read-only copy): {warehouse.published_path}", *[f"Report: {file}" for file in reports], ""]
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
    return "\n".join([*lines, *_unmapped(warehouse), "", *_next(settings, Path(config))])


def _unmapped(warehouse: Warehouse) -> list[str]:
    """How many rows of files could not be mapped, if any."""
    with warehouse.transaction() as connection:
        row = query(connection, "collect_unmapped").to_pylist()[0]
    if not row["n_unmapped"]:
        return []
    return ["", f"{row['n_unmapped']} rows or files could not be read; each with its reason: FROM source_unmapped"]


def _next(settings: Settings, config: Path) -> list[str]:
    """Commands for this project."""
    other = config != DEFAULT_CONFIG
    lines = [
        "What to type next:",
        f"  {f'MONITOR_CONFIG={config} ' if other else ''}make ui",
        "      the asset graph and this run, at http://127.0.0.1:3000",
        f'  .venv/bin/monitor query{f" --config {config}" if other else ""} "FROM v_frame_trend LIMIT 20"',
        "      ask in SQL (README: five questions)",
    ]
    if settings.synthetic:
        named = f" --config {config}" if other else ""
        lines += [
            f"  .venv/bin/monitor evaluate sample{named}",
            "      how good frames, stories and relevance are (JSON)",
        ]
    return lines


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
    with warehouse.transaction() as connection:
        row = query(connection, "collect_totals").to_pylist()[0]
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return RunTotals(row["articles"], row["relevant"], row["stories"], round(seconds, 1), round(peak / unit))
