"""How near a codebook's sentences and frames lie in the space of vectors.

Three measures, all of prototypes:

- **Near-identical sentences**: cosine of raw vectors within one language after subtracting the mean of that language's
  prototypes, so that what all of them share does not count. (Distinct prototypes of the shipped codebook reach .5 at most,
  our paraphrases of twelve of them .72 to .99 with the bundled model.)
- **Overlap of frames**: the heterotrait-monotrait ratio (Henseler, Ringle and Sarstedt 2015): mean cosine of prototypes of
  different frames over the geometric mean of the mean cosines within each; near 1, the two are one. A sentence and its own
  translation are not compared. The cosine of the two centres, as the prototype scorer uses them, stands beside it.
- **Astray**: share of a frame's prototypes that lie nearer to another frame's centre than to their own, from which they and
  their translation are left out (leave-one-out).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.config import Settings
from monitor.embedding import embed_fixed, load_projection
from monitor.frames.codebook.model import LANGUAGES, Codebook
from monitor.frames.pooling import unit
from monitor.warehouse import Warehouse

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
SCRIPTS = {"en": "en", "zh": "zh-Hans"}


@dataclass(frozen=True)
class Sentences:
    """Prototypes and definitions of both languages in one space: ``vectors`` (n, d) of unit length; the others (n,).

    ``frame`` is the frame's position. Sentences of the same ``number`` of a frame are translations of each other; a
    definition has number -1.
    """

    vectors: Floats
    frame: Whole
    number: Whole
    language: NDArray[np.str_]

    def centre(self, kept: NDArray[np.bool_]) -> Floats:
        """Centre (d,) of the sentences that are kept, of unit length, both languages weighing the same."""
        means = [self.vectors[kept & (self.language == language)].mean(axis=0) for language in LANGUAGES]
        centre: Floats = unit(np.sum(means, axis=0, keepdims=True))[0]
        return centre


@dataclass(frozen=True)
class Overlap:
    """``cosine`` of centres and ``ratio`` (heterotrait-monotrait; NaN where undefined) are (n_frames, n_frames).

    ``nearest`` (n_frames, n_frames) counts the prototypes of a frame (row) by the centre that is nearest to them (column).
    """

    cosine: Floats
    ratio: Floats
    nearest: Whole

    @property
    def astray(self) -> Floats:
        """Share of each frame's prototypes that lie nearer to another frame's centre, (n_frames,)."""
        share: Floats = 1.0 - np.diag(self.nearest) / self.nearest.sum(axis=1)
        return share


def similar_texts(
    settings: Settings, warehouse: Warehouse, texts: Sequence[str], least: float
) -> list[tuple[int, int, float]]:
    """Pairs (a, b, cosine), a < b, of ``texts`` of one language whose cosine, centred on all of them, reaches ``least``."""
    raw = embed_fixed(settings, warehouse, texts).astype(np.float64)
    centred = unit(raw - raw.mean(axis=0))
    cosines = np.triu(centred @ centred.T, 1)
    return [(int(a), int(b), float(cosines[a, b])) for a, b in zip(*np.nonzero(cosines >= least), strict=True)]


def measure_overlap(settings: Settings, warehouse: Warehouse, codebook: Codebook) -> Overlap:
    """Overlap of the frames under the present model and projection. Writes no table (see :func:`monitor.embedding.embed_fixed`)."""
    sentences = _embedded(settings, warehouse, codebook)
    n_frames = len(codebook.frames)
    centres = np.stack([sentences.centre(sentences.frame == frame) for frame in range(n_frames)])
    ratio = _heterotrait_monotrait(sentences, n_frames)
    return Overlap(centres @ centres.T, ratio, _nearest(sentences, centres))


def _embedded(settings: Settings, warehouse: Warehouse, codebook: Codebook) -> Sentences:
    rows = [
        (text, frame, number, language)
        for language in LANGUAGES
        for frame, one in enumerate(codebook.frames)
        for number, text in enumerate([getattr(one.definition, language), *getattr(one.prototypes, language)], start=-1)
    ]
    texts, frames, numbers, languages = zip(*rows, strict=True)
    raw = embed_fixed(settings, warehouse, texts)
    projected = load_projection(settings, warehouse).apply(raw, [SCRIPTS[language] for language in languages])
    return Sentences(projected.astype(np.float64), np.array(frames), np.array(numbers), np.array(languages))


def _heterotrait_monotrait(sentences: Sentences, n_frames: int) -> Floats:
    prototypes = sentences.number >= 0
    frame, number = sentences.frame[prototypes], sentences.number[prototypes]
    vectors = sentences.vectors[prototypes]
    same = (frame[:, None] == frame) & (number[:, None] == number)  # itself and its translation
    members = (frame == np.arange(n_frames)[:, None]).astype(np.float64)
    sums = members @ np.where(same, 0.0, vectors @ vectors.T) @ members.T
    means = sums / (members @ ~same @ members.T)
    within = np.sqrt(np.where(np.diag(means) > 0, np.diag(means), np.nan))
    ratio: Floats = means / np.outer(within, within)
    return ratio


def _nearest(sentences: Sentences, centres: Floats) -> Whole:
    """Counts as in :class:`Overlap`: from a sentence's own centre it and its translation are left out."""
    counts = np.zeros((len(centres), len(centres)), dtype=np.int64)
    for frame, number in sorted({(f, n) for f, n in zip(sentences.frame, sentences.number, strict=True) if n >= 0}):
        left_out = (sentences.frame == frame) & (sentences.number == number)
        compared = centres.copy()
        compared[frame] = sentences.centre((sentences.frame == frame) & ~left_out)
        np.add.at(counts[frame], np.argmax(sentences.vectors[left_out] @ compared.T, axis=1), 1)
    return counts
