"""Error rates of the divergence between two places, in simulated worlds with a known truth.

    python benchmarks/divergence.py --worlds 300

Two places and eight frames in 2% to 45% of the articles (``monitor/evaluate/worlds``). ``apart`` is by how much the places differ, as a
part of the frames' shares: with 0 both have one process, and ``rejected`` is the share of worlds with p at most .05 (.05 is promised).
``truth`` is the divergence of the expected shares, of the scorer's where nothing is coded; ``plain`` and ``corrected`` are the means of
the divergence of the shares seen and of the one that is given; ``coverage`` is the share of 95% intervals that hold the truth, the
baseline. Each kind of world is a line of JSON; the last line is all of them.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import product

import numpy as np

from monitor.config.settings import TrendSettings
from monitor.evaluate.worlds import Design, Frame, draw_world, true_shares
from monitor.trends.divergence import country_divergence
from monitor.trends.jensen_shannon import divergence

BASE = (0.02, 0.05, 0.1, 0.1, 0.15, 0.2, 0.3, 0.45)
MARKED = (0.85, 0.05)
OTHERWISE = {"sensitivity": (("zh", 0.75), ("en", 0.9)), "false_alarms": (("zh", 0.1), ("en", 0.04))}
ALIKE = {"sensitivity": (("zh", MARKED[0]), ("en", MARKED[0])), "false_alarms": (("zh", MARKED[1]), ("en", MARKED[1]))}


def designs() -> Iterator[tuple[float, Design]]:
    """All kinds of worlds; where nothing is coded the scorer errs in the same way in both places."""
    for apart, gold, stories in product((0.0, 0.33, 0.8), (0, 200), (2, 5, 15)):
        if gold and stories == 2:
            continue  # fewer articles than are to be coded
        frames = tuple(
            Frame(
                f"f{at}",
                (share * (1 + (-1) ** at * apart * min(1, 0.3 / share)), *(share,) * 5),
                **(OTHERWISE if gold else ALIKE),
            )
            for at, share in enumerate(BASE)
        )
        yield apart, Design(2, gold, stories, frames=frames)


def truth(design: Design) -> float:
    """Divergence of the expected shares, as the scorer marks them where nothing is coded."""
    shares = true_shares(design).mean(axis=0)
    if not design.gold:
        shares = MARKED[0] * shares + MARKED[1] * (1 - shares)
    return float(divergence(shares[0], shares[1]).mean())


def one_world(work: tuple[Design, int, int]) -> tuple[float, ...]:
    """Divergence of the shares seen, the one given, its limits and p."""
    design, seed, permutations = work
    settings = TrendSettings(weeks=design.weeks, permutations=permutations, seed=10**6 + seed)
    found = country_divergence(draw_world(design, seed, settings), ("country",))
    (pair,) = found.pairs.to_pylist()
    a, b = (np.array(found.frames[name].to_pylist(), float) for name in ("share_a", "share_b"))
    return float(divergence(a, b).mean()), pair["divergence"], pair["lo"], pair["hi"], pair["p"]


def main() -> None:
    """Draw all worlds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=300, help="worlds drawn of each kind")
    parser.add_argument("--permutations", type=int, default=200)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    rows = []
    with ProcessPoolExecutor(chosen.processes) as pool:
        for apart, design in designs():
            work = [(replace(design), seed, chosen.permutations) for seed in range(chosen.worlds)]
            plain, given, lo, hi, p = np.array(list(pool.map(one_world, work, chunksize=5)), float).T
            true = truth(design)
            row = {
                "apart": apart, "gold": design.gold, "stories": design.stories, "truth": true, "plain": plain.mean(),
                "corrected": given.mean(), "sd": given.std(), "coverage": ((lo <= true) & (true <= hi)).mean(),
                "width": (hi - lo).mean(), "rejected": (p <= 0.05).mean(),
            }  # fmt: skip
            rows.append({name: round(float(value), 5) for name, value in row.items()})
            print(json.dumps(rows[-1]), file=sys.stderr)
    print(json.dumps({"worlds": chosen.worlds, "cells": rows}))


if __name__ == "__main__":
    main()
