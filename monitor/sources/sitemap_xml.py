"""A sitemap's bytes into what it says: sitemaps.org 0.9 and the Google News extension.

Read by lxml as a stream of events: no tree is built, so 50,000 entries cost what is kept of them. lxml and not defusedxml,
whose expat knows no multi-byte charset and builds a tree; the bytes are turned into UTF-8 before by feedparser, which reads
the declared encoding as feeds need it (GB2312 as GB18030). What defusedxml is for is done here: a document type ends the
reading where it begins, before the first entity is declared (no sitemap needs one), nothing is loaded from anywhere, and
libxml2's own limits on depth and size stay on.

Namespaces are not asked for: many sitemaps name wrong ones. Where an element stands decides, so that the ``image:loc`` of an
entry is not taken for its address, nor ``video:title`` for its title.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message

from feedparser.encodings import convert_to_utf8
from feedparser.exceptions import CharacterEncodingOverride, CharacterEncodingUnknown
from lxml import etree

MAX_URLS = 50_000
"""Most entries read from a sitemap: the protocol's own limit."""
_LONGEST = 4096
_ROOTS = {"urlset": "url", "sitemapindex": "sitemap"}
_FIELDS = {
    ("url", "loc"): "loc",
    ("url", "lastmod"): "lastmod",
    ("sitemap", "loc"): "loc",
    ("sitemap", "lastmod"): "lastmod",
    ("news", "publication_date"): "published",
    ("news", "title"): "title",
    ("publication", "language"): "language",
}
_PREDEFINED = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_REFERENCE = re.compile(rb"&(?:#\d{1,7};|#x[0-9A-Fa-f]{1,6};|([A-Za-z]\w{0,31});)?")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class NoSitemapError(ValueError):
    """Bytes that are no sitemap; the message says why."""


@dataclass(frozen=True)
class Item:
    """An entry of a sitemap or of an index, as it is written; None for what is not there."""

    loc: str
    lastmod: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class SitemapText:
    """What a sitemap or an index of sitemaps says; ``n_all`` counts entries beyond the limit too."""

    is_index: bool
    items: list[Item]
    n_all: int
    notes: list[str] = field(default_factory=list)


def parse_sitemap(content: bytes, content_type: str | None) -> SitemapText:
    """Read a sitemap. One that breaks off or is malformed gives its whole entries up to there, with a note.

    Raises :class:`NoSitemapError` for what is no sitemap, or gives nothing.
    """
    content = content.lstrip(b" \t\r\n")
    if not content:
        raise NoSitemapError("it is empty")
    data, notes, is_sure = _to_utf8(content, content_type)
    reader, fault = _read(data)
    if fault:
        # Bare ampersands and the names of HTML are the commonest faults; skipping them would give other addresses.
        mended, fault_left = _read(_mend(data))
        if len(mended.items) >= len(reader.items):
            reader = mended
            notes.append(f"not well-formed ({fault}), " + (f"read up to: {fault_left}" if fault_left else "mended"))
        else:
            notes.append(f"not well-formed, read up to: {fault}")
        if not reader.items:
            raise NoSitemapError(fault)
    items = reader.items if is_sure else [Item(one.loc, one.lastmod, one.published) for one in reader.items]
    return SitemapText(reader.root == "sitemapindex", items, reader.n_all, notes)


class _Reader:
    """The target of lxml's parser: collects the entries that are complete."""

    def __init__(self) -> None:
        self.root = ""
        self.items: list[Item] = []
        self.n_all = 0
        self._path: list[str] = []
        self._found: dict[str, str] = {}
        self._name: str | None = None
        self._text = ""

    def doctype(self, name: str, *_: object) -> None:
        raise NoSitemapError(
            "it is an HTML page" if name.lower() == "html" else "it declares a document type, which may hide anything"
        )

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2].lower()
        if not self._path:
            self.root = name
            if name not in _ROOTS:
                feed = "; a feed: leave out kind: sitemap beside its address" if name in {"rss", "rdf", "feed"} else ""
                raise NoSitemapError(f"its root is <{name[:40]}>, not <urlset> or <sitemapindex>{feed}")
        self._path.append(name)
        self._name = _FIELDS.get((self._path[-2], name)) if len(self._path) > 2 else None
        self._text = ""
        if len(self._path) == 2:
            self._found = {}

    def data(self, text: str) -> None:
        if self._name is not None and len(self._text) <= _LONGEST:
            self._text += text[: _LONGEST + 1]

    def end(self, _: str) -> None:
        name = self._path.pop()
        if self._name is not None:
            self._found.setdefault(self._name, self._text.strip())
            self._name = None
        if len(self._path) == 1 and name == _ROOTS[self.root]:
            self.n_all += 1
            if len(self.items) < MAX_URLS:
                self.items.append(_item(self._found))

    def close(self) -> None:
        pass


def _item(found: Mapping[str, str]) -> Item:
    # Whatever was cut at the limit is no address any more.
    loc = found.get("loc", "") if len(found.get("loc", "")) <= _LONGEST else ""
    title = html.unescape(found["title"][:_LONGEST]) if found.get("title") else None
    return Item(
        loc.replace("&amp;", "&"), found.get("lastmod"), found.get("published"), title, found.get("language") or None
    )


def _read(data: bytes) -> tuple[_Reader, str | None]:
    """What can be read, and the fault that ended it."""
    reader = _Reader()
    parser = etree.XMLParser(
        target=reader, encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        etree.fromstring(data, parser)  # fed in pieces, the parser would forget its limit on depth
    except etree.XMLSyntaxError as error:
        return reader, str(error.msg or error)
    return reader, None


def _mend(data: bytes) -> bytes:
    """UTF-8 with bare ampersands escaped, HTML's names as numbers, and without control characters."""

    def mended(found: re.Match[bytes]) -> bytes:
        name = found[1]
        if name is None:
            return found[0] if len(found[0]) > 1 else b"&amp;"
        text = f"&{name.decode(errors='replace')};"
        if name in _PREDEFINED or html.unescape(text) == text:
            return found[0] if name in _PREDEFINED else b"&amp;" + found[0][1:]
        return "".join(f"&#{ord(character)};" for character in html.unescape(text)).encode()

    return _REFERENCE.sub(mended, _CONTROL.sub(b"", data))


def _to_utf8(content: bytes, content_type: str | None) -> tuple[bytes, list[str], bool]:
    """The bytes in UTF-8, notes, and whether the characters beyond ASCII can be believed.

    The declaration decides, UTF-8 where there is none. Only bytes that contradict it are read by the header's charset, and
    those that contradict that too by a guess, which is good enough for addresses and not for titles.
    """
    header = Message()
    header["content-type"] = content_type or "application/xml"
    charset = header.get_content_charset()
    told: dict[str, object] = {}
    data = convert_to_utf8({"content-type": "application/xml"}, content, told)
    if not isinstance(told.get("bozo_exception"), CharacterEncodingOverride | CharacterEncodingUnknown):
        return data, [], True
    if charset:
        said: dict[str, object] = {}
        other = convert_to_utf8({"content-type": f"application/xml; charset={charset}"}, content, said)
        if "bozo_exception" not in said:
            return other, [f"it is not in the encoding that it declares, but in {charset}, as the server says"], True
    is_utf8 = told.get("encoding") == "utf-8"
    note = "and was read as UTF-8" if is_utf8 else "nor in UTF-8: its titles were left out"
    return data, [f"it is not in the encoding that it declares, {note}"], is_utf8
