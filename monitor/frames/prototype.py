"""Frames by closeness to prototypes: passages' centred vectors against each frame's centre. No coding is trained on.

1. A passage's vector is mixed with those of its neighbours (:func:`monitor.frames.pooling.in_context`).
2. Its closeness to a frame is the cosine to the frame's centre: the mean of the frame's prototypes and definition,
   both languages weighing the same, so that one centre serves both (a centre for each language finds a text and its
   translation less alike).
3. Frames compete, since what all of them share (that it is about AI, states and firms) says nothing: from each
   closeness the soft maximum over all frames is taken off, which makes it the logarithm of a softmax share. A
   background stands among the frames, so that a passage near no frame is not evidence for the nearest: a constant, or
   where that is more, how close the passage is to sentences of other news (those of the topics' files), less a margin.
4. The result is standardised, for each frame and language, by mean and spread over the same fixed reference texts
   in both languages, so that a threshold means the same everywhere.
5. An article's score pools its passages (:func:`monitor.frames.pooling.log_mean_exp`); mere length does not raise it. A
   passage counts by the square root of its length: one sentence is often two in the other language.
   Evidence is ranked by the mean of what a passage scores in its place and alone: a link sentence between two
   telling ones would otherwise be quoted instead of them.
6. Its probability is a logistic function of the distance to the threshold: the same for all frames, languages and
   places.
"""

from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import expit, logsumexp

from monitor.config import Settings
from monitor.embedding import Projection, embed_fixed, embed_texts, load_projection, model_revision
from monitor.frames.codebook import Codebook, Frame
from monitor.frames.pooling import Floats, Scored, as_tables, group_passages, in_context, log_mean_exp, unit
from monitor.frames.reference import language_group, reference_sentences
from monitor.frames.scorer import FrameScores, ScorerIdentity
from monitor.text import short_id, visual_length
from monitor.topics import load_other_news
from monitor.topics.definition import Prototypes
from monitor.warehouse import Warehouse

CONTRAST_NEAREST = 2
"""Sentences of other news with which a passage is compared."""


@dataclass(frozen=True)
class PrototypeParameters:
    """Numbers that are the same for all frames, languages and places.

    Context, competition, background and sharpness were chosen on translations of news (of 2020, see docs/methods.md) and on the
    synthetic sample together; the slope on one half of the sample (stories S01 to S22, against its author's codings), margin and
    threshold on all of it: no figure on the sample is untouched. They hold for the bundled model with its alignment.
    """

    context: float = 0.7
    """Weight of the sentences before and after."""
    competition: float = 10.0
    """Inverse temperature of the softmax over frames, per unit of cosine."""
    background: float = -0.25
    """Closeness (cosine) of the background that stands among the frames."""
    contrast_margin: float = 0.475
    """How much closer (cosine) a passage may be to sentences of other news than the background is, before they count."""
    sharpness: float = 2.0
    """Of pooling over passages, per standard deviation."""
    threshold: float = 1.4
    """Least score of a frame that is present, in standard deviations of the reference."""
    slope: float = 4.5
    """Of the logistic function that gives the probability, per standard deviation; one half at the threshold."""
    telling_length: float = 60.0
    """Visual length, in Latin letters, below which a passage weighs less when evidence is ranked; moves no score."""


@dataclass(frozen=True)
class Standard:
    """Mean and spread of each frame over the reference, by language group: arrays (n_frames,)."""

    mean: dict[str, Floats]
    spread: dict[str, Floats]

    def apply(self, shares: Floats, languages: list[str]) -> Floats:
        """Standardise (n, n_frames) row by row; a language without reference texts gets those of all."""
        groups = [language_group(language) for language in languages]
        mean = np.stack([self.mean[group] for group in groups])
        spread = np.stack([self.spread[group] for group in groups])
        return (shares - mean) / spread


