"""Writing the warehouse's files anew, so that nothing of what was deleted is left in them."""

import duckdb

from monitor.warehouse.connect import VECTORS_FILE, Warehouse


def compact(warehouse: Warehouse) -> None:
    """Copy both files of the warehouse and put the copies in their places; costs a copy of everything.

    DuckDB marks deleted rows and frees their blocks, but what stood there stays in the file until the blocks are used again. The copy
    is whole before it takes the place of the file, so a run that is killed leaves the old one.
    """
    with warehouse._locked():
        with warehouse._open():
            pass  # brings the files up to date and writes what a killed run left in the log
        for path in (warehouse.path, warehouse.data_dir / VECTORS_FILE):
            fresh = path.with_suffix(".compact")
            fresh.unlink(missing_ok=True)
            try:
                with duckdb.connect() as connection:
                    connection.execute("SET TimeZone = 'UTC'")
                    for name, file in (("old", path), ("new", fresh)):
                        quoted = str(file).replace("'", "''")
                        connection.execute(f"ATTACH '{quoted}' AS {name}")
                    connection.execute("COPY FROM DATABASE old TO new")
                    connection.execute("CHECKPOINT new")
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)
                fresh.with_suffix(".compact.wal").unlink(missing_ok=True)
