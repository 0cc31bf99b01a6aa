"""Communities of the graph: Leiden (Traag et al. 2019) on the constant Potts model (Traag et al. 2011)."""

import igraph
import leidenalg
import numpy as np

from monitor.stories.graph import find_links, learn_scale
from monitor.stories.items import Ints, Items
from monitor.stories.links import Links
from monitor.stories.merging import merge_communities
from monitor.stories.numbering import by_first_appearance
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
    """Community (n,) of each item, merged where ``reach`` says from when on; ``scale`` is learned from the items when it is not given."""
    if len(items) == 0:
        return np.empty(0, np.int64)
    scale = scale or learn_scale(items, reach)
    links = find_links(items, scale, reach)
    found = communities(len(items), links, scale)
    if reach.merge_at is None:
        return found
    return merge_communities(items, found, links, scale, alike=reach.merge_at, decay_per_day=reach.merge_decay_per_day)
