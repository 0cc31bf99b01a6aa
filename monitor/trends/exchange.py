"""p of a divergence, by exchanging sides over whole stories.

Where both sides frame alike, what a side tells of a story might as well have been told by the other. A permutation
exchanges the two sides of a story that both tell, or not, and deals the stories that one side alone tells out anew, so
that each side keeps its numbers of stories; articles of a side and story stay together. The statistic is the
divergence over what noise alone would make of it (an ANOVA-type statistic: Brunner, Dette and Munk 1997), so that sides with
stories of other sizes may be exchanged (Pauly, Brunner and Konietschke 2015). What the sides' coding of
other articles adds is no story's: it is drawn anew for each permutation, as normal.
"""

import numpy as np

from monitor.trends.groups import Floats
from monitor.trends.jensen_shannon import divergence
from monitor.trends.parts import Told

_BLOCK = 4_000_000  # labels held at once


def exchange_p(told: Told, extra: Floats, permutations: int, seed: int) -> float:
    """p = (1 + as large) / (1 + permutations); ``extra`` (k,) is the variance that coding adds. NaN where no frame varies."""
    both = np.concatenate([told.total_a, told.total_b]).sum(axis=0) / (told.n_a.sum() + told.n_b.sum())
    usable = (both > 0) & (both < 1)
    if not usable.any():
        return float("nan")
    generator = np.random.default_rng(seed)
    weight = 1 / (both * (1 - both))[usable]
    sums = _Sums(Told(told.n_a, told.n_b, told.total_a[:, usable], told.total_b[:, usable]))
    extra = extra[usable]
    observed = float(_statistic(sums, _as_it_is(told), weight, extra, None)[0])
    block = max(1, _BLOCK // max(len(told.n_a), 1))
    larger = 0
    for start in range(0, permutations, block):
        size = min(block, permutations - start)
        labels = _exchanged(told, size, generator)
        drawn = generator.standard_normal((size, len(weight))) * np.sqrt(extra)
        larger += int((_statistic(sums, labels, weight, extra, drawn) >= observed - 1e-12).sum())
    return (1 + larger) / (1 + permutations)


class _Sums:
    """Columns of the stories, (g, c), of both sides as they are and of what changes when a story's sides are exchanged."""

    def __init__(self, told: Told) -> None:
        self.k = told.total_a.shape[1]
        a, b = _columns(told.n_a, told.total_a), _columns(told.n_b, told.total_b)
        n_a, n_b, s_a, s_b = told.n_a[:, None], told.n_b[:, None], told.total_a, told.total_b
        self.first, self.change = b, a - b
        self.whole = (a + b).sum(axis=0)
        # sums of products of both sides: n n and S S do not change, S_a n_b and n_a S_b change places
        self.products = (n_a * n_b).sum(), (s_a * s_b).sum(axis=0)
        self.crossed, self.crossed_change = s_b * n_a, s_a * n_b - s_b * n_a
        self.crossed_whole = (s_a * n_b + s_b * n_a).sum(axis=0)


def _columns(n: Floats, total: Floats) -> Floats:
    one = n[:, None]
    return np.hstack([one, one**2, total, total**2, total * one])


def _as_it_is(told: Told) -> Floats:
    return np.ones((1, len(told.n_a)))


def _exchanged(told: Told, size: int, generator: np.random.Generator) -> Floats:
    """1 where a story stays as it is and 0 where its sides are exchanged, (size, g)."""
    labels = (generator.random((size, len(told.n_a))) < 0.5).astype(np.float64)
    alone = np.flatnonzero(~told.shared)
    is_a = (told.n_a[alone] > 0).astype(np.float64)
    dealt = generator.permuted(np.broadcast_to(is_a, (size, len(alone))), axis=1)
    labels[:, alone] = dealt == is_a
    return labels


def _statistic(sums: _Sums, labels: Floats, weight: Floats, extra: Floats, drawn: Floats | None) -> Floats:
    """Divergence over what noise makes of it, for each permutation (rows of ``labels``)."""
    k = sums.k
    a = sums.first.sum(axis=0) + labels @ sums.change
    b = sums.whole - a
    crossed_a = sums.crossed.sum(axis=0) + labels @ sums.crossed_change  # sums of S_a n_b
    crossed_b = sums.crossed_whole - crossed_a
    (n_a, p, own_a), (n_b, q, own_b) = (_share(one, k) for one in (a, b))
    nn, ss = sums.products
    together = (ss - q * crossed_a - p * crossed_b + p * q * nn) / (n_a * n_b)
    noise = ((own_a + own_b - 2 * together + extra) * weight).sum(axis=1)
    shift = 0.0 if drawn is None else drawn / 2
    value = divergence(p + shift, q - shift).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(noise > 1e-12, value / noise, np.inf), dtype=np.float64)


def _share(columns: Floats, k: int) -> tuple[Floats, Floats, Floats]:
    """Articles (r, 1), shares and their linearised variances (r, k) of one side."""
    n, nn = columns[:, :1], columns[:, 1:2]
    total, squares, crossed = (columns[:, 2 + at * k : 2 + (at + 1) * k] for at in range(3))
    share = total / n
    return n, share, (squares - 2 * share * crossed + share**2 * nn) / n**2
