"""Commands that do the work: run, report."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, say
from monitor.cli.hints import command
from monitor.cli.summary import closing_words
from monitor.config import ConfigError
from monitor.pipeline import run_stages
from monitor.report import write_reports
from monitor.warehouse import told


@app.command()
def run(config: ConfigOption = DEFAULT_CONFIG, data_dir: DataOption = None) -> None:
    """Run every stage, from collecting to the report, without Dagster."""
    settings, warehouse = open_project(config, data_dir)
    for name, summary in run_stages(settings, warehouse):
        say(f"{name}: {told(summary)}")
    say(closing_words(settings, warehouse, config, data_dir))


@app.command()
def report(
    week: Annotated[
        str | None, typer.Option(help="ISO week, e.g. 2026-W12; the newest complete one by default")
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Write the report of one week (HTML and Markdown, English and Chinese)."""
    settings, warehouse = open_project(config, data_dir)
    write_reports(settings, warehouse, None if week is None else monday_of(week))
    files = sorted(Path(settings.report_dir).glob(f"{week or '*'}.*"))
    for file in files:
        say(str(file))
    if not files:
        say(f"No report: there is no article yet. Type {command(config, data_dir, 'run')} first.")


def monday_of(week: str) -> date:
    """Monday of an ISO week such as ``2026-W12``. Raises ConfigError when it is none."""
    try:
        year, number = week.upper().split("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError as error:
        raise ConfigError(f"--week {week}: not an ISO week; write it like 2026-W12.") from error
