"""How often the 95% intervals of the tables hold the truth, in simulated worlds with a known one.

Each world is estimated by the functions that fill ``weekly_frame_prevalence`` and ``frame_differences``.
"""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from tqdm import tqdm

from monitor.evaluate.worlds import FRAMES, Design, draw_world, true_shares, without_coding
from monitor.trends.decomposition import RESOLUTIONS, framing_decomposition
from monitor.trends.differences import frame_differences
from monitor.trends.parts import PARTS
from monitor.trends.prevalence import weekly_prevalence

NAMES = tuple(frame.name for frame in FRAMES)
NOMINAL = 0.95
_STEP = 20
_OTHER_SEEDS = 1_000_000
ENOUGH_GOLD, ENOUGH_STORIES, ENOUGH_POSITIVES = 200, 30, 10

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Cell:
    """A cell of the design."""

    countries: int
    gold: int
    stories: int
    frame: str

    @property
    def has_enough(self) -> bool:
        """Whether an interval may be expected: 200 coded articles a country, 30 stories, 10 of the coded with the frame."""
        share = np.mean(FRAMES[NAMES.index(self.frame)].shares[: self.countries])
        positives = share * self.gold
        return bool(self.gold >= ENOUGH_GOLD and self.stories >= ENOUGH_STORIES and positives >= ENOUGH_POSITIVES)


@cache
def truth(design: Design) -> NDArray[np.float64]:
    """True shares (weeks, countries in alphabetical order, frames)."""
    names = [place.country for place in design.places]
    return true_shares(design)[:, np.argsort(names)]


Parts = dict[str, dict[tuple[str, str, str], float]]
"""True parts of differences: by part and resolution (:data:`KINDS`), and by sides and frame."""
KINDS = {
    part if resolution == "story" else f"{part}_{resolution}": (part, resolution)
    for resolution in RESOLUTIONS
    for part in PARTS
}


def true_parts(design: Design, seeds: range) -> Parts:
    """The expected parts of the differences: their mean over worlds in which every article is coded.

    Which stories both sides happen to tell belongs to what is estimated, so there is no formula for it.
    """
    seen: dict[str, dict[tuple[str, str, str], list[float]]] = {kind: defaultdict(list) for kind in KINDS}
    for seed in seeds:
        table = framing_decomposition(draw_world(replace(design, gold=10**9), seed), ("country",))
        for row in table.to_pylist() if table is not None else ():
            for kind, (part, resolution) in KINDS.items():
                if row["resolution"] == resolution and row[part] is not None:
                    seen[kind][row["side_a"], row["side_b"], row["frame_id"]].append(row[part])
    return {kind: {key: float(np.mean(values)) for key, values in found.items()} for kind, found in seen.items()}


def _part_values(table: pa.Table, true: dict[tuple[str, str, str], float]) -> NDArray[np.float64]:
    keys = zip(*(table[name].to_pylist() for name in ("side_a", "side_b", "frame_id")), strict=True)
    return np.array([true.get(key, np.nan) for key in keys])


def one_world(design: Design, seed: int, parts: Parts | None = None) -> dict[str, Counts]:
    """For each kind of estimate, by frame: intervals given, of these with the truth above and below, not given; (frames, 4).

    "headline" is the largest clear difference of a world, with the interval for whichever is picked; "headline_unadjusted" with its own
    interval. Parts of differences are counted where their true values are given (``parts``). Where only some weeks are coded,
    the weekly shares of the other weeks are also counted by themselves, as "transported".
    """
    study = draw_world(design, seed)
    names = sorted(place.country for place in design.places)
    shares = truth(design)
    weekly = weekly_prevalence(study, (("country",),), ("all",), ("article",))
    week = (weekly["week"].to_numpy() - study.calendar.weeks[0]).astype(np.int64) // 7
    frame = _codes(weekly["frame_id"], NAMES)
    true_weekly = shares[week, _codes(weekly["country"], names), frame]
    found = {"prevalence": _count(weekly, true_weekly)}
    if design.coded_weeks:
        late = week >= design.coded_weeks
        found["transported"] = _count(weekly.filter(pa.array(late)), true_weekly[late])
    for kind, given in (("difference", study), ("naive_difference", without_coding(study))):
        table = frame_differences(given, ("country",))
        if table is None:
            continue
        mean, frame = shares.mean(axis=0), _codes(table["frame_id"], NAMES)
        true = mean[_codes(table["side_a"], names), frame] - mean[_codes(table["side_b"], names), frame]
        found[kind] = _count(table, true, naive=kind == "naive_difference")
        if kind == "difference":
            found |= _headlines(table, true)
    if parts:
        split = framing_decomposition(study, ("country",))
        assert split is not None  # two places at least
        for kind, (part, resolution) in KINDS.items():
            rows = split.filter(pc.equal(split["resolution"], resolution))
            found[kind] = _count(rows, _part_values(rows, parts[kind]), part=part)
    return found


