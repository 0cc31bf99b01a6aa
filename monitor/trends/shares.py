"""Shares of cells with the variance of the correction in them."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse, stats

from monitor.trends.clusters import Differences, Means, cluster_means, pair_differences, residual_rows
from monitor.trends.groups import Floats, Ints, group_sums
from monitor.trends.intervals import TAIL, intraclass, share_interval
from monitor.trends.pooled import Pooled
from monitor.trends.sums import Sums
from monitor.trends.units import Weeks
from monitor.trends.windows import Windows


@dataclass(frozen=True)
class Shares:
    """Shares of c cells and f frames with 95% intervals, (c, f); ``n_clusters`` (c,) counts stories."""

    estimate: Floats
    lo: Floats
    hi: Floats
    n_clusters: Floats


@dataclass(frozen=True)
class CellMeans:
    """Means of c cells: of the values, and of what these are made of (``predicted``); ``size`` (c,) is the weight of each cell."""

    sums: Sums
    size: Floats
    values: Means
    predicted: Means

    @staticmethod
    def of(sums: Sums, n_cells: int) -> "CellMeans":
        """Means of the cells of ``sums``."""
        size = np.bincount(sums.cell, weights=sums.n, minlength=n_cells).astype(np.float64)
        values = cluster_means(sums.cell, sums.n, sums.total, n_cells)
        sampled = bool(sums.sampled.any())
        predicted = cluster_means(sums.cell, sums.n, sums.predicted, n_cells) if sampled else values
        return CellMeans(sums, size, values, predicted)


@dataclass(frozen=True)
class Likeness:
    """How alike the articles of a story are, for f frames: of the values, and of what these are made of; (w, f) or (c, f)."""

    values: Floats
    predicted: Floats

    @staticmethod
    def of(found: CellMeans, weeks: Weeks, windows: Windows) -> "Likeness":
        """Of each week with articles, over all cells of its window; ``weeks`` (c,) are those of the cells."""

        def summed(values: Floats) -> Floats:
            return windows.sums(weeks, values)

        return Likeness(*(intraclass(one, found.size, summed) for one in (found.values, found.predicted)))

    def at(self, places: Ints) -> "Likeness":
        """At some of the weeks, (c,)."""
        return Likeness(self.values[places], self.predicted[places])


def cell_shares(found: CellMeans, pooled: Pooled, alike: Likeness) -> Shares:
    """Shares of cells; limits are NaN with fewer than two stories. ``alike`` is (c, f).

    Where coded articles stand for others, a share is b P + (a part known from coding), P the share predicted. Its
    interval puts together Wilson's interval of P, as lopsided as that of any small share, and Student's of the rest,
    which errs to both sides alike: each limit lies as far from the estimate as the root of the sum of both distances
    squared (the method of variance estimates recovery: Zou and Donner 2008).
    """
    sums, means = found.sums, found.values
    lo, hi = share_interval(means, found.size, alike.values)
    rows = residual_rows(sums.cell, sums.n, sums.total, means.estimate)
    extra = _carried(sums, pooled, rows, None)
    if sums.sampled.any():
        predicted = found.predicted
        lowest, highest = share_interval(predicted, found.size, alike.predicted)
        rest = np.maximum(means.variance + extra - sums.slope**2 * predicted.variance, sums.unseen)
        reach = stats.t.ppf(1 - TAIL, np.maximum(sums.n_gold - 1, 1)) * np.sqrt(rest)
        below = np.hypot(sums.slope * (predicted.estimate - lowest), reach)
        above = np.hypot(sums.slope * (highest - predicted.estimate), reach)
        lo = np.where(sums.sampled, np.clip(means.estimate - below, 0, 1), lo)
        hi = np.where(sums.sampled, np.clip(means.estimate + above, 0, 1), hi)
    return Shares(means.estimate, lo, hi, means.n_clusters)


def side_differences(sums: Sums, pooled: Pooled, pairs: Ints, n_sides: int) -> Differences:
    """Differences of the shares of p pairs of sides; ``df`` is (p, f) here."""
    found = pair_differences(sums.story, sums.cell, sums.n, sums.total, pairs=pairs, n_sides=n_sides)
    means = cluster_means(sums.cell, sums.n, sums.total, n_sides)
    rows = residual_rows(sums.cell, sums.n, sums.total, means.estimate)
    a, b = pairs.T
    lacking = _lacking(sums, means)
    extra = _carried(sums, pooled, rows, pairs) + lacking[a] + lacking[b]
    df = _both_df(found.variance, found.df[:, None], extra, np.minimum(sums.n_gold[a], sums.n_gold[b]))
    return replace(found, variance=found.variance + extra, df=df)


def _lacking(sums: Sums, means: Means) -> Floats:
    """By how much the variance that the errors among a cell's own coding show falls short of half an error either way, (c, f)."""
    predicted = cluster_means(sums.cell, sums.n, sums.predicted, len(means.n_clusters))
    shown = np.maximum(means.variance - predicted.variance, 0)
    return np.asarray(np.nan_to_num(np.maximum(sums.unseen - shown, 0)), dtype=np.float64)


