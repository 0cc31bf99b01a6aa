"""Vectors kept by text hash and model revision: no text is embedded twice."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from tqdm import tqdm

from monitor.config import Settings
from monitor.embedding.source import load_encoder, model_revision
from monitor.text import text_hash
from monitor.warehouse import Warehouse, query, upsert

TABLE = "vectors.embeddings"
KEYS = ("text_hash", "model_revision")
LONG_WORK = 200  # texts from which a progress bar is shown
CHUNK = 1024  # texts between two writes: what a run that is killed loses

Vectors = NDArray[np.float32]


def embed_texts(settings: Settings, warehouse: Warehouse, texts: Sequence[str]) -> Vectors:
    """Vectors of ``texts`` in their order: float32 (n, d), unit length; (0, 0) for no text.

    Reads ``vectors.embeddings``; embeds and stores what is missing there, loading the model only then. Raises
    :class:`monitor.embedding.EncodingError` for an empty text.
    """
    if not texts:
        return np.empty((0, 0), np.float32)
    by_hash = {text_hash(text): text for text in texts}
    revision = model_revision(settings)
    with warehouse.transaction() as connection:
        missing = _missing(connection, sorted(by_hash), revision)
    bar = "embedding texts" if len(missing) >= LONG_WORK else None
    store_vectors(settings, warehouse, [by_hash[one] for one in missing], bar)
    with warehouse.transaction() as connection:
        found = _read(connection, sorted(by_hash), revision)
    row = {one: index for index, one in enumerate(found["text_hash"].to_pylist())}
    return vectors_of(found["vector"])[[row[text_hash(text)] for text in texts]]


def store_vectors(settings: Settings, warehouse: Warehouse, texts: Sequence[str], progress: str | None = None) -> int:
    """Embed ``texts``, all different and none stored yet, and store them chunk by chunk. Returns how many."""
    if not texts:
        return 0
    encoder = load_encoder(settings)
    with tqdm(
        total=len(texts), desc=progress, unit="text", mininterval=1.0, disable=True if progress is None else None
    ) as bar:
        for start in range(0, len(texts), CHUNK):
            chunk = texts[start : start + CHUNK]
            rows = pa.table(
                {
                    "text_hash": [text_hash(text) for text in chunk],
                    "model_revision": pa.repeat(encoder.model_revision, len(chunk)),
                    "vector": list_array(encoder.encode(chunk, on_done=bar.update)),
                }
            )
            # A transaction of its own: DuckDB writes to one attached file in a transaction.
            with warehouse.transaction() as connection:
                upsert(connection, TABLE, rows, KEYS, update=False)
    return len(texts)


def vectors_of(column: pa.ChunkedArray) -> Vectors:
    """A list column of equally long vectors as float32 (n, d)."""
    lists = column.combine_chunks()
    if isinstance(lists, pa.ChunkedArray):  # an empty column has no chunk to combine
        lists = pa.concat_arrays(lists.chunks)
    values: Vectors = lists.flatten().to_numpy(zero_copy_only=False).astype(np.float32, copy=False)
    return values.reshape(len(lists), -1) if len(lists) else np.empty((0, 0), np.float32)


def list_array(vectors: Vectors) -> pa.ListArray:
    """Vectors (n, d) as a list column."""
    n, dimension = vectors.shape
    offsets = np.arange(0, (n + 1) * dimension, dimension, dtype=np.int32)
    return pa.ListArray.from_arrays(offsets, np.ascontiguousarray(vectors).reshape(-1))


def _missing(connection: duckdb.DuckDBPyConnection, hashes: list[str], revision: str) -> list[str]:
    return [
        str(one)
        for one in query(connection, "embedding_missing", hashes=hashes, revision=revision)["text_hash"].to_pylist()
    ]


def _read(connection: duckdb.DuckDBPyConnection, hashes: list[str], revision: str) -> pa.Table:
    return query(connection, "embedding_vectors", hashes=hashes, revision=revision)
