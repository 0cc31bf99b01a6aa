"""Communities of the graph: Leiden (Traag et al. 2019) on the constant Potts model (Traag et al. 2011)."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from monitor.stories.graph import find_links, learn_scale
from monitor.stories.items import Floats, Ints, Items
from monitor.stories.lasting import split_lasting
from monitor.stories.leiden import leiden
from monitor.stories.links import Links
from monitor.stories.merging import merge_communities
from monitor.stories.numbering import by_first_appearance
from monitor.stories.scale import Reach, Scale


def communities(n: int, links: Links, scale: Scale) -> Ints:
    """Community (n,) of each item, numbered by first appearance; items without a link stay alone. The same input gives the same answer.

    Each pair in a community gains what its link has above the least one and costs ``scale.penalty``. What hangs together is
    looked at by itself, so that articles elsewhere change nothing.
    """
    if n == 0:
        return np.empty(0, np.int64)
    labels, free = np.arange(n), n
    place = np.zeros(n, np.int64)
    for links_inside in _components(n, links):
        one, other = links.one[links_inside], links.other[links_inside]
        members = np.unique(np.concatenate([one, other]))
        place[members] = np.arange(len(members))
        gain = links.weight[links_inside] - scale.least_link
        found = _together(len(members), np.column_stack([place[one], place[other]]), gain, scale.penalty)
        labels[members] = free + found
        free += len(members)
    return by_first_appearance(labels)


def _components(n: int, links: Links) -> Iterator[Ints]:
    """The links of each connected component of two items or more, in the order of their items."""
    order = np.lexsort((links.other, links.one))
    edges = (np.ones(len(order), np.int8), (links.one, links.other))
    component = connected_components(coo_matrix(edges, shape=(n, n)), directed=False)[1][links.one[order]]
    by_component = np.argsort(component, kind="stable")
    bounds = np.flatnonzero(np.diff(component[by_component], prepend=-1))
    yield from np.split(order[by_component], bounds[1:]) if len(order) else ()


def _together(n: int, edges: Ints, gain: Floats, penalty: float) -> Ints:
    """Communities (n,) of one connected graph; two items are together when their link gains more than it costs."""
    if n == 2:
        return np.zeros(2, np.int64) if gain[0] > penalty else np.arange(2)
    return leiden(n, edges, gain, penalty, "CPM")


def group(items: Items, reach: Reach, scale: Scale | None = None) -> Ints:
    """Community (n,) of each item; ``scale`` is learned from the items when it is not given.

    Where ``reach`` says so, communities that retell one event are merged, and those that last longer than an event are split.
    """
    if len(items) == 0:
        return np.empty(0, np.int64)
    labels = _grouped(items, reach, scale or learn_scale(items, reach))
    if reach.longest_days is None:
        return labels
    alone = replace(reach, merge_at=None)
    return split_lasting(
        items, labels, reach.longest_days, lambda part: _grouped(part, alone, learn_scale(part, alone))
    )


def _grouped(items: Items, reach: Reach, scale: Scale) -> Ints:
    links = find_links(items, scale, reach)
    found = communities(len(items), links, scale)
    if reach.merge_at is None:
        return found
    return merge_communities(items, found, links, scale, alike=reach.merge_at, decay_per_day=reach.merge_decay_per_day)
