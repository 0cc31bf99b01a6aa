"""Lines out of a zipped file, never more than allowed."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import BinaryIO

LONGEST_LINE = 4_000_000
"""Longest line read, in bytes; real ones have up to some 10,000s."""
_BUFFER = 1 << 20


class ArchiveError(Exception):
    """The archive cannot be read; the message says why. ``kind`` is bad_zip or too_large."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def unpacked_lines(content: bytes, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of the only file in a zip archive without their ends, as it unpacks; None for one that is too long.

    What an archive says of its size is not relied on: unpacking stops past ``max_bytes``. Raises :class:`ArchiveError`, also at the very
    end, where the checksum (CRC-32) is known: nothing is to be believed before all lines were read.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) != 1:
                raise ArchiveError("bad_zip", f"it holds {len(members)} files instead of one")
            with archive.open(members[0]) as stream:
                # A buffer, as a member of an archive reads a line with a limit byte by byte.
                yield from _lines(BufferedReader(stream, _BUFFER), max_bytes)  # type: ignore[type-var]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise ArchiveError("bad_zip", f"it is no zip archive that can be read ({error})") from error


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    size = 0
    while line := stream.readline(LONGEST_LINE):
        size = _within(size + len(line), max_bytes)
        too_long = len(line) == LONGEST_LINE and not line.endswith(b"\n")
        while too_long and (rest := stream.readline(LONGEST_LINE)):
            size = _within(size + len(rest), max_bytes)
            if rest.endswith(b"\n"):
                break
        yield None if too_long else line.rstrip(b"\r\n")


def _within(size: int, max_bytes: int) -> int:
    if size > max_bytes:
        raise ArchiveError("too_large", f"it unpacks to more than {max_bytes} bytes (collect.gdelt.max_unpacked_bytes)")
    return size