class PrototypeScorer:
    """The offline default. Vectors come through the cache; the model is loaded only for texts it has not seen."""

    def __init__(
        self,
        settings: Settings,
        warehouse: Warehouse,
        codebook: Codebook,
        parameters: PrototypeParameters | None = None,
    ) -> None:
        self._settings, self._warehouse, self._codebook = settings, warehouse, codebook
        self._parameters = parameters or PrototypeParameters()

    @cached_property
    def _projection(self) -> Projection:
        return load_projection(self._settings, self._warehouse)

    @cached_property
    def identity(self) -> ScorerIdentity:
        """What is written into ``scorers``; embeds no article."""
        other = self._other_news
        contrast = short_id("contrast", *other.all) if other else None
        extra = {
            "reference": reference_sentences().id,
            "contrast": contrast,
            "evidence_passages": self._settings.frames.evidence_passages,
        }
        return ScorerIdentity(
            method="prototype",
            codebook_version=self._codebook.version,
            model_revision=model_revision(self._settings),
            projection_id=self._projection.id,
            parameters=asdict(self._parameters) | extra,
        )

    def score(self, passages: pa.Table) -> FrameScores:
        """Score every article in ``passages``; see :class:`monitor.frames.scorer.Scorer`."""
        groups, languages = group_passages(passages), passages["language"].to_pylist()
        vectors = self._vectors(passages["text"].to_pylist(), languages)
        lengths = np.array([visual_length(text) for text in passages["text"].to_pylist()])
        mixed = in_context(vectors, groups, passages["position"].to_numpy(), lengths, self._parameters.context)
        in_place = self._standard.apply(self._shares(mixed), languages)
        alone = self._standard.apply(self._shares(vectors), languages)
        scores = log_mean_exp(in_place, groups, self._parameters.sharpness, np.sqrt(np.maximum(lengths, 1.0)))
        probabilities = expit(self._parameters.slope * (scores - self._parameters.threshold))
        evidence = (in_place + alone * np.minimum(lengths / self._parameters.telling_length, 1.0)[:, None]) / 2
        scored = Scored(evidence, scores, probabilities, self._parameters.threshold)
        n_evidence = self._settings.frames.evidence_passages
        return as_tables(passages, groups, self._codebook.frame_ids, scored, n_evidence)

    @property
    def threshold(self) -> float:
        """Score from which a frame counts as present."""
        return self._parameters.threshold

    def passage_scores(self, passages: pa.Table) -> Floats:
        """Score of every passage in its place for every frame, (n, n_frames); ``passages`` as for :meth:`score`."""
        languages, texts = passages["language"].to_pylist(), passages["text"].to_pylist()
        lengths = np.array([visual_length(text) for text in texts])
        groups, positions = group_passages(passages), passages["position"].to_numpy()
        mixed = in_context(self._vectors(texts, languages), groups, positions, lengths, self._parameters.context)
        return self._standard.apply(self._shares(mixed), languages)

    def _vectors(self, texts: list[str], languages: list[str]) -> Floats:
        raw = embed_texts(self._settings, self._warehouse, texts)
        return self._projection.apply(raw, languages).astype(np.float64)

    def _own_vectors(self, texts: list[str], languages: list[str]) -> Floats:
        """As :meth:`_vectors`, for sentences of the codebook and the reference."""
        raw = embed_fixed(self._settings, self._warehouse, texts)
        return self._projection.apply(raw, languages).astype(np.float64)

    def _shares(self, vectors: Floats) -> Floats:
        """Logarithm of each frame's share of a passage, in units of cosine: (n, d) to (n, n_frames)."""
        closeness = vectors @ self._centres.T
        tau, n_frames = self._parameters.competition, closeness.shape[1]
        background = np.full((len(closeness), 1), self._parameters.background)
        if self._contrast is not None:
            other = nearest(vectors @ self._contrast.T, CONTRAST_NEAREST)[:, None]
            background = np.maximum(background, other - self._parameters.contrast_margin)
        every = np.hstack([closeness, background + np.log(n_frames) / tau])
        shares: Floats = closeness - logsumexp(tau * every, axis=1, keepdims=True) / tau
        return shares

    @cached_property
    def _other_news(self) -> Prototypes | None:
        return load_other_news(self._settings.topics)

    @cached_property
    def _contrast(self) -> Floats | None:
        """One vector for each sentence of other news and its translation, unit length; None where the topics' files have none."""
        other = self._other_news
        if other is None:
            return None
        sides = self._own_vectors(other.all, other.languages)
        if len(other.en) != len(other.zh):  # no pairs
            return sides
        return unit(sides[: len(other.en)] + sides[len(other.en) :])

    @cached_property
    def _centres(self) -> NDArray[np.float64]:
        """(n_frames, d), unit length."""
        return unit(self._language_means("en") + self._language_means("zh"))

    def _language_means(self, language: str) -> Floats:
        texts = [_frame_texts(frame, language) for frame in self._codebook.frames]
        flat = [text for group in texts for text in group]
        vectors = self._own_vectors(flat, ["en" if language == "en" else "zh-Hans"] * len(flat))
        starts = np.cumsum([0, *(len(group) for group in texts[:-1])])
        sizes = np.array([[len(group)] for group in texts])
        means: Floats = np.add.reduceat(vectors, starts, axis=0) / sizes
        return means

    @cached_property
    def _standard(self) -> Standard:
        reference = reference_sentences()
        shares = self._shares(self._own_vectors(list(reference.texts), list(reference.languages)))
        group = np.array([language_group(language) for language in reference.languages])
        rows = {"en": group == "en", "zh": group == "zh", "other": np.ones(len(group), dtype=bool)}
        return Standard(
            {name: shares[mask].mean(axis=0) for name, mask in rows.items()},
            {name: shares[mask].std(axis=0) for name, mask in rows.items()},
        )


def nearest(cosines: Floats, count: int) -> Floats:
    """Mean of the ``count`` largest in each row, (n, c) to (n,)."""
    kept = min(count, cosines.shape[1])
    largest: Floats = np.partition(cosines, -kept, axis=1)[:, -kept:].mean(axis=1)
    return largest


def _frame_texts(frame: Frame, language: str) -> list[str]:
    return [*getattr(frame.prototypes, language), getattr(frame.definition, language)]
