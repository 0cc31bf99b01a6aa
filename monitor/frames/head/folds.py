"""Seeded folds that keep clusters whole."""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def cluster_folds(clusters: tuple[str, ...], n_folds: int, seed: int) -> Whole:
    """Fold (0 to n_folds - 1) of each text: clusters in random order, cut into parts of about equal size.

    The same for the same clusters and seed, whatever the machine. Raises ValueError with fewer clusters than folds.
    """
    names, codes = np.unique(np.array(clusters), return_inverse=True)
    if len(names) < n_folds:
        raise ValueError(f"{len(names)} stories or texts cannot be split into {n_folds} folds")
    sizes = np.bincount(codes)
    order = np.random.default_rng(seed).permutation(len(names))
    middle = np.cumsum(sizes[order]) - sizes[order] / 2
    by_size = np.minimum((middle * n_folds / sizes.sum()).astype(np.int64), n_folds - 1)
    fold_of = np.empty(len(names), np.int64)
    fold_of[order] = by_size if len(np.unique(by_size)) == n_folds else np.arange(len(names)) % n_folds
    return fold_of[codes]
