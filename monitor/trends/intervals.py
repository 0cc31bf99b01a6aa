"""Intervals and p values from estimates with cluster-robust variances."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy import stats

from monitor.trends.clusters import Means
from monitor.trends.groups import Floats

TAIL = 0.025  # on each side of a 95% interval
PICKED = 0.025
"""Chance that any interval of a family misses; two families, differences and shifts, make 5% together."""
_FEW = 5


def share_interval(means: Means, n: Floats, alike: Floats | None = None) -> tuple[Floats, Floats]:
    """Interval of a share: Wilson's score interval with the effective number of articles, (c, f) each; ``n`` (c,) is
    the actual number.

    The effective number is p (1 - p) / variance, at most ``n``, times (t with n - 1 df / t with the stories' df)^2
    (Korn and Graubard 1998); Wilson's formula on it covers at less width than Clopper and Pearson's (Dean and Pagano
    2015; Franco et al. 2019). Where fewer than five articles carry the frame, or all but five, their spread over the
    stories is left to chance, and the cells of the frame lend each other theirs: the effective number is n / (1 + (m
    - 1) rho), with m the articles in an article's own story and rho the intraclass correlation over many cells (a
    generalised variance function: Wolter 2007), at least the effective number of stories. ``alike``, (c, f) or one for
    all, is rho, left out that over these cells. NaN where the variance is.
    Where a corrected share falls outside 0 to 1, its variance is set against a share half a story inside.
    """
    stories, articles = means.effective_clusters[:, None], n[:, None]
    rho = intraclass(means, n, lambda one: one.sum(axis=0)) if alike is None else alike
    p = np.clip(means.estimate, 0.0, 1.0)
    inside = np.where((p > 0) & (p < 1), p, (p * stories + 0.5) / (stories + 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = stats.t.ppf(TAIL, np.maximum(articles - 1, 1)) / stats.t.ppf(TAIL, _by_frame(means.df))
        varied = np.minimum(inside * (1 - inside) / means.variance, articles) * ratio**2
        lent = articles / (1 + (articles / stories - 1) * rho)
    few = np.minimum(p, 1 - p) * articles < _FEW
    lo, hi = wilson(p, np.where(few, lent, varied))
    known = ~np.isnan(means.variance)
    return np.where(known, lo, np.nan), np.where(known, hi, np.nan)


def intraclass(means: Means, n: Floats, summed: Callable[[Floats], Floats]) -> Floats:
    """Intraclass correlation of each frame in the cells, by moments: from 0 to 1, and 1 where nothing varies.

    ``n`` (c,) is the number of articles; ``summed`` sums (c, f) over the cells that are taken together, and has the shape of what is
    returned.
    """
    articles = n[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = means.estimate * (1 - means.estimate) / articles
        known = ~np.isnan(means.variance)
        excess = summed(np.where(known, means.variance - alone, 0.0))
        most = summed(np.where(known, alone * (articles / means.effective_clusters[:, None] - 1), 0.0))
        found = np.where(most > 0, excess / most, 1.0)
    return np.asarray(np.clip(found, 0.0, 1.0), dtype=np.float64)


def wilson(p: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Wilson's (1927) score interval of a share ``p`` of ``n``, which need not be whole."""
    z2 = stats.norm.ppf(1 - TAIL) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        reach = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return np.where(p <= 0, 0.0, centre - reach), np.where(p >= 1, 1.0, centre + reach)


def difference_interval(difference: Floats, variance: Floats, df: Floats) -> tuple[Floats, Floats, Floats]:
    """Student's interval within -1 to 1 and two-sided p of a difference, each (p, f); ``df`` is (p,) or (p, f)."""
    df = _by_frame(df)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(variance)
        reach = stats.t.ppf(1 - TAIL, df) * error
        p = 2 * stats.t.sf(np.abs(difference) / error, df)
    return np.clip(difference - reach, -1, 1), np.clip(difference + reach, -1, 1), p


def picked_interval(difference: Floats, error: Floats, df: Floats, n_looked_at: int) -> tuple[Floats, Floats]:
    """Student's intervals within -1 to 1 that hold for all ``n_looked_at`` differences of a family at once, each (p, f).

    Bonferroni's: whichever of them is picked, and by whatever rule, its interval misses with a chance of at most ``PICKED``. ``error`` is
    the standard error, (p, f).
    """
    reach = stats.t.ppf(1 - PICKED / (2 * max(n_looked_at, 1)), _by_frame(df)) * error
    return np.clip(difference - reach, -1, 1), np.clip(difference + reach, -1, 1)


def _by_frame(df: Floats) -> Floats:
    return df[:, None] if df.ndim == 1 else df


def adjust(p: Floats, method: Literal["by", "bh"] = "by") -> Floats:
    """p values adjusted by Benjamini and Yekutieli (2001), valid under any dependence; NaN stays and does not count.

    With ``bh`` by Benjamini and Hochberg (1995), for families in which it was tried that dependence does no harm.
    """
    known = ~np.isnan(p)
    adjusted = np.full(p.shape, np.nan)
    if known.any():
        adjusted[known] = stats.false_discovery_control(p[known], method=method)
    return adjusted
