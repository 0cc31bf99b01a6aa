"""The command `evaluate convert`: published sets in the layouts that the other commands measure on."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.app import print_for_programs, say
from monitor.cli.evaluate import evaluate
from monitor.evaluate import convert_frames_sentences, convert_gvfc
from monitor.evaluate.convert_pages import (
    convert_fundus,
    convert_lists,
    convert_newspaper,
    convert_readability,
    convert_trafilatura,
)
from monitor.evaluate.convert_titles import convert_gdelt_titles, convert_headlines, convert_tnews

CONVERTERS: dict[str, Callable[[Path, Path], dict[Path, int]]] = {
    "gvfc": convert_gvfc,
    "frames-sentences": convert_frames_sentences,
    "pages-trafilatura": convert_trafilatura,
    "pages-newspaper4k": convert_newspaper,
    "pages-fundus": convert_fundus,
    "pages-readability": convert_readability,
    "pages-lists": convert_lists,
    "titles-gdelt": convert_gdelt_titles,
    "titles-tnews": convert_tnews,
    "titles-headlines": convert_headlines,
}
# made by the names above, which the checker of types cannot follow
Layout = Enum("Layout", {name: name for name in CONVERTERS})  # type: ignore[misc]


@evaluate.command("convert")
def convert(
    layout: Annotated[Layout, typer.Argument(help="published layout of the files")],
    folder: Annotated[Path, typer.Argument(help="where they are")],
    to: Annotated[Path, typer.Option("--to", help="folder for what is written")],
) -> None:
    """Turn published sets into files for `evaluate frames` (gvfc, frames-sentences), `extraction` (pages-) and `language` (titles-)."""
    written = CONVERTERS[layout.value](folder, to)
    unit = "pages" if layout.value.startswith("pages-") else "texts"
    for path, rows in written.items():
        say(f"{path}: {rows} {unit}")
    print_for_programs({"files": {str(path): rows for path, rows in written.items()}})
