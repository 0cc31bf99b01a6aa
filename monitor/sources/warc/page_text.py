"""The text of a page, quickly: good enough to look for keywords in, before the page is read properly (monitor.articles)."""

import codecs
import re

from charset_normalizer import from_bytes
from lxml import etree, html

# As in browsers: the label names a subset, the superset is what is sent.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
_SNIFFED = ["gb18030", "big5hkscs", "cp932", "cp949", "cp1251", "cp1252"]
_SNIFF_WITHIN = 50_000
_META_WITHIN = 16_384
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_META = re.compile(
    rb"""<(?:meta\b[^>]{0,400}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_MARKUP = re.compile(rb"<[^<>]*>")
_UNSEEN = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "select", "button", "iframe", "object", "textarea", "nav", "header", "footer",
        "aside", "form",
    }
)  # fmt: skip


def page_text(content: bytes, content_type: str | None) -> str:
    """Title and text of a page without scripts, navigation, headers, footers, asides and forms; empty where nothing can be read."""
    text = decode_quickly(content, content_type)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    return " ".join(_texts(tree))


def decode_quickly(content: bytes, content_type: str | None) -> str:
    """The page in the charset of its byte order mark, UTF-8 where it is that, its header's, its meta tag's, or one that was guessed.

    Broken characters are replaced: a filter needs some words, not all.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    return content.decode(_declared(content, content_type) or _guessed(content) or "cp1252", "replace")


def _declared(content: bytes, content_type: str | None) -> str | None:
    """The charset that is named. UTF-8 counts even though not every byte is; cp1252 does not: servers name it by default."""
    header, meta = _HEADER.search(content_type or ""), _META.search(content, 0, _META_WITHIN)
    labels = [header[1] if header else "", meta[1].decode("ascii", "replace") if meta else ""]
    named = [codec for label in labels if label and (codec := _codec(label)) is not None]
    return next((codec for codec in named if codec != "cp1252"), None)


def _codec(label: str) -> str | None:
    try:
        info = codecs.lookup(label.lower())
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True) or "escape" in info.name or info.name in {"idna", "punycode"}:
        return None
    return _SUPERSETS.get(info.name, info.name)


def _guessed(content: bytes) -> str | None:
    words = _MARKUP.sub(b" ", content[:_SNIFF_WITHIN])
    best = from_bytes(words, cp_isolation=_SNIFFED, threshold=0.2).best()
    return None if best is None else _codec(best.encoding)


def _texts(tree: html.HtmlElement) -> list[str]:
    """The texts that a reader sees in the running part, in order; iterative, as pages can be nested deeply."""
    texts: list[str] = []
    stack: list[tuple[html.HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, left = stack.pop()
        if left:
            texts += [element.tail] if element.tail else []
            continue
        stack.append((element, True))
        if isinstance(element.tag, str) and element.tag not in _UNSEEN:
            texts += [element.text] if element.text else []
            stack += [(child, False) for child in reversed(element)]
    return texts
