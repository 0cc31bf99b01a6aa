"""Intervals and p values from estimates with cluster-robust variances."""

import numpy as np
from scipy import stats

from monitor.trends.clusters import NO_VARIANCE, Means
from monitor.trends.groups import Floats

TAIL = 0.025  # on each side of a 95% interval


def share_interval(means: Means, n: Floats) -> tuple[Floats, Floats]:
    """Interval of a share: Wilson's score interval with the effective number of articles, (c, f) each; ``n`` (c,) is
    the actual number.

    The effective number is p (1 - p) / variance, at most ``n``, times (t with n - 1 df / t with the stories' df)^2
    (Korn and Graubard 1998); Wilson's formula on it covers at less width than Clopper and Pearson's (Dean and Pagano
    2015; Franco et al. 2019). At 0% and 100% nothing varies, and the effective number of stories stands for it:
    articles of one story are then counted as one. NaN where the variance is. Where a corrected share falls outside 0
    to 1, its variance is set against a share half a story inside.
    """
    stories, articles = means.effective_clusters[:, None], n[:, None]
    p = np.clip(means.estimate, 0.0, 1.0)
    inside = np.where((p > 0) & (p < 1), p, (p * stories + 0.5) / (stories + 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = stats.t.ppf(TAIL, np.maximum(articles - 1, 1)) / stats.t.ppf(TAIL, means.df[:, None])
        varied = np.minimum(inside * (1 - inside) / means.variance, articles) * ratio**2
    size = np.where(means.variance < NO_VARIANCE, stories, varied)
    lo, hi = wilson(p, size)
    known = ~np.isnan(means.variance)
    return np.where(known, lo, np.nan), np.where(known, hi, np.nan)


def wilson(p: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Wilson's (1927) score interval of a share ``p`` of ``n``, which need not be whole."""
    z2 = stats.norm.ppf(1 - TAIL) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        reach = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return np.where(p <= 0, 0.0, centre - reach), np.where(p >= 1, 1.0, centre + reach)


def difference_interval(difference: Floats, variance: Floats, df: Floats) -> tuple[Floats, Floats, Floats]:
    """Student's interval within -1 to 1 and two-sided p of a difference, each (p, f); ``df`` is (p,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(variance)
        reach = stats.t.ppf(1 - TAIL, df[:, None]) * error
        p = 2 * stats.t.sf(np.abs(difference) / error, df[:, None])
    return np.clip(difference - reach, -1, 1), np.clip(difference + reach, -1, 1), p


def adjust(p: Floats) -> Floats:
    """p values adjusted by Benjamini and Yekutieli (2001), valid under any dependence; NaN stays and does not count."""
    known = ~np.isnan(p)
    adjusted = np.full(p.shape, np.nan)
    if known.any():
        adjusted[known] = stats.false_discovery_control(p[known], method="by")
    return adjusted
