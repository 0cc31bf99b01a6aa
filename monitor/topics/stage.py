"""Scoring the articles that have no relevance yet."""

import logging
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from monitor.config import Settings
from monitor.embedding import PassageVectors, Projection, embed_texts, load_projection, model_revision, passage_vectors
from monitor.text import short_id
from monitor.topics.closeness import Closeness, make_closeness
from monitor.topics.definition import Topic, Topics, load_topics
from monitor.topics.keywords import prepare
from monitor.topics.relevance import PassageGroup, score_topic
from monitor.warehouse import Warehouse, query, record_stage, upsert

log = logging.getLogger(__name__)

SCORING_FORMAT = 2  # raise when the same article gets another score under the same topics, model and projection
CHUNK = 4000  # articles scored at once: about 100 MB of vectors for ten passages each
KEYS = ("article_id", "topic_id", "method")


@dataclass(frozen=True)
class TopicSummary:
    """What :func:`score_relevance` did."""

    n_scored: int  # articles that had no relevance under the current method
    n_relevant: int  # of these, to any topic
    n_waiting: int  # articles left out because passages of theirs have no vector yet
    method: str


def current_method(settings: Settings, warehouse: Warehouse) -> str:
    """Name of the current way of scoring: hash of topics file, model revision and projection.

    May embed the translation pairs once, see :func:`monitor.embedding.load_projection`.
    """
    return _method(load_topics(settings.topics), settings, load_projection(settings, warehouse))


def score_relevance(settings: Settings, warehouse: Warehouse) -> TopicSummary:
    """Score every article that has no relevance for its present text under the current method.

    Reads ``articles``, ``passages`` and ``vectors.embeddings``; writes ``article_topics``. Rows of earlier methods stay.
    """
    with record_stage(warehouse, "topics") as record:
        topics = load_topics(settings.topics)
        projection = load_projection(settings, warehouse)
        method = _method(topics, settings, projection)
        with warehouse.transaction() as connection:
            pending = query(connection, "topics_pending", method=method, revision=model_revision(settings))
        ready = pending.filter(pa.compute.invert(pending["waiting"])) if pending.num_rows else pending
        n_waiting = pending.num_rows - ready.num_rows
        if n_waiting:
            log.warning(
                "topics: %d articles wait for their vectors; run the embedding stage, then this again", n_waiting
            )
        scales = _scales(topics, settings, warehouse, projection) if ready.num_rows else []
        n_relevant = 0
        for start in range(0, ready.num_rows, CHUNK):
            chunk = ready.slice(start, CHUNK)
            passages = passage_vectors(settings, warehouse, chunk["article_id"].to_pylist())
            rows = _score(scales, projection, chunk, passages).append_column(
                "method", pa.repeat(method, len(scales) * len(chunk))
            )
            n_relevant += len(set(rows.filter(rows["is_relevant"])["article_id"].to_pylist()))
            with warehouse.transaction() as connection:
                upsert(connection, "article_topics", rows, KEYS)
        summary = record.summary = TopicSummary(ready.num_rows, n_relevant, n_waiting, method)
    return summary


def _method(topics: Topics, settings: Settings, projection: Projection) -> str:
    return short_id(topics.content_hash, model_revision(settings), projection.id, SCORING_FORMAT)


def _scales(
    topics: Topics, settings: Settings, warehouse: Warehouse, projection: Projection
) -> list[tuple[Topic, Closeness]]:
    """Each topic with the scale of closeness that its own sentences span."""
    scales = []
    for topic in topics.topics:
        sides = [
            projection.apply(embed_texts(settings, warehouse, side.all), side.languages)
            for side in (topic.prototypes, topic.contrast)
        ]
        scales.append((topic, make_closeness(*sides)))
    return scales


def _score(
    scales: list[tuple[Topic, Closeness]], projection: Projection, articles: pa.Table, found: PassageVectors
) -> pa.Table:
    """Rows of article_topics for ``articles``; those without any passage get relevance 0."""
    ids, hashes = articles["article_id"].to_pylist(), articles["text_hash"].to_pylist()
    owner = np.asarray(found.table["article_id"].to_pylist(), dtype=object)
    with_text, number = np.unique(owner, return_inverse=True)
    passages = PassageGroup(
        prepared=[prepare(text) for text in found.table["text"].to_pylist()],
        vectors=projection.apply(found.vectors, found.table["language"].to_pylist()),
        article=number.astype(np.int64),
        is_title=np.asarray(found.table["field"].to_pylist(), dtype=object) == "title",
    )
    place = {article: index for index, article in enumerate(with_text.tolist())}
    at = np.array([place.get(article, -1) for article in ids], dtype=np.int64)
    tables = []
    for topic, closeness in scales:
        if len(with_text):
            scores = score_topic(topic, closeness, passages)
            relevance, keyword, prototype = (
                np.where(at >= 0, values[at], 0.0) for values in (scores.relevance, scores.keyword, scores.prototype)
            )
        else:
            relevance, keyword, prototype = (np.zeros(len(ids)) for _ in range(3))
        tables.append(
            pa.table(
                {
                    "article_id": ids,
                    "topic_id": [topic.id] * len(ids),
                    "text_hash": hashes,
                    "relevance": relevance,
                    "keyword_score": keyword,
                    "prototype_score": pa.array(prototype, mask=at < 0),
                    "is_relevant": (relevance >= topic.threshold) & (keyword >= topic.least_keyword) & (at >= 0),
                }
            )
        )
    return pa.concat_tables(tables)
