"""What a head sees of a text: its passages' vectors less their language's mean, averaged.

The mean of the passages makes a text's logit the mean of its passages' logits, so that evidence is exact and length
adds nothing. The language means are fixed, learned from translation pairs that the project wrote (the same content in
both languages, so their difference is the language's), and kept in the head.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.config import Settings
from monitor.embedding import load_projection
from monitor.embedding.projection import language_rows
from monitor.frames.pooling import Groups
from monitor.warehouse import Warehouse

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LanguageMeans:
    """Mean vectors (3, d): English, Chinese in either script, and their mean for any other language."""

    vectors: Floats

    def of(self, languages: Sequence[str]) -> Floats:
        """The mean of each language (BCP 47), (n, d)."""
        picked: Floats = self.vectors[language_rows(languages)]
        return picked


def language_means(settings: Settings, warehouse: Warehouse) -> LanguageMeans:
    """The means of the projection under the model of the settings; see :func:`monitor.embedding.load_projection`."""
    return LanguageMeans(load_projection(settings, warehouse).means.astype(np.float64))


def text_means(by_passage: Floats, groups: Groups) -> Floats:
    """Mean over each text's passages: (passages, m) to (texts, m)."""
    means: Floats = np.add.reduceat(by_passage, groups.starts, axis=0) / groups.sizes[:, None]
    return means
