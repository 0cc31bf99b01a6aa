"""Vectors for every passage of every article."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.config import Settings
from monitor.embedding.cache import store_vectors, vectors_of
from monitor.embedding.source import model_revision
from monitor.warehouse import Warehouse, query, record_stage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class EmbeddingSummary:
    """What :func:`embed_passages` did."""

    n_passages: int  # in the warehouse
    n_texts_embedded: int  # different texts that had no vector yet
    n_texts_empty: int  # different texts of white space only, which get none
    model_revision: str


@dataclass(frozen=True)
class PassageVectors:
    """Passages and their vectors, row by row.

    ``table``: passage_id, article_id, position, field, start, stop, text, text_hash and language (the article's),
    ordered by article and position. ``vectors``: float32 (n, d), as the model gives them, before any projection.
    """

    table: pa.Table
    vectors: NDArray[np.float32]


def embed_passages(settings: Settings, warehouse: Warehouse) -> EmbeddingSummary:
    """Embed every passage whose text has no vector under the current model.

    Reads ``passages``, writes ``vectors.embeddings``; loads no model when nothing is missing.
    """
    with record_stage(warehouse, "embedding") as record:
        revision = model_revision(settings)
        with warehouse.transaction() as connection:
            texts = query(connection, "embedding_passages_missing", revision=revision)["text"].to_pylist()
            counted = connection.execute("SELECT count(*) FROM passages").fetchone()
        full = [text for text in texts if text.strip()]
        embedded = store_vectors(settings, warehouse, full, progress="embedding passages")
        record.summary = EmbeddingSummary(counted[0] if counted else 0, embedded, len(texts) - len(full), revision)
    summary: EmbeddingSummary = record.summary
    return summary


def passage_vectors(
    settings: Settings, warehouse: Warehouse, article_ids: Sequence[str] | None = None
) -> PassageVectors:
    """Passages with vectors under the current model, of all articles or of ``article_ids``.

    Passages that have no vector (see :func:`embed_passages`) are left out. Memory: about 1.6 kB a passage and its text.
    """
    chosen = None if article_ids is None else sorted(article_ids)
    with warehouse.transaction() as connection:
        found = query(connection, "embedding_passage_vectors", revision=model_revision(settings), article_ids=chosen)
    return PassageVectors(found.drop_columns(["vector"]), vectors_of(found["vector"]))
