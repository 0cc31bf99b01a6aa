"""Numbered schema migrations, each applied once and recorded."""

from functools import cache
from importlib import resources

import duckdb

FOUNDATIONS = {
    "schema_migrations": """
        CREATE TABLE schema_migrations (number INTEGER, name VARCHAR);
        COMMENT ON TABLE schema_migrations IS 'One row per schema migration applied (operational)';
        COMMENT ON COLUMN schema_migrations.number IS 'Number of the migration, the key';
        COMMENT ON COLUMN schema_migrations.name IS 'Its file name';
    """,
    "vectors.embeddings": """
        CREATE TABLE vectors.embeddings (text_hash VARCHAR, model_revision VARCHAR, vector FLOAT[]);
        COMMENT ON TABLE vectors.embeddings IS 'One row per text and model revision: its vector, of length 1, never recomputed';
        COMMENT ON COLUMN vectors.embeddings.text_hash IS 'Hash of the text; key together with model_revision';
        COMMENT ON COLUMN vectors.embeddings.model_revision IS 'Revision of the model';
        COMMENT ON COLUMN vectors.embeddings.vector IS 'Vector as the model gives it, before any projection';
    """,
}
"""The two tables that no migration makes: the record of migrations, and the vectors in their own file."""


@cache
def migrations() -> tuple[tuple[int, str, str], ...]:
    """All migrations as (number, name, SQL), in order."""
    folder = resources.files("monitor.warehouse") / "migrations"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return tuple((int(entry.name.split("_")[0]), entry.name, entry.read_text(encoding="utf-8")) for entry in files)


def migrate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Bring the warehouse to the newest schema; returns the names of the migrations applied now.

    Each migration runs in a transaction of its own, so that a run killed in the middle is repaired by running again.
    Called at every opening: where nothing is to be done it only reads.
    """
    for table, text in FOUNDATIONS.items():
        if not _exists(connection, table):
            _apply(connection, text)
    done = {number for (number,) in connection.execute("SELECT number FROM schema_migrations").fetchall()}
    applied = []
    for number, name, text in migrations():
        if number not in done:
            _apply(connection, text, number, name)
            applied.append(name)
    return applied


def _exists(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """By asking the table itself: the catalogue's functions describe every table first."""
    try:
        connection.execute(f"FROM {table} LIMIT 0")
    except duckdb.CatalogException:
        return False
    return True


def _apply(connection: duckdb.DuckDBPyConnection, text: str, number: int | None = None, name: str = "") -> None:
    connection.begin()
    connection.execute(text)
    if number is not None:
        connection.execute("INSERT INTO schema_migrations VALUES (?, ?)", [number, name])
    connection.commit()
