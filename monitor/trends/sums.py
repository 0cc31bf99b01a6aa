"""Articles of a set of estimates, summed by story, each with the best value that the coding allows."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.correction import Values
from monitor.trends.groups import Bools, Floats, Ints, group_counts, group_rows, group_sums
from monitor.trends.methods import PPI, UNCORRECTED, Parts
from monitor.trends.pooled import Pooled
from monitor.trends.units import Articles


@dataclass(frozen=True)
class Sums:
    """Articles of c cells and f frames, by story: g rows with their ``cell`` and ``story``.

    ``n`` (g,) is the weight of a row, ``total`` (g, f) sums the values, ``predicted`` (g, f) the predictions.
    ``method`` and ``why`` (c, f) are as in :class:`monitor.trends.methods.Parts`; ``n_gold`` (c, f) counts the coded
    articles behind the correction (in the cell, where there is none), ``sampled`` (c, f) is true where coded articles
    stand for others.

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


def sum_stories(pooled: Pooled, articles: Articles, parts: Parts, values: Values, *, by_story: bool = False) -> Sums:
    """Sum ``articles`` (n) by cell and story; with ``by_story`` every story of a cell weighs 1, otherwise every article."""
    n_cells = len(parts.cell_method)
    rows = _rows(articles, parts, values)
    part, story, n, predicted = rows.part, rows.story, rows.n, rows.predicted
    total = _totals(pooled, parts, rows)
    stories = group_rows(parts.cell[part], story)
    if by_story:
        of_story = np.bincount(stories.index, weights=n)[stories.index]
        predicted, total, n = predicted / of_story[:, None], total / of_story[:, None], n / of_story
    weight = np.bincount(part, weights=n, minlength=parts.groups.size)
    share = (weight / np.bincount(parts.cell, weights=weight, minlength=n_cells)[parts.cell])[:, None]
    mean_prediction = group_sums(part, predicted, parts.groups.size) / weight[:, None]
    carried, leaning, slope = _owed_to_others(pooled, parts, share, mean_prediction)
    gold = np.where(parts.from_others, pooled.n_gold[parts.stratum], parts.n_coded)
    own, uncoded = parts.method == PPI, 1 - parts.coded_share()
    unseen = np.where(own, uncoded * (share / (parts.n_coded + 2)) ** 2, 0.0)
    return Sums(
        cell=parts.cell[part[stories.first]],
        story=story[stories.first],
        n=np.bincount(stories.index, weights=n).astype(np.float64),
        total=group_sums(stories.index, total, stories.size),
        predicted=group_sums(stories.index, predicted, stories.size),
        method=parts.cell_method,
        why=parts.cell_why,
        n_gold=group_sums(parts.cell, gold, n_cells).astype(np.int64),
        sampled=group_sums(parts.cell, parts.from_others | (own & (uncoded > 0)), n_cells) > 0,
        carried=carried,
        leaning=leaning,
        slope=slope,
        unseen=group_sums(parts.cell, unseen, n_cells),
    )


@dataclass(frozen=True)
class _Rows:
    """Articles by part and story: ``n`` (r,) of them, sums of predictions and corrected values (r, f)."""

    part: Ints
    story: Ints
    n: Floats
    predicted: Floats
    corrected: Floats


def _rows(articles: Articles, parts: Parts, values: Values) -> _Rows:
    rows = group_rows(parts.groups.index, articles.story.codes)
    predicted, corrected = (
        group_sums(rows.index, one[articles.unit], rows.size) for one in (values.prediction, values.corrected)
    )
    n = group_counts(rows.index, rows.size).astype(np.float64)
    return _Rows(parts.groups.index[rows.first], articles.story.codes[rows.first], n, predicted, corrected)


def _totals(pooled: Pooled, parts: Parts, rows: _Rows) -> Floats:
    """Sums of the values chosen, (r, f)."""
    method, stratum = parts.method[rows.part], parts.stratum[rows.part]
    carried = pooled.offset[stratum] * rows.n[:, None] + pooled.slope[stratum] * rows.predicted
    total = np.where(method == UNCORRECTED, rows.predicted, carried)
    return np.asarray(np.where(method == PPI, rows.corrected, total), dtype=np.float64)


def _owed_to_others(
    pooled: Pooled, parts: Parts, share: Floats, mean_prediction: Floats
) -> tuple[Floats, Floats, Floats]:
    """``carried``, ``leaning`` and ``slope`` of the cells, from the parts' shares (p, 1) of them and mean predictions (p, f)."""
    n_cells, n_frames = parts.cell_method.shape
    weight = parts.from_others * share
    carried = np.zeros((n_cells, pooled.strata.size, n_frames))
    carried[parts.cell, parts.stratum] = weight
    leaning = np.zeros((n_cells, pooled.strata.n_languages, n_frames))
    language = pooled.strata.language[parts.stratum]
    np.add.at(leaning, (parts.cell, language), weight * (mean_prediction - pooled.centre[parts.stratum]))
    slope = 1 + group_sums(parts.cell, weight * (pooled.slope[parts.stratum] - 1), n_cells)
    return carried, leaning, slope
