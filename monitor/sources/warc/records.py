"""The records of a WARC file, one at a time: the pages among them, and why the others are none."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders

from monitor.sources.warc.body import is_html_type, looks_like_html, most_raw, open_body
from monitor.sources.warc.faults import RecordFault, WarcFault
from monitor.sources.warc.unpack import TORN, HeaderError, Lines, Piece, open_pieces
from monitor.web import canonical_url

_FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # the Web's
_LONGEST_HEADER = 300
_LOADER = ArcWarcRecordLoader(verify_http=False, arc2warc=False)

logging.getLogger("warcio").setLevel(logging.ERROR)  # it warns of every address with a blank in it


@dataclass(frozen=True)
class Position:
    """Where reading goes on: in the piece (a gzip member) at ``offset``, of which ``n_read`` records were read."""

    offset: int
    n_read: int


START = Position(0, 0)
"""The beginning of a file."""


@dataclass(frozen=True)
class WarcPage:
    """A page of HTML as it was answered, its encodings undone; ``at`` is WARC-Date (UTC, to the second).

    ``note`` is a sentence on what is wrong with it, if anything is.
    """

    url: str
    at: datetime
    content: bytes
    content_type: str | None
    note: str | None = None


@dataclass(frozen=True)
class WarcRecord:
    """A record: its page, or why it gives none (one of :data:`LEFT_OUT` in ``faults``), and where reading goes on behind it."""

    after: Position
    page: WarcPage | None
    left_out: str | None


@dataclass(frozen=True)
class RecordReader:
    """How records are read: ``wants_url`` says of a canonical URL whether its body is worth unpacking."""

    wants_url: Callable[[str], bool]
    max_bytes: int
    now: datetime

    def read(self, path: Path, start: Position = START) -> Iterator[WarcRecord]:
        """The records of a file behind ``start``, in constant memory.

        Raises :class:`WarcFault` where it cannot be read on; what came before it stands.
        """
        try:
            with path.open("rb") as file:
                for piece in open_pieces(file, path.stat().st_size, start.offset):
                    skip = start.n_read if piece.offset == start.offset else 0
                    # one record late: the checksum of a gzip member comes behind its record
                    held: WarcRecord | None = None
                    for number, record in enumerate(_records(piece), start=1):
                        if held is not None:
                            yield held
                        held = self._one(piece, number, record, skip)
                    if held is not None:
                        yield held
        except OSError as error:
            raise WarcFault(f"The file cannot be read ({error}).") from error

    def _one(self, piece: Piece, number: int, record: ArcWarcRecord | None, skip: int) -> WarcRecord | None:
        """A record, read and passed over; None for one of the first ``skip`` of its piece."""
        end = piece.lines.tell() + (0 if record is None else record.length)
        page, left_out = (None, None) if number <= skip else self._page(record)
        while (left := end - piece.lines.tell()) > 0:
            if not piece.lines.read(left):
                if not piece.packed:
                    raise WarcFault(TORN)
                page, left_out = None, "damaged"
                break
        after = (piece.offset, number) if piece.packed else (piece.offset + piece.lines.tell(), 0)
        return None if number <= skip else WarcRecord(Position(*after), page, left_out)

    def _page(self, record: ArcWarcRecord | None) -> tuple[WarcPage | None, str | None]:
        if record is None:
            return None, "damaged"
        try:
            return self._read(record), None
        except RecordFault as fault:
            return None, fault.kind
        except (WarcFault, OSError):
            raise
        except Exception:  # warcio raises many kinds for records that only look like some
            return None, "damaged"

    def _read(self, record: ArcWarcRecord) -> WarcPage:
        """The page of a record. Raises :class:`RecordFault` where there is none."""
        if record.rec_type not in {"response", "resource"}:
            raise RecordFault("other_record")
        given = record.rec_headers.get_header("WARC-Target-URI") or ""
        url = canonical_url(given)
        if url is None:
            raise RecordFault("bad_address")
        at = self._time(record.rec_headers.get_header("WARC-Date") or "")
        if not self.wants_url(url):
            raise RecordFault("other_outlet")
        headers = _answer(record, given)
        named = headers.get_header("Content-Type") or record.rec_headers.get_header("WARC-Identified-Payload-Type")
        content_type = None if named is None or "declared=none" in named else named[:_LONGEST_HEADER]
        if content_type and not is_html_type(content_type):
            raise RecordFault("not_html")
        cut = record.rec_headers.get_header("WARC-Truncated")
        content = open_body(_raw_body(record, most_raw(self.max_bytes)), headers, self.max_bytes, cut=cut is not None)
        if not content_type and not looks_like_html(content):
            raise RecordFault("not_html")
        if not content.strip():
            raise RecordFault("unreadable")
        note = None if cut is None else f"{url}: the archive holds only the beginning of the page ({cut[:40]})."
        return WarcPage(url, at, content, content_type, note)

    def _time(self, text: str) -> datetime:
        try:
            at = datetime.fromisoformat(text.strip())
        except ValueError:
            raise RecordFault("bad_time") from None
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
        if not _FIRST <= at <= self.now + timedelta(days=1):
            raise RecordFault("bad_time")
        return at


def _records(piece: Piece) -> Iterator[ArcWarcRecord | None]:
    """The records of a piece, each to be passed over before the next is asked for; None for one that is damaged.

    In a packed file the next member is a new beginning; one that is not packed ends where it is damaged: :class:`WarcFault`.
    """
    lines = piece.lines
    try:
        while line := _next_line(lines):
            record = _LOADER.parse_record_stream(lines, line, "warc", no_record_parse=True)
            yield _with_length(record)
    except (ArchiveLoadFailed, HeaderError) as error:
        if not piece.packed:
            at, said = (
                piece.offset + lines.tell(),
                " ".join(str(error).split())[:100],
            )  # warcio quotes lines with their end
            raise WarcFault(
                f"There is no WARC record before byte {at} ({said}); nothing behind that was read. If the file is an archive, "
                "fetch it again."
            ) from error
        lines.drain()
        yield None


def _with_length(record: ArcWarcRecord) -> ArcWarcRecord:
    if record.length is None:
        raise ArchiveLoadFailed("the record does not say how long it is")
    return record


def _next_line(lines: Lines) -> bytes:
    """The line that a record begins with; empty at the end."""
    while True:
        lines.begin_record()
        line = lines.readline()
        if not line or line.strip():
            return line


def _answer(record: ArcWarcRecord, url: str) -> StatusAndHeaders:
    """HTTP headers of a page that was answered with 200; of a resource, those that its record gives."""
    if record.rec_type == "resource":
        return _LOADER.default_http_headers(record.length, record.content_type)
    headers = _LOADER.load_http_headers(record.rec_type, url, record.raw_stream, record.length)
    if headers is None or headers.get_statuscode() != "200":
        raise RecordFault("not_ok")
    return headers


def _raw_body(record: ArcWarcRecord, most: int) -> bytes:
    if record.raw_stream.limit > most:
        raise RecordFault("too_large")
    parts = []
    while part := record.raw_stream.read():
        parts.append(part)
    return b"".join(parts)
