"""Two sides of a comparison, both corrected or neither."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Floats, Ints
from monitor.trends.intervals import difference_interval
from monitor.trends.methods import UNCORRECTED
from monitor.trends.shares import side_differences
from monitor.trends.study import Study
from monitor.trends.sums import Sums
from monitor.trends.units import Articles


@dataclass(frozen=True)
class Comparison:
    """Shares of p pairs of sides and f frames and their differences with interval and p, all (p, f).

    ``error`` is the standard error of the difference and ``df`` its degrees of freedom. ``method`` and ``why`` are
    codes as in :mod:`monitor.trends.methods`, those of the side that was corrected less well. ``sums`` are those of the
    sides.
    """

    estimate_a: Floats
    estimate_b: Floats
    difference: Floats
    lo: Floats
    hi: Floats
    p: Floats
    error: Floats
    df: Floats
    method: Ints
    why: Ints
    sums: Sums


def compare_sides(study: Study, articles: Articles, side: Ints, pairs: Ints, n_sides: int) -> Comparison:
    """Compare ``pairs`` (p, 2) of the sides that ``articles`` (n) are on, ``side`` (n,); uncorrected where one side is."""
    a, b = pairs.T
    sums, raw = (study.sums(articles, side, n_sides, raw=kind) for kind in (False, True))
    method = np.maximum(sums.method[a], sums.method[b])
    corrected, plain = (side_differences(one, study.pooled, pairs, n_sides) for one in (sums, raw))

    def chosen(name: str) -> Floats:
        found: Floats = np.where(method == UNCORRECTED, getattr(plain, name), getattr(corrected, name))
        return found

    difference, variance, df = chosen("difference"), chosen("variance"), chosen("df")
    lo, hi, p = difference_interval(difference, variance, df)
    why = np.where(method == UNCORRECTED, np.maximum(sums.why[a], sums.why[b]), 0)
    with np.errstate(invalid="ignore"):
        error = np.sqrt(variance)
    return Comparison(
        chosen("estimate_a"), chosen("estimate_b"), difference, lo, hi, p, error, df, method, why, sums,
    )  # fmt: skip
