"""Calibration of the chances in `not_found_in_sources`, in simulated worlds.

    python benchmarks/not_found.py --worlds 200

Each world has stories of very unequal size and countries of unequal volume, that tell a story at the common rate
times a gamma variable (``spread`` its standard deviation between countries), with follow-ups. Of the pairs of story
and country looked at, where all tell at the common rate: ``below_05`` is the share of pairs that are absent with a
chance below .05, ``stated`` and ``absent`` the mean stated chance and the actual share of absences among pairs whose
chance is below .05 (they should agree), ``families`` the share of worlds in which any has q <= .05. ``power``: one
country leaves out ten widely told stories, the share of these with q <= .05 (``power_chance``: with a chance below
.05) among those looked at. The last line is a JSON object.
"""

import argparse
import json
import time
from itertools import product

import numpy as np

from monitor.trends.carrying import Told
from monitor.trends.not_found import MIN_COUNTRIES, _adjusted, _chances


def world(
    rng: np.random.Generator, countries: int, stories: int, spread: float, *, silent: int
) -> dict[str, np.ndarray]:
    """Chances and absences of one world; country 0 leaves out ``silent`` of the most told stories."""
    volume = np.exp(0.6 * rng.standard_normal(countries)) * 60
    size = rng.pareto(1.3, stories) + 0.2
    shares = np.minimum(size / size.sum() * stories / 40, 0.3)
    pull = rng.gamma(1 / spread**2, spread**2, (stories, countries)) if spread else np.ones((stories, countries))
    on_it = rng.poisson(volume * shares[:, None] * pull / 1.3)
    on_it = on_it + rng.binomial(on_it, 0.3)
    n = np.maximum(rng.poisson(volume, (stories, countries)), on_it).astype(float)
    left_out = np.zeros(on_it.shape, bool)
    if silent:
        left_out[np.argsort(-on_it[:, 1:].sum(axis=1))[5 : 5 + silent], 0] = True
        on_it[left_out] = 0
    told = Told(on_it.astype(float), n, np.ones(on_it.shape, bool))
    n_others, n_found, share = told.others()
    looked = (n_found >= MIN_COUNTRIES) & (2 * n_found >= n_others)
    absent = on_it == 0
    _, chance, _ = _chances(n * share, absent, looked)
    judged = looked & ~np.isnan(chance)
    return {"chance": chance, "absent": absent, "looked": judged, "q": _adjusted(chance, absent), "left_out": left_out}


def main() -> None:
    """Run all kinds of worlds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=200)
    chosen = parser.parse_args()
    began, told = time.perf_counter(), []
    for countries, stories, spread in product((5, 8, 20), (20, 60, 200), (0.0, 0.7, 1.2)):
        rng = np.random.default_rng(3)
        found = [world(rng, countries, stories, spread, silent=0) for _ in range(chosen.worlds)]
        chance, absent = (np.concatenate([one[name][one["looked"]] for one in found]) for name in ("chance", "absent"))
        below = chance < 0.05
        cell = {
            "countries": countries, "stories": stories, "spread": spread, "pairs": round(len(chance) / chosen.worlds),
            "below_05": round(float((absent & below).mean()), 4) if len(chance) else None,
            "stated": round(float(chance[below].mean()), 4) if below.any() else None,
            "absent": round(float(absent[below].mean()), 4) if below.any() else None,
            "families": round(float(np.mean([(one["q"][one["looked"] & one["absent"]] <= 0.05).any() for one in found])), 3),
        }  # fmt: skip
        rng = np.random.default_rng(4)
        planted = [world(rng, countries, stories, spread, silent=10) for _ in range(chosen.worlds)]
        q, chance = (
            np.concatenate([one[name][one["left_out"] & one["looked"]] for one in planted]) for name in ("q", "chance")
        )
        cell |= (
            {"power": round(float((q <= 0.05).mean()), 3), "power_chance": round(float((chance < 0.05).mean()), 3)}
            if len(q)
            else {}
        )
        print(json.dumps(cell), flush=True)
        told.append(cell)
    print(json.dumps({"worlds": chosen.worlds, "seconds": round(time.perf_counter() - began), "cells": told}))


if __name__ == "__main__":
    main()