def _carried(sums: Sums, pooled: Pooled, rows: Floats, pairs: Ints | None) -> Floats:
    """What the offsets and slopes of other weeks' coding add to the variances of cells, or of differences of pairs."""
    n_cells, _, n_frames = sums.carried.shape

    def apart(values: Floats) -> Floats:
        return values if pairs is None else values[pairs[:, 0]] - values[pairs[:, 1]]

    added = np.zeros((n_cells if pairs is None else len(pairs), n_frames))
    some = np.flatnonzero(sums.carried.any(axis=(0, 1)))
    if len(some):
        together = _with_own_offsets(sums, pooled, rows) if pairs is None else _with_offsets(sums, pooled, rows, pairs)
        added = 2 * together
    for frame in some:
        weight, lean = apart(sums.carried[:, :, frame]), apart(sums.leaning[:, :, frame])
        added[:, frame] += ((weight @ pooled.covariance[frame]) * weight).sum(axis=1)
        added[:, frame] += lean**2 @ pooled.slope_variance[:, frame]
    return added


def _with_offsets(sums: Sums, pooled: Pooled, rows: Floats, pairs: Ints) -> Floats:
    """Covariances of differences with the offsets that they carry, (p, f)."""
    n_cells, _, n_frames = sums.carried.shape
    n_stories = int(max(sums.story.max(initial=0), pooled.story.max(initial=0))) + 1
    (a, b), found = pairs.T, np.zeros((len(pairs), n_frames))
    for frame in range(n_frames):
        weight = sums.carried[a, :, frame] - sums.carried[b, :, frame]
        own = sparse.csr_matrix((rows[:, frame], (sums.cell, sums.story)), shape=(n_cells, n_stories))
        together = np.asarray((own @ pooled.influences(frame, n_stories)).toarray())
        found[:, frame] = ((together[a] - together[b]) * weight).sum(axis=1)
    return found


def _with_own_offsets(sums: Sums, pooled: Pooled, rows: Floats) -> Floats:
    """Covariances of shares with the offsets that they carry, (c, f): a story's in the strata of its cell alone, which are few."""
    cell, stratum = np.nonzero(sums.carried.any(axis=2))
    n_strata = np.bincount(cell, minlength=len(sums.carried))
    times = n_strata[sums.cell]
    row = np.repeat(np.arange(len(sums.cell)), times)
    within = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    at = (np.cumsum(n_strata) - n_strata)[sums.cell[row]] + within
    place = pooled.places(sums.story[row], stratum[at])
    known = np.flatnonzero(place >= 0)
    together = group_sums(at[known], rows[row[known]] * pooled.effect[place[known]], len(cell))
    return group_sums(cell, together * sums.carried[cell, stratum], len(sums.carried))


def _both_df(own: Floats, own_df: Floats, extra: Floats, n_gold: Ints) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = own**2 / own_df + extra**2 / np.maximum(n_gold - 1, 1)
        found: Floats = np.where(extra == 0, own_df, (own + extra) ** 2 / spread)
    return found
