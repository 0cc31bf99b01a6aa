"""Entries into pages and feeds, through the hand-written skeletons in ``pages/``."""

import hashlib
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any

import jinja2
import yaml

from monitor.sample.press import SAMPLE_DIR
from monitor.sample.site import FEED_LENGTH, Entry, Site

_RELATED = 5
_LISTED = 20
_SUMMARY = 90


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SAMPLE_DIR / "pages"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.globals.update(indent="", listing=False)
    return environment


@cache
def _words() -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = yaml.safe_load((SAMPLE_DIR / "pages" / "words.yaml").read_text(encoding="utf-8"))
    return words


def encode(text: str, charset: str) -> bytes:
    """Bytes in ``charset``; what it cannot hold becomes a numeric character reference."""
    return text.encode(charset, "xmlcharrefreplace")


def page(site: Site, entry: Entry, now: datetime) -> bytes:
    """The HTML page of an entry as it stands at ``now``, in the outlet's own charset."""
    others = [one for one in site.entries(now, entry.language) if one.url != entry.url]
    if entry.extra is not None and entry.extra.kind == "listing":
        return _page(site, "listing", entry, others[:_LISTED], listing=True)
    html = _page(site, site.style.page, entry, others[:_RELATED])
    return html if entry.extra is None or entry.extra.kind != "noise" else _garbled(html)


def _page(site: Site, skeleton: str, entry: Entry, related: list[Entry], *, listing: bool = False) -> bytes:
    name = site.name(entry.language)
    text = (
        _environment()
        .get_template(f"{skeleton}.html.j2")
        .render(
            outlet=name,
            url=entry.url,
            language=entry.language,
            charset=site.style.charset,
            title=entry.title,
            paragraphs=entry.text.paragraphs,
            published=entry.published,
            updated=entry.updated,
            words=_words()[entry.language],
            related=related,
            linked_data=_linked_data(entry, name),
            listing=listing,
        )
    )
    return encode(text, site.style.charset)


def _linked_data(entry: Entry, name: str) -> dict[str, Any]:
    """What a page says about itself in JSON-LD."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.title,
        "datePublished": entry.published.isoformat(),
        "dateModified": (entry.updated or entry.published).isoformat(),
        "inLanguage": entry.language,
        "isAccessibleForFree": bool(entry.text.paragraphs),
        "publisher": {"@type": "Organization", "name": name},
    }


def _garbled(html: bytes) -> bytes:
    """A page whose charset nobody knows and whose bytes above ASCII fit none: what damaged archives serve."""
    head = b'<html><head><meta charset="x-archive-7"><meta name="generator" content="synthetic sample"></head><body>'
    rows = [hashlib.sha256(html + bytes([row])).digest() for row in range(40)]
    body = b"".join(b"<p>" + bytes(byte | 0x80 for byte in row) + b"</p>\n" for row in rows)
    return head + body + b"<footer>synthetic sample</footer></body></html>"


def feed(site: Site, url: str, entries: list[Entry], now: datetime, fault: str | None) -> bytes:
    """The feed at ``url`` with the newest of ``entries``, damaged by ``fault`` if there is one."""
    language = site.feeds[url]
    rows = [_feed_row(site, entry) for entry in entries[:FEED_LENGTH]]
    text = (
        _environment()
        .get_template(f"{site.style.feed}.xml.j2")
        .render(
            outlet=site.name(language),
            domain=site.domain,
            url=url,
            language=language,
            charset=site.style.charset,
            changed=max((entry.changed for entry in entries), default=now),
            entries=rows,
            words=_words()[language],
        )
    )
    return encode(_damaged(text, fault), site.style.charset)


def _feed_row(site: Site, entry: Entry) -> dict[str, Any]:
    first = next(iter(entry.text.paragraphs), "")
    zoneless = site.style.feed_zone == "none"
    return {
        "title": entry.title,
        "url": entry.url + site.style.tracking,
        "key": entry.key,
        "published": entry.published,
        "published_text": f"{entry.published:%Y-%m-%d %H:%M:%S}" if zoneless else format_datetime(entry.published),
        "updated": entry.updated,
        "summary": first if len(first) <= _SUMMARY else first[:_SUMMARY] + "…",
    }


def _damaged(xml: str, fault: str | None) -> str:
    match fault:
        case "truncated":
            cut = min(xml.find(tag) for tag in ("<item>", "<entry>", "</channel>", "</feed>") if tag in xml)
            return xml[:cut] + "<ite"
        case "unescaped":
            return xml.replace("&amp;", "&").replace("<description>", "<description>Q&A, news & views: ")
    return xml
