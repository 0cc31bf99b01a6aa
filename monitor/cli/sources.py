"""The command group `sources`: which feeds and sitemaps are read, and which of them answer."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text
from tqdm import tqdm

from monitor.articles.one_text import harmless
from monitor.cli.answers import Answers, addresses
from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, app, print_json, say
from monitor.config import OutletFile, load_model, load_settings
from monitor.sources import SourceState, check_sources, planned_sources

sources = typer.Typer(no_args_is_help=True, help="Feeds and sitemaps: what is read, and what answers.")
app.add_typer(sources, name="sources")

OutletOption = Annotated[str | None, typer.Option("--outlet", help="id of one outlet; by default all")]
JsonOption = Annotated[bool, typer.Option("--json", help="print one JSON object")]


@sources.command("list")
def list_(outlet: OutletOption = None, as_json: JsonOption = False, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """List the feeds and sitemaps of the settings' outlets, and where each address was found. Asks nobody."""
    settings = load_settings(config)
    plans = planned_sources(settings, outlet)
    if as_json:
        names = ("outlet_id", "kind", "language", "url", "named_by")
        print_json({"sources": [{name: getattr(plan, name) for name in names} for plan in plans]})
        return
    rows = [(plan.outlet_id, plan.kind, plan.language, plan.url, plan.named_by or "not confirmed") for plan in plans]
    _print_table(("outlet", "kind", "language", "address", "named by"), rows)
    outlets = load_model(settings.outlets, OutletFile).outlets
    with_some = len({plan.outlet_id for plan in plans})
    said = f"{addresses(len(plans))} of {with_some} {'outlet' if with_some == 1 else 'outlets'}"
    say(f"{said}." if outlet else f"{said}, {len(outlets) - with_some} outlets without any.")


@sources.command()
def check(outlet: OutletOption = None, as_json: JsonOption = False, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Ask each feed and sitemap once, and tell which answer. Stores nothing; exits with 1 when none answers."""
    settings = load_settings(config)
    with tqdm(desc="check", unit=" answers", file=sys.stderr, disable=None) as bar:
        states = check_sources(settings, outlet, bar.update)
    counts = Counter(state.outcome for state in states)
    confirmed = sum(state.named_by is not None for state in states)
    if as_json:
        print_json({"sources": [_told(one) for one in states], "outcomes": dict(counts), "confirmed": confirmed})
    else:
        _print_states(states)
    said = ", ".join(f"{n} {outcome}" for outcome, n in counts.most_common())
    say(f"{addresses(len(states))}: {said}. Confirmed (named_by says where the address was found): {confirmed}.")
    warning = Answers(len(states), {name: n for name, n in counts.items() if name != "ok"}).warning(None)
    if warning:
        say(warning)
    if not counts["ok"]:
        raise typer.Exit(1)


def _told(state: SourceState) -> dict[str, Any]:
    return {**asdict(state), "newest": state.newest.isoformat() if state.newest else None}


def _print_states(states: Sequence[SourceState]) -> None:
    """A table of short columns, and below it a line for each reason: of failures first, then what else is to be known."""
    rows = [
        (
            one.outlet_id,
            one.url,
            one.outcome if one.status in {None, 200} else f"{one.outcome} {one.status}",
            str(one.entries),
            f"{one.newest:%Y-%m-%d %H:%M}" if one.newest else "",
        )
        for one in states
    ]
    _print_table(("outlet", "address", "outcome", "entries", "newest (UTC)"), rows)
    for heading, failed in (("Failed:", True), ("To know:", False)):
        reasons = [one for one in states if one.reason and (one.outcome != "ok") == failed]
        if reasons:
            sys.stdout.write(f"{heading}\n" + "".join(f"  {harmless(_reason(one))}\n" for one in reasons))


def _reason(one: SourceState) -> str:
    """The outlet and why, which names the address."""
    reason = " ".join((one.reason or "").split())
    return f"{one.outlet_id}: {reason}" if one.url in reason else f"{one.outlet_id}: {one.url}: {reason}"


def _print_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table; what sites say of themselves cannot steer the terminal."""
    table = Table(*[Column(name, overflow="fold") for name in names])
    for row in rows:
        table.add_row(*[Text(harmless(cell)) for cell in row])
    console = Console()
    if not console.is_terminal:  # a pipe has no width: nothing is cut
        console = Console(width=10_000)
    console.print(table)
