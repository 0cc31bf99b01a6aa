"""How a scorer errs, as far as the coding shows, by language; and whether that changed over the weeks."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from monitor.trends.groups import Bools, Floats, Ints, group_sums

DRIFT_ALPHA = 0.05
# Fewer coded articles with a frame (or without it) say nothing of a trend in the scorer's errors.
_LEAST_FOR_DRIFT = 5
# An amplification beyond this would make a share of little but the scorer's errors.
STEEPEST = 2.5
_NORMAL_95 = float(stats.norm.ppf(0.95))


@dataclass(frozen=True)
class Coded:
    """Coded units (k): which ``unit``, its ``story``, ``week`` (number), ``group``; by frame (k, f) the prediction, the coding and the
    weight 1 / pi, 0 where the frame was not coded.
    """

    unit: Ints
    story: Ints
    week: Ints
    prediction: Floats
    gold: Floats
    weight: Floats


@dataclass(frozen=True)
class Errors:
    """Errors of a scorer in g groups (languages) and f frames, all (g, f).

    ``telling`` is the share marked where the frame is, less the share marked where it is not (Youden's J),
    ``telling_variance`` its variance; ``drift_p`` is the p that this changed with the weeks, NaN where too little was
    coded.
    """

    telling: Floats
    telling_variance: Floats
    drift_p: Floats

    def slope(self) -> tuple[Floats, Floats]:
        """By how much a true share moves when the predicted one moves by 1, from 1 to 2.5, and the variance of that."""
        slope = np.clip(1 / np.maximum(self.telling, 1 / STEEPEST), 1.0, STEEPEST)
        return slope, slope**4 * self.telling_variance

    def tells(self) -> Bools:
        """Where the scorer is known to tell the frame's presence from its absence at all (one-sided 95%)."""
        return np.asarray(self.telling > _NORMAL_95 * np.sqrt(self.telling_variance), dtype=np.bool_)

    def drifts(self) -> Bools:
        """Where the errors changed over the weeks; an error of any test in a family of groups and frames at most 5% (Holm 1979)."""
        found = np.zeros(self.drift_p.size, dtype=np.bool_)
        flat = self.drift_p.reshape(-1)
        tested = np.flatnonzero(~np.isnan(flat))
        order = tested[np.argsort(flat[tested])]
        passed = flat[order] <= DRIFT_ALPHA / (len(order) - np.arange(len(order)))
        found[order[np.cumprod(passed).astype(np.bool_)]] = True
        return found.reshape(self.drift_p.shape)


def scorer_errors(coded: Coded, group: Ints, n_groups: int) -> Errors:
    """Errors by ``group`` (k,) of the coded units.

    Shares are smoothed by half a case on either side (Jeffreys), weights enter by their effective numbers (Kish).
    """
    present, absent = coded.weight * coded.gold, coded.weight * (1 - coded.gold)
    rates, variances = [], []
    for weight in (present, absent):
        total, square, marked = (
            group_sums(group, values, n_groups) for values in (weight, weight**2, weight * coded.prediction)
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            n = np.where(square > 0, total**2 / square, 0.0)
            rate = (np.where(total > 0, marked / total, 0.0) * n + 0.5) / (n + 1)
        rates.append(rate)
        variances.append(rate * (1 - rate) / (n + 1))
    sensitivity, false_alarms = rates
    drift = _drift_p(coded, group, n_groups)
    return Errors(sensitivity - false_alarms, variances[0] + variances[1], drift)


def _drift_p(coded: Coded, group: Ints, n_groups: int) -> Floats:
    """p of no trend over the weeks in either rate: twice the smaller of two, from score statistics by story."""
    smallest = np.full((n_groups, coded.gold.shape[1]), np.nan)
    for weight in (coded.weight * coded.gold, coded.weight * (1 - coded.gold)):
        p = _trend_p(coded, group, n_groups, weight)
        enough = group_sums(group, weight > 0, n_groups) >= _LEAST_FOR_DRIFT
        smallest = np.fmin(smallest, np.where(enough, 2 * p, np.nan))
    return np.asarray(np.minimum(smallest, 1.0), dtype=np.float64)


def _trend_p(coded: Coded, group: Ints, n_groups: int, weight: Floats) -> Floats:
    """p that predictions have no linear trend over the weeks, (g, f)."""
    week = coded.week[:, None].astype(np.float64)
    total = group_sums(group, weight, n_groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = group_sums(group, weight * week, n_groups) / total
        rate = group_sums(group, weight * coded.prediction, n_groups) / total
        score = np.nan_to_num(weight * (week - centre[group]) * (coded.prediction - rate[group]))
    cells = group * (int(coded.story.max(initial=0)) + 1) + coded.story
    _, first, index = np.unique(cells, return_index=True, return_inverse=True)
    by_story, owner = group_sums(index, score, len(first)), group[first]
    spread = group_sums(owner, by_story**2, n_groups)
    stories = group_sums(owner, by_story != 0, n_groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = group_sums(owner, by_story, n_groups) / np.sqrt(spread * stories / (stories - 1))
        p = 2 * stats.t.sf(np.abs(t), stories - 1)
    return np.asarray(np.where(stories > 2, p, np.nan), dtype=np.float64)
