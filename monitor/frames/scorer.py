"""What every way of scoring has in common: what goes in, what comes out, and the id that says which way it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from monitor.text import short_id

PASSAGE_COLUMNS = ("article_id", "language", "position", "passage_id", "field", "start", "stop", "text")
"""Columns of the table that a scorer reads, sorted by article_id and position; position 0 is the title."""

DIGITS = 6
"""Scores are rounded to so many digits, so that the last bits of a matrix product do not make two runs differ."""


@dataclass(frozen=True)
class ScorerIdentity:
    """Everything that decides a score; a row of ``scorers``."""

    method: str
    codebook_version: str
    model_revision: str
    projection_id: str
    parameters: Mapping[str, float | int | str]

    @property
    def parameters_json(self) -> str:
        """The parameters as a JSON object with sorted keys."""
        return json.dumps(dict(self.parameters), sort_keys=True)

    @property
    def scorer_id(self) -> str:
        """Hash of everything in the row, 16 hexadecimal digits."""
        return short_id(
            "scorer", self.method, self.codebook_version, self.model_revision, self.projection_id, self.parameters_json
        )

    def row(self) -> pa.Table:
        """The row of ``scorers``."""
        return pa.table(
            {
                "scorer_id": [self.scorer_id],
                "method": [self.method],
                "codebook_version": [self.codebook_version],
                "model_revision": [self.model_revision],
                "projection_id": [self.projection_id],
                "parameters": [self.parameters_json],
            }
        )


@dataclass(frozen=True)
class FrameScores:
    """``articles``: article_id, frame_id, score, probability, present, a row for each article and frame.

    ``evidence``: article_id, frame_id, rank (from 1, the best), passage_id, field, start, stop, score.
    """

    articles: pa.Table
    evidence: pa.Table


class Scorer(Protocol):
    """A way of scoring. An article's scores depend on its own passages only, never on the articles beside it."""

    @property
    def identity(self) -> ScorerIdentity:
        """What is written into ``scorers``."""

    def score(self, passages: pa.Table) -> FrameScores:
        """Score every article in ``passages`` (columns :data:`PASSAGE_COLUMNS`, sorted by article_id and position)."""
