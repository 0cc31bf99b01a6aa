"""The command `collect gdelt`: links from GDELT over a range of days."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_for_programs, say
from monitor.cli.collect import collect
from monitor.sources import CollectionRunningError
from monitor.sources.gdelt import DocSummary, FileListError, GkgSummary
from monitor.sources.going_back import go_back

DATE = ["%Y-%m-%d"]


@collect.command("gdelt")
def gdelt(
    first: Annotated[datetime, typer.Option("--from", formats=DATE, help="first day (UTC), e.g. 2026-03-01")],
    last: Annotated[datetime, typer.Option("--to", formats=DATE, help="last day (UTC), included")],
    bulk: Annotated[
        bool, typer.Option("--bulk", help="read the 15-minute files instead of asking the API: for longer ago")
    ] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Links to coverage of the topics from GDELT (JSON). Interrupted, the same command goes on where it stopped.

    The API answers for the last three months, one request in five seconds; what it did not answer is in table gdelt_windows. Exits with 1
    where the run ended early.
    """
    settings, warehouse = open_project(config, data_dir)
    try:
        summary = go_back(settings, warehouse, "gdelt_bulk" if bulk else "gdelt", first.date(), last.date())
    except (CollectionRunningError, FileListError) as error:
        say(str(error))
        raise typer.Exit(1) from None
    assert isinstance(summary, DocSummary | GkgSummary)
    say(_told(summary))
    print_for_programs(asdict(summary))
    if summary.stopped:
        raise typer.Exit(1)


def _told(summary: DocSummary | GkgSummary) -> str:
    if isinstance(summary, DocSummary):
        missed, what, table = sum(summary.n_unmeasured.values()), "Requests without an answer", "gdelt_windows"
    else:
        missed, what, table = sum(summary.n_unread.values()), "Files not read", "gdelt_files"
    lines = [
        f"Links: {summary.n_links:,}. {what}: {missed:,}"
        + (f" (each with its reason: FROM {table}, after the next `monitor run`)." if missed else ".")
    ]
    if summary.stopped:
        lines.append(f"{summary.stopped} What was collected is kept; the same command goes on from there.")
    return "\n".join(lines)
