"""The keys of the tables, and whether they are unique (the schema itself has no constraints: see docs/methods.md)."""

import duckdb

KEYS: dict[str, tuple[str, ...]] = {
    "outlets": ("outlet_id",),
    "removals": ("link_id",),
    "links": ("link_id",),
    "fetches": ("fetch_id",),
    "source_files": ("source_set", "path"),
    "source_rows": ("fetch_id",),
    "source_unmapped": ("source_set", "path", "row_number"),
    "coverage_windows": ("source_set",),
    "gdelt_windows": ("query_hash", "starts_at", "stops_at"),
    "gdelt_files": ("file",),
    "gdelt_links": ("link_id",),
    "warc_files": ("file",),
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
    "counted_articles": ("scorer_id", "article_id"),
    "estimated_weeks": ("scorer_id", "table_name", "week"),
    "frame_scores": ("article_id", "frame_id", "scorer_id"),
    "frame_evidence": ("article_id", "frame_id", "scorer_id", "rank"),
    "frame_gap_searches": ("codebook_version", "scorer_id"),
    "frame_gaps": ("codebook_version", "scorer_id", "gap_id"),
    "frame_gap_passages": ("codebook_version", "scorer_id", "gap_id", "passage_id"),
    "story_contrast_passages": ("story_id", "country", "text_scope", "frame_id", "scorer_id", "rank"),
    "annotations": ("article_id", "task", "label", "coder_id", "codebook_version"),
    "gold_samples": ("sample_id",),
    "gold_strata": ("sample_id", "stratum"),
    "gold_population": ("sample_id", "article_id"),
    "gold_sample_articles": ("sample_id", "article_id"),
    "gold_coded": ("sample_id", "article_id", "coder_id", "codebook_version"),
    "gold_kinds": ("coder_kind",),
    "gold_imports": ("import_id",),
    "gold_refused": ("import_id", "number"),
    "coder_confusion": ("codebook_version", "coder_a", "coder_b", "language", "frame_id"),
    "agenda": ("range_stop", "level", "event_id", "country", "text_scope", "scorer_id"),
    "lead_lag": ("range_stop", "country_a", "country_b", "scorer_id"),
    "not_found_in_sources": ("range_stop", "story_id", "country", "scorer_id"),
    "reports": ("week", "language", "format"),
    "report_findings": ("week", "rank"),
    "deliveries": ("delivery_id",),
    "alert_looks": ("week",),
    "alerts": ("week", "country", "frame_id"),
}


def repeated_keys(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """How many keys of ``table`` stand in more than one row. Raises KeyError for a table without a known key."""
    columns = ", ".join(KEYS[table])
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {table} GROUP BY {columns} HAVING count(*) > 1)"
    ).fetchone()
    return int(row[0]) if row else 0
