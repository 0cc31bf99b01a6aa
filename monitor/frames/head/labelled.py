"""Texts with the frames that coders found in them: what a head is trained and measured on."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.frames.pooling import group_passages
from monitor.text import split_sentences

Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]

LONGEST_HEADLINE = 300
"""Characters up to which a text is one passage, as a title is; longer ones are split into sentences."""


@dataclass(frozen=True)
class Labelled:
    """n texts, k frames. ``present`` and ``judged`` are (n, k): what coders found, and what they judged at all.

    ``passages`` has the columns of :data:`monitor.frames.scorer.PASSAGE_COLUMNS`; its articles come in the order of
    ``ids``, which are unique. Texts of one cluster (a story, or the same words) are never split between folds.
    """

    ids: tuple[str, ...]
    languages: tuple[str, ...]
    clusters: tuple[str, ...]
    passages: pa.Table
    frames: tuple[str, ...]
    present: Bools
    judged: Bools

    def __post_init__(self) -> None:
        shape = (len(self.ids), len(self.frames))
        if self.present.shape != shape or self.judged.shape != shape or len(set(self.ids)) != len(self.ids):
            raise ValueError(f"judgements must be {shape} and ids unique")
        if group_passages(self.passages).ids.to_pylist() != list(self.ids):
            raise ValueError("passages must come in the order of ids, and every text needs one at least")

    def __len__(self) -> int:
        return len(self.ids)

    def only_frames(self, frames: tuple[str, ...]) -> "Labelled":
        """The same texts judged on ``frames``; a frame unknown here counts as judged and absent."""
        at = {name: index for index, name in enumerate(self.frames)}
        present, judged = np.zeros((len(self), len(frames)), bool), np.ones((len(self), len(frames)), bool)
        for column, name in enumerate(frames):
            if name in at:
                present[:, column], judged[:, column] = self.present[:, at[name]], self.judged[:, at[name]]
        return replace(self, frames=frames, present=present, judged=judged)

    def rows(self, index: Whole) -> "Labelled":
        """The texts at ``index`` (n,), ascending."""
        kept = np.zeros(len(self), bool)
        kept[index] = True
        chosen = np.flatnonzero(kept)
        return replace(
            self,
            ids=tuple(self.ids[row] for row in chosen),
            languages=tuple(self.languages[row] for row in chosen),
            clusters=tuple(self.clusters[row] for row in chosen),
            passages=self.passages.filter(pa.array(kept[group_passages(self.passages).of])),
            present=self.present[chosen],
            judged=self.judged[chosen],
        )

    @property
    def base_languages(self) -> tuple[str, ...]:
        """Language of each text without its script or region: ``en``, ``zh``, ``ar``."""
        return tuple(one.partition("-")[0].lower() for one in self.languages)


def passages_of_texts(ids: list[str], texts: list[str], languages: list[str]) -> pa.Table:
    """Passages of bare texts: one for a headline, else sentences. Columns as a scorer reads them."""
    rows = [
        (one, language, position, f"{one}:{start}", "body", start, stop, text[start:stop])
        for one, text, language in zip(ids, texts, languages, strict=True)
        for position, (start, stop) in enumerate(_spans(text, language), start=1)
    ]
    names = ("article_id", "language", "position", "passage_id", "field", "start", "stop", "text")
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def _spans(text: str, language: str) -> list[tuple[int, int]]:
    if len(text) <= LONGEST_HEADLINE:
        return [(0, len(text))]
    return [(start, stop) for start, stop in split_sentences(text, language)]
