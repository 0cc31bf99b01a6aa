"""Interval of a divergence, by inverting a test along the observed direction.

Near 0 a divergence is quadratic in the differences of the shares: a t interval by the jackknife is then centred on
noise and far too short. So differences d (k frames) are taken as normal with the covariance S of the stories and of
the coding; a true difference t u along the observed direction u (d = |d| u) gives the divergence the distribution of

    sum w (t u + z)^2,     z ~ N(0, S), times Student's factor for few stories

with w the curvature of J. The limits are the divergences at the smallest and the largest t that leave the observed value,
in either tail, a chance of 2.5% or more.
"""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Floats
from monitor.trends.intervals import TAIL
from monitor.trends.jensen_shannon import curvature, divergence

_DRAWS = 2000
_STEPS = 400
# How many standard errors beyond the observed distance are looked at.
_BEYOND = 6.0


@dataclass(frozen=True)
class Simulated:
    """What noise does to a divergence: ``z`` (draws, k) of the differences, their variances (k,), shares ``p`` and ``q`` (k,) as seen."""

    p: Floats
    q: Floats
    variance: Floats
    z: Floats

    @property
    def weight(self) -> Floats:
        """How much the square of each difference counts, (k,)."""
        return curvature(self.p, self.q)

    @property
    def observed(self) -> float:
        """The weighted sum of squared differences, as seen."""
        return float((self.weight * (self.p - self.q) ** 2).sum())

    def by_chance(self) -> float:
        """p of no difference in any frame, never 0; NaN where nothing varies."""
        if not (self.weight * self.variance).any():
            return float("nan")
        larger = (self.z**2) @ self.weight >= self.observed
        return float(1 + larger.sum()) / (1 + len(self.z))

    def interval(self) -> tuple[float, float]:
        """95% limits of the mean divergence; NaN where nothing varies."""
        weight, observed = self.weight, self.observed
        spread = float(np.sqrt((weight * self.variance).sum()))
        if spread == 0:
            return np.nan, np.nan
        d = self.p - self.q
        u = d / np.sqrt(observed) if observed > 0 else np.sqrt(self.variance) / spread
        steps = np.linspace(0, np.sqrt(observed) + _BEYOND * spread, _STEPS)
        across, alone = self.z @ (weight * u), (self.z**2) @ weight
        simulated = [t**2 + 2 * t * across + alone for t in steps]
        larger = np.array([(one >= observed).mean() for one in simulated])
        # Less than noise alone gives says nothing of how alike the sides are: the upper limit is then that of plain noise.
        seen = max(observed, float(np.median(alone)))
        smaller = np.array([(one <= seen).mean() for one in simulated])
        m = (self.p + self.q) / 2

        def at(t: float) -> float:
            return float(divergence(m + t * u / 2, m - t * u / 2).mean())

        return at(steps[np.argmax(larger >= TAIL)]), at(steps[np.flatnonzero(smaller >= TAIL)[-1]])


def simulate(p: Floats, q: Floats, covariance: Floats, df: float, seed: int) -> Simulated:
    """Draw noise of shares ``p`` and ``q`` (k,) with the covariance (k, k) of their differences and ``df`` degrees of freedom."""
    noise = np.random.default_rng(seed).standard_normal((_DRAWS, len(p) + 1))
    z = _correlated(covariance, noise[:, :-1]) * _student(noise[:, -1], df)[:, None]
    return Simulated(np.clip(p, 0, 1), np.clip(q, 0, 1), np.diag(covariance), z)


def _correlated(covariance: Floats, noise: Floats) -> Floats:
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(noise @ (vectors * np.sqrt(np.maximum(values, 0))).T, dtype=np.float64)


def _student(noise: Floats, df: float) -> Floats:
    """Factors that make normal draws Student's, from standard normal draws of the chi square (Wilson and Hilferty 1931)."""
    cube = np.maximum(1 - 2 / (9 * df) + noise * np.sqrt(2 / (9 * df)), 0.05)
    return np.asarray(cube**-1.5, dtype=np.float64)
