"""Bytes of a page to text: which charset, and whether it can be believed."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

# Labels as browsers read them (WHATWG Encoding Standard): the label names a subset, the superset is what is sent.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "johab": "cp949",
    "shift_jis": "cp932",
}
# Accept almost any bytes, and servers send them by default: believed only after everything else.
_WEAK = frozenset({"cp1252", "cp1254"})
_SNIFFED = [
    "gb18030",
    "big5hkscs",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "koi8_r",
]
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(
    rb"""<(?:meta\b[^>]{0,400}?charset\s*=\s*|\?xml\b[^>]{0,200}?encoding\s*=\s*)["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MARKUP = re.compile(rb"<[^<>]*>")
_RUN = re.compile(rb"[\x80-\xff]{2,}")
_META_WITHIN = 16_384
_SNIFF_WITHIN = 200_000
_HEAD, _EMPTY_HALVES = 64, 0.3
# Real pages hold a few broken bytes (a title cut in the middle of a character); more than this share is a wrong charset.
_MAX_BROKEN = 0.005
_NOT_TEXT = (
    "application/pdf",
    "image/",
    "audio/",
    "video/",
    "application/zip",
    "application/octet-stream",
    "application/msword",
)


class UndecodableError(ValueError):
    """The bytes are no text in any charset that can be believed; the message is the reason, as a sentence."""


@dataclass(frozen=True)
class Decoded:
    """The text of a page, the Python codec that read it, and what named that codec (bom, utf8, header, meta, sniffed)."""

    text: str
    encoding: str
    source: str


def decode(content: bytes, content_type: str | None = None) -> Decoded:
    """Text of a page from its bytes.

    A byte order mark decides, or every second byte empty (UTF-16 without one); then valid UTF-8 with enough non-ASCII bytes to be
    no accident; then the Content-Type header, the page's own meta tag, and sniffing (charset-normalizer). gb2312 and gbk are read
    as gb18030, big5 as big5hkscs, latin-1 as cp1252.
    Raises :class:`UndecodableError` for files that are not text and where every charset leaves broken characters.
    """
    if content_type and content_type.lower().startswith(_NOT_TEXT):
        raise UndecodableError(f"The page is no text: the server calls it {content_type.split(';')[0]}.")
    if content.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise UndecodableError("The page is no text: it begins like a document or an image file.")
    named: list[str] = []
    for encoding, source in _candidates(content, content_type):
        text = _read(content, encoding)
        if text is not None:
            return Decoded(text, encoding, source)
        named.append(f"{encoding} ({source})")
    tried = ", ".join(named) or "no charset was named and none was found by sniffing"
    raise UndecodableError(f"No charset reads the page without broken characters; tried: {tried}.")


def _candidates(content: bytes, content_type: str | None) -> Iterator[tuple[str, str]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            yield encoding, "bom"
    wide = _utf16(content)
    if wide is not None:
        yield wide, "sniffed"
    if _is_utf8(content):
        yield "utf-8", "utf8"
    declared = list(_declared(content, content_type))
    yield from (pair for pair in declared if pair[0] not in _WEAK)
    if _is_western(content):
        yield from declared
        yield "cp1252", "sniffed"
    sniffed = _sniff(content)
    if sniffed is not None and sniffed not in _WEAK:
        yield sniffed, "sniffed"
    yield from (pair for pair in declared if pair[0] in _WEAK)
    if sniffed in _WEAK:
        yield sniffed, "sniffed"


def _declared(content: bytes, content_type: str | None) -> Iterator[tuple[str, str]]:
    header = _HEADER.search(content_type or "")
    if header and (encoding := _codec(header[1])):
        yield encoding, "header"
    meta = _META.search(content, 0, _META_WITHIN)
    if meta and (encoding := _codec(meta[1].decode("ascii", "replace"))):
        yield encoding, "meta"


def _codec(label: str) -> str | None:
    """The Python codec for a label, None for unknown ones and for those that are no charset (such as rot13)."""
    try:
        info = codecs.lookup(label.strip().lower())
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name in {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
    }:
        return None
    return _SUPERSETS.get(info.name, info.name)


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a byte order mark, by the empty halves of the ASCII characters that every page begins with."""
    head = content[:_HEAD]
    empty = head[::2].count(0), head[1::2].count(0)
    if max(empty) < _EMPTY_HALVES * len(head) or min(empty):
        return None
    return "utf-16-be" if empty[0] else "utf-16-le"


def _is_utf8(content: bytes) -> bool:
    """Valid UTF-8 that is either pure ASCII or holds enough other bytes not to be so by accident."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    others = len(content.translate(None, bytes(range(128))))
    return (others == 0 and b"\x1b" not in content) or others >= 12


def _is_western(content: bytes) -> bool:
    """Mostly single bytes beyond ASCII between letters, as accents are; other scripts come in runs."""
    beyond = len(content.translate(None, bytes(range(128))))
    in_runs = sum(map(len, _RUN.findall(content)))
    return in_runs < 0.2 * beyond


def _sniff(content: bytes) -> str | None:
    words = _MARKUP.sub(b" ", content[:_SNIFF_WITHIN])
    best = from_bytes(words, cp_isolation=_SNIFFED, threshold=0.2).best()
    return None if best is None else _codec(best.encoding)


def _read(content: bytes, encoding: str) -> str | None:
    """The text, or None when more than a few characters are broken."""
    text = content.decode(encoding, "replace")
    return text if _broken(text) <= _MAX_BROKEN * max(len(text), 1) else None


def _broken(text: str) -> int:
    """Number of characters no page holds: replacement characters, controls, private use, unassigned."""
    odd = {one: text.count(one) for one in set(text) if _is_odd(one)}
    return sum(odd.values())


def _is_odd(character: str) -> bool:
    return character == "\ufffd" or (
        character not in "\t\n\r\f" and unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"}
    )
