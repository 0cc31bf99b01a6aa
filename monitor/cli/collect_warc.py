"""The command `collect warc`: pages from archives."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_for_programs, say
from monitor.cli.collect import collect
from monitor.config import Settings
from monitor.sources import CollectionRunningError
from monitor.sources.warc import WarcSummary, load_warcs

_WORDS = {
    "other_record": "requests, metadata and other records without an answer",
    "bad_address": "without an http or https address",
    "bad_time": "without a believable date",
    "other_outlet": "of outlets that are not in the outlets' file (--all-outlets keeps them)",
    "not_ok": "answered with another status than 200",
    "not_html": "not HTML",
    "too_large": "larger than collect.max_bytes",
    "unreadable": "empty, cut short or packed in an unknown way",
    "damaged": "damaged",
    "other_topic": "without words of a topic (--all-topics keeps them)",
    "repeated": "known already",
    "removed": "of articles that were removed on request",
}


@collect.command("warc")
def warc(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="WARC files, .warc or .warc.gz, e.g. of CC-NEWS")
    ],
    all_outlets: Annotated[
        bool, typer.Option("--all-outlets", help="keep pages of outlets that the outlets' file does not know, too")
    ] = False,
    all_topics: Annotated[bool, typer.Option("--all-topics", help="keep pages without words of a topic, too")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Pages from WARC files (JSON); `monitor run` makes them articles. Interrupted, the same command goes on where it stopped.

    Exits with 1 where nothing could be read; what is wrong with a file is in table warc_files.
    """
    settings, warehouse = open_project(config, data_dir)
    try:
        summary = load_warcs(_wanting(settings, all_outlets, all_topics), warehouse, files)
    except CollectionRunningError as error:
        say(str(error))
        raise typer.Exit(1) from None
    say(_told(summary))
    print_for_programs(asdict(summary))
    n_sound = summary.n_records - summary.n_left_out.get("damaged", 0)
    if summary.faults and not n_sound and not summary.n_files_read_before:
        raise typer.Exit(1)


def _wanting(settings: Settings, all_outlets: bool, all_topics: bool) -> Settings:
    """The settings, with less filtering where the command line says so."""
    given = settings.collect.warc
    update = {
        "known_outlets_only": given.known_outlets_only and not all_outlets,
        "topics_only": given.topics_only and not all_topics,
    }
    collected = settings.collect.model_copy(update={"warc": given.model_copy(update=update)})
    return settings.model_copy(update={"collect": collected})


def _told(summary: WarcSummary) -> str:
    before = f"; read before: {summary.n_files_read_before}" if summary.n_files_read_before else ""
    resumed = f", {summary.n_files_resumed} of them from where they had stopped" if summary.n_files_resumed else ""
    lines = [
        f"Files read: {summary.n_files}{resumed}{before}. Records: {summary.n_records:,}, pages kept: {summary.n_kept:,}.",
        *(f"{n:>9} {_WORDS[name]}" for name, n in sorted(summary.n_left_out.items(), key=lambda one: -one[1])),
        *(f"! {fault}" for fault in summary.faults),
    ]
    return "\n".join(lines)
