"""Merging of communities that retell one event: what the pairs of articles alone do not show, their centres do.

A widely covered event falls into several communities (one by language, by angle, by hour), because a pair of its headlines
is often no more alike than a pair of two events of one subject. The centre of a community is its articles with their noise
averaged out, so two communities of one event have centres that are very much alike. They are merged in rounds, the surest
first: in each round every community joins the one that is most like it, where the two are alike enough for that round, and
everything that hangs together becomes one (sub-cluster components, Monath et al. 2021, arXiv 2010.11821). Only communities
between which there is a link are compared, so a round costs no more than the links.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from monitor.stories.items import Flags, Floats, Ints, Items, Vectors
from monitor.stories.links import Links
from monitor.stories.numbering import by_first_appearance
from monitor.stories.scale import Scale, unit

FIRST, STEP = 6.6, 0.2
"""Likeness from which communities merge in the first round, and how much less is enough in each of the next."""
BLOCK = 100_000
"""Pairs of communities whose centres are compared at once: memory is two blocks of vectors, not two for each pair."""


def merge_communities(
    items: Items, labels: Ints, links: Links, scale: Scale, *, alike: float, decay_per_day: float
) -> Ints:
    """Community (n,) of each item after merging ``labels`` (n,), numbered by first appearance.

    Two communities merge when the cosine of their centres, in deviations of unrelated pairs, less ``decay_per_day`` for every
    day between their mean times, is at least ``alike`` (see :class:`monitor.stories.scale.Scale`).
    """
    vectors = scale.centred(items)
    for least in np.arange(FIRST, alike - STEP / 2, -STEP):
        pairs = _linked(vectors, items.days, labels, links)
        likeness = (pairs.cosine - scale.centre) / scale.spread - decay_per_day * pairs.days
        labels = _joined(labels, pairs, _nearest(pairs, likeness) & (likeness >= max(float(least), alike)))
    return labels


@dataclass(frozen=True)
class _Pairs:
    """Communities ``one`` < ``other`` (m,) between which there is a link: cosine of their centres and days between their mean times."""

    one: Ints
    other: Ints
    cosine: Floats
    days: Floats


def _linked(vectors: Vectors, days: Floats, labels: Ints, links: Links) -> _Pairs:
    n = int(labels.max()) + 1 if len(labels) else 0
    first, second = labels[links.one], labels[links.other]
    low, high = np.minimum(first, second)[first != second], np.maximum(first, second)[first != second]
    one, other = np.divmod(np.unique(low * n + high), max(n, 1))
    if not len(one):
        return _Pairs(one, other, np.empty(0, np.float64), np.empty(0, np.float64))
    times = np.bincount(labels, days, n) / np.bincount(labels, minlength=n)
    return _Pairs(one, other, _cosines(_centres(vectors, labels, n), one, other), np.abs(times[one] - times[other]))


def _joined(labels: Ints, pairs: _Pairs, chosen: Flags) -> Ints:
    """The labels (n,) after joining the chosen pairs and whatever hangs together by them."""
    if not chosen.any():
        return labels
    n = int(labels.max()) + 1
    edges = (np.ones(int(chosen.sum()), np.int8), (pairs.one[chosen], pairs.other[chosen]))
    joined = connected_components(coo_matrix(edges, shape=(n, n)), directed=False)[1].astype(np.int64)
    return by_first_appearance(joined[labels])


def _centres(vectors: Vectors, labels: Ints, n: int) -> Vectors:
    """Mean (n, d) of each community's vectors, unit length; summed in one order, so that it is always the same."""
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(n))
    return unit(np.add.reduceat(vectors[order], starts, axis=0))


def _cosines(centres: Vectors, one: Ints, other: Ints) -> Floats:
    """Cosine (m,) of the two centres of each pair."""
    parts = [
        np.einsum("md,md->m", centres[one[start : start + BLOCK]], centres[other[start : start + BLOCK]])
        for start in range(0, len(one), BLOCK)
    ]
    return np.concatenate(parts).astype(np.float64)


def _nearest(pairs: _Pairs, likeness: Floats) -> Flags:
    """Which pairs (m,) are the most alike of either of their communities; all of them where several are equally so."""
    rounded = np.round(likeness, 4)  # the last bits of a product must not decide
    best = np.full(int(pairs.other.max()) + 1 if len(pairs.other) else 0, -np.inf)
    np.maximum.at(best, pairs.one, rounded)
    np.maximum.at(best, pairs.other, rounded)
    return np.asarray((rounded == best[pairs.one]) | (rounded == best[pairs.other]))
