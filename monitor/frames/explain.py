"""Topics and frames of one text that is not in the warehouse: the same scorers as in a run, and what they saw."""

from dataclasses import dataclass

import pyarrow as pa

from monitor.articles.one_text import OneText, harmless, language_of
from monitor.articles.passages import passages_of
from monitor.config import Settings
from monitor.frames.codebook import Codebook, load_codebook
from monitor.frames.score import open_scorer
from monitor.frames.scorer import FrameScores, ScorerIdentity
from monitor.topics import open_topics
from monitor.warehouse import Warehouse

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
"""Languages of the codebook; any other is told as ``other``."""


@dataclass(frozen=True)
class Evidence:
    """A passage behind a frame. ``start`` and ``stop`` count in the text as given (plain text) or in ``field`` (a page)."""

    text: str
    start: int
    stop: int
    score: float
    field: str


@dataclass(frozen=True)
class FrameReading:
    """One frame of the codebook: probability, whether it counts as present, score, and evidence, best first."""

    frame: str
    name_en: str
    name_zh: str
    probability: float
    present: bool
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class TopicReading:
    """Relevance to one topic, 0 to 1, and whether it reaches the topic's threshold."""

    topic: str
    relevance: float
    relevant: bool


@dataclass(frozen=True)
class Explanation:
    """What the monitor makes of one text; ``frames`` in the codebook's order, ``detected`` is the language's BCP 47 code."""

    language: str
    detected: str
    topics: tuple[TopicReading, ...]
    frames: tuple[FrameReading, ...]
    n_passages: int
    codebook_id: str
    scorer: ScorerIdentity
    notes: tuple[str, ...]

    @property
    def relevant(self) -> bool:
        """To any topic of the settings."""
        return any(topic.relevant for topic in self.topics)


def explain_text(settings: Settings, warehouse: Warehouse, text: OneText, language: str | None = None) -> Explanation:
    """Relevance, language and frames of one text. ``warehouse`` is only the vectors' cache; no row is written.

    ``language`` (BCP 47) overrides what the text looks like. About 25 ms a sentence on two cores, and memory as for one article.
    Raises :class:`monitor.config.ConfigError` for wrong topics, codebook or scorer.
    """
    found, notes = language_of(text, language)
    passages = _passages(harmless(text.title), harmless(text.body), found.language)
    codebook = load_codebook(settings.codebook)
    scorer = open_scorer(settings, warehouse, codebook)
    topics = open_topics(settings, warehouse).score_text(passages)
    scores = scorer.score(passages)
    told = found.language if found.language in LANGUAGES else "other"
    if told == "other" and found.language != "und":
        notes = (
            *notes,
            f"It seems to be in another language ({found.language}); topics and codebook speak English and Chinese only, "
            "so nothing vouches for these figures.",
        )
    return Explanation(
        told,
        found.language,
        tuple(TopicReading(row["topic_id"], row["relevance"], row["is_relevant"]) for row in topics.to_pylist()),
        _frames(codebook, scores, text),
        passages.num_rows,
        codebook.codebook,
        scorer.identity,
        (*text.notes, *notes),
    )


def score_text(settings: Settings, warehouse: Warehouse, title: str, body: str, language: str) -> FrameScores:
    """Score a text that is not in the warehouse; ``language`` is BCP 47 (``en``, ``zh-Hans``, ``zh-Hant``).

    Evidence has offsets within its field. Vectors of its sentences are kept in the cache. Raises ValueError for a text without
    any character.
    """
    passages = _passages(title, body, language)
    return open_scorer(settings, warehouse, load_codebook(settings.codebook)).score(passages)


def _passages(title: str, body: str, language: str) -> pa.Table:
    """The passages of a text as the stages before would make them, without those of white space only."""
    rows = [
        {
            "article_id": row.article_id, "language": language, "position": row.position, "passage_id": row.passage_id,
            "field": row.field, "start": row.start, "stop": row.stop, "text": row.text,
        }
        for row in passages_of("text", title, body, language)
        if row.text.strip()
    ]  # fmt: skip
    if not rows:
        raise ValueError("title and body are both empty; there is nothing to score")
    return pa.Table.from_pylist(rows)


def _frames(codebook: Codebook, scores: FrameScores, text: OneText) -> tuple[FrameReading, ...]:
    evidence: dict[str, list[Evidence]] = {frame: [] for frame in codebook.frame_ids}
    for row in sorted(scores.evidence.to_pylist(), key=lambda row: int(row["rank"])):
        evidence[row["frame_id"]].append(_evidence(row["field"], row["start"], row["stop"], row["score"], text))
    by_frame = {row["frame_id"]: row for row in scores.articles.to_pylist()}
    return tuple(
        FrameReading(
            frame.id, frame.name.en, frame.name.zh, by_frame[frame.id]["probability"], by_frame[frame.id]["present"],
            by_frame[frame.id]["score"], tuple(evidence[frame.id]),
        )
        for frame in codebook.frames
    )  # fmt: skip


def _evidence(field: str, start: int, stop: int, score: float, text: OneText) -> Evidence:
    whole, offset = (text.title, text.title_start) if field == "title" else (text.body, text.body_start)
    return Evidence(whole[start:stop], start + offset, stop + offset, score, field)
