"""Text and URLs from the web, made harmless to show."""

import re
import unicodedata
from urllib.parse import urlsplit

# Controls, formatting (right-to-left overrides, zero-width marks, tags), private use and lone surrogates can make a line read as it was not
# written. The joiners (U+200C, U+200D) stay: several scripts and emoji need them.
_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[\t\n\r\f\v\u0085\u2028\u2029 \u00a0\u3000]+")
# End of a sentence or clause, where a long quotation may stop.
_STOP = re.compile(r"[。！？；;，,]|[.!?](?=\s)|\s")


def display(text: object) -> str:
    """One line of text as it may be shown: white space becomes a space, a hidden or control character its code, e.g. ``[U+202E]``."""
    line = _SPACE.sub(" ", "" if text is None else str(text)).strip()
    return _SUSPECT.sub(lambda found: f"[U+{ord(found[0]):04X}]", unicodedata.normalize("NFC", line))


def safe_url(url: object) -> str | None:
    """The URL if it may become a link (http or https, with a host, nothing hidden in it), else None."""
    text = "" if url is None else str(url)
    if text != display(text) or re.search(r"[\s\\<>\"'`{}|^]", text):
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return text if usable else None


def language_tag(code: object) -> str:
    """The code if it is a well-formed language tag (BCP 47), for the attribute ``lang``; else ``und``, the tag of what is not known."""
    text = "" if code is None else str(code)
    return text if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) else "und"


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters: cut after a clause or word that ends in the second half, with an ellipsis."""
    if len(text) <= limit:
        return text
    if limit < 2:
        return "…"[:limit]
    head = text[: limit - 1]
    ends = [found.end() for found in _STOP.finditer(head) if found.end() >= limit // 2]
    return (head[: ends[-1]] if ends else head).rstrip(" ，,；;") + "…"


def markdown(text: object) -> str:
    """Text as literal Markdown: markup escaped, HTML as entities, so that nothing in it can become a link, a tag or a table cell."""
    line = display(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]|~$@])", r"\\\1", line)
    line = re.sub(r":(?=//)|(?i:(?<=www))\.", lambda found: "\\" + found[0], line)  # no bare URL becomes a link
    return re.sub(
        r"^(?:([-+=#])|(\d+)([.)]))", lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line
    )


def markdown_link(text: object, url: object) -> str:
    """A Markdown link if the URL may be one, else the text alone. Parentheses in the URL are encoded."""
    safe = safe_url(url)
    if safe is None:
        return markdown(text)
    return f"[{markdown(text)}](<{safe.replace('(', '%28').replace(')', '%29')}>)"
