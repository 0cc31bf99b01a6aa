"""The command `evaluate language`: is the language of a text told, and better than by langdetect alone?"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.app import print_json, say
from monitor.cli.evaluate import evaluate
from monitor.evaluate.language import Accuracy, LanguageMeasurement, measure_language

DIGITS = 4


@evaluate.command("language")
def language(
    files: Annotated[list[Path], typer.Argument(help="CSV files with text and language (zh-Hans, zh-Hant, en ...)")],
    *,
    wrong: Annotated[int, typer.Option("--wrong", min=0, help="also list this many of the texts told wrong")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="the JSON object at a terminal too")] = False,
) -> None:
    """Accuracy by language, with 95% intervals, of the monitor's detector without a hint and of langdetect alone (JSON)."""
    found = measure_language(files)
    say("\n".join(_lines(found, wrong)))
    if as_json or not sys.stdout.isatty():
        parts = {
            one.language: {"ours": _rounded(one.ours), "langdetect": _rounded(one.langdetect)} for one in found.parts
        }
        print_json({"languages": parts} | ({"wrong": [asdict(one) for one in found.wrong[:wrong]]} if wrong else {}))


def _lines(found: LanguageMeasurement, wrong: int) -> list[str]:
    lines = [f"{'language':<10} {'n':>6}  {'the monitor (95% interval)':<28} langdetect alone"]
    lines += [
        f"{one.language:<10} {one.ours.n:>6}  {_shown(one.ours):<28} {_shown(one.langdetect)}" for one in found.parts
    ]
    return lines + [f"{one.language} told as {one.ours}: {one.text}" for one in found.wrong[:wrong]]


def _shown(one: Accuracy) -> str:
    return f"{one.share:.4f} ({one.lo:.4f} to {one.hi:.4f})"


def _rounded(one: Accuracy) -> dict[str, Any]:
    return {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in asdict(one).items()}
