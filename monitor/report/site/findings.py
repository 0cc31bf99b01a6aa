"""Findings of written reports, kept so that the list of reports and the feed can repeat them."""

from collections.abc import Sequence
from datetime import date

import duckdb
import pyarrow as pa

from monitor.report.findings import Finding
from monitor.warehouse import replace

_SCHEMA = pa.schema(
    [
        ("week", pa.date32()), ("revision", pa.int32()), ("rank", pa.int32()), ("kind", pa.string()), ("sentence_en", pa.string()),
        ("sentence_zh", pa.string()), ("estimate", pa.float64()), ("lo", pa.float64()), ("hi", pa.float64()), ("n_articles", pa.int32()),
        ("n_stories", pa.int32()), ("n_outlets", pa.int32()), ("method", pa.string()), ("scorer_id", pa.string()),
        ("frame_id", pa.string()), ("places", pa.list_(pa.string())), ("caveat", pa.string()),
    ]
)  # fmt: skip
_SAME = (
    "kind", "sentence_en", "sentence_zh", "estimate", "lo", "hi", "n_articles", "n_stories", "n_outlets", "method", "scorer_id",
    "frame_id", "caveat",
)  # fmt: skip


def keep_findings(
    connection: duckdb.DuckDBPyConnection, week: date, revision: int, findings: Sequence[Finding]
) -> None:
    """Replace what the report of ``week`` (a Monday) said by ``findings``; table ``report_findings``."""
    kept = [
        {name: getattr(one, name) for name in _SAME}
        | {"week": week, "revision": revision, "rank": rank, "places": list(one.places)}
        for rank, one in enumerate(findings, start=1)
    ]
    replace(connection, "report_findings", pa.Table.from_pylist(kept, _SCHEMA), f"week = DATE '{week.isoformat()}'")
