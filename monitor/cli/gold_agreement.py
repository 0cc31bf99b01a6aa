"""Commands of the group `gold` that compare coders: agreement, disputes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_json, say
from monitor.cli.gold import MAX_SHOWN, gold
from monitor.config import Settings
from monitor.frames import agreement_report, disputes, load_codebook, write_disputes

KINDS = ("human", "author", "model")


def _known(kinds: list[str] | None) -> list[str] | None:
    for kind in kinds or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"{kind}: write one of {', '.join(KINDS)}")
    return kinds


KindOption = Annotated[
    list[str] | None,
    typer.Option(help=f"{', '.join(KINDS)}, once each; by default those of gold.coder_kinds", callback=_known),
]


@gold.command()
def agreement(
    kind: KindOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object instead of a table")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Krippendorff's alpha by frame and language with its interval, and what is too low or cannot be computed."""
    settings, warehouse = open_project(config, data_dir)
    report = agreement_report(settings, warehouse, tuple(kind or ()))
    for sentence in report.told:
        say(sentence)
    if as_json:
        print_json({"coders": report.coders, "rows": report.rows, "told": report.told})
        return
    frames = load_codebook(settings.codebook).frame_ids
    order = {frame: index for index, frame in enumerate(("all", *frames))}
    rows = sorted(
        report.together, key=lambda row: (row["language"] != "all", str(row["language"]), order[str(row["frame_id"])])
    )
    _show(
        f"Krippendorff's alpha: {', '.join(report.coders)}",
        ("language", "frame", "articles", "alpha", "95% interval"),
        [(row["language"], row["frame_id"], row["n_articles"], _figure(row["alpha"]), _range(row)) for row in rows],
    )


@gold.command("disputes")
def disputes_(
    *,
    to: Annotated[Path | None, typer.Option(help="write them as CSV, to decide in and to give to `adjudicate`")] = None,
    open_only: Annotated[
        bool, typer.Option("--open", help="only those that no majority and nobody has decided")
    ] = False,
    kind: KindOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object instead of a table")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Articles and frames on which coders differ: those that count as gold, or those of --kind."""
    settings, warehouse = open_project(config, data_dir)
    rows = disputes(settings, warehouse, tuple(kind or ()))
    undecided = [row for row in rows if row["basis"] == "undecided"]
    say(
        f"{_who(settings, kind or ())} differ on {len(rows)} judgements (articles and frames); "
        f"{len(undecided)} of them are undecided."
    )
    rows = undecided if open_only else rows
    if to and not rows:
        say(f"Nothing to decide: {to} was not written.")
    elif to:
        write_disputes(settings, rows, to)
        say(f"{to}: fill in present (1 or 0) and decided_by, then: monitor gold adjudicate {to}")
    if as_json:
        print_json({"disputes": rows})
        return
    shown = [
        (row["frame_id"], row["title"], ", ".join(row["present"] or []), ", ".join(row["absent"] or []), row["basis"])
        for row in rows[:MAX_SHOWN]
    ]
    _show("Where coders differ", ("frame", "article", "present, say", "absent, say", "what counts"), shown)
    if len(rows) > MAX_SHOWN:
        say(f"... and {len(rows) - MAX_SHOWN} more; --to FILE.csv or --json lists all")


def _who(settings: Settings, kinds: Sequence[str]) -> str:
    if not kinds:
        return f"Coders who count as gold (gold.coder_kinds: {', '.join(settings.gold.coder_kinds) or 'none'})"
    unused = [kind for kind in kinds if kind not in settings.gold.coder_kinds]
    note = f" (not gold until gold.coder_kinds names {', '.join(unused)})" if unused else ""
    return f"Coders of kind {', '.join(kinds)}{note}"


def _show(title: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*[str(cell).replace("[", r"\[") for cell in row])
    console = Console()
    if not console.is_terminal:  # a pipe has no width: nothing is cut
        console = Console(width=200)
    console.print(table)


def _figure(value: object) -> str:
    return "–" if value is None else f"{float(str(value)):.2f}"


def _range(row: dict[str, object]) -> str:
    return "–" if row["lo"] is None else f"{_figure(row['lo'])} to {_figure(row['hi'])}"
