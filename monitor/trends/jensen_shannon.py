"""How far two sides frame apart: the mean over frames of the Jensen-Shannon divergence of two Bernoulli shares.

Frames are multi-label, so each is a yes or no of its own. With h the entropy in bits of a yes or no and m = (p + q) / 2

    J(p, q) = h(m) - (h(p) + h(q)) / 2        (Lin 1991), from 0 (alike) to 1 (always and never)

Noise in p and q makes J larger, never smaller. What the stories add is taken off by the jackknife (Quenouille 1956:
G J - (G - 1) times the mean of J with each of G stories left out), what coding of other articles adds by the second
derivative of J along p - q, half of it times the variance of that.
"""

import numpy as np

from monitor.trends.groups import Floats
from monitor.trends.parts import Told

_LN2 = float(np.log(2))


def divergence(p: Floats, q: Floats) -> Floats:
    """Jensen-Shannon divergence in bits of Bernoulli shares of one shape, by element; shares are cut off at 0 and 1."""
    p, q = np.clip(p, 0, 1), np.clip(q, 0, 1)
    found = _entropy((p + q) / 2) - (_entropy(p) + _entropy(q)) / 2
    return np.asarray(np.maximum(found, 0.0), dtype=np.float64)


def curvature(p: Floats, q: Floats) -> Floats:
    """By how much a squared difference counts where both shares are near their mean: J is about this times (p - q)^2.

    Half the second derivative of J along p - q at the mean of both, 1 / (8 ln 2 m (1 - m)); 0 where no article or every one has the frame.
    """
    m = (np.clip(p, 0, 1) + np.clip(q, 0, 1)) / 2
    spread = m * (1 - m)
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(spread > 0, 1 / (8 * _LN2 * spread), 0.0), dtype=np.float64)


def shares(told: Told) -> tuple[Floats, Floats]:
    """Shares of both sides, (k,) each."""
    return told.total_a.sum(axis=0) / told.n_a.sum(), told.total_b.sum(axis=0) / told.n_b.sum()


def jackknife_bias(told: Told) -> Floats:
    """By how much noise of the stories makes J too large, by the jackknife, (k,). Two stories a side are the least."""
    size = len(told.n_a)
    left_a, left_b = told.n_a.sum() - told.n_a, told.n_b.sum() - told.n_b
    with np.errstate(divide="ignore", invalid="ignore"):
        p = (told.total_a.sum(axis=0) - told.total_a) / left_a[:, None]
        q = (told.total_b.sum(axis=0) - told.total_b) / left_b[:, None]
    found: Floats = (size - 1) * (divergence(p, q).mean(axis=0) - divergence(*shares(told)))
    return found


def _entropy(p: Floats) -> Floats:
    """Entropy in bits of a yes with probability ``p``."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(-np.nan_to_num(p * np.log2(p)) - np.nan_to_num((1 - p) * np.log2(1 - p)), dtype=np.float64)
