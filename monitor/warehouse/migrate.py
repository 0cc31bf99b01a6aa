"""Numbered schema migrations, each applied once and recorded."""

from importlib import resources

import duckdb


def migrations() -> list[tuple[int, str, str]]:
    """All migrations as (number, name, SQL), in order."""
    folder = resources.files("monitor.warehouse") / "migrations"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return [(int(entry.name.split("_")[0]), entry.name, entry.read_text(encoding="utf-8")) for entry in files]


def migrate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Bring the warehouse to the newest schema; returns the names of the migrations applied now.

    Each migration runs in a transaction of its own, so that a run killed in the middle is repaired by running again.
    """
    connection.execute("""
        CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER, name VARCHAR);
        COMMENT ON TABLE schema_migrations IS 'One row per schema migration applied (operational)';
        COMMENT ON COLUMN schema_migrations.number IS 'Number of the migration, the key';
        COMMENT ON COLUMN schema_migrations.name IS 'Its file name';
        CREATE TABLE IF NOT EXISTS vectors.embeddings (text_hash VARCHAR, model_revision VARCHAR, vector FLOAT[]);
        COMMENT ON TABLE vectors.embeddings IS 'One row per text and model revision: its vector, of length 1, never recomputed';
        COMMENT ON COLUMN vectors.embeddings.text_hash IS 'Hash of the text; key together with model_revision';
        COMMENT ON COLUMN vectors.embeddings.model_revision IS 'Revision of the model';
        COMMENT ON COLUMN vectors.embeddings.vector IS 'Vector as the model gives it, before any projection';
    """)
    done = {number for (number,) in connection.execute("SELECT number FROM schema_migrations").fetchall()}
    applied = []
    for number, name, text in migrations():
        if number in done:
            continue
        connection.begin()
        connection.execute(text)
        connection.execute("INSERT INTO schema_migrations VALUES (?, ?)", [number, name])
        connection.commit()
        applied.append(name)
    return applied
