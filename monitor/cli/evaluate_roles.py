"""The command `evaluate roles`: does the scorer see who does what to whom, and what is denied?"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, open_project, print_json, say
from monitor.cli.evaluate import evaluate
from monitor.evaluate import PairResult, RoleReport, measure_roles

HEADER = (
    f"{'kind':<12} {'language':<8} {'pairs':>5} {'apart':>5}  {'share (95% interval)':<22} {'score':>7} {'prob.':>7} "
    f"{'both right':>10}"
)


@evaluate.command("roles")
def roles(
    pairs: Annotated[
        Path | None, typer.Option("--pairs", help="CSV of pairs of your own; by default the shipped 40")
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object instead, with every pair")] = False,
) -> None:
    """Minimal pairs that differ in role, negation, scope or attribution: how many the current scorer tells apart.

    A scorer that knows words alone tells half of them apart. The figures are told, not passed or failed.
    """
    settings, warehouse = open_project(config, data_dir)
    report = measure_roles(settings, warehouse, pairs)
    if report.left_aside:
        say(
            f"{len(report.left_aside)} pairs left aside: the codebook has no such frame ({', '.join(report.left_aside)})."
        )
    if as_json:
        print_json(_object(report))
    else:
        sys.stdout.write("\n".join(_lines(report)) + "\n")


def _lines(report: RoleReport) -> list[str]:
    lines = [f"scorer {report.method} ({report.scorer_id})", HEADER]
    for one in report.groups:
        share = f"{one.share:.2f} ({one.lo:.2f} to {one.hi:.2f})"
        lines.append(
            f"{one.kind:<12} {one.language:<8} {one.n:>5} {one.told_apart:>5}  {share:<22} {one.score_margin:>+7.2f} "
            f"{one.probability_margin:>+7.2f} {one.both_right:>10}"
        )
    return [
        *lines,
        "Each pair is two texts of nearly the same words, of which one has the frame and the other does not.",
        "apart: pairs in which the text with the frame scores higher (a scorer that knows words alone: half, a share of 0.50)",
        "score, prob.: by how much on average, in score and in probability; below 0 the wrong text leads",
        "both right: pairs in which the frame counts as present in the one text and as absent in the other",
    ]


def _object(report: RoleReport) -> dict[str, Any]:
    return {
        "scorer": report.scorer_id,
        "method": report.method,
        "groups": [_rounded(asdict(one)) for one in report.groups],
        "pairs": [_pair(one) for one in report.results],
        "left_aside": report.left_aside,
    }


def _pair(one: PairResult) -> dict[str, Any]:
    about = {name: getattr(one.pair, name) for name in ("id", "language", "kind", "frame")}
    told = {"told_apart": one.told_apart, "both_right": one.both_right}
    return about | {"scores": one.scores, "probabilities": one.probabilities, "present": one.present} | told


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in row.items()}
