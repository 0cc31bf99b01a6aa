"""The command group `evaluate`: how good the stages are, against codings and parallel texts."""

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_json
from monitor.evaluate import sample_quality

evaluate = typer.Typer(no_args_is_help=True, help="Measure the stages against codings and parallel texts.")
app.add_typer(evaluate, name="evaluate")


@evaluate.command("sample")
def evaluate_sample(config: ConfigOption = DEFAULT_CONFIG, data_dir: DataOption = None) -> None:
    """Quality on the synthetic sample, after a run: stories, relevance, frames by coder, agreement, planted shift, seconds."""
    settings, warehouse = open_project(config, data_dir)
    print_json(sample_quality(settings, warehouse))


@evaluate.callback()
def _evaluate() -> None:
    """Measure the stages against codings and parallel texts."""
