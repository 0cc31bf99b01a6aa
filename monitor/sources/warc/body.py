"""The body of an HTTP answer in an archive, without transfer and content encoding.

Crawlers keep answers as they came, or unpacked under the headers of the packed one: what is said is undone only where it is so.
"""

import re
import zlib
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders

from monitor.sources.warc.faults import RecordFault
from monitor.sources.warc.unpack import MAGIC

SLACK = 1 << 16
"""Bytes by which a body may be larger in chunks than without them, beyond an eighth."""
_HTML_TYPE = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_DEFLATE = (zlib.MAX_WBITS, -zlib.MAX_WBITS)


def is_html_type(content_type: str | None) -> bool:
    """Whether a Content-Type names HTML."""
    return _HTML_TYPE.match(content_type or "") is not None


def looks_like_html(content: bytes) -> bool:
    """Whether a body without a declared type begins as HTML does."""
    return _HTML.match(content) is not None


def most_raw(max_bytes: int) -> int:
    """Largest body, still encoded, that can give one of ``max_bytes``."""
    return max_bytes + max_bytes // 8 + SLACK


def open_body(raw: bytes, headers: StatusAndHeaders, max_bytes: int, *, cut: bool = False) -> bytes:
    """The body of an answer; ``cut`` says that the archive holds only its beginning.

    Raises :class:`RecordFault` (``too_large``, ``unreadable``).
    """
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        raw = ChunkedDataReader(BytesIO(raw)).read()
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if raw.startswith(MAGIC):
        raw = _inflate(raw, (zlib.MAX_WBITS | 16,), max_bytes, cut=cut)
    elif encoding == "deflate" and b"<" not in raw[:1000]:
        raw = _inflate(raw, _DEFLATE, max_bytes, cut=cut)
    elif encoding not in {"", "identity"} and not _is_text(raw):
        raise RecordFault("unreadable")  # br, zstd, or damaged
    if len(raw) > max_bytes:
        raise RecordFault("too_large")
    return raw


def _inflate(packed: bytes, forms: tuple[int, ...], max_bytes: int, *, cut: bool) -> bytes:
    for form in forms:
        stream = zlib.decompressobj(form)
        try:
            content = stream.decompress(packed, max_bytes + 1)
        except zlib.error:
            continue
        if len(content) > max_bytes:
            raise RecordFault("too_large")
        if stream.eof or cut:
            return content
    raise RecordFault("unreadable")


def _is_text(content: bytes) -> bool:
    return b"<" in content[:1000] and b"\0" not in content[:1000]
