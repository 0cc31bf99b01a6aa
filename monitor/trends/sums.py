"""Articles of a set of estimates, summed by story, each with the best value that the coding allows."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.correction import Values
from monitor.trends.groups import Bools, Floats, Ints, group_rows, group_sums
from monitor.trends.methods import PPI, Parts
from monitor.trends.pooled import Pooled
from monitor.trends.units import Articles


@dataclass(frozen=True)
class Sums:
    """Articles of c cells and f frames, by story: g rows with their ``cell`` and ``story``.

    ``n`` (g,) is the weight of a row, ``total`` (g, f) sums the values, ``predicted`` (g, f) what they are made of:
    coding, else predictions. ``method`` and ``why`` (c, f) are as in :class:`monitor.trends.methods.Parts`;
    ``n_gold`` (c, f) counts the coded articles behind the correction (in the cell, where there is none), ``sampled``
    (c, f) is true where coded articles stand for others.

    What an estimate owes to coding: ``carried`` (c, s, f) is the weight of each stratum's offset in a cell's share,
    ``leaning`` (c, l, f) that of each language's slope, ``slope`` (c, f) the mean slope of the values on the
    predictions, ``unseen`` (c, f) the variance that half an error in either direction would add where articles stand
    for others by their own coding.
    """

    cell: Ints
    story: Ints
    n: Floats
    total: Floats
    predicted: Floats
    method: Ints
    why: Ints
    n_gold: Ints
    sampled: Bools
    carried: Floats
    leaning: Floats
    slope: Floats
    unseen: Floats


@dataclass(frozen=True)
class PartRows:
    """Articles by part and a second key, e.g. the story: weight ``n`` (r,), ``key`` (r,).

    Sums (r, f) of values, of what they are made of (coding where there is some, else the prediction), of articles with the value of the
    pooled coding, and of the predictions of these.
    """

    part: Ints
    key: Ints
    n: Floats
    total: Floats
    predicted: Floats
    carried: Floats
    carried_predicted: Floats

    def scaled(self, by: Floats) -> "PartRows":
        """Every row divided by ``by`` (r,)."""
        sums = (self.total, self.predicted, self.carried, self.carried_predicted)
        return PartRows(self.part, self.key, self.n / by, *(one / by[:, None] for one in sums))


def sum_stories(
    pooled: Pooled,
    articles: Articles,
    parts: Parts,
    values: Values,
    *,
    by_story: bool = False,
    rows: PartRows | None = None,
) -> Sums:
    """Sum ``articles`` (n) by cell and story; with ``by_story`` every story of a cell weighs 1, otherwise every article.

    ``rows`` are what :func:`sum_parts` makes of them by story, where they are there already.
    """
    n_cells = len(parts.cell_method)
    rows = rows or sum_parts(pooled, articles, parts, values, key=articles.story.codes)
    if by_story:
        of_story = group_rows(parts.cell[rows.part], rows.key).index
        rows = rows.scaled(np.bincount(of_story, weights=rows.n).astype(np.float64)[of_story])
    cell = parts.cell[rows.part]
    stories = group_rows(cell, rows.key)
    size = np.bincount(cell, weights=rows.n, minlength=n_cells).astype(np.float64)[:, None]
    carried, leaning, slope = _owed_to_others(pooled, parts, rows, size)
    gold = np.where(parts.from_others, pooled.n_gold[parts.stratum], parts.n_coded)
    own, uncoded = parts.method == PPI, 1 - parts.coded_share()
    share = np.bincount(rows.part, weights=rows.n, minlength=parts.groups.size)[:, None] / size[parts.cell]
    unseen = np.where(own, uncoded * (share / (parts.n_coded + 2)) ** 2, 0.0)
    return Sums(
        cell=cell[stories.first],
        story=rows.key[stories.first],
        n=np.bincount(stories.index, weights=rows.n).astype(np.float64),
        total=group_sums(stories.index, rows.total, stories.size),
        predicted=group_sums(stories.index, rows.predicted, stories.size),
        method=parts.cell_method,
        why=parts.cell_why,
        n_gold=group_sums(parts.cell, gold, n_cells).astype(np.int64),
        sampled=group_sums(parts.cell, parts.from_others | (own & (uncoded > 0)), n_cells) > 0,
        carried=carried,
        leaning=leaning,
        slope=slope,
        unseen=group_sums(parts.cell, unseen, n_cells),
    )


def sum_parts(
    pooled: Pooled, articles: Articles, parts: Parts, values: Values, *, key: Ints, weight: Floats | None = None
) -> PartRows:
    """Sum the values of ``articles`` (n) by part and ``key`` (n,), each article with its ``weight`` (n,), or 1.

    Predictions are summed over all articles, what coding changes over the coded ones alone.
    """
    rows = group_rows(parts.groups.index, key)
    part = parts.groups.index[rows.first]
    coded = np.flatnonzero(values.is_coded[articles.unit])
    n = np.bincount(rows.index, weights=weight, minlength=rows.size).astype(np.float64)
    each = _taken(values.prediction, articles.unit)
    predicted = group_sums(rows.index, each if weight is None else each * weight[:, None], rows.size)
    unit, of_each = articles.unit[coded], 1.0 if weight is None else weight[coded, None]
    is_coded = values.coded[unit]
    some, index = np.unique(
        rows.index[coded], return_inverse=True
    )  # few rows have coding: what it changes is changed there

    def summed(found: Floats) -> Floats:
        return group_sums(index, found * of_each, len(some))

    of_coded, n_coded = summed(np.where(is_coded, values.gold[unit], 0.0)), summed(is_coded.astype(np.float64))
    corrected = predicted[some] + summed(values.corrected[unit] - values.prediction[unit])
    stratum, from_others = parts.stratum[part], parts.from_others[part]
    n_open, open_predicted = np.repeat(n[:, None], predicted.shape[1], axis=1), predicted.copy()
    n_open[some] -= n_coded
    open_predicted[some] -= summed(np.where(is_coded, values.prediction[unit], 0.0))
    total = pooled.offset[stratum]
    total *= n_open
    total[some] += of_coded
    by_slope = pooled.slope[stratum]
    by_slope *= open_predicted
    total += by_slope
    np.copyto(total, predicted, where=~from_others)
    total[some] = np.where(parts.method[part[some]] == PPI, corrected, total[some])
    predicted[some] = np.where(from_others[some], of_coded + open_predicted[some], predicted[some])
    n_open *= from_others
    open_predicted *= from_others
    return PartRows(part, key[rows.first], n, total, predicted, n_open, open_predicted)


def _taken(values: Floats, unit: Ints) -> Floats:
    """``values[unit]``, without a copy where that is everything in its order."""
    return values if len(unit) == len(values) and bool((unit == np.arange(len(unit))).all()) else values[unit]


def _owed_to_others(pooled: Pooled, parts: Parts, rows: PartRows, size: Floats) -> tuple[Floats, Floats, Floats]:
    """``carried``, ``leaning`` and ``slope`` of the cells; ``size`` (c, 1) is the weight of each cell."""
    n_cells, n_frames = parts.cell_method.shape
    weight = group_sums(rows.part, rows.carried, parts.groups.size) / size[parts.cell]
    predicted = group_sums(rows.part, rows.carried_predicted, parts.groups.size) / size[parts.cell]
    carried = np.zeros((n_cells, pooled.strata.size, n_frames))
    carried[parts.cell, parts.stratum] = weight
    leaning = np.zeros((n_cells, pooled.strata.n_languages, n_frames))
    language = pooled.strata.language[parts.stratum]
    np.add.at(leaning, (parts.cell, language), predicted - weight * pooled.centre[parts.stratum])
    slope = 1 + group_sums(parts.cell, weight * (pooled.slope[parts.stratum] - 1), n_cells)
    return carried, leaning, slope
