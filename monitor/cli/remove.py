"""The command remove: articles taken out of everything, on request or by age."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_for_programs, say
from monitor.config import ConfigError
from monitor.removal import Removal, find_expired, find_removable, finish_removal
from monitor.removal import remove as take_out

SHOWN = 10


@app.command()
def remove(
    *,
    url: Annotated[str | None, typer.Option("--url", help="address of one article")] = None,
    article: Annotated[str | None, typer.Option("--article", help="id of one article")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="id of an outlet: everything of it")] = None,
    before: Annotated[
        str | None, typer.Option("--before", help="day: everything published before it, e.g. 2025-01-01")
    ] = None,
    expired: Annotated[
        bool, typer.Option("--expired", help="everything older than its outlet's keep_days in the outlets file")
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", help="kept beside the hash of the address; must not repeat what is removed")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="remove it; without this it is only shown")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Take articles out of the database, the vectors, the raw pages and the codings, for good; they are not collected again."""
    settings, warehouse = open_project(config, data_dir)
    if finish_removal(warehouse):
        say("An earlier removal had been stopped; it is finished now.")
    if expired:
        if any(one is not None for one in (url, article, outlet, before)):
            raise ConfigError(
                "--expired takes every outlet's own limit: leave out --url, --article, --outlet and --before."
            )
        found = find_expired(settings, warehouse, datetime.now(UTC))
    else:
        found = find_removable(warehouse, Removal(url, article, outlet, None if before is None else _day(before)))
    if expired and not found.link_ids:
        say("Nothing is older than its outlet allows.")
        return
    if not found.link_ids:
        raise ConfigError(
            "nothing that was collected is named by this. Check the address or the id: `monitor query` shows v_articles."
        )
    for one in found.urls[:SHOWN]:
        say(one)
    if len(found.urls) > SHOWN:
        say(f"... and {len(found.urls) - SHOWN} more")
    if not yes:
        say(f"{len(found.urls)} would be removed for good. Nothing was changed; add --yes to do it.")
        return
    done = take_out(settings, warehouse, found, reason or ("keep_days" if expired else ""))
    rows = ", ".join(f"{n} rows of {table}" for table, n in done.rows_by_table)
    say(f"{done.n_links} removed: {rows}; {done.n_raw_pages} raw pages.")
    say("Type `monitor run` with the same --config now: stories, estimates and reports are made without them.")
    if done.reports:
        say("Until then they are still shown in: " + ", ".join(done.reports))
    print_for_programs(
        {
            "removed": done.n_links,
            "rows": dict(done.rows_by_table),
            "raw_pages": done.n_raw_pages,
            "reports": done.reports,
        }
    )


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise ConfigError(f"--before {text}: write a day like 2025-01-01.") from error
