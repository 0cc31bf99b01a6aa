"""The read-only copy that people query, swapped in atomically."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import duckdb

from monitor.warehouse.connect import Warehouse


def view_texts() -> list[tuple[str, str]]:
    """The views for people as (file name, SQL), in the order in which they must be made."""
    folder = resources.files("monitor.warehouse") / "views"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return [(entry.name, entry.read_text(encoding="utf-8")) for entry in files]


def publish(warehouse: Warehouse) -> Path:
    """Write ``monitor.duckdb`` beside its old copy and rename it into place.

    An open reader keeps the old file until it opens again, so it neither blocks a run nor sees half of one. Costs one copy of
    all tables but the vectors: linear in the size of the warehouse.
    """
    target = warehouse.published_path
    fresh = target.with_suffix(f".{os.getpid()}.tmp")
    fresh.unlink(missing_ok=True)
    try:
        with warehouse._locked(), warehouse._open() as connection:
            attached = str(fresh).replace("'", "''")
            connection.execute(f"ATTACH '{attached}' AS published")
            name = connection.execute("SELECT current_database()").fetchone()
            assert name is not None
            connection.execute(f'COPY FROM DATABASE "{name[0]}" TO published')
            connection.execute("DETACH published")
        with duckdb.connect(str(fresh)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            for _, text in view_texts():
                connection.execute(text)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_suffix(fresh.suffix + ".wal").unlink(missing_ok=True)
    return target


@contextmanager
def published(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published copy, open for reading with times in UTC. Raises FileNotFoundError where nothing was published yet."""
    if not warehouse.published_path.exists():
        raise FileNotFoundError(f"{warehouse.published_path}: not there yet. Type `make run` or `monitor run` first.")
    with duckdb.connect(str(warehouse.published_path), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
