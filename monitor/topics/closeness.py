"""How close passages are to a topic's prototypes, as against the prototypes of other news."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEAREST = 5  # prototypes of each side that a passage is compared with
PASSAGES = 5  # closest passages of an article that count, at least
PART = 0.5  # of its passages that count, where that is more: in a long text a few come near anything
CAUTION = 1.2  # taken off, divided by the square root of the passages that count: one passage alone proves little

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Closeness:
    """A scale from -1 (as a sentence typical of other news) to +1 (as one typical of the topic); both can be exceeded."""

    prototypes: Floats  # (p, d), centred, unit length
    contrast: Floats  # (c, d), centred, unit length
    middle: float
    half_width: float

    def of_passages(self, vectors: NDArray[np.float32]) -> Floats:
        """Closeness of passages (n, d), centred and of unit length: a place on the scale for each.

        Mean cosine to the nearest prototypes of the topic minus that to the nearest of the contrast.
        """
        values = vectors.astype(np.float64)
        margin = _nearest(values @ self.prototypes.T) - _nearest(values @ self.contrast.T)
        scaled: Floats = (margin - self.middle) / self.half_width
        return scaled


def make_closeness(prototypes: NDArray[np.float32], contrast: NDArray[np.float32]) -> Closeness:
    """The scale that a topic's own sentences span under the current model: the same words mean the same under another.

    Each sentence is placed by all the others. Raises ValueError when the two sides do not differ at all.
    """
    every = np.concatenate([prototypes, contrast]).astype(np.float64)
    ours = np.arange(len(every)) < len(prototypes)
    cosines = every @ every.T
    np.fill_diagonal(cosines, -np.inf)
    margin = _nearest(cosines[:, ours]) - _nearest(cosines[:, ~ours])
    high, low = float(margin[ours].mean()), float(margin[~ours].mean())
    if not high > low:
        raise ValueError(
            "the prototypes are no closer to each other than to the contrast; write more distinct sentences"
        )
    return Closeness(prototypes.astype(np.float64), contrast.astype(np.float64), (high + low) / 2, (high - low) / 2)


def of_articles(closeness: Floats, group: NDArray[np.int64]) -> Floats:
    """Closeness of articles 0..n-1 from that of their passages: the mean of the closest few, less for few passages."""
    order = np.lexsort((-closeness, group))
    sizes = np.bincount(group)
    rank = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    few = np.minimum(sizes, PASSAGES)
    counted = np.maximum(few, np.ceil(PART * sizes).astype(np.int64))
    chosen = order[rank < np.repeat(counted, sizes)]
    mean: Floats = np.bincount(group[chosen], closeness[chosen]) / counted
    return mean - CAUTION / np.sqrt(few)


def _nearest(cosines: Floats) -> Floats:
    """Mean of the highest few cosines in each row, leaving out -inf."""
    highest = np.sort(cosines, axis=1)[:, -NEAREST:]
    mean: Floats = np.mean(highest, axis=1, where=np.isfinite(highest))
    return mean
