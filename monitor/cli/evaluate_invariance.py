"""The command `evaluate invariance`: do a text and its translation get the same frames?"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_json
from monitor.cli.evaluate import evaluate
from monitor.evaluate.invariance import measure_invariance
from monitor.frames.scorer import DIGITS


@evaluate.command("invariance")
def invariance(
    file: Annotated[Path, typer.Argument(help="CSV of two columns: Chinese segments and their English translations")],
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="measure the model without its alignment, for comparison")
    ] = False,
) -> None:
    """Rank correlation and top-fifth kappa between a text's and its translation's frame scores, groups of 8 segments (JSON)."""
    settings, warehouse = open_project(config, data_dir)
    if plain:
        unaligned = settings.embedding.model_copy(update={"alignment": "none"})
        settings = settings.model_copy(update={"embedding": unaligned})
    print_json(_rounded(asdict(measure_invariance(settings, warehouse, file))))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, DIGITS - 2) if isinstance(value, float) else value
