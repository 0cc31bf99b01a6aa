"""Leiden communities of a weighted graph (Traag, Waltman and van Eck 2019), the same every time."""

import random
from typing import Literal

import igraph
import numpy as np

from monitor.stories.items import Floats, Ints

SEED = 20260316


def leiden(n: int, edges: Ints, weights: Floats, resolution: float, objective: Literal["CPM", "modularity"]) -> Ints:
    """Community (n,) of each node of the graph of ``edges`` (m, 2) with ``weights`` (m,), until nothing changes.

    ``CPM`` is the constant Potts model (Traag, Van Dooren and Nesterov 2011), ``modularity`` with a resolution that of Reichardt and
    Bornholdt (2006). igraph draws from one generator for the whole process: it is seeded for the call and set back after it.
    """
    graph = igraph.Graph(n=n, edges=edges)
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - repeatable on purpose
    try:
        found = graph.community_leiden(objective, weights=weights.tolist(), resolution=resolution, n_iterations=-1)
    finally:
        igraph.set_random_number_generator(random)
    return np.asarray(found.membership, dtype=np.int64)
