"""One request every few seconds for the whole machine, however many processes ask."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from monitor.config import ConfigError

LONGEST_WAIT_SECONDS = 900.0
"""Longest wait that a time in the file is believed to ask for: a clock that was wrong must not stop us for ever."""


class Pace:
    """Turns at a service, kept in a file that all processes of a machine share.

    The file holds the time (seconds since 1970) before which nobody asks. A turn holds the file's lock: requests never overlap,
    and their starts lie at least ``seconds`` apart. :meth:`hold_off` puts the next turn of everybody later.
    """

    def __init__(self, seconds: float, file: Path | None = None) -> None:
        self._seconds = seconds
        self._file = file if file is not None else Path(tempfile.gettempdir()) / "framing-monitor-gdelt.pace"
        self._lock = FileLock(f"{self._file}.lock")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it. Raises :class:`ConfigError` where the file cannot be written."""
        try:
            self._lock.acquire()
        except OSError as error:
            raise self._unusable(error) from error
        try:
            time.sleep(self._left())
            self._write(time.time() + self._seconds)
            yield
        finally:
            self._lock.release()

    def hold_off(self, seconds: float) -> None:
        """Nobody asks for ``seconds`` from now. To be called within a turn."""
        self._write(time.time() + seconds)

    def _left(self) -> float:
        try:
            until = float(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):  # not there yet, or cut short by a killed process
            return 0.0
        return min(max(until - time.time(), 0.0), LONGEST_WAIT_SECONDS)

    def _write(self, until: float) -> None:
        fresh = self._file.with_suffix(f".{os.getpid()}.tmp")
        try:
            fresh.write_text(f"{until:.3f}\n", encoding="ascii")
            fresh.replace(self._file)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> ConfigError:
        return ConfigError(
            f"collect.gdelt.pace_file: {self._file} cannot be written ({error.strerror or error}). It keeps the pace of all processes "
            "of this machine; name a file that every user who collects can write."
        )
