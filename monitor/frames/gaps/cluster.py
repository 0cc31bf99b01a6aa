"""Passages that say the same beyond their stories: nearest neighbours across stories and languages, then Leiden."""

import numpy as np

from monitor.frames.gaps.coverage import Flags, Floats, Whole
from monitor.stories.leiden import leiden
from monitor.stories.numbering import by_first_appearance

NEIGHBOURS = 5  # linked for each passage in each language
LEAST_LINK = 1.0  # deviations above the mean similarity of passages of those languages
RESOLUTION = 2.0  # of modularity: higher gives smaller groups
DECIMALS = 4  # of a similarity: the last bits of a matrix product must not decide


def communities(vectors: Floats, story: Whole, chinese: Flags) -> Whole:
    """Community (n,) of each passage, numbered by first appearance; the same input gives the same answer.

    ``vectors`` (n, d) unit length. Passages of one story are never linked: what they share is the event. Cosines are taken in
    deviations of all pairs of the two languages, and each passage links to its nearest in either language: else each would find
    only its own. Leiden (Traag et al. 2019) on modularity with a resolution (Reichardt and Bornholdt 2006).
    """
    if not len(vectors):
        return np.empty(0, np.int64)
    links = _links(_deviations(vectors, story, chinese), chinese)
    edges = np.array([pair for pair, _ in links], dtype=np.int64).reshape(-1, 2)
    weights = np.array([weight for _, weight in links], dtype=np.float64)
    return by_first_appearance(leiden(len(vectors), edges, weights, RESOLUTION, "modularity"))


def _deviations(vectors: Floats, story: Whole, chinese: Flags) -> Floats:
    """Similarities (n, n) in deviations within each pair of languages; -inf within a story."""
    similarity = vectors @ vectors.T
    apart = story[:, None] != story[None, :]
    for one in (False, True):
        for other in (False, True):
            block = np.ix_(chinese == one, chinese == other)
            values = similarity[block][apart[block]]
            spread = float(values.std()) if values.size else 0.0
            similarity[block] = (similarity[block] - values.mean()) / spread if spread > 0 else 0.0
    similarity[~apart] = -np.inf
    return similarity.round(DECIMALS)


def _links(similarity: Floats, chinese: Flags) -> list[tuple[tuple[int, int], float]]:
    """Links of each row to its nearest in either language, once each, sorted."""
    found: dict[tuple[int, int], float] = {}
    for language in (False, True):
        columns = np.flatnonzero(chinese == language)
        nearest = np.argsort(-similarity[:, columns], axis=1, kind="stable")[:, :NEIGHBOURS]
        rows = np.repeat(np.arange(len(similarity)), nearest.shape[1])
        others = columns[nearest].ravel()
        weights = similarity[rows, others]
        kept = weights >= LEAST_LINK
        pairs = np.sort(np.column_stack([rows[kept], others[kept]]), axis=1).tolist()
        found |= {(one, other): weight for (one, other), weight in zip(pairs, weights[kept].tolist(), strict=True)}
    return sorted(found.items())
