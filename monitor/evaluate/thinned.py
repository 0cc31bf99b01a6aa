"""Estimates from a part of the coding against those from all of it: do the intervals of the first hold the values of the second?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from tqdm import tqdm

from monitor.trends.correction import correct
from monitor.trends.differences import frame_differences
from monitor.trends.groups import group_rows
from monitor.trends.prevalence import weekly_prevalence
from monitor.trends.study import Study

_WEEKLY_KEY = ("week", "country", "language", "ownership", "audience", "text_scope", "frame_id")
_DIFFERENCE_KEY = ("contrast", "side_a", "side_b", "text_scope", "frame_id")


@dataclass(frozen=True)
class Held:
    """Of estimates with one method: how many have an interval, and how many intervals hold the value from all coding."""

    table: str
    method: str
    n: int
    n_held: int


def thin_coding(study: Study, share: float, seed: int) -> Study:
    """The study with a ``share`` of its coded units, drawn at random within country and language (one at least).

    A chance of being drawn is multiplied by the share that was kept.
    """
    values, articles = study.units.values, study.units.articles
    generator = np.random.default_rng(seed)
    chance = np.full(len(values.prediction), np.nan)
    units = articles.take(articles.is_unit)
    units = units.take(np.flatnonzero(values.coded[units.unit].any(axis=1)))
    strata = group_rows(units.text_scope.codes, units.country.codes, units.language.codes)
    for stratum in range(strata.size):
        members = units.unit[strata.index == stratum]
        kept = max(1, round(share * len(members)))
        chance[generator.choice(members, kept, replace=False)] = kept / len(members)
    coded = values.coded & ~np.isnan(chance)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        probability = np.where(coded, chance[:, None] / values.weight, np.nan)
    drawable = values.drawable | values.coded.any(axis=1)
    thinner = correct(values.prediction, np.where(coded, values.gold, np.nan), probability, drawable)
    return replace(study, units=replace(study.units, values=thinner))


def compare_thinned(study: Study, share: float, seeds: range) -> list[Held]:
    """Weekly shares and differences of each thinned study against those of the whole, by table and method."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    whole = dict(_tables(study))
    for seed in tqdm(seeds, desc="thinned", unit="draw", disable=None, leave=False):
        for name, table in _tables(thin_coding(study, share, seed)):
            for method, held in _held(table, whole[name], *_KEYS[name]):
                counts[name, method, held] += 1
    pairs = sorted({(name, method) for name, method, _ in counts})
    return [
        Held(name, method, counts[name, method, True] + counts[name, method, False], counts[name, method, True])
        for name, method in pairs
    ]


_KEYS = {
    "weekly_frame_prevalence": (_WEEKLY_KEY, "estimate"),
    "frame_differences": (_DIFFERENCE_KEY, "difference"),
}


def _tables(study: Study) -> Iterator[tuple[str, pa.Table]]:
    yield "weekly_frame_prevalence", weekly_prevalence(study, panels=("all",), weightings=("article",))
    differences = frame_differences(study)
    if differences is not None:
        yield "frame_differences", differences


def _held(thin: pa.Table, whole: pa.Table, key: tuple[str, ...], value: str) -> Iterator[tuple[str, bool]]:
    """Method and whether the interval holds the value, for each row that has both."""
    known = {tuple(row[name] for name in key): row[value] for row in whole.to_pylist()}
    for row in thin.to_pylist():
        true = known[tuple(row[name] for name in key)]
        if true is not None and row["lo"] is not None:
            yield row["method"], row["lo"] <= true <= row["hi"]
