"""The chance that a country has no article on a story, learned from how other countries carry other stories.

Expected of a country is mu = N s: its articles N on the topic in the story's weeks, times the share s that the other countries give
the story. Countries differ beyond chance, and a story that was picked because most carry it looks larger than it is; so

    P(no article) = (1 + kappa b mu)^(-1 / kappa)

the negative binomial's, with b what is left of mu and kappa the squared coefficient of variation between countries. What is known of
both comes from whether other countries have an article or not, starting from log kappa ~ N(0, 1) and log b ~ N(0, 1/2), b at most 1; the
chance is the mean over what they may be (the Bayesian predictive probability, summed over a grid), so that few stories never make it small.
A country's own absences never enter its own chance.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from monitor.trends.groups import Bools, Floats, group_rows

MIN_PAIRS = 20
"""Pairs of story and other country below which nothing is said."""
_LOG_B, _LOG_KAPPA = np.meshgrid(np.linspace(-2.0, 0.0, 33), np.linspace(-5.0, 2.5, 31), indexing="ij")
_SPREAD_OF_B = 0.5
_STEPS = 50  # means are told apart in steps of 2%


@dataclass(frozen=True)
class Carrying:
    """Law of absence: values of ``shrink`` (b) and ``spread`` (kappa), each with its ``weight``, (k,)."""

    shrink: Floats
    spread: Floats
    weight: Floats

    def expected(self, mean: Floats) -> Floats:
        """Articles expected of countries with the means mu, (r,)."""
        return np.asarray(mean * (self.weight @ self.shrink), dtype=np.float64)

    def chance_of_none(self, mean: Floats) -> Floats:
        """Chance of no article, (r,)."""
        chances = np.exp(_log_absent(mean[:, None], self.shrink, self.spread))
        return np.asarray(chances @ self.weight, dtype=np.float64)


def fit_carrying(mean: Floats, absent: Bools) -> Carrying:
    """Learn from pairs (r,) of story and country: ``mean`` is mu, ``absent`` says that there was no article."""
    shrink, spread = np.exp(_LOG_B).ravel(), np.exp(_LOG_KAPPA).ravel()
    rounded = np.round(np.log(np.maximum(mean, 1e-6)) * _STEPS).astype(np.int64)
    bins = group_rows(rounded - rounded.min())
    n_absent = np.bincount(bins.index, weights=absent, minlength=bins.size)
    n_present = np.bincount(bins.index, minlength=bins.size) - n_absent
    log_absent = np.minimum(_log_absent(mean[bins.first][:, None], shrink, spread), -1e-12)
    likelihood = n_absent @ log_absent + n_present @ np.log(-np.expm1(log_absent))
    prior = -((_LOG_B / _SPREAD_OF_B) ** 2 + _LOG_KAPPA**2).ravel() / 2
    weight = special.softmax(likelihood + prior)
    kept = weight > 1e-6
    return Carrying(shrink[kept], spread[kept], weight[kept] / weight[kept].sum())


def _log_absent(mean: Floats, shrink: Floats, spread: Floats) -> Floats:
    return np.asarray(-np.log1p(spread * shrink * mean) / spread, dtype=np.float64)


@dataclass(frozen=True)
class Told:
    """Stories (g) by countries (c): articles ``on_it`` (g, c), articles on the topic in the story's weeks ``n`` (g, c), and
    whether the country has outlets enough there, ``seen`` (g, c).
    """

    on_it: Floats
    n: Floats
    seen: Bools

    def others(self) -> tuple[Floats, Floats, Floats]:
        """For each story and country, (g, c): other countries seen, those of them with an article, and the mean of their shares.

        A share weighs N / (N + mean N): one of few articles less, one of very many not much more than others.
        """
        seen = self.seen.astype(np.float64)
        n = self.n * seen
        typical = n.sum(axis=1, keepdims=True) / np.maximum(seen.sum(axis=1, keepdims=True), 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            weight = np.where(n > 0, n / (n + typical), 0.0)
            share = np.where(n > 0, self.on_it / n, 0.0) * weight
            mean = (share.sum(axis=1, keepdims=True) - share) / (weight.sum(axis=1, keepdims=True) - weight)
        has = seen * (self.on_it > 0)
        return seen.sum(axis=1, keepdims=True) - seen, has.sum(axis=1, keepdims=True) - has, np.nan_to_num(mean)
