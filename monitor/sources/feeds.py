"""A feed's bytes into entries: RSS, Atom and RDF through feedparser, JSON Feed beside them."""

import calendar
import re
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from monitor.sources.entries import FeedEntry, FeedPlan, entry_notes, one_line, plain_title, unreadable, with_notes
from monitor.sources.json_feed import JsonFeedError, looks_like_json, parse_json_feed
from monitor.web import FetchResult, canonical_url

MAX_ENTRIES = 500
"""Most entries taken from a feed at a time."""
# in UTF-8 and its like, and in both orders of UTF-16
_ENTITY = re.compile(b"<!ENTITY|<\0!\0E\0N\0T\0I\0T\0Y")
_ZONELESS = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_SITEMAP_WITHIN = 4096


def read_feed(plan: FeedPlan, result: FetchResult, now: datetime) -> tuple[FetchResult, list[FeedEntry]]:
    """The entries of a feed that was fetched ``ok``, and the result with what has to be said about it.

    A feed in which nothing can be read becomes ``unreadable``; one that is malformed yet gives entries, or has
    entries that cannot be used, stays ``ok`` with a reason. Entries dated in the future are kept with that date,
    which is what the feed says: whether it is believed is decided where articles are dated.
    """
    try:
        if looks_like_json(result.content):
            found, n_all, notes = parse_json_feed(plan, result, MAX_ENTRIES)
        else:
            found, n_all, notes = _parse(plan, result)
    except (JsonFeedError, _NoFeedError) as error:
        return unreadable(result, str(error)), []
    except Exception as error:  # a parser's bug on hostile bytes costs this feed, not the run
        return unreadable(result, f"the parser gave up ({type(error).__name__}: {error})"), []
    if n_all > MAX_ENTRIES:
        notes = [*notes, f"only the first {MAX_ENTRIES} of {n_all} entries were taken"]
    return with_notes(result, [*notes, *entry_notes(found, now)]), [entry for entry in found if entry is not None]


class _NoFeedError(ValueError):
    """What came is no feed; the message says why."""


def _parse(plan: FeedPlan, result: FetchResult) -> tuple[list[FeedEntry | None], int, list[str]]:
    """The first entries (None for one without a usable link), how many there are, and notes on the whole."""
    headers = {"content-location": result.final_url, "content-type": result.content_type or "application/xml"}
    # A stream, never the bytes themselves: feedparser takes bytes for a file's name first and opens it.
    parsed = feedparser.parse(BytesIO(_ENTITY.sub(_undeclared, result.content)), response_headers=headers)
    found = [_entry(raw, plan) for raw in parsed.entries[:MAX_ENTRIES]]
    n_entries, fault = sum(entry is not None for entry in found), _fault(parsed)
    if not n_entries and (fault or not parsed.get("version")):
        if _SITEMAP.search(result.content[:_SITEMAP_WITHIN]):
            raise _NoFeedError("it is a sitemap; write kind: sitemap beside its address in the file of outlets")
        raise _NoFeedError(fault or "it is no RSS, no Atom and no JSON Feed")
    notes = [f"not well-formed ({fault}), its {n_entries} entries were read all the same"] if fault else []
    return found, len(parsed.entries), notes


def _undeclared(found: re.Match[bytes]) -> bytes:
    """A declaration of an entity that no parser takes for one: a feed of 5 MB could otherwise swell to 500 MB.

    feedparser then reads the feed by its lenient parser, which expands nothing.
    """
    return found.group().replace(b"E", b"X")


def _fault(parsed: Any) -> str | None:
    """What is wrong with the feed's form, leaving out what feedparser mends without loss."""
    error = parsed.get("bozo_exception")
    harmless = (feedparser.exceptions.CharacterEncodingOverride, feedparser.exceptions.NonXMLContentType)
    if error is None or isinstance(error, harmless):
        return None
    get_line = getattr(error, "getLineNumber", None)
    where = f", line {get_line()}" if get_line is not None else ""
    message = error.getMessage() if hasattr(error, "getMessage") else str(error)
    return f"{message}{where}"


def _entry(raw: dict[str, Any], plan: FeedPlan) -> FeedEntry | None:
    # dict.get: feedparser's own get gives `published` for a missing `updated`, with a warning.
    url = canonical_url(str(dict.get(raw, "link") or ""))
    if url is None:
        return None
    return FeedEntry(
        url=url,
        title=_title(raw),
        published=_time(raw, "published", plan.zone) or _time(raw, "created", plan.zone),
        updated=_time(raw, "updated", plan.zone),
    )


def _title(raw: dict[str, Any]) -> str | None:
    title = str(raw.get("title") or "")
    is_plain = (raw.get("title_detail") or {}).get("type") == "text/plain"
    return one_line(title) if is_plain else plain_title(title)


def _time(raw: dict[str, Any], name: str, zone: ZoneInfo) -> datetime | None:
    """A time of an entry in UTC; one that names no zone is the outlet's local time.

    feedparser takes such a time for UTC, or, in the form of e-mail, for none.
    """
    text = str(dict.get(raw, name) or "")
    parsed: time.struct_time | None = dict.get(raw, f"{name}_parsed")
    try:
        if parsed is None:
            moment = parsedate_to_datetime(text)
            return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).astimezone(UTC)
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    clock = text[text.find(":") - 2 :] if ":" in text else ""
    return moment.replace(tzinfo=zone).astimezone(UTC) if _ZONELESS.fullmatch(clock.lstrip("T ")) else moment
