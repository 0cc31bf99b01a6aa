"""What feeds and sitemaps have in common: the plan to poll one, the entries it gives, and what is said about them."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from monitor.web import FetchResult

FUTURE = timedelta(days=1)
"""How far ahead of the poll an entry's date may lie before it is noted: clocks and time zones differ."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True)
class FeedPlan:
    """An address to poll, and what the settings say of it; ``named_by`` is where it was found (None: not confirmed)."""

    url: str
    outlet_id: str
    language: str
    audience: str
    zone: ZoneInfo
    kind: Literal["feed", "sitemap"] = "feed"
    named_by: str | None = None


@dataclass(frozen=True)
class FeedEntry:
    """An entry with a link; times in UTC, as the feed gives them."""

    url: str
    title: str | None
    published: datetime | None
    updated: datetime | None


def plain_title(text: str) -> str | None:
    """A title that may hold HTML as plain text on one line; None if nothing is left."""
    return one_line(html.unescape(_TAG.sub("", text)))


def one_line(text: str) -> str | None:
    """White space as single spaces; None if nothing is left."""
    return " ".join(text.split()) or None


def unreadable(result: FetchResult, why: str, what: str = "feed") -> FetchResult:
    """The result for an answer that came but cannot be read as a ``what``."""
    reason = f"{result.url}: cannot be read as a {what}: {why}. Open it in a browser; the next poll asks again."
    return replace(result, outcome="unreadable", reason=reason)


def with_notes(result: FetchResult, notes: Sequence[str]) -> FetchResult:
    """The result with what has to be said about it, if anything."""
    return replace(result, reason=f"{result.url}: {'; '.join(notes)}." if notes else None)


def entry_notes(found: Sequence[FeedEntry | None], now: datetime) -> list[str]:
    """What has to be said of entries: those without a usable link (None), and those dated in the future."""
    entries = [entry for entry in found if entry is not None]
    notes = []
    if len(entries) < len(found):
        notes.append(f"entries left out for want of a usable link: {len(found) - len(entries)}")
    early = [entry.url for entry in entries if entry.published is not None and entry.published > now + FUTURE]
    if early:
        notes.append(f"entries dated in the future: {len(early)}, the first is {early[0]}")
    return notes
