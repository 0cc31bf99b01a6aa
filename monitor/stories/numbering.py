"""Numbers of groups."""

import numpy as np

from monitor.stories.items import Ints


def by_first_appearance(labels: Ints) -> Ints:
    """The same groups numbered 0, 1, ... in the order in which they first occur."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse]
