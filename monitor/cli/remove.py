"""The command remove: articles taken out of everything, on request or by age."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_for_programs, say
from monitor.cli.hints import command
from monitor.cli.removal_words import finished_words, listed, next_words, would_go
from monitor.config import ConfigError, Settings
from monitor.removal import (
    Removable,
    Removal,
    check_reason,
    find_expired,
    find_removable,
    finish_removal,
    show_removable,
    why_nothing,
)
from monitor.removal import remove as take_out
from monitor.warehouse import Warehouse

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
    list_all: Annotated[
        bool, typer.Option("--list-all", help=f"list everything found, not only the newest {SHOWN}")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="remove it; without this it is only shown")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Take articles out of the database, the vectors, the raw pages and the codings, for good; they are not collected again."""
    settings, warehouse = open_project(config, data_dir)
    if not warehouse.path.exists():
        raise ConfigError(
            f"{settings.data_dir}: nothing was collected into this folder. Check --config and --data-dir."
        )
    run = command(config, data_dir, "run")
    finished = finish_removal(warehouse)
    if finished is not None:
        say(finished_words(finished, run))
    asked = Removal(url, article, outlet, None if before is None else _day(before))
    found = _expired(settings, warehouse, asked) if expired else find_removable(warehouse, asked)
    if not found.link_ids:
        if expired:
            say("Nothing is older than its outlet allows.")
            return
        if finished is None:
            raise ConfigError(why_nothing(warehouse, asked))
        say("Nothing else is named by this.")
        return
    check_reason(found, reason)
    shown = show_removable(warehouse, found)
    say("\n".join([*listed(shown, None if list_all else SHOWN), *would_go(shown)]))
    if not yes:
        say(
            "Nothing was changed; add --yes to remove them for good. There is no undo: copy the data folder first if in doubt."
        )
        return
    done = take_out(settings, warehouse, found, reason or ("keep_days" if expired else ""))
    rows = ", ".join(f"{table} {n:,}" for table, n in done.rows_by_table)
    say(f"Removed. Raw pages: {done.n_raw_pages:,}; rows: {rows}.")
    say(next_words(done.reports, run))
    print_for_programs(
        {
            "removed": done.n_links,
            "rows": dict(done.rows_by_table),
            "raw_pages": done.n_raw_pages,
            "reports": done.reports,
        }
    )


def _expired(settings: Settings, warehouse: Warehouse, asked: Removal) -> Removable:
    if asked != Removal():
        raise ConfigError(
            "--expired takes every outlet's own limit: leave out --url, --article, --outlet and --before."
        )
    return find_expired(settings, warehouse, datetime.now(UTC))


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise ConfigError(f"--before {text}: write a day like 2025-01-01.") from error
