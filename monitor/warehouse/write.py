"""Idempotent, set-based writes from Arrow tables."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

_PIECE = 122_880  # rows of a row group


def upsert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, keys: Sequence[str], *, update: bool = True
) -> int:
    """Merge ``rows`` into ``table`` on ``keys`` and return how many rows came in.

    Columns are matched by name; columns absent from ``rows`` are null in new rows. With ``update=False`` existing rows stay.
    The keys must be unique within ``rows``: DuckDB's MERGE would otherwise insert both.
    """
    if rows.num_rows == 0:
        return 0
    distinct = rows.group_by(list(keys)).aggregate([]).num_rows
    if distinct != rows.num_rows:
        raise ValueError(
            f"{table}: {rows.num_rows - distinct} of {rows.num_rows} incoming rows repeat a key ({', '.join(keys)})"
        )
    columns = rows.column_names
    on = " AND ".join(f"target.{key} IS NOT DISTINCT FROM incoming.{key}" for key in keys)
    values = [column for column in columns if column not in keys]
    changed = " OR ".join(f"target.{column} IS DISTINCT FROM incoming.{column}" for column in values)
    matched = ""
    if update and values:
        sets = ", ".join(f"{column} = incoming.{column}" for column in values)
        matched = f"WHEN MATCHED AND ({changed}) THEN UPDATE SET {sets}"
    names = ", ".join(columns)
    inserted = ", ".join(f"incoming.{column}" for column in columns)
    connection.register("incoming_rows", rows)
    try:
        connection.execute(
            f"MERGE INTO {table} AS target USING incoming_rows AS incoming ON {on} {matched} "
            f"WHEN NOT MATCHED THEN INSERT ({names}) VALUES ({inserted})"
        )
    finally:
        connection.unregister("incoming_rows")
    return int(rows.num_rows)


def replace(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, where: str = "true") -> int:
    """Delete the rows of ``table`` that meet ``where`` (trusted SQL) and insert ``rows`` by column name."""
    connection.execute(f"DELETE FROM {table} WHERE {where}")
    if rows.num_rows:
        names = ", ".join(rows.column_names)
        # in pieces, millions of rows are read by all threads, and in half the time
        connection.register("incoming_rows", pa.Table.from_batches(rows.to_batches(max_chunksize=_PIECE), rows.schema))
        try:
            connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming_rows")
        finally:
            connection.unregister("incoming_rows")
    return int(rows.num_rows)
