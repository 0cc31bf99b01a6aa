"""Bootstrap by story: articles of one story are not independent, so whole stories are drawn."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRAWS = 2000
SEED = 20260316
LEAST_CLUSTERS = 5
"""With fewer stories no interval is given; below about thirty a percentile interval is known to be too short."""


def draw_weights(n_clusters: int) -> Floats:
    """How often each cluster is drawn: (DRAWS, n_clusters), every row adds up to n_clusters; always the same."""
    generator = np.random.default_rng(SEED)
    return generator.multinomial(n_clusters, np.full(n_clusters, 1 / n_clusters), size=DRAWS).astype(np.float64)


def interval(values: Floats, n_clusters: int) -> tuple[float | None, float | None]:
    """Middle 95% of the draws that are defined (not NaN); (None, None) with too few clusters or defined draws."""
    defined = values[~np.isnan(values)]
    if n_clusters < LEAST_CLUSTERS or len(defined) < len(values) / 2:
        return None, None
    low, high = np.quantile(defined, [0.025, 0.975])
    return round(float(low), 6), round(float(high), 6)


def cluster_sums(codes: NDArray[np.int64], values: Floats, n_clusters: int) -> Floats:
    """Sums of ``values`` (n, k) by cluster: (n_clusters, k)."""
    sums = np.zeros((n_clusters, values.shape[1]))
    np.add.at(sums, codes, values)
    return sums
