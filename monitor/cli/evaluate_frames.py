"""The command `evaluate frames`: heads against coding by people."""

import logging
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_for_programs, say
from monitor.cli.evaluate import evaluate
from monitor.evaluate import EVERY_METHOD, evaluate_frames

CHOICES = {"all": EVERY_METHOD, "both": ("linear", "fine-tuned")}


@evaluate.command("frames")
def frames(
    *,
    train: Annotated[
        Path, typer.Option("--train", help="CSV with text, lang, labels (separated by ;) and, where known, id")
    ],
    test: Annotated[
        Path | None, typer.Option("--test", help="the same, to test on; without it, folds of --train")
    ] = None,
    folds: Annotated[int, typer.Option(min=2, max=20, help="folds of --train, without --test")] = 5,
    method: Annotated[
        Literal["all", "both", "linear", "fine-tuned", "tfidf"],
        typer.Option(help="all: fine-tuned (on top), linear and the TF-IDF baseline; both: without the baseline"),
    ] = "all",
    seed: Annotated[int, typer.Option(help="of folds and fine-tuning")] = 0,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Train heads on one file of coding and measure them on another: F1 by frame and language, calibration, intervals.

    About four minutes for 800 headlines on two cores; `--method linear` takes seconds.
    """
    settings, warehouse = open_project(config, data_dir)
    logging.getLogger("monitor.evaluate.frames").setLevel(logging.INFO)
    methods = CHOICES.get(method, (method,))
    result = evaluate_frames(settings, warehouse, train, test, folds=folds, methods=methods, seed=seed)
    for line in _lines(result):
        say(line)
    print_for_programs(result)


def _lines(result: dict[str, Any]) -> list[str]:
    lines = [f"{'method':<12} {'language':<8} {'n':>5}  {'micro F1':<20} {'macro F1':<20} calibration error"]
    for name, of in result["methods"].items():
        parts = {"all": of, **of["languages"]} if len(of["languages"]) > 1 else of["languages"]
        for language, figures in parts.items():
            shown = "  ".join(_shown(figures, key) for key in ("micro_f1", "macro_f1", "calibration_error"))
            lines.append(f"{name:<12} {language:<8} {figures['n']:>5}  {shown}")
    return lines


def _shown(figures: dict[str, Any], key: str) -> str:
    value, (low, high) = figures[key], figures[f"{key}_interval"]
    words = "not defined" if value is None else f"{value:.3f}" + ("" if low is None else f" ({low:.3f}-{high:.3f})")
    return f"{words:<19}"
