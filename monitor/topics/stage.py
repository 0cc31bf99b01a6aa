"""Scoring the articles that have no relevance yet."""

import logging
from dataclasses import dataclass

import pyarrow as pa

from monitor.config import Settings
from monitor.embedding import model_revision, passage_vectors
from monitor.topics.scorer import open_topics
from monitor.warehouse import Warehouse, query, record_stage, upsert

log = logging.getLogger(__name__)

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
    return open_topics(settings, warehouse).method


def score_relevance(settings: Settings, warehouse: Warehouse) -> TopicSummary:
    """Score every article that has no relevance for its present text under the current method.

    Reads ``articles``, ``passages`` and ``vectors.embeddings``; writes ``article_topics``. Rows of earlier methods stay.
    """
    with record_stage(warehouse, "topics") as record:
        scorer = open_topics(settings, warehouse)
        with warehouse.transaction() as connection:
            pending = query(connection, "topics_pending", method=scorer.method, revision=model_revision(settings))
        ready = pending.filter(pa.compute.invert(pending["waiting"])) if pending.num_rows else pending
        n_waiting = pending.num_rows - ready.num_rows
        if n_waiting:
            log.warning(
                "topics: %d articles wait for their vectors; run the embedding stage, then this again", n_waiting
            )
        n_relevant = 0
        for start in range(0, ready.num_rows, CHUNK):
            chunk = ready.slice(start, CHUNK)
            found = passage_vectors(settings, warehouse, chunk["article_id"].to_pylist())
            rows = scorer.score(chunk["article_id"].to_pylist(), found.table, found.vectors)
            n_relevant += len(set(rows.filter(rows["is_relevant"])["article_id"].to_pylist()))
            hashes = pa.concat_tables([chunk.select(["text_hash"])] * (len(rows) // len(chunk)))["text_hash"]
            rows = rows.append_column("text_hash", hashes).append_column("method", pa.repeat(scorer.method, len(rows)))
            with warehouse.transaction() as connection:
                upsert(connection, "article_topics", rows, KEYS)
        summary = record.summary = TopicSummary(ready.num_rows, n_relevant, n_waiting, scorer.method)
    return summary
