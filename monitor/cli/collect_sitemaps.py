"""The command `collect sitemaps`: what the outlets' sitemaps still name of past days."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from monitor.cli.answers import answers_of, collected_words
from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_for_programs, say
from monitor.cli.collect import collect
from monitor.cli.hints import command
from monitor.sources import CollectSummary
from monitor.sources.going_back import go_back

DATE = ["%Y-%m-%d"]


@collect.command("sitemaps")
def sitemaps(
    first: Annotated[datetime, typer.Option("--from", formats=DATE, help="first day (UTC), e.g. 2026-03-01")],
    last: Annotated[datetime, typer.Option("--to", formats=DATE, help="last day (UTC), included")],
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Articles of a range of days from the outlets' sitemaps, with their pages; links that are due from other sources are fetched too.

    Exits with 1 where no address answered.
    """
    settings, warehouse = open_project(config, data_dir)
    summary = go_back(settings, warehouse, "sitemaps", first.date(), last.date())
    assert isinstance(summary, CollectSummary)
    say(collected_words(summary))
    if summary.n_sitemaps_left:
        say(
            f"{summary.n_sitemaps_left} sitemaps of this range are still to be asked: the same command goes on with them."
        )
    print_for_programs(asdict(summary))
    answers = answers_of(summary)
    warning = answers.warning(command(config, None, "sources", "check"))
    if warning:
        say(warning)
    if answers.n_asked and not answers.n_answered:
        raise typer.Exit(1)
