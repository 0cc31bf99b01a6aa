"""The command `align`: learn from translation pairs under which change of the encoder languages meet."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_for_programs, say
from monitor.embedding.align import AlignParameters, learn_alignment, read_translation_pairs
from monitor.sample.pairs import all_pairs_paths


@app.command()
def align(
    pairs: Annotated[
        list[Path] | None,
        typer.Option(help="CSV with columns zh and en (may be given several times); default: shipped"),
    ] = None,
    out: Annotated[Path, typer.Option(help="file to write, for embedding.alignment")] = Path("alignment.npz"),
    epochs: Annotated[int, typer.Option(min=1, max=50, help="passes over the pairs")] = AlignParameters.epochs,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Learn the alignment under which a text and its translation get like vectors (about 20 minutes on two cores)."""
    settings, _ = open_project(config, data_dir)
    read = read_translation_pairs(pairs or all_pairs_paths())
    made = learn_alignment(settings, read, out, replace(AlignParameters(), epochs=epochs))
    say(
        f"{out}: write it into the settings as embedding.alignment. Everything embedded before is embedded anew with it."
    )
    print_for_programs({"alignment": made.id, "file": str(out), **made.card})
