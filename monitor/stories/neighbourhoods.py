"""Where an article's neighbourhood ends: the largest drop in similarity from one neighbour to the next.

What is left of an article's neighbours after its own event are others of its subject, and they are much less alike: the
similarity drops. Where the drop is sharp and early, as with two versions of one dispatch, stories are small and everything
behind the drop is another event; where similarity fades slowly, as among a dozen accounts of one affair, a drop says little.
How early it usually comes, the depth of a coverage, decides how many links an article gets and which drop cuts its list off.
"""

from dataclasses import dataclass

import numpy as np

from monitor.stories.items import Floats, Ints
from monitor.stories.links import Links
from monitor.stories.scale import LEAST_LINK

NEIGHBOURS = 20
"""Of each article, its nearest, among which the drop is looked for."""
LINKS_PER_DEPTH = 3.5
"""Links an article for each neighbour before the drop beyond the first."""
FEWEST_LINKS = 0.4
DROP = 0.8
"""Deviations of a drop that ends a neighbourhood, times the square of the depth. This, the number of links and the settings of
stories were chosen on the synthetic sample, on titles of 2021 in nine languages and on translated segments among television news."""


def depth_of(links: Links, n: int) -> float:
    """Mean position (from 1) of the largest drop in the neighbourhoods of ``n`` items, each counting by how deep its drop is.

    ``links`` are all those above :data:`monitor.stories.scale.LEAST_LINK`; 1 where there is none.
    """
    ranked = _ranked(links, n)
    near = ranked.position <= NEIGHBOURS
    item, position, drop = ranked.item[near], ranked.position[near], ranked.drop[near]
    order = np.lexsort((position, -drop, item))
    first = np.flatnonzero(np.diff(item[order], prepend=-1))
    weight = drop[order][first]
    return float(np.average(position[order][first], weights=weight)) if weight.sum() > 0 else 1.0


def links_for(depth: float, most: float) -> float:
    """Links an item on average for a coverage of this depth, at most ``most``."""
    return float(np.clip(LINKS_PER_DEPTH * (depth - 1.0), min(FEWEST_LINKS, most), most))


def drop_for(depth: float) -> float:
    """Drop in deviations that ends a neighbourhood in a coverage of this depth."""
    return DROP * depth * depth


def within_neighbourhoods(links: Links, n: int, drop: float) -> Links:
    """The links that lie before the first drop of at least ``drop`` for both of their items."""
    ranked = _ranked(links, n)
    ends = np.flatnonzero(ranked.drop >= drop)
    last = np.full(n, -np.inf)  # the weight of an item's last neighbour before the drop
    first = ends[np.flatnonzero(np.diff(ranked.item[ends], prepend=-1))]
    last[ranked.item[first]] = ranked.weight[first]
    kept = links.weight >= np.maximum(last[links.one], last[links.other])
    return Links(links.one[kept], links.other[kept], links.weight[kept])


@dataclass(frozen=True)
class _Ranked:
    """The neighbours of each item, strongest first (2m,): position from 1, weight, and the drop to the next or to the least link."""

    item: Ints
    position: Ints
    weight: Floats
    drop: Floats


def _ranked(links: Links, n: int) -> _Ranked:
    item = np.concatenate([links.one, links.other])
    weight = np.concatenate([links.weight, links.weight])
    order = np.lexsort((-weight, item))
    item, weight = item[order], weight[order]
    position = np.arange(len(item)) - np.searchsorted(item, np.arange(n))[item] + 1
    following = np.append(weight[1:], LEAST_LINK)
    following[np.append(item[1:] != item[:-1], True)[: len(item)]] = LEAST_LINK
    return _Ranked(item, position, weight, weight - following[: len(weight)])
