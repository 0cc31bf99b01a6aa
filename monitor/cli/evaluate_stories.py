"""The commands `evaluate stories` and `evaluate retrieval`: the grouping and the space it rests on."""

import csv
import math
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_json, say
from monitor.cli.evaluate import evaluate
from monitor.evaluate.retrieval import measure_retrieval
from monitor.evaluate.stories import StoryFigures, measure_stories

DIGITS, MOST_TOLD = 4, 10


@evaluate.command("stories")
def stories(
    file: Annotated[
        Path, typer.Argument(help="CSV: uri, lang, published_at, title, gold_cluster and, where there is one, body")
    ],
    *,
    ingredients: Annotated[
        bool, typer.Option("--ingredients", help="also with each ingredient of the grouping left out")
    ] = False,
    assignments: Annotated[
        Path | None, typer.Option("--assignments", help="also write a CSV: uri, gold_cluster, and the story found")
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """B-cubed and pairwise precision, recall and F1 of the stories found: overall, by language and between languages (JSON)."""
    settings, warehouse = open_project(config, data_dir)
    found = measure_stories(settings, warehouse, file, ingredients=ingredients)
    for sentence in found.left_out[:MOST_TOLD]:
        say(sentence)
    if len(found.left_out) > MOST_TOLD:
        say(f"... and {len(found.left_out) - MOST_TOLD} more rows left out")
    if assignments is not None:
        with assignments.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerows([("uri", "gold_cluster", "story"), *found.assigned])
    overall, *others = found.parts
    print_json(
        {
            **_flat(overall),
            "parts": {one.part: _flat(one) for one in others},
            "without": {name: _flat(one) for name, one in found.without},
            "left_out": len(found.left_out),
            "reach": asdict(found.reach),
            "model_revision": found.model_revision,
        }
    )


@evaluate.command("retrieval")
def retrieval(
    file: Annotated[Path, typer.Argument(help="CSV of two columns: Chinese segments and their English translations")],
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """How often a text's nearest text of the other language is its translation, out of all in the file (JSON)."""
    settings, warehouse = open_project(config, data_dir)
    print_json({key: _rounded(value) for key, value in asdict(measure_retrieval(settings, warehouse, file)).items()})


def _flat(one: StoryFigures) -> dict[str, Any]:
    scores = {
        f"{name}_{part}": _rounded(value)
        for name, of in (("bcubed", one.bcubed), ("pairwise", one.pairwise))
        for part, value in asdict(of).items()
    }
    return {"n": one.n, "n_clusters": one.n_clusters, "n_gold": one.n_gold, **scores}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, DIGITS)
    return value
