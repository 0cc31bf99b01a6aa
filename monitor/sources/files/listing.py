"""Which files a set names, and their bytes: plain, .gz or the members of a .zip, never more than they may be."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from monitor.config import ConfigError
from monitor.sources.files.faults import FileFault
from monitor.sources.files.mapping import FileSet

FREE_BYTES = 64 << 20
"""Unpacked bytes that any file may have, however small it is packed."""
MAX_RATIO = 200
"""Times its own size that a file may unpack to, beyond :data:`FREE_BYTES`."""
MAX_UNPACKED = 8 << 30
_MAX_MEMBERS = 100_000
_ENCRYPTED = 1


@dataclass(frozen=True)
class SourceFile:
    """A file of a set; ``name`` is its path relative to the root, with ``/``."""

    path: Path
    name: str


@dataclass(frozen=True)
class Part:
    """What a file holds: itself, or one member of an archive. ``name`` is what a person finds it by; ``path`` is that of a
    file that is not packed.
    """

    name: str
    stream: BinaryIO | None
    path: Path | None = None
    fault: FileFault | None = None


def list_files(root: Path, file_set: FileSet) -> list[SourceFile]:
    """The files of a set, by name. Raises :class:`ConfigError` where the root or all of them are missing."""
    if not root.is_dir():
        raise ConfigError(f"collect.files_root: there is no folder {root}. Name the folder that holds the files.")
    found = {
        path.relative_to(root).as_posix(): path for glob in file_set.files for path in root.glob(glob) if path.is_file()
    }
    if not found:
        raise ConfigError(f"set {file_set.name}: no file in {root} matches {', '.join(file_set.files)}.")
    return [SourceFile(path, name) for name, path in sorted(found.items())]


def check_inside(root: Path, file: SourceFile) -> None:
    """Raises :class:`FileFault` for a link that leads out of the root."""
    if not file.path.resolve().is_relative_to(root.resolve()):
        raise FileFault("outside", f"{file.name} is a link that leads out of the folder. Put the file itself there.")


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_parts(file: SourceFile, members: str) -> Iterator[Part]:
    """The parts of a file, each to be read before the next; archives in the order of their members' times.

    Raises :class:`FileFault` for an archive that cannot be opened; faults of a member come with its part.
    """
    budget = _Budget(file.path.stat().st_size)
    if file.path.suffix.lower() != ".zip":
        packed = file.path.suffix.lower() == ".gz"
        with gzip.open(file.path, "rb") if packed else file.path.open("rb") as opened:
            yield Part(file.name, _limited(opened, budget, file.name), None if packed else file.path)
        return
    try:
        archive = zipfile.ZipFile(file.path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileFault("unreadable", f"{file.name} cannot be opened as a zip archive ({error}).") from error
    with archive:
        infos = [one for one in archive.infolist() if not one.is_dir() and fnmatchcase(one.filename, members)]
        if len(infos) > _MAX_MEMBERS:
            raise FileFault("too_large", f"{file.name} has {len(infos)} members, more than {_MAX_MEMBERS}.")
        for info in sorted(infos, key=lambda one: (one.date_time, one.filename)):
            yield from _member(archive, info, f"{file.name}/{info.filename}", budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: "_Budget") -> Iterator[Part]:
    path = PurePosixPath(info.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in path.parts[0]:
        yield Part(
            name, None, None, FileFault("outside", f"{name}: the member's path leaves the archive; it was not read.")
        )
        return
    if info.flag_bits & _ENCRYPTED:
        yield Part(
            name, None, None, FileFault("unreadable", f"{name} is encrypted. Unpack it, and add the file itself.")
        )
        return
    try:
        stream = archive.open(info)
    except (zipfile.BadZipFile, OSError, NotImplementedError, zlib.error) as error:
        yield Part(name, None, None, FileFault("unreadable", f"{name} cannot be unpacked ({error})."))
        return
    with stream:
        yield Part(name, _limited(stream, budget, name))


class _Budget:
    """Bytes that a file may still unpack to."""

    def __init__(self, packed: int) -> None:
        self.left = min(FREE_BYTES + MAX_RATIO * packed, MAX_UNPACKED)


class _Limited(io.RawIOBase):
    """A stream that raises :class:`FileFault` when it gives more than the budget, or cannot be unpacked."""

    def __init__(self, inner: Any, budget: _Budget, name: str) -> None:
        self._inner, self._budget, self._name = inner, budget, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            got = self._inner.read(len(memoryview(buffer)))
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise FileFault("unreadable", f"{self._name} is damaged ({error}); what came before was read.") from error
        self._budget.left -= len(got)
        if self._budget.left < 0:
            raise FileFault(
                "too_large", f"{self._name} unpacks to far more than its size; reading stopped. Unpack it yourself."
            )
        memoryview(buffer)[: len(got)] = got
        return len(got)


def _limited(inner: Any, budget: _Budget, name: str) -> BinaryIO:
    return io.BufferedReader(_Limited(inner, budget, name), 1 << 16)
