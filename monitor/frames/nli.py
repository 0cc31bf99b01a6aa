"""Frames by natural language inference: does a passage entail the frame's hypothesis? transformers' zero-shot pipeline.

Yin et al. (2019). Each passage is asked about each frame in its own language (Chinese hypotheses for Chinese
passages, English ones for all others) and each frame by itself (multi-label): the probability of entailment against
contradiction. An article's score is the mean of its two best passages; since passages that say nothing of a frame
get probabilities near 0, length adds little. No NLI model for Chinese ships in a package, so this scorer needs a
model of the user's.
"""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from tqdm import tqdm

from monitor.config import ConfigError, Settings
from monitor.frames.codebook import Codebook
from monitor.frames.pooling import Floats, Scored, as_tables, group_passages, mean_of_best
from monitor.frames.reference import language_group
from monitor.frames.scorer import FrameScores, ScorerIdentity

PASSAGES_POOLED = 2
THRESHOLD = 0.5


class NliScorer:
    """``frames.scorer: nli`` with the model or folder ``frames.nli_model``."""

    def __init__(self, settings: Settings, codebook: Codebook) -> None:
        if settings.frames.nli_model is None:
            raise ConfigError(
                "frames.nli_model: is missing; scorer nli needs the id or folder of a zero-shot NLI model."
            )
        self._model, self._codebook = settings.frames.nli_model, codebook
        self._evidence = settings.frames.evidence_passages

    @cached_property
    def identity(self) -> ScorerIdentity:
        """What is written into ``scorers``; does not load the model."""
        return ScorerIdentity(
            method="nli",
            codebook_version=self._codebook.version,
            model_revision=nli_revision(self._model),
            projection_id="",
            parameters={"passages": PASSAGES_POOLED, "threshold": THRESHOLD, "evidence_passages": self._evidence},
        )

    def score(self, passages: pa.Table) -> FrameScores:
        """Score every article in ``passages``; see :class:`monitor.frames.scorer.Scorer`."""
        groups = group_passages(passages)
        by_passage = self._entailment(passages["text"].to_pylist(), passages["language"].to_pylist())
        scores = mean_of_best(by_passage, groups, PASSAGES_POOLED)
        scored = Scored(by_passage, scores, scores, THRESHOLD)
        return as_tables(passages, groups, self._codebook.frame_ids, scored, self._evidence)

    def _entailment(self, texts: list[str], languages: list[str]) -> Floats:
        """Probability that each text entails each frame's hypothesis, (n, n_frames)."""
        hypotheses = {
            "zh": [frame.hypothesis.zh for frame in self._codebook.frames],
            "en": [frame.hypothesis.en for frame in self._codebook.frames],
        }
        result = np.empty((len(texts), len(self._codebook.frames)))
        for row, (text, language) in enumerate(zip(tqdm(texts, "NLI", unit=" passages"), languages, strict=True)):
            labels = hypotheses["zh" if language_group(language) == "zh" else "en"]
            answer = self._pipeline(text, candidate_labels=labels, hypothesis_template="{}", multi_label=True)
            found = dict(zip(answer["labels"], answer["scores"], strict=True))
            result[row] = [found[label] for label in labels]
        return result

    @cached_property
    def _pipeline(self) -> Any:
        from transformers import pipeline  # noqa: PLC0415 - takes seconds

        made = pipeline("zero-shot-classification", model=self._model, device="cpu")
        if made.entailment_id == -1:
            labels = ", ".join(sorted(made.model.config.label2id))
            raise ConfigError(
                f"frames.nli_model: {self._model} has no label that begins with 'entail' (its labels: {labels}); "
                "give the id or folder of a model trained for natural language inference."
            )
        return made


def nli_revision(model: str) -> str:
    """Revision of a model: hash of a folder's files; for a model id the commit in the hub's cache or on the hub."""
    folder = Path(model)
    if not folder.is_dir():
        from transformers import AutoConfig  # noqa: PLC0415 - takes seconds

        return f"{model}@{AutoConfig.from_pretrained(model)._commit_hash}"
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()[:32]
