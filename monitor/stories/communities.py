"""Communities of the graph: Leiden (Traag et al. 2019) on the constant Potts model (Traag et al. 2011)."""

import igraph
import leidenalg
import numpy as np

from monitor.stories.graph import Links, find_links, learn_scale
from monitor.stories.items import Ints, Items
from monitor.stories.scale import Reach, Scale

SEED = 20260316


def communities(n: int, links: Links, scale: Scale) -> Ints:
    """Community (n,) of each item, numbered by first appearance; items without a link stay alone. The same input gives the same answer.

    Each pair in a community gains what its link has above the least one and costs ``scale.penalty``.
    """
    if n == 0:
        return np.empty(0, np.int64)
    order = np.lexsort((links.other, links.one))
    graph = igraph.Graph(n=n, edges=np.column_stack([links.one, links.other])[order])
    found = leidenalg.find_partition(
        graph,
        leidenalg.CPMVertexPartition,
        weights=(links.weight - scale.least_link)[order].tolist(),
        resolution_parameter=scale.penalty,
        n_iterations=-1,
        seed=SEED,
    )
    return by_first_appearance(np.asarray(found.membership, dtype=np.int64))


def group(items: Items, reach: Reach, scale: Scale | None = None) -> Ints:
    """Community (n,) of each item; ``scale`` is learned from the items themselves when it is not given."""
    if len(items) == 0:
        return np.empty(0, np.int64)
    scale = scale or learn_scale(items, reach)
    return communities(len(items), find_links(items, scale, reach), scale)


def by_first_appearance(labels: Ints) -> Ints:
    """The same groups numbered 0, 1, ... in the order in which they first occur."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse]
