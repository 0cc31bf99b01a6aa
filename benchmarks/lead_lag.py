"""Error rates and power of `lead_lag`, in simulated worlds with known lags.

    python benchmarks/lead_lag.py --worlds 200

Stories begin at random times; each country writes a Poisson number of articles on each (from a third to three times
as many as another), at times that are exponential after the beginning (three days on average) plus the country's lag.
``bursts``: an outlet's articles follow its first within hours, so that articles are not exchangeable. ``families``:
share of worlds without any lag in which some pair has q <= .05; ``single``: share of pairs with p <= .05; ``found``:
share of worlds in which the planted lag of country 0 against country 1 has q <= .05, all pairs looked at;
``reported``: mean of lag_beyond_chance_days there; ``held``: how often the interval of a pair without lag holds 0.
The last line is a JSON object.
"""

import argparse
import json
import time
from dataclasses import replace
from itertools import product

import numpy as np

from monitor.config.settings import TrendSettings
from monitor.evaluate.worlds import Design, draw_world
from monitor.trends.groups import Column
from monitor.trends.lead_lag import lead_lag
from monitor.trends.study import Study
from monitor.trends.tellings import OutletWeeks, Press, Tellings

COUNTRIES = 4


def press_of(rng: np.random.Generator, empty: Study, stories: int, lag: float, *, bursts: bool, days: bool) -> Press:
    """A world: country 0 is ``lag`` days later than the others."""
    volume = np.array([1.0, 3.0, 1.5, 0.7])
    told = rng.poisson(volume * 1.2 * np.exp(0.5 * rng.standard_normal((stories, 1)) - 0.125), (stories, COUNTRIES))
    story, place = (np.repeat(codes.ravel(), told.ravel()) for codes in np.indices(told.shape))
    begins = rng.uniform(0, 70, stories)
    outlet = place * 4 + rng.integers(0, 4, len(story))
    after = rng.exponential(3.0, len(story))
    if bursts:
        key = story * 100 + outlet
        after = rng.exponential(3.0, key.max() + 1)[key] + rng.exponential(0.2, len(story))
    at = begins[story] + after + np.where(place == 0, lag, 0.0)
    day_only = rng.random(len(story)) < (0.3 if days else 0.0)
    at = np.where(day_only, np.floor(at) + 0.5, at)
    n, yes = len(story), np.ones(len(story), bool)
    week = empty.calendar.weeks[0] + (at // 7 * 7).astype("timedelta64[D]")
    names = Column(place, tuple(f"P{i}" for i in range(COUNTRIES)))
    stories_named = Column(story, tuple(f"s{i}" for i in range(stories)))
    outlets_named = Column(outlet, tuple(f"o{i}" for i in range(4 * COUNTRIES)))
    tellings = Tellings(
        stories_named, names, outlets_named, week, at, yes, yes, np.zeros(n, bool), day_only, yes,
    )  # fmt: skip
    nobody = Column(np.zeros(0, np.int64), ())
    return Press(tellings, OutletWeeks(nobody, nobody, week[:0], np.zeros(0, np.int64), yes[:0]), empty.calendar.weeks)


def main() -> None:
    """Run all kinds of worlds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--permutations", type=int, default=500)
    chosen = parser.parse_args()
    began, told = time.perf_counter(), []
    settings = TrendSettings(min_outlets=3, permutations=chosen.permutations)
    empty = replace(draw_world(Design(1, 0, 2, weeks=2), 1), settings=settings)
    for (bursts, days), stories, lag in product(
        ((False, False), (True, False), (False, True)), (15, 40, 100), (0.0, 1.0, 2.0)
    ):
        rng = np.random.default_rng(11)
        tables = []
        for _ in range(chosen.worlds):
            table = lead_lag(empty, press_of(rng, empty, stories, lag, bursts=bursts, days=days))
            tables.append([row for row in (table.to_pylist() if table else []) if row["p"] is not None])
        cell = {"bursts": bursts, "days_only": 0.3 if days else 0.0, "stories": stories, "lag": lag}
        rows = [row for rows in tables for row in rows]
        if lag == 0:
            cell |= {
                "families": round(float(np.mean([any(row["q"] <= 0.05 for row in rows) for rows in tables])), 3),
                "single": round(float(np.mean([row["p"] <= 0.05 for row in rows])), 3),
                "held": round(float(np.mean([row["lo"] <= 0 <= row["hi"] for row in rows])), 3),
            }  # fmt: skip
        else:
            planted = [row for row in rows if (row["country_a"], row["country_b"]) == ("P0", "P1")]
            cell |= {
                "found": round(sum(row["q"] <= 0.05 for row in planted) / chosen.worlds, 3),
                "reported": round(float(np.mean([row["lag_beyond_chance_days"] for row in planted])), 2),
                "median": round(float(np.mean([row["lag_days"] for row in planted])), 2),
            }  # fmt: skip
        print(json.dumps(cell), flush=True)
        told.append(cell)
    print(json.dumps({"worlds": chosen.worlds, "seconds": round(time.perf_counter() - began), "cells": told}))


if __name__ == "__main__":
    main()
