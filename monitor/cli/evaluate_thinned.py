"""The command `evaluate thinned`: what the estimates would be with less coding."""

from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_json, say
from monitor.cli.evaluate import evaluate
from monitor.config import ConfigError
from monitor.evaluate.thinned import compare_thinned
from monitor.frames import current_scorer_id
from monitor.topics import current_method
from monitor.trends import read_study


@evaluate.command("thinned")
def thinned(
    *,
    share: Annotated[float, typer.Option("--share", min=0.01, max=0.99, help="share of the coding that is kept")] = 0.1,
    draws: Annotated[int, typer.Option("--draws", min=1, help="how often it is drawn anew")] = 20,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Estimates from a random part of the coding against those from all of it (JSON).

    An interval holds where the value that all coding gives lies in it. Corrected ones should hold about always, since both rest
    on the same articles; uncorrected ones that do not hold show the scorer's errors.
    """
    settings, warehouse = open_project(config, data_dir)
    if not warehouse.path.exists():
        raise ConfigError(
            f"{settings.data_dir}: nothing was collected into this folder. Check --config and --data-dir."
        )
    scorer, method = current_scorer_id(settings, warehouse), current_method(settings, warehouse)
    study = read_study(settings, warehouse, scorer, method)
    if study is None or not study.units.values.coded.any():
        raise ConfigError(
            f"{settings.data_dir}: no coded article to leave out. Run the line (monitor run) and code first."
        )
    found = compare_thinned(study, share, range(draws))
    for row in found:
        say(f"{row.table} {row.method}: {row.n_held} of {row.n} intervals hold ({row.n_held / row.n:.1%})")
    n_corrected, n = sum(row.n for row in found if row.method != "uncorrected"), sum(row.n for row in found)
    say(f"still corrected with {share:.0%} of the coding: {n_corrected} of {n} figures ({n_corrected / n:.1%})")
    rows = [asdict(row) | {"share_held": round(row.n_held / row.n, 4)} for row in found]
    print_json({"share": share, "draws": draws, "scorer_id": scorer, "n": n, "n_corrected": n_corrected, "held": rows})
