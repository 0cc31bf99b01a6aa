"""A fixed projection in which languages meet: each language's mean vector is subtracted.

The means are learned once from translation pairs that we wrote, never from the coverage that is compared: centring on
that would subtract the very difference to be measured. (Mean-centring of multilingual spaces: Libovický et al. 2020.)
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

from monitor.config import Settings
from monitor.embedding.fixed import embed_fixed
from monitor.embedding.source import current_alignment, model_revision
from monitor.sample.pairs import pairs_path
from monitor.text import short_id
from monitor.warehouse import Warehouse

METHOD = "language-means-1"
HASHED_DECIMALS = 2  # of the means, in the id: another machine's last bits must not make another projection

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Projection:
    """Language means, float32 (3, d): English, Chinese (either script), and their mean for any other language."""

    id: str
    means: Vectors

    def apply(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Subtract from each row of (n, d) the mean of its language (BCP 47) and scale to unit length.

        Raises ValueError when the numbers of rows and languages differ.
        """
        if len(vectors) != len(languages):
            raise ValueError(f"{len(vectors)} vectors but {len(languages)} languages")
        if not len(vectors):
            return vectors
        centred = vectors - self.means[language_rows(languages)]
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        unit: Vectors = (centred / np.maximum(lengths, 1e-12)).astype(np.float32)
        return unit


def load_projection(settings: Settings, warehouse: Warehouse, pairs: Path | None = None) -> Projection:
    """The projection under the current model: the means of its alignment, learned with it.

    Without an alignment, and where ``pairs`` names a CSV file with the columns zh and en, they are learned from translation pairs,
    which are embedded once (cached).
    """
    alignment = current_alignment(settings)
    if pairs is None and alignment is not None:
        return Projection(short_id(METHOD, model_revision(settings)), alignment.means)
    path = pairs or pairs_path()
    content = path.read_bytes()
    table = pa_csv.read_csv(BytesIO(content))
    english, chinese = table["en"].to_pylist(), table["zh"].to_pylist()
    vectors = embed_fixed(settings, warehouse, [*english, *chinese]).astype(np.float64)
    by_language = [vectors[: len(english)].mean(axis=0), vectors[len(english) :].mean(axis=0)]
    means = np.stack([*by_language, np.mean(by_language, axis=0)]).astype(np.float32)
    rounded = (np.round(means, HASHED_DECIMALS) + 0.0).tobytes().hex()  # + 0.0: no negative zeros
    pairs_hash = hashlib.sha256(content).hexdigest()
    return Projection(short_id(METHOD, pairs_hash, model_revision(settings), rounded), means)


def language_rows(languages: Sequence[str]) -> list[int]:
    """Row of each language (BCP 47) among the means: English 0, Chinese in either script 1, any other 2."""
    return [{"en": 0, "zh": 1}.get(language.partition("-")[0].lower(), 2) for language in languages]
