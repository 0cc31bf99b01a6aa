"""Coverage and error rates of `agenda`, in simulated worlds with a known truth.

    python benchmarks/attention.py --worlds 200

Each world has 60 stories (``disputes``: in 12 disputes, at which each story is drawn by its country's true shares),
places with some outlets of unequal size, and articles. ``stories``: the shares of a place's coverage that stories
have are fixed, an outlet makes more or less of a story (gamma, ``spread`` its standard deviation), and follows it up.
``disputes``: stories are drawn anew in each world, of log-normal size, told by each place or not. Printed: how often
the 95% interval of a share and of a difference from the other places holds the truth, how often some difference of a
world is clear (q <= .05) where there is none (``families``), and how often a place that gives a story or dispute
three times the attention is found (``power``). The last line is a JSON object.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import NamedTuple

import numpy as np

from monitor.config.settings import TrendSettings
from monitor.evaluate.worlds import Design, draw_world
from monitor.trends.agenda import agenda
from monitor.trends.groups import Column
from monitor.trends.study import Study
from monitor.trends.units import Articles

N_STORIES, N_DISPUTES = 60, 12


def _named(codes: np.ndarray, letter: str) -> Column:
    return Column(codes, tuple(f"{letter}{at:04d}" for at in range(codes.max() + 1)))


def _study(story: np.ndarray, dispute: np.ndarray, place: np.ndarray, outlet: np.ndarray, empty: Study) -> Study:
    n = len(story)
    one = Column(np.zeros(n, np.int64), ("x",))
    articles = Articles(
        np.arange(n), np.ones(n, bool), np.repeat(empty.calendar.weeks[0], n), _named(story, "s"), _named(dispute, "d"),
        _named(outlet, "o"), _named(place, "P"), one, one, one, Column(np.zeros(n, np.int64), ("full",)),
    )  # fmt: skip
    return replace(empty, units=replace(empty.units, articles=articles))


class Kind(NamedTuple):
    """A kind of world: outlets and articles of a place, unevenness, and how much more attention one place gives one event."""

    spread: float
    outlets: int
    articles: int
    more: float


def stories_world(rng: np.random.Generator, empty: Study, kind: Kind) -> tuple[Study, np.ndarray]:
    """True shares (stories, places): alike, but for story 0 at place 0, ``more`` times as frequent."""
    spread, outlets, articles, more = kind
    shares = np.sort(rng.pareto(1.5, N_STORIES) + 0.3)[::-1]
    truth = np.repeat((shares / shares.sum())[:, None], 4, axis=1)
    truth[5, 0] *= more
    truth /= truth.sum(axis=0)
    rows = []
    for place in range(4):
        for number in range(outlets):
            size = articles / outlets * rng.uniform(0.4, 1.6)
            mean = size * truth[:, place]
            if spread > 0:
                mean = mean * rng.gamma(1 / spread**2, spread**2, N_STORIES)
            told = rng.poisson(mean / 1.3)
            told = told + rng.binomial(told, 0.3)
            story = np.repeat(np.arange(N_STORIES), told)
            rows.append((story, np.full(len(story), place), np.full(len(story), place * outlets + number)))
    story, place, outlet = (np.concatenate(column) for column in zip(*rows, strict=True))
    return _study(story, story % N_DISPUTES, place, outlet, empty), truth


def disputes_world(rng: np.random.Generator, empty: Study, kind: Kind) -> tuple[Study, np.ndarray]:
    """True shares (disputes, places): expected articles on a dispute over all expected, stories drawn anew."""
    spread, outlets, articles, more = kind
    weights = 0.75 ** np.arange(N_DISPUTES)
    dispute = rng.choice(N_DISPUTES, N_STORIES, p=weights / weights.sum())
    size = np.exp(spread * rng.standard_normal(N_STORIES))
    pull = np.ones((N_DISPUTES, 4))
    pull[3, 0] = more
    truth = weights[:, None] * pull
    truth /= truth.sum(axis=0)
    mean = size[:, None] * pull[dispute] * np.exp(0.5 * rng.standard_normal((N_STORIES, 4)))
    told = rng.poisson(mean * articles / (N_STORIES * np.exp(spread**2 / 2 + 0.125)))
    story, place = (np.repeat(codes.ravel(), told.ravel()) for codes in np.indices(told.shape))
    outlet = place * outlets + rng.integers(0, outlets, len(place))
    return _study(story, dispute[story], place, outlet, empty), truth


WORLDS = {"story": stories_world, "dispute": disputes_world}


def one(level: str, rng: np.random.Generator, empty: Study, kind: Kind) -> Iterator[tuple[bool, ...]]:
    """Of each row of a world: share held, difference held, clear, is the planted one, is expected to have five articles."""
    study, truth = WORLDS[level](rng, empty, kind)
    table = agenda(study).to_pylist()
    for row in table:
        if row["level"] != level or row["difference_lo"] is None:
            continue
        event, place = int(row["event_id"][1:]), int(row["country"][1:])
        share = truth[event, place]
        difference = share - np.delete(truth[event], place).mean()
        clear = row["q"] <= 0.05
        planted = (event, place) == (5 if level == "story" else 3, 0)
        yield (
            row["lo"] <= share <= row["hi"], row["difference_lo"] <= difference <= row["difference_hi"], clear, planted,
            share * row["n_articles"] >= 5,
        )  # fmt: skip


def main() -> None:
    """Run all kinds of worlds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=200)
    chosen = parser.parse_args()
    began, told = time.perf_counter(), []
    empty = replace(draw_world(Design(1, 0, 2, weeks=2), 1), settings=TrendSettings(min_outlets=3))
    for level, spread, outlets, articles, more in product(WORLDS, (0.0, 0.6, 1.0), (3, 6, 12), (100, 400), (1.0, 3.0)):
        if level == "dispute" and outlets != 6:
            continue
        rng = np.random.default_rng(7)
        worlds = [list(one(level, rng, empty, Kind(spread, outlets, articles, more))) for _ in range(chosen.worlds)]
        rows = np.array([row for world in worlds for row in world], bool)
        cell = {
            "level": level, "spread": spread, "outlets": outlets, "articles": articles, "more": more,
            "share": round(float(rows[:, 0].mean()), 3), "share_of_five": round(float(rows[rows[:, 4], 0].mean()), 3),
            "difference": round(float(rows[:, 1].mean()), 3), "difference_of_five": round(float(rows[rows[:, 4], 1].mean()), 3),
        }  # fmt: skip
        if more == 1:
            cell["families"] = round(float(np.mean([any(row[2] for row in world) for world in worlds])), 3)
        else:
            cell["power"] = round(float(np.mean([any(row[2] for row in world if row[3]) for world in worlds])), 3)
        print(json.dumps(cell), flush=True)
        told.append(cell)
    print(json.dumps({"worlds": chosen.worlds, "seconds": round(time.perf_counter() - began), "cells": told}))


if __name__ == "__main__":
    main()
