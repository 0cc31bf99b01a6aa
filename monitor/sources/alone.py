"""One collection into a folder at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from monitor.warehouse import Warehouse

GDELT_LOCK = ("gdelt.lock", 5.0, "collecting from GDELT")
"""GDELT only names links: it may be asked while pages are fetched, but not twice at once."""


class CollectionRunningError(RuntimeError):
    """Another process is collecting into the same folder."""


@contextmanager
def alone(
    warehouse: Warehouse, lock_file: str = "collect.lock", most_seconds: float = float("inf"), what: str = "collecting"
) -> Iterator[None]:
    """Keep a second collector out: two would fetch everything twice and write into the same files.

    Raises :class:`CollectionRunningError` after the warehouse's ``wait_seconds``, or ``most_seconds`` if that is less.
    """
    warehouse.data_dir.mkdir(parents=True, exist_ok=True)
    lock, wait = FileLock(warehouse.data_dir / lock_file), min(warehouse.wait_seconds, most_seconds)
    try:
        with lock.acquire(timeout=wait):
            yield
    except Timeout as error:
        raise CollectionRunningError(
            f"{warehouse.data_dir}: another process has been {what} into this folder for more than "
            f"{wait:.0f} s. Wait for it to finish, or stop it, then run again; nothing was changed."
        ) from error
