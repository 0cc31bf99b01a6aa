"""A scan over candidate weeks for the largest standardised change, and its permutation null.

The statistic of a week is the share from it on minus the share before, over its standard error with stories as
clusters and one common variance on both sides, plus one article-cluster at 50/50 (variance 1/4), so that a frame seen
once or twice gives no large statistic. Under the null no series changes over time, and stories are exchangeable in
time: a permutation deals the stories' first weeks out anew. A story moves as a whole, with its later weeks, all its
countries and all its frames, so the dependence within stories, between countries and between frames stays as it is.
The largest statistic over all series, frames and weeks of each permutation gives family-wise p values in one step
(Westfall and Young 1993).
"""

from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from monitor.trends.groups import Bools, Floats, Ints, group_rows, group_sums

MIN_WEEKS = 2
MIN_STORIES = 3
_MOST_NUMBERS, _MOST_AT_ONCE = 8_000_000, 32


@dataclass(frozen=True)
class Blocks:
    """Sums by story, week and series (b rows).

    ``story`` (b,) is an index into ``start`` (s,), the first week of each story in any series; ``offset`` (weeks after
    it) and ``series`` are (b,); ``features`` is (b, 3 + 3 f): 1, n, n^2, then sums s of values, s^2 and s n. There are
    ``n_weeks`` weeks and ``n_series`` series.
    """

    story: Ints
    start: Ints
    offset: Ints
    series: Ints
    features: Floats
    n_weeks: int
    n_series: int


def make_blocks(story: Ints, week: Ints, series: Ints, values: Floats, *, n_weeks: int, n_series: int) -> Blocks:
    """Blocks from articles: codes (n,) and ``values`` (n, f)."""
    stories = group_rows(story)
    start = np.full(stories.size, n_weeks, dtype=np.int64)
    np.minimum.at(start, stories.index, week)
    cells = group_rows(stories.index, week, series)
    n = np.bincount(cells.index).astype(np.float64)[:, None]
    total = group_sums(cells.index, values, cells.size)
    first = cells.first
    own = stories.index[first]
    features = np.hstack([np.ones_like(n), n, n**2, total, total**2, total * n])
    return Blocks(own, start, week[first] - start[own], series[first], features, n_weeks, n_series)


def scan(blocks: Blocks, start: Ints | None = None) -> Floats:
    """Standardised changes (candidate weeks, series, frames), candidates from ``MIN_WEEKS``; NaN where a side has too
    few weeks or stories.

    ``start`` (stories,) deals out other first weeks; a story running past the end is kept in the last week.
    """
    first = (blocks.start if start is None else start)[blocks.story]
    week = np.minimum(first + blocks.offset, blocks.n_weeks - 1)
    place = week * blocks.n_series + blocks.series
    by_week = group_sums(place, blocks.features, blocks.n_weeks * blocks.n_series)
    by_week = by_week.reshape(blocks.n_weeks, blocks.n_series, -1)
    seen = np.dstack([by_week[:, :, 1] > 0, by_week])
    after = np.cumsum(seen[::-1], axis=0)[::-1]
    later = after[MIN_WEEKS : blocks.n_weeks - MIN_WEEKS + 1]
    return _standardise(later, after[0] - later)


@dataclass(frozen=True)
class _Side:
    """One side of a candidate week: shares, squared residuals of blocks, design factor, whether it is usable."""

    mean: Floats
    square: Floats
    spread: Floats
    usable: Bools


def _side(sums: Floats) -> _Side:
    weeks, blocks, n, nn = (sums[:, :, place : place + 1] for place in range(4))
    s, ss, sn = np.split(sums[:, :, 4:], 3, axis=2)
    mean = s / n
    usable = (weeks >= MIN_WEEKS) & (blocks >= MIN_STORIES)
    return _Side(mean, ss - 2 * mean * sn + mean**2 * nn, nn / n**2, usable)


def _standardise(after: Floats, before: Floats) -> Floats:
    blocks, nn = np.split((after + before)[:, :, [1, 3]], 2, axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b = _side(after), _side(before)
        variance = ((a.square + b.square) * blocks / (blocks - 2) + 0.25) / (nn + 1)
        statistic = (a.mean - b.mean) / np.sqrt(variance * (a.spread + b.spread))
    return np.asarray(np.where(a.usable & b.usable, statistic, np.nan), dtype=np.float64)


def null_maxima(blocks: Blocks, permutations: int, seed: int) -> Floats:
    """The largest absolute statistic over all series, frames and weeks of each permutation, (permutations,).

    Several permutations are scanned at once, as series of their own. Memory: 64 MB.
    """
    generator = np.random.default_rng(seed)
    maxima = np.zeros(permutations)
    at_once = int(np.clip(_MOST_NUMBERS // max(blocks.features.size, 1), 1, _MOST_AT_ONCE))
    together = _repeated(blocks, at_once)
    with tqdm(total=permutations, desc="shifts", unit="perm", disable=None, leave=False) as progress:
        for first in range(0, permutations, at_once):
            n = min(at_once, permutations - first)
            drawn = [generator.permutation(blocks.start) for _ in range(n)] + [blocks.start] * (at_once - n)
            statistic = np.abs(scan(together, np.concatenate(drawn)))
            of_draw = statistic.reshape(len(statistic), at_once, -1)[:, :n]
            maxima[first : first + n] = np.nanmax(of_draw, axis=(0, 2), initial=0.0)
            progress.update(n)
    return maxima


def _repeated(blocks: Blocks, n: int) -> Blocks:
    """The same blocks ``n`` times, with stories and series of their own each time."""
    each = np.repeat(np.arange(n), len(blocks.story))
    return Blocks(
        np.tile(blocks.story, n) + each * len(blocks.start),
        np.tile(blocks.start, n),
        np.tile(blocks.offset, n),
        np.tile(blocks.series, n) + each * blocks.n_series,
        np.tile(blocks.features, (n, 1)),
        blocks.n_weeks,
        blocks.n_series * n,
    )


def family_p(statistic: Floats, maxima: Floats) -> Floats:
    """p of each absolute statistic against the maxima, never 0: (1 + larger maxima) / (1 + permutations); NaN stays."""
    ordered = np.sort(maxima)
    larger = len(ordered) - np.searchsorted(ordered, np.abs(statistic) - 1e-9, side="left")
    return np.where(np.isnan(statistic), np.nan, (1 + larger) / (1 + len(ordered)))
