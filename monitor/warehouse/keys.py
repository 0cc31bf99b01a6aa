"""The keys of the tables, and whether they are unique (the schema itself has no constraints: see docs/methods.md)."""

import duckdb

KEYS: dict[str, tuple[str, ...]] = {
    "outlets": ("outlet_id",),
    "links": ("link_id",),
    "fetches": ("fetch_id",),
    "source_files": ("source_set", "path"),
    "source_rows": ("fetch_id",),
    "source_unmapped": ("source_set", "path", "row_number"),
    "coverage_windows": ("source_set",),
    "articles": ("article_id",),
    "article_versions": ("article_id", "version"),
    "copies": ("article_id",),
    "passages": ("passage_id",),
    "article_topics": ("article_id", "topic_id", "method"),
    "stories": ("story_id",),
    "story_members": ("article_id",),
    "codebooks": ("codebook_version",),
    "frames": ("codebook_version", "frame_id"),
    "scorers": ("scorer_id",),
    "frame_scores": ("article_id", "frame_id", "scorer_id"),
    "frame_evidence": ("article_id", "frame_id", "scorer_id", "rank"),
    "annotations": ("article_id", "task", "label", "coder_id", "codebook_version"),
    "reports": ("week", "language", "format"),
}


def repeated_keys(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """How many keys of ``table`` stand in more than one row. Raises KeyError for a table without a known key."""
    columns = ", ".join(KEYS[table])
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {table} GROUP BY {columns} HAVING count(*) > 1)"
    ).fetchone()
    return int(row[0]) if row else 0
