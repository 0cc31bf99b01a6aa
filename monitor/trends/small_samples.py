"""Differences of two shares of a handful of articles each, and how much less than independent ones the articles of an outlet say."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from monitor.trends.groups import Floats, Groups, group_counts, group_sums
from monitor.trends.intervals import TAIL, wilson

# Added to the articles of a side for its degrees of freedom, see :func:`difference`.
_MORE = 4
# So many pairs of articles of one outlet are taken to agree before any is seen: with few, an outlet's articles count as one.
_PAIRS_TAKEN_ALIKE = 20


@dataclass(frozen=True)
class Sample:
    """The articles of c sides, for f frames.

    ``n`` (c, 1) is the effective number of articles. A share is ``slope`` times the share ``predicted`` plus a known part; ``rest`` is the
    variance that the articles add to that of what was predicted. ``share`` and these are (c, f).
    """

    n: Floats
    share: Floats
    predicted: Floats
    slope: Floats
    rest: Floats


@dataclass(frozen=True)
class Owed:
    """What differences owe to the coding of other articles: ``variance`` and its degrees of freedom ``df``, both (c, f)."""

    variance: Floats
    df: Floats


@dataclass(frozen=True)
class Apart:
    """Differences of pairs of samples: the middle of their intervals, standard error and degrees of freedom, (c, f)."""

    centre: Floats
    error: Floats
    df: Floats

    def interval(self, missed: Floats | float = 2 * TAIL) -> tuple[Floats, Floats]:
        """Limits within -1 to 1 of intervals that may miss with the chance ``missed``, (c, f) or one for all."""
        tail = np.broadcast_to(1 - np.asarray(missed) / 2, self.df.shape)
        asked = ~np.isnan(tail)
        reach = np.full(self.df.shape, np.nan)
        reach[asked] = stats.t.ppf(tail[asked], self.df[asked]) * self.error[asked]
        return np.clip(self.centre - reach, -1, 1), np.clip(self.centre + reach, -1, 1)

    @property
    def p(self) -> Floats:
        """Two-sided p of no difference: 1 less the level at which the interval just reaches it."""
        return np.asarray(2 * stats.t.sf(np.abs(self.centre) / self.error, self.df), dtype=np.float64)


def difference(a: Sample, b: Sample, owed: Owed) -> Apart:
    """The difference a - b with one success and one failure added to either side (Agresti and Caffo 2000) and Student's quantiles.

    With normal quantiles, as in the original, intervals are too short far out, where a selection among hundreds of differences looks: at a
    level of .0002 five articles against five are rejected ten times too often. Degrees of freedom are Satterthwaite's with n + 4 for a
    side. By enumeration of 2 to 12 against up to 30 articles the size is at most 1.15 times the level at .05, 1.3 times at .01, 1.9 times
    at .001, 2.7 times at .0002; over all shares it is a third of the level on average, since a handful of articles can fall in few ways.
    """
    (centre_a, of_a), (centre_b, of_b) = _with_one_more_of_each(a), _with_one_more_of_each(b)
    own = of_a + of_b
    df = own**2 / (of_a**2 / (a.n + _MORE) + of_b**2 / (b.n + _MORE))
    variance = own + owed.variance
    df = np.where(owed.variance > 0, variance**2 / (own**2 / df + owed.variance**2 / owed.df), df)
    return Apart(centre_a - centre_b, np.sqrt(variance), df)


def _with_one_more_of_each(side: Sample) -> tuple[Floats, Floats]:
    """Share and variance after a success and a failure more; never without variance."""
    more = (side.n * np.clip(side.predicted, 0, 1) + 1) / (side.n + 2)
    variance = side.slope**2 * more * (1 - more) / (side.n + 2) + side.rest
    return side.share + side.slope * (more - side.predicted), variance


def interval_of_share(side: Sample, owed: Owed) -> tuple[Floats, Floats]:
    """95% interval of each share within 0 to 1: Wilson's of what was predicted, put together with the rest (Zou and Donner 2008)."""
    lowest, highest = wilson(np.clip(side.predicted, 0, 1), side.n)
    rest = side.rest + owed.variance
    few_df, at = np.unique(owed.df, return_inverse=True)
    reach = stats.t.ppf(1 - TAIL, few_df)[at.reshape(rest.shape)] * np.sqrt(rest)
    below = np.hypot(side.slope * (side.predicted - lowest), reach)
    above = np.hypot(side.slope * (highest - side.predicted), reach)
    return np.clip(side.share - below, 0, 1), np.clip(side.share + above, 0, 1)


Summed = Callable[[Groups, Floats], Floats]
"""Sums over groups: of (m, k) rows, one for each group, to (w, k)."""


def _over_all(groups: Groups, values: Floats) -> Floats:
    return np.asarray(values.sum(axis=0, keepdims=True), dtype=np.float64)


def likeness_of_outlets(cells: Groups, outlets: Groups, values: Floats, summed: Summed = _over_all) -> Floats:
    """Intraclass correlation of articles of one outlet on one story, by moments over the stories ``summed`` and all frames, (w,), 0 to 1.

    ``cells`` are the articles (n) by story and place, ``outlets`` by story, place and outlet; ``values`` (n, f). It is 1 less the
    disagreement of pairs of one outlet over that of pairs of two outlets of one place, pairs of one outlet with
    twenty more that agree. 1 where no two outlets of a place tell the same story.
    """
    n_all, apart_all = summed(cells, _pairs(cells, values)).T
    n_same, apart_same = summed(outlets, _pairs(outlets, values)).T
    with np.errstate(divide="ignore", invalid="ignore"):
        same, other = apart_same / (n_same + _PAIRS_TAKEN_ALIKE), (apart_all - apart_same) / (n_all - n_same)
        found = np.where((n_all == n_same) | (apart_all <= apart_same), 1.0, 1 - same / other)
    return np.asarray(np.clip(found, 0, 1), dtype=np.float64)


def _pairs(groups: Groups, values: Floats) -> Floats:
    """Number of pairs of articles in each group, and their squared differences summed over frames, (m, 2)."""
    n = group_counts(groups.index, groups.size).astype(np.float64)
    total, square = (group_sums(groups.index, one, groups.size) for one in (values, values**2))
    return np.column_stack([n * (n - 1) / 2, (n[:, None] * square - total**2).sum(axis=1)])
