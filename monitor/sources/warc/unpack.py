"""The bytes of a WARC file, unpacked a piece at a time and never further than is allowed.

warcio's own reader of packed files is not used: it takes a damaged member for its end, unpacks lines of any length into memory, and
does not say where a member began.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from monitor.sources.files.listing import FREE_BYTES, MAX_RATIO
from monitor.sources.warc.faults import WarcFault

MAGIC = b"\x1f\x8b"
CHUNK = 1 << 16
LONGEST_LINE = 1 << 16
MAX_HEADERS = 1 << 20
"""Bytes of the headers of one record, WARC's and HTTP's together."""
TORN = "The file ends in the middle of a record, as one that was not fetched to its end. Fetch it again."
_ZSTD = b"\x28\xb5\x2f\xfd"


class HeaderError(ValueError):
    """Headers, or one line of them, that are longer than any record needs."""


@dataclass(frozen=True)
class Piece:
    """A gzip member, or the whole of a file that is not packed, from its ``offset`` in the file on."""

    offset: int
    packed: bool
    lines: "Lines"


class Lines:
    """A stream as warcio reads it: at most :data:`CHUNK` bytes at a time, and lines of bounded length.

    Raises :class:`HeaderError` and what the stream raises.
    """

    def __init__(self, stream: Any) -> None:
        self._stream, self._consumed, self._room = stream, 0, MAX_HEADERS

    def begin_record(self) -> None:
        """From here on there may be as many bytes of headers again."""
        self._room = MAX_HEADERS

    def read(self, size: int | None = None) -> bytes:
        """At most ``size`` bytes, fewer also before the end; none at the end."""
        got: bytes = self._stream.read(CHUNK if size is None else min(size, CHUNK))
        self._consumed += len(got)
        return got

    def readline(self, size: int | None = None) -> bytes:
        """A line with its end."""
        line: bytes = self._stream.readline(LONGEST_LINE if size is None else min(size, LONGEST_LINE))
        self._consumed += len(line)
        self._room -= len(line)
        if self._room < 0 or len(line) == LONGEST_LINE:
            raise HeaderError("headers are too long")
        return line

    def tell(self) -> int:
        """Bytes given out."""
        return self._consumed

    def drain(self) -> None:
        """Pass over the rest."""
        while self.read():
            pass


def open_pieces(file: BinaryIO, size: int, offset: int) -> Iterator[Piece]:
    """The pieces from ``offset`` (where one begins) on, each to be drained before the next is asked for.

    Raises :class:`WarcFault` for what is no archive, is damaged or ends too early; OSError where the disk fails.
    """
    start = file.read(len(_ZSTD))
    if not start:
        raise WarcFault("The file is empty.")
    if start == _ZSTD:
        raise WarcFault("The file is packed with Zstandard, which is not read here. Unpack it, or pack it with gzip.")
    file.seek(offset)
    if not start.startswith(MAGIC):
        yield Piece(offset, False, Lines(file))
        return
    packed = _Packed(file, offset, FREE_BYTES + MAX_RATIO * size)
    while packed.more():
        yield Piece(packed.position, True, Lines(io.BufferedReader(_Member(packed), CHUNK)))


class _Packed:
    """A packed file: how far it was read, and how much it may still unpack to."""

    def __init__(self, file: BinaryIO, position: int, budget: int) -> None:
        self._file, self._pending, self._budget = file, b"", budget
        self.position = position

    def more(self) -> bool:
        """Whether another member begins here. Zeros between and behind members are padding."""
        while True:
            kept = self._pending.lstrip(b"\0")
            self.position += len(self._pending) - len(kept)
            self._pending = kept or self._file.read(CHUNK)
            if kept or not self._pending:
                return bool(kept)

    def take(self) -> bytes:
        """Packed bytes that come next. Raises :class:`WarcFault` at the end of the file."""
        taken = self._pending or self._file.read(CHUNK)
        if not taken:
            raise WarcFault(TORN)
        self._pending = b""
        self.position += len(taken)
        return taken

    def give_back(self, rest: bytes) -> None:
        """Take back what was not used."""
        self._pending = rest
        self.position -= len(rest)

    def spend(self, n_bytes: int) -> None:
        """Count unpacked bytes. Raises :class:`WarcFault` when they are more than a file of this size may hold."""
        self._budget -= n_bytes
        if self._budget < 0:
            raise WarcFault(f"The file unpacks to more than {MAX_RATIO} times its size; reading stopped.")


class _Member(io.RawIOBase):
    """One gzip member as a stream of its unpacked bytes."""

    def __init__(self, packed: _Packed) -> None:
        self._packed = packed
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer)
        while not self._zlib.eof:
            taken = self._packed.take()
            try:
                got = self._zlib.decompress(taken, len(room))
            except zlib.error as error:
                at = self._packed.position
                raise WarcFault(
                    f"The file is damaged before byte {at} ({error}); nothing behind that was read. Fetch it again."
                ) from error
            self._packed.give_back(self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail)
            if got:
                self._packed.spend(len(got))
                room[: len(got)] = got
                return len(got)
        return 0
