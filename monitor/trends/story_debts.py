"""What shares within a story, and their differences, owe to the coding of other articles."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from monitor.trends.correction import Values
from monitor.trends.groups import Bools, Floats, Ints
from monitor.trends.methods import Parts
from monitor.trends.pooled import Pooled
from monitor.trends.small_samples import Owed
from monitor.trends.told_twice import Told


@dataclass(frozen=True)
class Debts:
    """Of c places of stories (``here``), of the other places of each one's story, and of the difference (``apart``), for f frames.

    The slopes (c, f) are those of the values on what they are made of: 1 where nothing is owed.
    """

    here: Owed
    others: Owed
    apart: Owed
    slope_here: Floats
    slope_others: Floats


def story_debts(pooled: Pooled, told: Told, parts: Parts, values: Values) -> Debts:
    """Debts of the cells of ``told``; ``parts`` are those of its stories.

    An article without coding has the value offset + slope * prediction. A share so owes the mean of its strata's offsets, of variance w'
    C w with w the shares of its articles without coding in each stratum, and in each language the mean distance of its predictions from
    their stratum's mean, times the slope. That a story's own articles had a part in the coding is left aside: it is one story of many.
    """
    open_ = parts.from_others[parts.groups.index] & ~values.coded[told.articles.unit]
    n = np.bincount(told.cells.index, minlength=told.cells.size).astype(np.float64)[:, None]
    n_others = told.others(n)
    variance, slope = np.zeros((3, told.cells.size, open_.shape[1])), np.ones((2, told.cells.size, open_.shape[1]))
    for frame in np.flatnonzero(open_.any(axis=0)):
        owing = _owing(pooled, told, values, open_[:, frame], int(frame))
        here, others = owing / n, told.others(owing) / n_others
        for at, one in enumerate((here, others, here - others)):
            variance[at, :, frame] = _variance(pooled, one, int(frame))
        for at, one in enumerate((here, others)):
            slope[at, :, frame] += one[:, : pooled.strata.size] @ (pooled.slope[:, frame] - 1)
    df = np.maximum(_least_gold(pooled, parts, told.stories.size)[told.story] - 1, 1)
    owed_here, owed_others, apart = (Owed(one, df) for one in variance)
    return Debts(owed_here, owed_others, apart, slope[0], slope[1])


def _owing(pooled: Pooled, told: Told, values: Values, open_: Bools, frame: int) -> Floats:
    """By cell: articles without coding in each stratum, then in each language their distance from their stratum's mean, (c, s + l)."""
    strata, unit = pooled.strata, told.articles.unit
    stratum = strata.of_unit[unit]
    distance = values.prediction[unit, frame] - pooled.centre[stratum, frame]

    def table(summed: Floats, column: Ints, width: int) -> Floats:
        found = sparse.csr_matrix((summed, (told.cells.index, column)), shape=(told.cells.size, width))
        return np.asarray(found.toarray(), dtype=np.float64)

    counted = open_.astype(np.float64)
    of_language = table(counted * distance, strata.language[stratum], strata.n_languages)
    return np.hstack([table(counted, stratum, strata.size), of_language])


def _variance(pooled: Pooled, owing: Floats, frame: int) -> Floats:
    weight, lean = owing[:, : pooled.strata.size], owing[:, pooled.strata.size :]
    of_offsets = ((weight @ pooled.covariance[frame]) * weight).sum(axis=1)
    return np.asarray(of_offsets + lean**2 @ pooled.slope_variance[:, frame], dtype=np.float64)


def _least_gold(pooled: Pooled, parts: Parts, n_stories: int) -> Floats:
    """The fewest coded articles that any part of a story's values rests on, (s, f); infinite where none does."""
    gold = np.where(parts.from_others, pooled.n_gold[parts.stratum], np.inf)
    found = np.full((n_stories, gold.shape[1]), np.inf)
    np.minimum.at(found, parts.cell, gold)
    return found
