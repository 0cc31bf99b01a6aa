"""Times of publication that a page states, in the order in which they deserve belief."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from monitor.text import ParsedDate, find_moment, parse_moment

_META_KEYS = frozenset({
    "article:published_time", "og:published_time", "og:article:published_time", "og:release_date",
    "article:published", "datepublished", "date_published", "publishdate", "publish_date", "publish-date",
    "publish_time", "publishtime", "pubdate", "pub_date", "_pubtime", "pubtime", "publication_date", "published",
    "published_at", "publication-date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dcterms.date", "parsely-pub-date", "sailthru.date", "weibo:article:create_at", "cxenseparse:recs:publishtime",
    "bt:pubdate", "iso-8601-publish-date", "firstpublishedtime", "date",
})  # fmt: skip
_ARTICLE_TYPES = ("Article", "Posting", "Report", "Blog", "CreativeWork")
_BROKEN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_DATE_CLASS = re.compile(r"time|date|pub|stamp|info|meta|source|byline", re.IGNORECASE)
_SHORT_TEXT = 120


@dataclass(frozen=True)
class Moment:
    """A time of publication as stated: ``day`` alone when no hour was given, else ``at`` with its own or the outlet's zone.

    ``visible`` marks those read off the page's text rather than out of its markup: they may belong to another article.
    """

    day: date
    at: datetime | None
    visible: bool = False

    def utc(self, zone: ZoneInfo) -> datetime:
        """The moment in UTC; a day without an hour counts as noon in the outlet's zone, which keeps it in its week everywhere."""
        return (self.at or datetime.combine(self.day, time(12), zone)).astimezone(UTC)


def page_moments(tree: HtmlElement, zone: ZoneInfo) -> Iterator[Moment]:
    """What the page states: JSON-LD, meta tags, ``time`` elements, then dates with an hour visible in short texts.

    Times without an offset are in ``zone``, the outlet's. Nothing is judged here: impossible dates come out too.
    """
    for text in _machine_readable(tree):
        parsed = parse_moment(text)
        if parsed is not None and _in_range(parsed):
            yield Moment(parsed.day, parsed.at(zone))
    for text in visible_texts(tree):
        parsed = find_moment(text)
        if parsed is not None and parsed.clock is not None and _in_range(parsed):
            yield Moment(parsed.day, parsed.at(zone), visible=True)


def _in_range(parsed: ParsedDate) -> bool:
    """Whether the day can be moved to any time zone: years 1 and 9999 (empty fields of databases) cannot."""
    return MINYEAR < parsed.day.year < MAXYEAR


def _machine_readable(tree: HtmlElement) -> Iterator[str]:
    yield from _linked_data(tree)
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if key in _META_KEYS and meta.get("content"):
            yield meta.get("content")
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate]")
    for element in (
        *marked,
        *tree.xpath("//article//time[@datetime] | //header//time[@datetime]"),
        *tree.xpath("//time[@datetime]")[:1],
    ):
        yield element.get("datetime") or element.get("content") or element.text_content()[:_SHORT_TEXT]


def _linked_data(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = script.text or ""
        try:
            nodes = list(_nodes(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            yield from _BROKEN_JSON.findall(text)[:1]
            continue
        dated = [node for node in nodes if isinstance(node.get("datePublished"), str)]
        dated.sort(key=lambda node: not str(node.get("@type", "")).rstrip("']").endswith(_ARTICLE_TYPES))
        yield from (str(node["datePublished"]) for node in dated[:1])


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects of a JSON value, outermost first, to a depth of eight."""
    if depth > 8:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, depth + 1)


def visible_texts(tree: HtmlElement, named_only: bool = False) -> list[str]:
    """Short texts that may hold the date: those in elements named after dates first, each group in page order.

    ``named_only`` leaves the others out.
    """
    named: list[str] = []
    others: list[str] = []
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in {
            "script",
            "style",
            "noscript",
            "a",
            "option",
            "title",
            "head",
            "meta",
        }:
            continue
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        for text in (element.text, *(child.tail for child in element)):
            if text and len(text) <= _SHORT_TEXT and (named_only or any(map(str.isdigit, text))):
                (named if _DATE_CLASS.search(label) else others).append(text)
    return named if named_only else [*named, *others]
