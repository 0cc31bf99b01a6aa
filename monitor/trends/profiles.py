"""What two sides tell, story by story, with what is known of the noise: what a divergence is made of."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from monitor.trends.clusters import pair_differences, residual_rows
from monitor.trends.comparison import compare_sides
from monitor.trends.groups import Floats, Ints
from monitor.trends.methods import UNCORRECTED
from monitor.trends.parts import Told
from monitor.trends.shares import side_differences
from monitor.trends.sides import Sides
from monitor.trends.study import Study
from monitor.trends.sums import Sums
from monitor.trends.units import Articles


@dataclass(frozen=True)
class Profile:
    """One pair of sides over f frames.

    ``told`` sums the values by story, corrected, or for both sides uncorrected in the frames of which one side cannot be
    corrected; ``influence`` (g, f) is that of each story on the differences, ``extra`` (f,) the variance that coding of other
    articles adds to them, ``df`` the degrees of freedom that the stories leave. ``method`` and ``why`` (f,) are as in
    :class:`monitor.trends.comparison.Comparison`.
    """

    told: Told
    influence: Floats
    extra: Floats
    df: float
    method: Ints
    why: Ints


def pair_profiles(study: Study, articles: Articles, sides: Sides) -> Iterator[Profile]:
    """Profiles of the pairs of sides, in their order."""
    side, size = sides.groups.index, sides.groups.size
    found = compare_sides(study, articles, side, sides.pairs, size)
    raw = study.sums(articles, side, size, raw=True)
    own = pair_differences(
        found.sums.story, found.sums.cell, found.sums.n, found.sums.total, pairs=sides.pairs, n_sides=size
    )
    extra = side_differences(found.sums, study.pooled, sides.pairs, size).variance - own.variance
    extra = np.where(found.method == UNCORRECTED, 0.0, np.maximum(extra, 0.0))
    rows = [_influence(one, size) for one in (found.sums, raw)]
    for at, (a, b) in enumerate(sides.pairs):
        uncorrected = found.method[at] == UNCORRECTED
        (told, influence), (plain, plain_influence) = (
            _pair(sums, by_story, int(a), int(b)) for sums, by_story in zip((found.sums, raw), rows, strict=True)
        )
        yield Profile(
            Told(
                told.n_a, told.n_b,
                np.where(uncorrected, plain.total_a, told.total_a), np.where(uncorrected, plain.total_b, told.total_b),
            ),
            np.where(uncorrected, plain_influence, influence), extra[at], max(float(own.df[at]), 1.0),
            found.method[at], found.why[at],
        )  # fmt: skip


def _influence(sums: Sums, size: int) -> Floats:
    n = np.bincount(sums.cell, weights=sums.n, minlength=size)[:, None]
    total = np.zeros((size, sums.total.shape[1]))
    np.add.at(total, sums.cell, sums.total)
    with np.errstate(divide="ignore", invalid="ignore"):
        return residual_rows(sums.cell, sums.n, sums.total, total / n)


def _pair(sums: Sums, by_story: Floats, a: int, b: int) -> tuple[Told, Floats]:
    """What both sides tell, story by story (g), and the influence of each story on the differences, (g, f)."""
    stories = np.unique(sums.story[(sums.cell == a) | (sums.cell == b)])
    columns, influence = [], np.zeros((len(stories), sums.total.shape[1]))
    for sign, side in ((1, a), (-1, b)):
        rows = np.flatnonzero(sums.cell == side)
        place = np.searchsorted(stories, sums.story[rows])
        n, total = np.zeros(len(stories)), np.zeros_like(influence)
        n[place], total[place] = sums.n[rows], sums.total[rows]
        influence[place] += sign * by_story[rows]
        columns.append((n, total))
    (n_a, total_a), (n_b, total_b) = columns
    return Told(n_a, n_b, total_a, total_b), influence
