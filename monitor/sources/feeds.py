"""A feed's bytes into entries, through feedparser."""

import calendar
import html
import re
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from monitor.web import FetchResult, canonical_url

MAX_ENTRIES = 500
"""Most entries taken from a feed at a time."""
_FUTURE = timedelta(days=1)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ZONELESS = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*")


@dataclass(frozen=True)
class FeedPlan:
    """A feed to poll, and what the settings say of it."""

    url: str
    outlet_id: str
    language: str
    audience: str
    zone: ZoneInfo


@dataclass(frozen=True)
class FeedEntry:
    """An entry with a link; times in UTC, as the feed gives them."""

    url: str
    title: str | None
    published: datetime | None
    updated: datetime | None


def read_feed(plan: FeedPlan, result: FetchResult, now: datetime) -> tuple[FetchResult, list[FeedEntry]]:
    """The entries of a feed that was fetched ``ok``, and the result with what has to be said about it.

    A feed in which nothing can be read becomes ``unreadable``; one that is malformed yet gives entries, or has
    entries that cannot be used, stays ``ok`` with a reason. Entries dated in the future are kept with that date,
    which is what the feed says: whether it is believed is decided where articles are dated.
    """
    try:
        parsed = _parse(result)
    except Exception as error:  # a parser's bug on hostile bytes costs this feed, not the run
        return _unreadable(result, f"the parser gave up ({type(error).__name__}: {error})"), []
    found = [_entry(raw, plan) for raw in parsed.entries[:MAX_ENTRIES]]
    entries = [entry for entry in found if entry is not None]
    fault = _fault(parsed)
    if not entries and (fault or not parsed.get("version")):
        return _unreadable(result, fault or "it is no RSS and no Atom"), []
    notes = [f"not well-formed ({fault}), its {len(entries)} entries were read all the same"] if fault else []
    if len(entries) < len(found):
        notes.append(f"entries left out for want of a usable link: {len(found) - len(entries)}")
    if len(parsed.entries) > MAX_ENTRIES:
        notes.append(f"only the first {MAX_ENTRIES} of {len(parsed.entries)} entries were taken")
    early = [entry.url for entry in entries if entry.published is not None and entry.published > now + _FUTURE]
    if early:
        notes.append(f"entries dated in the future: {len(early)}, the first is {early[0]}")
    return replace(result, reason=f"{result.url}: {'; '.join(notes)}." if notes else None), entries


def _parse(result: FetchResult) -> Any:
    headers = {"content-location": result.final_url, "content-type": result.content_type or "application/xml"}
    # A stream, never the bytes themselves: feedparser takes bytes for a file's name first and opens it.
    return feedparser.parse(BytesIO(result.content), response_headers=headers)


def _unreadable(result: FetchResult, why: str) -> FetchResult:
    reason = f"{result.url}: cannot be read as a feed: {why}. Open it in a browser; the next poll asks again."
    return replace(result, outcome="unreadable", reason=reason)


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
    if (raw.get("title_detail") or {}).get("type") != "text/plain":
        title = html.unescape(_TAG.sub("", title))
    return " ".join(title.split()) or None


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
