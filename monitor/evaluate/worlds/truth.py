"""The truth of a world: the mean of the process that its stories are drawn from."""

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from monitor.evaluate.worlds.design import Design, Frame

Floats = NDArray[np.float64]

_NODES = 64


def beta_parameters(share: Floats | float, alike: float) -> tuple[Floats, Floats]:
    """Parameters of the beta law with mean ``share`` and intraclass correlation ``alike``, each of the shape of ``share``."""
    total = 1 / alike - 1
    means = np.asarray(share, np.float64)
    return means * total, (1 - means) * total


def shares_by_week(frame: Frame, design: Design) -> Floats:
    """The mean probability of a frame in an average story, by week and place (weeks, countries), with drift and step."""
    base = np.array(frame.shares[: design.countries])
    step = design.drift * (np.arange(design.weeks) / max(design.weeks - 1, 1) - 0.5)
    logit = np.log(base / (1 - base))[None, :] + step[:, None]
    moved: Floats = 1 / (1 + np.exp(-logit))
    moved[design.step_week :, 0] += design.step
    return moved


def errors_by_week(rates: Floats, design: Design) -> Floats:
    """Rates at which the scorer marks articles, (k,), by week with the drift of its errors, (weeks, k)."""
    step = design.errors_drift * (np.arange(design.weeks) / max(design.weeks - 1, 1) - 0.5)
    moved: Floats = 1 / (1 + np.exp(-(np.log(rates / (1 - rates))[None, :] + step[:, None])))
    return moved


def agency_share(shares: Floats) -> Floats:
    """The agency's mean probability of a frame: midway between the places, (weeks,) from (weeks, countries)."""
    mean: Floats = shares.mean(axis=1)
    return mean


def true_shares(design: Design) -> Floats:
    """The expected share of each frame, by week, place and frame (weeks, countries, frames); an article counts once.

    It is E[articles with the frame] / E[articles] of a story, integrated over its size: a country's reprints of one
    agency text are one article. With z the standard normal size of a story, a probability is the quantile of its beta
    law at Phi(rho z + sqrt(1 - rho^2) e), e normal. Both integrals by Gauss and Hermite's rule, 64 nodes each.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    weights = weights / weights.sum()
    means = np.exp(design.spread * nodes - design.spread**2 / 2)
    rho = design.size_effect
    levels = stats.norm.cdf(rho * nodes[:, None] + np.sqrt(1 - rho**2) * nodes[None, :])
    truth = np.empty((design.weeks, design.countries, len(design.frames)))
    for column, frame in enumerate(design.frames):
        shares = shares_by_week(frame, design)
        agency = _given_size(agency_share(shares)[:, None], levels, weights, design)[:, 0]
        own = _given_size(shares, levels, weights, design)
        for place in range(design.countries):
            expected = design.articles * means
            printed = 1 - np.exp(-design.reprints * expected)
            written = (1 - design.reprints) * expected
            carrying = (own[:, place] * written + agency * printed) @ weights
            truth[:, place, column] = carrying / ((written + printed) @ weights)
    return truth


def _given_size(shares: Floats, levels: Floats, weights: Floats, design: Design) -> Floats:
    """E[probability | size] for shares (weeks, k): (weeks, k, nodes)."""
    distinct, inverse = np.unique(shares, return_inverse=True)
    a, b = beta_parameters(distinct, design.alike)
    quantiles = stats.beta.ppf(levels[None], a[:, None, None], b[:, None, None])
    found: Floats = (quantiles @ weights)[inverse.reshape(shares.shape)]
    return found
