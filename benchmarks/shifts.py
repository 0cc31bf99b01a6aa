"""False alarms and power of the search for lasting changes, in simulated worlds.

    python benchmarks/shifts.py --worlds 200

``false_alarms``: worlds in which nothing changes, several places and four frames looked at together: the share in
which any change is reported (at most .05 is promised). ``power``: one place and one frame, named beforehand, that
jumps by some points in the seventh of the weeks: the share of worlds in which a change is reported, by base rate,
weeks, articles a week and how alike the articles of a story are; the baseline of each row is the same world without
the jump. Scorer and coding as in ``benchmarks/coverage.py``. The last line is a JSON object.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from monitor.config.settings import TrendSettings
from monitor.evaluate.worlds import Design, Frame, draw_world
from monitor.trends.shifts import frame_shifts

STEPS = (0.0, 0.15, 0.25)
SCORER = {"sensitivity": (("zh", 0.8), ("en", 0.9)), "false_alarms": (("zh", 0.08), ("en", 0.05))}


@dataclass(frozen=True)
class Question:
    """A kind of world and what is asked of it."""

    name: str
    design: Design


def questions() -> Iterator[Question]:
    """All kinds of worlds that are looked at."""
    for countries, gold in ((2, 0), (4, 0), (4, 200), (6, 200)):
        yield Question("false_alarms", Design(countries, gold, stories=12))
    yield Question("false_alarms", Design(4, 0, stories=6, spread=1.0, alike=0.5))
    for base, weeks, stories, alike in (
        (0.2, 12, 13, 0.05), (0.2, 12, 13, 0.25), (0.2, 12, 13, 0.5), (0.05, 12, 13, 0.25), (0.4, 12, 13, 0.25),
        (0.2, 8, 13, 0.25), (0.2, 24, 13, 0.25), (0.2, 12, 5, 0.25), (0.2, 12, 25, 0.25),
    ):  # fmt: skip
        frame = Frame("named", (base,) * 6, **SCORER)
        design = Design(1, 0, stories, weeks=weeks, alike=alike, frames=(frame,), step_week=weeks // 2)
        for step in STEPS:
            yield Question("power", replace(design, step=step))


def one_world(work: tuple[Question, int, int]) -> tuple[bool, float, float]:
    """Whether any change is reported, the largest one found, and the articles a week and place."""
    question, seed, permutations = work
    design = question.design
    settings = TrendSettings(weeks=design.weeks, permutations=permutations, seed=seed)
    study = draw_world(design, seed, settings)
    table = frame_shifts(study)
    found = np.array(table["is_shift"].to_pylist())
    change = np.abs(np.nan_to_num(np.array(table["change"].to_pylist(), float)))
    articles = int(study.units.articles.is_unit.sum()) / design.weeks / design.countries
    return bool(found.any()), float(change[found].mean()) if found.any() else float("nan"), articles


def main() -> None:
    """Ask all questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--permutations", type=int, default=500)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    began, told = time.perf_counter(), {"false_alarms": [], "power": []}
    with ProcessPoolExecutor(chosen.processes) as pool:
        for question in questions():
            work = [(question, seed, chosen.permutations) for seed in range(chosen.worlds)]
            results = list(pool.map(one_world, work, chunksize=5))
            design = question.design
            row = {
                "countries": design.countries, "gold": design.gold, "frames": len(design.frames), "weeks": design.weeks,
                "articles": round(float(np.mean([articles for _, _, articles in results])), 1), "alike": design.alike,
                "base": design.frames[0].shares[0] if question.name == "power" else None, "step": design.step,
                "reported": round(float(np.mean([found for found, _, _ in results])), 4),
            }  # fmt: skip
            if any(found for found, _, _ in results):
                row["mean_change"] = round(float(np.nanmean([change for _, change, _ in results])), 3)
            print(json.dumps(row), file=sys.stderr)
            told[question.name].append(row)
    told["worst_false_alarms"] = max(row["reported"] for row in told["false_alarms"])
    print(json.dumps({"worlds": chosen.worlds, "seconds": round(time.perf_counter() - began)} | told))


if __name__ == "__main__":
    main()
