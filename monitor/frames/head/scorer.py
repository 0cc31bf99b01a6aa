"""The scorer `head`: what `monitor train` learned from coding, applied to articles."""

from functools import cached_property
from pathlib import Path

import pyarrow as pa

from monitor.config import ConfigError, Settings
from monitor.embedding import model_revision
from monitor.frames.codebook import Codebook
from monitor.frames.head.apply import Applier
from monitor.frames.head.model import Head
from monitor.frames.head.store import head_id, load_head
from monitor.frames.pooling import Scored, as_tables, group_passages
from monitor.frames.scorer import FrameScores, ScorerIdentity
from monitor.warehouse import Warehouse


class HeadScorer:
    """``frames.scorer: head`` with the folder ``frames.head``.

    The score is the calibrated logit, for an article the mean of its passages' logits, which are the evidence. A frame that
    the head was not trained on has no rows: it was not judged. An article that the head was trained on, in the same words,
    gets what the head's parts that never saw its story said (see :class:`monitor.frames.head.model.TrainedOn`), so
    that comparing with the coding, and correcting by it, stays honest.
    """

    def __init__(self, settings: Settings, warehouse: Warehouse, codebook: Codebook) -> None:
        if settings.frames.head is None:
            raise ConfigError("frames.head: is missing; scorer head needs the folder that `monitor train` wrote.")
        self._settings, self._warehouse, self._codebook = settings, warehouse, codebook
        self._folder = Path(settings.frames.head)

    @cached_property
    def _id(self) -> str:
        return head_id(self._folder)

    @cached_property
    def _head(self) -> Head:
        head, revision = load_head(self._folder), model_revision(self._settings)
        if head.model_revision != revision:
            raise ConfigError(
                f"frames.head: {self._folder} was trained over the model {head.model_revision}, the settings name {revision}. "
                "Set embedding.model, .alignment and .precision back, or train again."
            )
        if head.codebook_version != self._codebook.version:
            raise ConfigError(
                f"frames.head: {self._folder} was trained on coding with codebook version {head.codebook_version or 'unknown'}, "
                f"{self._settings.codebook} is version {self._codebook.version}. Set codebook back, or train again."
            )
        return head

    @cached_property
    def identity(self) -> ScorerIdentity:
        """What is written into ``scorers``; reads the head, loads no model. Raises ConfigError for one that does not fit."""
        return ScorerIdentity(
            method="head",
            codebook_version=self._codebook.version,
            model_revision=self._head.model_revision,
            projection_id="",
            parameters={
                "head": self._id,
                "training": self._head.method,
                "evidence_passages": self._settings.frames.evidence_passages,
            },
        )

    @cached_property
    def _applier(self) -> Applier:
        return Applier(self._settings, self._warehouse, self._head)

    def score(self, passages: pa.Table) -> FrameScores:
        """Score every article in ``passages``; see :class:`monitor.frames.scorer.Scorer`."""
        applied, groups = self._applier.apply(passages), group_passages(passages)
        scored = Scored(applied.by_passage, applied.logits, applied.probabilities, 0.0)
        tables = as_tables(passages, groups, self._head.frames, scored, self._settings.frames.evidence_passages)
        at = tables.articles.column_names.index("present")
        return FrameScores(
            tables.articles.set_column(at, "present", pa.array(applied.present.ravel())), tables.evidence
        )