def _headlines(table: pa.Table, true: NDArray[np.float64]) -> dict[str, Counts]:
    """The largest clear difference, which would be the headline: by its interval for the one picked and, as the baseline, by its own."""
    size = np.abs(table["difference"].to_numpy())
    clear = table["q"].to_numpy() <= 1 - NOMINAL
    found = {}
    for kind, part in (("headline", "picked"), ("headline_unadjusted", "")):
        ends = [table[f"{part}_{end}" if part else end].to_numpy() for end in ("lo", "hi")]
        candidates = np.flatnonzero(clear & (ends[0] * ends[1] > 0))
        chosen = candidates[np.argsort(-size[candidates])[:1]]
        found[kind] = _count(table.take(pa.array(chosen)), true[chosen], part=part)
    return found


def _codes(column: pa.ChunkedArray, names: Sequence[str]) -> Counts:
    return np.array([names.index(name) for name in column.to_pylist()], np.int64)


def _count(table: pa.Table, true: NDArray[np.float64], *, naive: bool = False, part: str = "") -> Counts:
    lo, hi = (table[f"{part}_{name}" if part else name].to_numpy() for name in ("lo", "hi"))
    uncorrected = np.array(table["method"].to_pylist()) == "uncorrected"
    given = ~np.isnan(lo) & (naive | ~uncorrected) & ~np.isnan(true)
    kinds = np.column_stack([given, given & (true > hi), given & (true < lo), ~given]).astype(np.int64)
    counts = np.zeros((len(NAMES), 4), np.int64)
    np.add.at(counts, _codes(table["frame_id"], NAMES), kinds)
    return counts


def some_worlds(work: tuple[Design, range, Parts | None]) -> tuple[Design, dict[str, Counts]]:
    """Counts of :func:`one_world` over the worlds of a design with some seeds."""
    design, seeds, parts = work
    total: dict[str, Counts] = {}
    for seed in seeds:
        for kind, counts in one_world(design, seed, parts).items():
            total[kind] = total[kind] + counts if kind in total else counts
    return design, total


def measure(designs: list[Design], worlds: int, processes: int, true_worlds: int = 0) -> dict[str, dict[Cell, Counts]]:
    """Counts by kind of estimate and cell, over ``worlds`` worlds of each design.

    With ``true_worlds`` the parts of differences are looked at too, their truth being the mean of so many other worlds.
    """
    found: dict[str, dict[Cell, Counts]] = defaultdict(lambda: defaultdict(lambda: np.zeros(4, np.int64)))
    with ProcessPoolExecutor(processes) as pool:
        parts: dict[Design, Parts | None] = dict.fromkeys(designs)
        if true_worlds:
            uncoded = list({replace(design, gold=0): design for design in designs})
            seeds = range(_OTHER_SEEDS, _OTHER_SEEDS + true_worlds)
            known = dict(zip(uncoded, pool.map(true_parts, uncoded, [seeds] * len(uncoded)), strict=True))
            parts = {design: known[replace(design, gold=0)] for design in designs}
        work = [
            (design, range(start, min(start + _STEP, worlds)), parts[design])
            for design in designs
            for start in range(0, worlds, _STEP)
        ]
        for design, total in tqdm(pool.map(some_worlds, work), total=len(work), unit="batch", disable=None):
            for kind, counts in total.items():
                for frame, row in zip(NAMES, counts, strict=True):
                    found[kind][Cell(design.countries, design.gold, design.stories, frame)] += row
    return found


def summary(found: dict[str, dict[Cell, Counts]], worlds: int) -> dict[str, Any]:
    """The figures to print, see ``benchmarks/coverage.py``."""
    told: dict[str, Any] = {
        "coverage": {},
        "worst": {},
        "withheld": {},
        "withheld_enough": {},
        "below_.93": {},
        "cells": [],
    }
    for kind, cells in found.items():
        covered = {cell: 1 - (n[1] + n[2]) / n[0] for cell, n in cells.items() if n[0]}
        told["coverage"][kind] = round(float(np.mean(list(covered.values()))), 4)
        worst = max(covered, key=lambda cell: abs(covered[cell] - NOMINAL))
        told["worst"][kind] = round(float(covered[worst]), 4)
        told["below_.93"][kind] = sum(bool(value < 0.93) for value in covered.values())
        held = {cell: n[3] / (n[0] + n[3]) if n[0] + n[3] else float("nan") for cell, n in cells.items()}
        told["withheld"][kind] = round(float(np.nanmean(list(held.values()))), 4)
        enough = [held[cell] for cell in cells if cell.has_enough]
        told["withheld_enough"][kind] = round(float(max(enough)), 4) if enough else None
        told["cells"] += [
            {
                "kind": kind, "countries": cell.countries, "gold": cell.gold, "stories": cell.stories, "frame": cell.frame,
                "n": int(n[0]), "coverage": round(float(covered[cell]), 4) if cell in covered else None,
                "above": round(float(n[1] / n[0]), 4) if n[0] else None, "below": round(float(n[2] / n[0]), 4) if n[0] else None,
                "withheld": round(float(held[cell]), 4),
            }
            for cell, n in cells.items() if n.any()
        ]  # fmt: skip
    return {"worlds": worlds} | told
