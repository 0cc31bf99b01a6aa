"""Raw pages, kept compressed in WARC files so that extraction can be repeated without the network."""

import logging
import os
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_CHUNK = 1 << 20
_COMMENTED = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff"  # gzip header: deflate, with a comment, no time, unknown system
# WARC asks for a type; this one says that the server gave none.
_UNTYPED = "application/octet-stream; declared=none"

log = logging.getLogger(__name__)


class RawPageError(LookupError):
    """A record that is not where it should be; the message says what to do."""


@dataclass(frozen=True)
class RawPage:
    """A page as it was fetched; ``content`` is its decompressed body."""

    url: str
    content: bytes
    content_type: str | None
    fetched_at: datetime


class RawStore:
    """WARC files under ``DATA_DIR/raw``, one for each day of the run's clock, each record a gzip member of its own.

    Records are only ever appended: a run killed while writing leaves at most a torn record at the end, which is cut off
    before the next one is written; what stood before is never touched. One process writes at a time (the collector's
    lock).
    """

    def __init__(self, data_dir: Path | str) -> None:
        self.folder = Path(data_dir) / "raw"
        self._mended: set[Path] = set()

    def append(self, url: str, content: bytes, content_type: str | None, at: datetime) -> tuple[str, int]:
        """Keep a page; returns its file's name under ``raw`` and the offset of its record.

        Raises OSError when the disk is full; the file is then as it was before.
        """
        at = at.astimezone(UTC)
        path = self.folder / f"{at:%Y-%m-%d}.warc.gz"
        record = _record(url, content, content_type, at)
        if path not in self._mended:
            self.folder.mkdir(parents=True, exist_ok=True)
            _cut_torn_end(path)
            self._mended.add(path)
        with path.open("ab", buffering=0) as file:
            offset = file.seek(0, os.SEEK_END)
            try:
                written = 0
                while written < len(record):
                    written += file.write(record[written:])
            except OSError:
                file.truncate(offset)
                raise
        return path.name, offset

    def sync(self) -> None:
        """Make sure that what was appended so far survives a power cut."""
        for path in self._mended:
            with path.open("rb") as file:
                os.fsync(file.fileno())

    def read(self, warc_file: str, warc_offset: int) -> RawPage:
        """The page at an offset of a file. Raises :class:`RawPageError` if it is not there."""
        path = self.folder / Path(warc_file).name
        try:
            with path.open("rb") as file:
                file.seek(warc_offset)
                record = next(iter(ArchiveIterator(file)))
                headers, content = record.rec_headers, record.content_stream().read()
        except (OSError, StopIteration, ArchiveLoadFailed, zlib.error) as error:
            raise RawPageError(
                f"{path}: no page at offset {warc_offset} ({error}). Restore the file, or collect anew."
            ) from error
        at = datetime.strptime(headers.get_header("WARC-Date"), _TIME).replace(tzinfo=UTC)
        kind = headers.get_header("Content-Type")
        return RawPage(headers.get_header("WARC-Target-URI"), content, None if kind == _UNTYPED else kind, at)

    def blank(self, warc_file: str, warc_offset: int) -> bool:
        """Put a record that says "removed" in the place of a page, of the same packed length, so that every other offset stays true.

        Returns whether there was a page. Raises OSError where the file cannot be written.
        """
        path = self.folder / Path(warc_file).name
        try:
            self.read(warc_file, warc_offset)
        except RawPageError:
            return False
        with path.open("r+b") as file:
            file.seek(warc_offset)
            length = _member_length(file)
            file.seek(warc_offset)
            file.write(_filler(length))
            file.flush()
            os.fsync(file.fileno())
        return True


def _member_length(file: BinaryIO) -> int:
    """Packed bytes of the gzip member at the file's position."""
    stream, length = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    while not stream.eof:
        chunk = stream.unconsumed_tail or file.read(_CHUNK)
        stream.decompress(chunk, _CHUNK)
        length += len(chunk) - len(stream.unused_data if stream.eof else stream.unconsumed_tail)
        if not chunk:
            break
    return length


def _filler(length: int) -> bytes:
    """A gzip member of ``length`` bytes that holds a WARC record without a page; its header's comment (RFC 1952, 2.3) takes up the rest."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=False)
    record = writer.create_warc_record("urn:removed", "metadata", payload=BytesIO(b""), length=0)
    writer.write_record(record)
    text = out.getvalue()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(text) + packer.flush()
    tail = struct.pack("<II", zlib.crc32(text), len(text))
    room = length - len(_COMMENTED) - len(packed) - len(tail) - 1
    if room < 0:  # no page is packed that small; an empty member then
        packed, tail = b"\x03\x00", bytes(8)
        room = length - len(_COMMENTED) - len(packed) - len(tail) - 1
    return _COMMENTED + b"x" * room + b"\0" + packed + tail


def _record(url: str, content: bytes, content_type: str | None, at: datetime) -> bytes:
    """One `resource` record, packed; the same page at the same time gives the same bytes."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        url,
        "resource",
        payload=BytesIO(content),
        length=len(content),
        warc_content_type=content_type or _UNTYPED,
        warc_headers_dict={
            "WARC-Date": at.strftime(_TIME),
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{url} {at.isoformat()}')}>",
        },
    )
    writer.write_record(record)
    return out.getvalue()


def _cut_torn_end(path: Path) -> None:
    """Cut off an unfinished record at the end of a file.

    Only what simply stops short is cut: behind damage of another kind (a failing disk) there may be good records,
    which are still found by their offset, so such a file is left as it is and appended to.
    """
    if not path.exists():
        return
    try:
        complete = _complete_size(path)
    except zlib.error as error:
        log.warning("%s: a record is damaged (%s); it is left as it is, new records go behind it", path, error)
        return
    if complete < path.stat().st_size:
        log.warning("%s: the last record was left unfinished by an earlier run and is cut off", path)
        os.truncate(path, complete)


def _complete_size(path: Path) -> int:
    """Bytes up to the end of the last complete gzip member. Raises zlib.error where the file is no gzip."""
    position = complete = 0
    stream, pending = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
    with path.open("rb") as file:
        while chunk := pending or file.read(_CHUNK):
            stream.decompress(chunk, _CHUNK)
            pending = stream.unused_data if stream.eof else stream.unconsumed_tail
            position += len(chunk) - len(pending)
            if stream.eof:
                complete, stream = position, zlib.decompressobj(zlib.MAX_WBITS | 16)
    return complete
