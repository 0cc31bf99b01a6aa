"""A difference of two shares in three parts: other stories, other attention to the same stories, the same stories told otherwise.

With story g told in n_ga articles on side a with S_ga the sum of their values, N_a all articles, and M the stories
that both sides tell:

    unshared  (S_a / N_a - S_aM / N_aM) - (S_b / N_b - S_bM / N_bM)               (Nopo 2008)
    agenda    sum over M of (w_ga - w_gb) (m_ga + m_gb) / 2                        (Kitagawa 1955, symmetric)
    framing   sum over M of (w_ga + w_gb) (m_ga - m_gb) / 2

with w_ga = n_ga / N_aM the attention to a story and m_ga = S_ga / n_ga how it is told. The three add up to S_a / N_a
- S_b / N_b. Each is linear in the values, so that values corrected by coding give unbiased parts.
"""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Bools, Floats

PARTS = ("unshared", "agenda", "framing")


@dataclass(frozen=True)
class Told:
    """What two sides tell of g stories: articles ``n_a``, ``n_b`` (g,) and sums of k values ``total_a``, ``total_b`` (g, k)."""

    n_a: Floats
    n_b: Floats
    total_a: Floats
    total_b: Floats

    @property
    def shared(self) -> Bools:
        """The stories that both sides tell, (g,)."""
        return np.asarray((self.n_a > 0) & (self.n_b > 0), dtype=np.bool_)


def difference_parts(told: Told) -> Floats:
    """The three parts, (3, k), in the order of :data:`PARTS`; NaN without a story that both sides tell."""
    return _combine(*(column.sum(axis=0) for column in _columns(told)))


def story_coefficients(told: Told, side: int) -> Floats:
    """What one more in a story's sum of values on ``side`` (0: a, 1: b) adds to each part, (3, g): the parts are linear in these sums."""
    one, nothing = np.ones((len(told.n_a), 1)), np.zeros((len(told.n_a), 1))
    counts, *columns = _columns(Told(told.n_a, told.n_b, *((nothing, one) if side else (one, nothing))))
    return _combine(counts.sum(axis=0), *columns)[:, :, 0]


def leave_one_out(told: Told) -> Floats:
    """The parts with each story left out, (g, 3, k). Every part is made of ratios of sums over stories, so this is exact."""
    sums = _columns(told)
    return np.asarray(np.moveaxis(_combine(*(one.sum(axis=0) - one for one in sums)), 0, 1), dtype=np.float64)


def jackknife(told: Told) -> tuple[Floats, Floats]:
    """The jackknife's variance of the parts (3, k), and the influence of each story on them (g, 3, k)."""
    apart = leave_one_out(told)
    g = len(told.n_a)
    influence = -np.sqrt((g - 1) / g) * (apart - apart.mean(axis=0))
    return np.asarray((influence**2).sum(axis=0), dtype=np.float64), np.asarray(influence, dtype=np.float64)


_Columns = tuple[Floats, Floats, Floats, Floats, Floats]


def _columns(told: Told) -> _Columns:
    """By story: articles (g, 1, 4) of a, b and of both sides on shared stories; sums (g, k) of a and b; (g, k, 4) on shared stories.

    The last holds S_a, S_b, n_a m_b and n_b m_a.
    """
    shared = told.shared
    n_a, n_b = told.n_a, told.n_b
    counts = np.column_stack([n_a, n_b, n_a * shared, n_b * shared])
    with np.errstate(divide="ignore", invalid="ignore"):
        across_a = np.where(shared[:, None], (n_a / n_b)[:, None] * told.total_b, 0.0)
        across_b = np.where(shared[:, None], (n_b / n_a)[:, None] * told.total_a, 0.0)
    mine = np.where(shared[:, None], told.total_a, 0.0), np.where(shared[:, None], told.total_b, 0.0)
    return counts, told.total_a, told.total_b, np.stack(mine, axis=2), np.stack([across_a, across_b], axis=2)


def _combine(counts: Floats, total_a: Floats, total_b: Floats, shared: Floats, across: Floats) -> Floats:
    """Parts (3, ..., k) from sums of columns: ``counts`` (..., 4), totals (..., k), the others (..., k, 2)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        n_a, n_b, shared_a, shared_b = np.moveaxis(counts, -1, 0)[..., None]
        told_a, told_b = shared[..., 0] / shared_a, shared[..., 1] / shared_b
        # how each side's attention would show the other side's way of telling
        as_b, as_a = across[..., 0] / shared_a, across[..., 1] / shared_b
        unshared = (total_a / n_a - told_a) - (total_b / n_b - told_b)
        agenda = ((told_a - as_a) + (as_b - told_b)) / 2
        framing = ((told_a - as_b) + (as_a - told_b)) / 2
    return np.asarray(np.stack([unshared, agenda, framing]), dtype=np.float64)
