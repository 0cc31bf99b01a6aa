"""Opening the warehouse: one process at a time, for one short transaction."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from monitor.warehouse.migrate import migrate

WAREHOUSE_FILE = "warehouse.duckdb"
VECTORS_FILE = "vectors.duckdb"
PUBLISHED_FILE = "monitor.duckdb"


class WarehouseLockedError(RuntimeError):
    """Another process held the warehouse for longer than we were willing to wait."""


class Warehouse:
    """The monitor's own database: ``warehouse.duckdb`` with ``vectors.duckdb`` attached as ``vectors``.

    A DuckDB file has one writer, so every access takes a process lock (``warehouse.lock``), opens the files, runs one
    transaction and closes them. Hold it briefly: fetching, models and clustering run with no connection open.
    """

    def __init__(self, data_dir: Path | str, wait_seconds: float = 120.0) -> None:
        self.data_dir = Path(data_dir)
        self.wait_seconds = wait_seconds

    @property
    def path(self) -> Path:
        """The warehouse's own file."""
        return self.data_dir / WAREHOUSE_FILE

    @property
    def published_path(self) -> Path:
        """The read-only copy that people query."""
        return self.data_dir / PUBLISHED_FILE

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction, committed at the end of the block and rolled back when it raises.

        Raises :class:`WarehouseLockedError` after ``wait_seconds``, naming the process that holds the lock.
        """
        with self._locked(), self._open() as connection:
            connection.begin()
            try:
                yield connection
            except BaseException:
                with suppress(duckdb.Error):
                    connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.data_dir / "warehouse.lock")
        holder = self.data_dir / "warehouse.holder"
        try:
            lock.acquire(timeout=self.wait_seconds)
        except Timeout:
            who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
            raise WarehouseLockedError(
                f"{self.path}: still locked after {self.wait_seconds:.0f} s by process {who}. "
                "Wait for it to finish or stop it, then run again; nothing was changed."
            ) from None
        try:
            with suppress(OSError):  # a full disk must not keep us from reading
                holder.write_text(f"{os.getpid()}\n", encoding="utf-8")
            yield
        finally:
            holder.unlink(missing_ok=True)
            lock.release()

    @contextmanager
    def _open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            connection = duckdb.connect(str(self.path))
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise
            raise WarehouseLockedError(
                f"{self.path}: open in another program ({error}). Close it there; to look at the data while the monitor "
                f"works, open {self.published_path} instead."
            ) from error
        try:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET preserve_insertion_order = true")
            attached = str(self.data_dir / VECTORS_FILE).replace("'", "''")
            connection.execute(f"ATTACH '{attached}' AS vectors")
            migrate(connection)
            yield connection
        finally:
            connection.close()
