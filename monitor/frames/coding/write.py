"""Judgements into ``annotations`` and ``gold_coded``."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from monitor.frames.coding.model import CODED, CODED_KEYS, JUDGEMENT_KEYS, JUDGEMENTS, Coded, Judgement
from monitor.warehouse import upsert


def write_codings(
    connection: duckdb.DuckDBPyConnection,
    judgements: Iterable[Judgement],
    coded: Iterable[Coded],
    origin: str,
    import_id: str | None = None,
) -> int:
    """Merge judgements and coded articles of one origin, replacing what stands under their keys; returns how many judgements."""
    rows = pa.Table.from_pylist(
        [{name: getattr(one, name) for name in JUDGEMENTS.names} for one in judgements], schema=JUDGEMENTS
    )
    articles = {(one.sample_id, one.article_id, one.coder_id, one.codebook_version): one for one in coded}
    places = pa.Table.from_pylist([vars(articles[key]) for key in sorted(articles)], schema=CODED)
    upsert(connection, "annotations", _from(rows, origin, import_id), JUDGEMENT_KEYS)
    upsert(connection, "gold_coded", _from(places, origin, import_id), CODED_KEYS)
    return int(rows.num_rows)


def _from(rows: pa.Table, origin: str, import_id: str | None) -> pa.Table:
    ids = pa.array([import_id] * rows.num_rows, pa.string())
    return rows.append_column("origin", pa.repeat(origin, rows.num_rows)).append_column("import_id", ids)
