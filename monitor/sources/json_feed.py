"""A JSON Feed's bytes into entries: versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping
from email.message import Message
from typing import Any
from urllib.parse import urljoin

from monitor.sources.entries import FeedEntry, FeedPlan, one_line
from monitor.sources.moments import read_moment
from monitor.web import FetchResult, canonical_url

_VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")


class JsonFeedError(ValueError):
    """Bytes that are no JSON Feed; the message says why."""


def looks_like_json(content: bytes) -> bool:
    """Whether an answer begins like a JSON object, whatever the server calls it: no feed in XML does."""
    return content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{")


def parse_json_feed(plan: FeedPlan, result: FetchResult, most: int) -> tuple[list[FeedEntry | None], int, list[str]]:
    """The first ``most`` items (None for one without a usable link), how many there are, and notes on the whole.

    Raises :class:`JsonFeedError` for what is no JSON Feed.
    """
    feed = _load(result)
    version = feed.get("version")
    if not isinstance(version, str) or not version.startswith(_VERSIONS):
        raise JsonFeedError("it is JSON without the version of a JSON Feed")
    items = feed.get("items")
    if not isinstance(items, list):
        raise JsonFeedError("it has no list of items")
    notes = ["its publisher says that it is finished (expired)"] if feed.get("expired") is True else []
    return [_entry(item, plan, result.final_url) for item in items[:most]], len(items), notes


def _load(result: FetchResult) -> Mapping[str, Any]:
    try:
        feed = json.loads(_text(result))
    except UnicodeDecodeError as error:
        raise JsonFeedError(f"it is not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise JsonFeedError(f"not valid JSON ({error.msg}, line {error.lineno})") from error
    except RecursionError as error:
        raise JsonFeedError("its JSON is nested too deeply") from error
    if not isinstance(feed, dict):
        raise JsonFeedError("its JSON is no object")
    return feed


def _text(result: FetchResult) -> str:
    """JSON is UTF-8, 16 or 32 (RFC 8259); the charset of the header is tried where it is none of these."""
    try:
        return result.content.decode(json.detect_encoding(result.content))
    except UnicodeDecodeError:
        header = Message()
        header["content-type"] = result.content_type or "application/json"
        try:
            return result.content.decode(header.get_content_charset() or "utf-8").removeprefix("\ufeff")
        except LookupError:  # a charset that nobody knows
            return result.content.decode()


def _entry(item: Any, plan: FeedPlan, base: str) -> FeedEntry | None:
    if not isinstance(item, dict):
        return None
    # `external_url` is somebody else's page. An `id` "is ideally the full URL of the resource", and only then of use.
    link, name = item.get("url"), item.get("id")
    url = canonical_url(_absolute(link, base)) if isinstance(link, str) and link.strip() else None
    if url is None and isinstance(name, str):
        url = canonical_url(name)
    if url is None:
        return None
    published, updated = (
        read_moment(text, plan.zone) if isinstance(text, str) else None
        for text in (item.get("date_published"), item.get("date_modified"))
    )
    title = item.get("title")
    return FeedEntry(
        url=url,
        title=one_line(title) if isinstance(title, str) else None,
        published=published.at if published else None,
        updated=updated.at if updated else None,
    )


def _absolute(link: str, base: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:  # "http://[", say
        return ""
