"""A hash for each table of content, so that two runs can be compared."""

import duckdb

# What the machine did and when, as opposed to what was published: different on every run by nature.
OPERATIONAL_TABLES = frozenset(
    {
        "fetches",
        "stage_runs",
        "estimated_weeks",
        "schema_migrations",
        "deliveries",
        "alert_looks",
        "alerts",
        "gold_imports",
        "gdelt_windows",
        "gdelt_files",
        "removals",
        "warc_files",
    }
)


def fingerprint(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Hash of each content table, whatever the order of its rows: ``{table: 16 hexadecimal digits}``.

    Rows are hashed as text and the hashes added, so that a repeated row counts. The operational tables are left out.
    """
    tables = connection.execute("""
        SELECT database_name, schema_name, table_name FROM duckdb_tables()
        WHERE NOT internal AND NOT temporary ORDER BY table_name
    """).fetchall()
    hashes = {}
    for database, schema, table in tables:
        if table in OPERATIONAL_TABLES:
            continue
        row = connection.execute(
            f'SELECT count(*), coalesce(sum(hash(t::VARCHAR)::HUGEINT), 0) FROM "{database}"."{schema}"."{table}" AS t'
        ).fetchone()
        assert row is not None
        hashes[table] = f"{(int(row[1]) * 1_000_003 + int(row[0])) % 2**64:016x}"
    return hashes
