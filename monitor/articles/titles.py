"""Titles without the name of the site."""

import re
from collections.abc import Iterable
from itertools import islice

from courlan import extract_domain
from lxml.html import HtmlElement

_SEPARATOR = re.compile(r"\s*(?:[|｜_•·»«›‹]|--|——|\s[-–—:]\s|-(?=[\u3400-\u9fff]))\s*")
_COLON_SITE = re.compile(
    r"[：:]\s*([^：:]{2,16})$"
)  # 标题：朝日新聞; most colons belong to the title, so only before the site's exact name
_SPACE = re.compile(r"\s+")
_TITLE_CLASS = re.compile(r"title|headline|biaoti|\bbt\b", re.IGNORECASE)
_LEAST_HEADLINE, _READ_AT_MOST, _LOOKED_AT = 6, 600, 200


def strip_site(title: str, names: Iterable[str], heading: str | None = None) -> str:
    """``title`` without the parts before or after a separator that name the site.

    ``names`` are the outlet's names and domain. When the page has a ``heading`` (h1) that is one end of the title, up to a separator, the
    heading is the title. Nothing is cut that would leave less than two characters.
    """
    if not title:
        return ""
    if heading and (_is_end(title, heading) or _is_cut(title, heading)):
        return heading
    known = {key for name in names for key in (_key(name), _label(name)) if len(key) >= 2}
    colon = _COLON_SITE.search(title)
    if colon and _key(colon[1]) in known and colon.start() >= 4:
        title = title[: colon.start()]
    parts, separators = _split(title)
    while len(parts) > 1 and _names_site(parts[-1], known):
        parts, separators = parts[:-1], separators[:-1]
        parts, separators = _drop_sections(parts, separators)
    while len(parts) > 1 and _names_site(parts[0], known):
        parts, separators = parts[1:], separators[1:]
    cut = "".join(part + separator for part, separator in zip(parts, [*separators, ""], strict=True))
    return cut if len(cut) >= 2 else title


def own_headline(tree: HtmlElement, title: str) -> str | None:
    """The headline as it stands on the page, where it is one end of ``title`` up to a separator; the longest of several.

    Looked for in headings and in elements whose class or id speaks of a title; the site's name alone is too short to be one.
    """
    elements = filter(_may_be_headline, tree.iter("h1", "h2", "h3", "div", "span", "p", "td"))
    texts = (_SPACE.sub(" ", one.text_content()[:_READ_AT_MOST]).strip() for one in islice(elements, _LOOKED_AT))
    found = [
        text for text in texts if _LEAST_HEADLINE <= len(text) < len(title) <= 2 * len(text) and _is_end(title, text)
    ]
    return max(found, key=len, default=None)


def _may_be_headline(element: HtmlElement) -> bool:
    return element.tag in {"h1", "h2", "h3"} or bool(
        _TITLE_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
    )


def _split(title: str) -> tuple[list[str], list[str]]:
    parts, separators, at = [], [], 0
    for match in _SEPARATOR.finditer(title):
        if match.start() > at:
            parts.append(title[at : match.start()])
            separators.append(match.group())
            at = match.end()
    if at < len(title):
        parts.append(title[at:])
    return parts, separators[: max(len(parts) - 1, 0)]


def _drop_sections(parts: list[str], separators: list[str]) -> tuple[list[str], list[str]]:
    """After the site's name went: short section names between it and the title (标题_国际_新浪新闻) go too."""
    while (
        len(parts) > 1
        and separators[-1].strip() in {"_", "|", "｜", "--"}
        and len(parts[-1]) <= 6
        and len(parts[-1]) * 2 < len(parts[0])
    ):
        parts, separators = parts[:-1], separators[:-1]
    return parts, separators


def _is_end(title: str, heading: str) -> bool:
    if len(heading) < 4 or len(heading) >= len(title):
        return False
    if title.startswith(heading):
        return bool(_SEPARATOR.match(title[len(heading) :]) or _SEPARATOR.match(title[len(heading) :].strip()))
    return title.endswith(heading) and bool(_SEPARATOR.search(title[: -len(heading)][-4:]))


def _is_cut(title: str, heading: str) -> bool:
    """A title tag that breaks off where the heading goes on (a quotation mark in the attribute, an ellipsis)."""
    stem = title.rstrip(".… ")
    return len(stem) >= 6 and heading.startswith(stem) and len(stem) < len(heading) <= 3 * len(stem)


def _names_site(part: str, known: set[str]) -> bool:
    key = _key(part)
    return any(
        key == name
        or (len(name) >= 3 and name in key and len(key) <= 2 * len(name) + 4)
        or (key.startswith(name) and len(key) <= len(name) + 2)
        for name in known
    )


def _label(name: str) -> str:
    """The name before a domain's public suffix (riverpost of www.riverpost.com.tw), empty for what is no domain."""
    domain = extract_domain(f"https://{name}") if "." in name and " " not in name else None
    return (domain or "").partition(".")[0]


def _key(name: str) -> str:
    return _SPACE.sub("", name).casefold().removeprefix("www.").removeprefix("the")
