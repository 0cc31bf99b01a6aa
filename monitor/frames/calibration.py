"""How far probabilities lie from how often they come true, without the bias that small samples add.

Calibration error is the root of the mean over bins of (mean probability - share present) squared. Measured plainly it
is never 0, since a bin's share wanders about its truth; Kumar, Liang and Ma (2019, "Verified Uncertainty Calibration")
take the wandering's own variance off each bin, which makes the square unbiased. Bins hold equally many judgements.
Here that variance is taken between clusters (stories, or texts judged on several frames), because their judgements are
not independent; where each cluster has one judgement and a bin one probability, it is the paper's y(1 - y)/(n - 1).
A mean over bins cannot see error within them, so the figure is a lower bound for a forecast that is not constant there.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from monitor.frames.bootstrap import DRAWS, SEED, cluster_sums

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BINS = 10
LEAST_IN_BIN = 10
"""Clusters that a bin should have on average: with fewer there are fewer bins."""
LEAST_CLUSTERS = 5
DRAWS_AT_ONCE = 200


@dataclass(frozen=True)
class Calibration:
    """Debiased calibration error with its 95% interval (None below five clusters), and the bins behind it.

    ``reliability``: one row a bin, in order: n, probability (mean), share (present), lo, hi (of the share, 95%).
    """

    error: float
    lo: float | None
    hi: float | None
    n: int
    reliability: pa.Table


def calibration(probability: ArrayLike, gold: ArrayLike, clusters: ArrayLike | None = None) -> Calibration:
    """Calibration of n probabilities against n judgements (true: present), all one-dimensional.

    ``clusters`` (any labels; by default each judgement is one) say what is drawn together by the bootstrap and what
    may depend on what. Bins and their edges stay as they are over all draws. Raises ValueError for no judgement, for
    lengths that differ and for probabilities outside 0 to 1.
    """
    p, y = np.asarray(probability, np.float64), np.asarray(gold, np.float64)
    if not len(p) or p.shape != y.shape or p.ndim != 1:
        raise ValueError(f"need as many judgements as probabilities, and one at least; got {y.shape} and {p.shape}")
    if not np.all((p >= 0) & (p <= 1)):
        raise ValueError("probabilities must lie between 0 and 1")
    names = np.arange(len(p)) if clusters is None else np.asarray(clusters)
    if names.shape != p.shape:
        raise ValueError(f"need a cluster for each of {len(p)} judgements; got {names.shape}")
    _, codes = np.unique(names, return_inverse=True)
    n_clusters = int(codes.max()) + 1
    bins = equal_mass_bins(p, max(1, min(BINS, n_clusters // LEAST_IN_BIN)))
    sums = _sums(p, y, codes.astype(np.int64), bins)
    square, plain = debiased_square(sums), _plain_square(sums.sum(axis=0))
    error = _root(square)
    if n_clusters < LEAST_CLUSTERS:
        return Calibration(error, None, None, len(p), _reliability(sums, None))
    drawn = _draw(sums)
    # In the bootstrap's world the truth is the sample's plain square; what its estimates do about it, ours do about theirs.
    low, high = square + np.quantile(drawn[0] - plain, [0.025, 0.975])
    return Calibration(error, _root(low), _root(high), len(p), _reliability(sums, drawn[1]))


def equal_mass_bins(probability: Floats, n_bins: int) -> Whole:
    """Bin (from 0) of each probability: bins of equal size, equal probabilities in one bin; empty bins are left out."""
    cuts = np.sort(probability)[(np.arange(1, n_bins) * len(probability)) // n_bins]
    found: Whole = np.unique(np.searchsorted(cuts, probability, side="right"), return_inverse=True)[1].astype(np.int64)
    return found


def debiased_square(sums: Floats) -> float:
    """The unbiased square of the calibration error from sums (clusters, bins, 3): n, probability, present."""
    return float(_squares(sums[None], np.ones((1, len(sums))))[0])


def _sums(p: Floats, y: Floats, codes: Whole, bins: Whole) -> Floats:
    n_bins, n_clusters = int(bins.max()) + 1, int(codes.max()) + 1
    values = np.column_stack([np.ones_like(p), p, y])
    return cluster_sums(codes * n_bins + bins, values, n_clusters * n_bins).reshape(n_clusters, n_bins, 3)


def _plain_square(whole: Floats) -> float:
    n = whole[:, 0]
    gaps = (whole[:, 1] - whole[:, 2]) / n
    return float((n / n.sum()) @ gaps**2)


def _squares(sums: Floats, weights: Floats) -> Floats:
    """Debiased squares, one for each row of ``weights`` (draws, clusters): how often each cluster counts.

    ``sums`` is (1, clusters, bins, 3). Of a bin: gap squared minus the variance of the gap, a ratio of cluster totals.
    """
    one = sums[0]
    n, residual = one[..., 0], one[..., 1] - one[..., 2]
    total, miss = weights @ n, weights @ residual
    filled = total > 0
    gap = np.divide(miss, total, out=np.zeros_like(total), where=filled)
    # sum of w (r - gap n)^2 over clusters, multiplied out so that no array of draws x clusters x bins is needed
    spread = weights @ residual**2 - 2 * gap * (weights @ (residual * n)) + gap**2 * (weights @ n**2)
    among = weights @ (n > 0)
    scale = np.divide(among, among - 1, out=np.zeros_like(total), where=among > 1)
    variance = np.divide(scale * spread, total**2, out=np.zeros_like(total), where=filled)
    share = total / total.sum(axis=1, keepdims=True)
    result: Floats = (share * (gap**2 - variance)).sum(axis=1)
    return result


def _draw(sums: Floats) -> tuple[Floats, Floats]:
    """Debiased squares (draws,) and shares present (draws, bins; NaN where a bin is empty) of resampled clusters."""
    generator, n_clusters = np.random.default_rng(SEED), len(sums)
    chances = np.full(n_clusters, 1 / n_clusters)
    squares, shares = [], []
    for _ in range(0, DRAWS, DRAWS_AT_ONCE):
        weights = generator.multinomial(n_clusters, chances, size=DRAWS_AT_ONCE).astype(np.float64)
        squares.append(_squares(sums[None], weights))
        n, present = weights @ sums[..., 0], weights @ sums[..., 2]
        shares.append(np.divide(present, n, out=np.full_like(n, np.nan), where=n > 0))
    return np.concatenate(squares), np.concatenate(shares)


def _reliability(sums: Floats, shares: Floats | None) -> pa.Table:
    whole = sums.sum(axis=0)
    ends = [None, None] if shares is None else list(np.nanquantile(shares, [0.025, 0.975], axis=0).round(6))
    none = pa.nulls(len(whole), pa.float64())
    return pa.table(
        {
            "n": whole[:, 0].astype(np.int64),
            "probability": (whole[:, 1] / whole[:, 0]).round(6),
            "share": (whole[:, 2] / whole[:, 0]).round(6),
            "lo": none if ends[0] is None else ends[0],
            "hi": none if ends[1] is None else ends[1],
        }
    )


def _root(square: float) -> float:
    return round(float(np.sqrt(max(0.0, square))), 6)
