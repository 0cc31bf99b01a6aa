"""One collection from GDELT into a folder at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from monitor.warehouse import Warehouse


class GdeltRunningError(RuntimeError):
    """Another process is collecting from GDELT into the same folder."""


@contextmanager
def alone(warehouse: Warehouse) -> Iterator[None]:
    """Keep a second collection out, which would ask everything twice. Raises :class:`GdeltRunningError`."""
    warehouse.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(warehouse.data_dir / "gdelt.lock")
    try:
        with lock.acquire(timeout=min(warehouse.wait_seconds, 5.0)):
            yield
    except Timeout as error:
        raise GdeltRunningError(
            f"{warehouse.data_dir}: another process is collecting from GDELT into this folder. Wait for it to finish, or stop it, "
            "then run again; nothing was changed."
        ) from error
