"""Shares and their variances with stories as clusters.

A share is the ratio of sums over stories g: theta = sum S_g / sum N_g, with N_g the articles of the story and S_g the
sum of their values. Its linearised variance is sum a_g^2 (S_g - theta N_g)^2 / N^2, where a_g^2 = 1 / (1 - N_g / N)
undoes the shrinkage of residuals in large stories: the bias-reduced linearisation, CR2 (Bell and McCaffrey 2002),
which for a mean has this closed form. Degrees of freedom are Satterthwaite's under independent errors (the same
authors; Imbens and Kolesár 2016), with stories of equal size the number of stories less one, and less when a few
stories hold most articles.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from monitor.trends.groups import Floats, Ints, group_sums

# Below this a side counts as without any variation; rounding leaves about 1e-32.
NO_VARIANCE = 1e-20


@dataclass(frozen=True)
class Means:
    """Shares of c cells and f frames.

    ``estimate`` and ``variance`` are (c, f); ``variance`` and ``df`` (c,) or (c, f) are NaN with fewer than two
    stories. ``n_clusters`` (c,) counts stories, ``effective_clusters`` (c,) is Kish's (sum N_g)^2 / sum N_g^2.
    """

    estimate: Floats
    variance: Floats
    df: Floats
    n_clusters: Floats
    effective_clusters: Floats


@dataclass(frozen=True)
class Differences:
    """Differences of shares of p pairs and f frames: all (p, f), ``df`` (p,) or (p, f)."""

    estimate_a: Floats
    estimate_b: Floats
    difference: Floats
    variance: Floats
    df: Floats


def cluster_means(cell: Ints, n: Floats, total: Floats, n_cells: int) -> Means:
    """Shares by cell from sums by story: ``cell`` (g,), ``n`` (g,) articles and ``total`` (g, f) of their values."""
    one = n[:, None]
    sums = group_sums(cell, np.hstack([one, one**2, np.ones_like(one), total]), n_cells)
    size, square, n_clusters = sums[:, 0], sums[:, 1], sums[:, 2]
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = sums[:, 3:] / size[:, None]
        leverage = n / size[cell]
        scale = 1 / np.where(leverage < 1, 1 - leverage, np.nan)
        residual = total - estimate[cell] * one
        spread = group_sums(cell, scale[:, None] * residual**2, n_cells) / size[:, None] ** 2
        b = scale * n**2 / size[cell]
        cross = group_sums(cell, np.column_stack([b, b**2]), n_cells)
        df = size**2 / (square + cross[:, 0] ** 2 - cross[:, 1])
        effective = size**2 / square
    return Means(estimate, spread, df, n_clusters, effective)


def residual_rows(cell: Ints, n: Floats, total: Floats, estimate: Floats) -> Floats:
    """Influence of each story (row) on its cell's share, (g, f), with the CR2 factor; 0 where a story is all of its cell."""
    size = np.bincount(cell, weights=n)[cell]
    with np.errstate(divide="ignore", invalid="ignore"):
        leverage = n / size
        scale = np.sqrt(1 / np.where(leverage < 1, 1 - leverage, np.nan))
    rows: Floats = np.nan_to_num((scale / size)[:, None] * (total - estimate[cell] * n[:, None]))
    return rows


def pair_differences(story: Ints, side: Ints, n: Floats, total: Floats, *, pairs: Ints, n_sides: int) -> Differences:
    """Differences side a minus side b; a story that both sides tell is one cluster, so their covariance is taken off.

    ``story``, ``side`` and ``n`` are (g,), ``total`` (g, f), one row per story and side; ``pairs`` is (p, 2) of the
    ``n_sides`` sides. A side without any variation (no article carries the frame, or all do) gets the variance
    q (1 - q) / G of a share q with half a story added to either outcome, G its effective number of stories, so that
    certainty is never claimed.
    """
    means = cluster_means(side, n, total, n_sides)
    size = np.bincount(side, weights=n, minlength=n_sides)[side]
    a, b = pairs.T
    stories = means.effective_clusters[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        leverage = n / size
        weight = np.sqrt(1 / np.where(leverage < 1, 1 - leverage, np.nan))
        q = (np.clip(means.estimate, 0, 1) * stories + 0.5) / (stories + 1)
    own = np.where(means.variance < NO_VARIANCE, q * (1 - q) / stories, means.variance)
    influence = (weight / size)[:, None] * (total - means.estimate[side] * n[:, None])
    shared = [cross_products(story, side, column, n_sides)[a, b] for column in influence.T]
    apart = own[a] + own[b]
    variance = apart - 2 * np.column_stack(shared)
    return Differences(
        means.estimate[a],
        means.estimate[b],
        means.estimate[a] - means.estimate[b],
        np.where(variance < NO_VARIANCE, apart, variance),
        _pair_df(story, side, n, pairs=pairs, n_sides=n_sides),
    )


def cross_products(story: Ints, side: Ints, values: Floats, n_sides: int) -> Floats:
    """Sums over stories of the products of two sides' values, for all sides, (k, k)."""
    matrix = sparse.csr_matrix((values, (story, side)), shape=(int(story.max()) + 1, n_sides))
    return np.asarray((matrix.T @ matrix).toarray(), dtype=np.float64)


def _pair_df(story: Ints, side: Ints, n: Floats, *, pairs: Ints, n_sides: int) -> Floats:
    """Satterthwaite's degrees of freedom of a difference, from its variance's moments under independent errors, (p,).

    The covariances between the stories' contributions to the difference are N_ga / N_a^2 + N_gb / N_b^2 on the
    diagonal and minus (alpha_g alpha_h + beta_g beta_h) off it, alpha_g = a_g N_ga / N_a^1.5; df = trace^2 / sum of
    squares.
    """
    size = np.bincount(side, weights=n, minlength=n_sides)
    leverage = n / size[side]
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha = leverage / np.sqrt(size[side] * np.where(leverage < 1, 1 - leverage, np.nan))
        inverse = 1 / size
    diagonal = cross_products(story, side, leverage / size[side], n_sides)
    first = cross_products(story, side, alpha, n_sides)
    second = cross_products(story, side, alpha**2, n_sides)
    a, b = pairs.T
    trace = inverse[a] + inverse[b]
    on = diagonal[a, a] + diagonal[b, b] + 2 * diagonal[a, b]
    off = first[a, a] ** 2 - second[a, a] + first[b, b] ** 2 - second[b, b] + 2 * (first[a, b] ** 2 - second[a, b])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(trace**2 / (on + off), dtype=np.float64)
