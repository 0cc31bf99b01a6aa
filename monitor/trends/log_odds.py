"""Words that set two sides apart: log-odds with an informative Dirichlet prior, stories as clusters.

With y_w of n words on a side, and a prior a_w = a0 (share of w in both sides together), the log-odds ratio is

    d_w = log (y_wa + a_w) / (n_a + a0 - y_wa - a_w)  -  the same of side b          (Monroe, Colaresi and Quinn 2008)

Its authors take words as independent, so that a story told in forty articles makes its names distinctive. Here
stories are the clusters. The interval is that of the linearised variance of d_w over stories, at least Monroe's own.
The test is a score test of one rate pi on both sides, from what each story adds,

    U = sum U_g,    U_g = (1 - r) e_ga - r e_gb,    e_ga = y_ga - pi n_ga,    r = n_a / (n_a + n_b)

with the moments that U has if a story of one side alone, with all its words, might as well have been the other's
(variance and skewness, by Pearson's type III law, or the normal where that is less sure), and the sum of U_g^2 over
stories that both tell. ``z`` is the standard normal's value with that p.
"""

from dataclasses import dataclass
from math import comb

import numpy as np
from scipy import sparse, stats

from monitor.trends.groups import Bools, Floats, Ints
from monitor.trends.intervals import TAIL

PRIOR = 0.1
"""Weight of the prior: words, as a share of those of the side that has fewer."""


@dataclass(frozen=True)
class Told:
    """Words of two sides by story: ``count_a``, ``count_b`` (stories, terms), ``n_a``, ``n_b`` (stories,) all words."""

    count_a: sparse.csr_matrix
    count_b: sparse.csr_matrix
    n_a: Floats
    n_b: Floats

    def take(self, stories: Bools | Ints) -> "Told":
        """Some of the stories."""
        rows = np.flatnonzero(stories) if stories.dtype == np.bool_ else stories
        return Told(self.count_a[rows], self.count_b[rows], self.n_a[rows], self.n_b[rows])


@dataclass(frozen=True)
class LogOdds:
    """By term (t,): log-odds ratio of side a to side b, its 95% limits, z and two-sided p."""

    log_odds: Floats
    lo: Floats
    hi: Floats
    z: Floats
    p: Floats


def of_shared(told: Told) -> Told:
    """Stories that both sides tell, each with the same weight on both sides (Mantel and Haenszel 1959).

    Words of side a in story g count n_gb / (n_ga + n_gb), those of side b n_ga / (n_ga + n_gb): so what a side says
    of a story is compared, not how much it says of which.
    """
    both = told.take((told.n_a > 0) & (told.n_b > 0))
    n_a, n_b = both.n_a, both.n_b
    to_a, to_b = n_b / (n_a + n_b), n_a / (n_a + n_b)
    return Told(sparse.diags(to_a) @ both.count_a, sparse.diags(to_b) @ both.count_b, to_a * n_a, to_b * n_b)


def compare_words(told: Told) -> LogOdds:
    """Log-odds of all terms; NaN with a side without any word, or with fewer than two stories."""
    y_a, y_b = (np.asarray(one.sum(axis=0), np.float64).ravel() for one in (told.count_a, told.count_b))
    n_a, n_b = float(told.n_a.sum()), float(told.n_b.sum())
    g = len(told.n_a)
    if min(n_a, n_b) <= 0 or g < 2:
        nothing = np.full(len(y_a), np.nan)
        return LogOdds(nothing, nothing, nothing, nothing, nothing)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = (y_a + y_b) / (n_a + n_b)
        a0 = PRIOR * min(n_a, n_b)
        prior = np.where(rate > 0, a0 * rate, np.nan)
        s_a, s_b = y_a + prior, y_b + prior
        log_odds = np.log(s_a / (n_a + a0 - s_a)) - np.log(s_b / (n_b + a0 - s_b))
        spread = _squares(told, (1 / s_a, 1 / s_b), (y_a / n_a, y_b / n_b)) * g / (g - 1)
        reach = stats.norm.ppf(1 - TAIL) * np.sqrt(np.maximum(spread, 1 / s_a + 1 / s_b))
        variance, third = _null_moments(told, rate)
        p = _two_sided((y_a - rate * n_a) / np.sqrt(variance), third / variance**1.5)
    return LogOdds(log_odds, log_odds - reach, log_odds + reach, np.sign(log_odds) * stats.norm.isf(p / 2), p)


def _two_sided(standardised: Floats, skew: Floats) -> Floats:
    """Never less than the normal law's: away from its skewness the type III law ends, and what lies beyond would have no chance at all."""
    tails = [stats.pearson3.sf(sign * standardised, sign * skew) for sign in (1, -1)]
    skewed = np.minimum(2 * np.minimum(*tails), 1.0)
    return np.asarray(np.maximum(skewed, 2 * stats.norm.sf(np.abs(standardised))), dtype=np.float64)


def _null_moments(told: Told, rate: Floats) -> tuple[Floats, Floats]:
    """Variance and third moment of U by term, of one rate on both sides."""
    n_a, n_b = float(told.n_a.sum()), float(told.n_b.sum())
    one, r = np.ones_like(rate), n_a / (n_a + n_b)
    both = (told.n_a > 0) & (told.n_b > 0)
    shared = _squares(told.take(both), ((1 - r) * one, r * one), (rate, rate))
    alone = told.take(~both)
    count, n = alone.count_a + alone.count_b, alone.n_a + alone.n_b
    of_a = _chance_of_a(alone) if n.any() else r
    second = _power_sum(count, n, rate, 2) * of_a * (1 - of_a)
    return shared + second, _power_sum(count, n, rate, 3) * of_a * (1 - of_a) * (1 - 2 * of_a)


def _chance_of_a(alone: Told) -> float:
    """With what chance a story of one side alone is side a's: its share of the stories or of their words, whichever says less."""
    by_words = float(alone.n_a.sum()) / float((alone.n_a + alone.n_b).sum())
    return min(by_words, float((alone.n_a > 0).mean()), key=lambda share: abs(share - 0.5))


def _power_sum(count: sparse.csr_matrix, n: Floats, rate: Floats, power: int) -> Floats:
    """Sums over stories of (y_g - rate n_g)^power, by term."""
    found = (-rate) ** power * (n**power).sum()
    raised = count
    for k in range(1, power + 1):
        found = found + comb(power, k) * (-rate) ** (power - k) * (raised.T @ n ** (power - k))
        raised = raised.multiply(count).tocsr()
    return np.asarray(found, dtype=np.float64)


def _squares(told: Told, factor: tuple[Floats, Floats], rate: tuple[Floats, Floats]) -> Floats:
    """Sums over stories of the squares of f_a (y_ga - rate_a n_ga) - f_b (y_gb - rate_b n_gb), by term."""
    a, b = (one @ sparse.diags(f) for one, f in zip((told.count_a, told.count_b), factor, strict=True))
    counts = (a - b).tocsr()
    lean_a, lean_b = factor[0] * rate[0], factor[1] * rate[1]
    squares = np.asarray(counts.multiply(counts).sum(axis=0)).ravel()
    across = lean_a * (counts.T @ told.n_a) - lean_b * (counts.T @ told.n_b)
    alone = (
        lean_a**2 * (told.n_a @ told.n_a)
        - 2 * lean_a * lean_b * (told.n_a @ told.n_b)
        + lean_b**2 * (told.n_b @ told.n_b)
    )
    return np.asarray(np.maximum(squares - 2 * across + alone, 0.0), dtype=np.float64)
