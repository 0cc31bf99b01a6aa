"""The command `train`: a head from coding."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_for_programs, say
from monitor.frames import train_and_save


@app.command()
def train(
    *,
    out: Annotated[Path, typer.Option("--out", help="folder to write the head into; a head that is there is replaced")],
    coding: Annotated[
        Path | None,
        typer.Argument(
            help="CSV with text, lang, labels (frame ids separated by ;) and, where known, id; by default the warehouse's gold"
        ),
    ] = None,
    method: Annotated[
        Literal["linear", "fine-tuned"],
        typer.Option(help="linear: seconds; fine-tuned: minutes, better where hundreds are coded"),
    ] = "linear",
    seed: Annotated[int, typer.Option(help="of folds and fine-tuning")] = 0,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Train a scorer on coding, cross-fitted by story, calibrated, with a card that says how good it is.

    Use it with `frames: {scorer: head, head: DIR}` in the settings.
    """
    settings, warehouse = open_project(config, data_dir)
    trained = train_and_save(settings, warehouse, out, csv=coding, method=method, seed=seed)
    for sentence in trained.warnings:
        say(sentence)
    say(f"wrote {trained.folder} (read {trained.folder / 'card.md'})")
    print_for_programs(
        trained.card | {"head": trained.head_id, "folder": str(trained.folder), "warnings": trained.warnings}
    )
