"""SQL kept in .sql files, run to Arrow."""

from functools import cache
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa


@cache
def sql_text(name: str) -> str:
    """The text of ``queries/NAME.sql``. Raises FileNotFoundError for an unknown name."""
    return (resources.files("monitor.warehouse") / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def query(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> pa.Table:
    """Run ``queries/NAME.sql`` with named parameters (``$name`` in the SQL) and return an Arrow table."""
    connection.execute(sql_text(name), parameters or None)
    return connection.to_arrow_table()
