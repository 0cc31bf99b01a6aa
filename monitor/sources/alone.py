"""One collection into a folder at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from monitor.warehouse import Warehouse


class CollectionRunningError(RuntimeError):
    """Another process is collecting into the same folder."""


@contextmanager
def alone(warehouse: Warehouse) -> Iterator[None]:
    """Keep a second collector out: two would fetch everything twice and write into the same files.

    Raises :class:`CollectionRunningError`.
    """
    warehouse.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(warehouse.data_dir / "collect.lock")
    try:
        with lock.acquire(timeout=warehouse.wait_seconds):
            yield
    except Timeout as error:
        raise CollectionRunningError(
            f"{warehouse.data_dir}: another process has been collecting into this folder for more than "
            f"{warehouse.wait_seconds:.0f} s. Wait for it to finish, or stop it, then run again; nothing was changed."
        ) from error
