"""The command `evaluate duplicates`: how well copies are found among made-up texts."""

import sys
from dataclasses import asdict
from typing import Annotated, Any

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, open_project, print_json, say
from monitor.cli.evaluate import evaluate
from monitor.evaluate.duplicates import CopyFigures, CopyMeasurement, measure_duplicates

DIGITS = 4
BASELINE = "exact hash of the text in small letters and simplified characters, letters and figures only"


@evaluate.command("duplicates")
def duplicates(
    *,
    texts: Annotated[
        int, typer.Option("--texts", min=10, help="distinct texts; a fifth as many reprints are added")
    ] = 20_000,
    as_json: Annotated[bool, typer.Option("--json", help="the JSON object at a terminal too")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Precision and recall of the copies found among made-up texts with reprints edited by 0 to 30% (JSON), beside an exact hash."""
    settings, _ = open_project(config, None)
    measured = measure_duplicates(settings, texts)
    _tell(measured)
    if as_json or not sys.stdout.isatty():
        print_json(
            {
                "n": measured.n_texts,
                "n_distinct": measured.n_distinct,
                **_flat(measured.found),
                "n_reprints": measured.n_by_kind,
                "baseline": {"name": BASELINE, **_flat(measured.baseline)},
                "chance_pairs": _rounded(asdict(measured.chance)),
                "quoting_pairs": _rounded(asdict(measured.quoting)),
            }
        )


def _tell(measured: CopyMeasurement) -> None:
    found, baseline = measured.found, measured.baseline
    say(f"{measured.n_texts} texts, {measured.n_distinct} of them distinct, in {found.seconds:.1f} s")
    say(f"precision {found.precision:.4f} (exact hash {baseline.precision:.4f})")
    say(f"recall up to 20% edits {found.recall_up_to_20:.4f} (exact hash {baseline.recall_up_to_20:.4f})")
    for language, kinds in found.recall.items():
        say(f"  {language}: " + ", ".join(f"{kind} {value:.3f}" for kind, value in kinds.items()))


def _flat(figures: CopyFigures) -> dict[str, Any]:
    flat: dict[str, Any] = _rounded(asdict(figures))
    return flat


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return round(value, DIGITS) if isinstance(value, float) else value
