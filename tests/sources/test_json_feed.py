import json
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from monitor.sources.entries import FeedPlan
from monitor.sources.feeds import MAX_ENTRIES, read_feed
from monitor.web import FetchResult

NOW = datetime(2026, 2, 24, 18, tzinfo=UTC)
URL = "https://news.example/feed.json"
PLAN = FeedPlan(URL, "news", "zh-Hans", "domestic", ZoneInfo("Asia/Shanghai"))


def _read(content: bytes, content_type: str = "application/feed+json"):
    headers = httpx.Headers({"content-type": content_type})
    return read_feed(PLAN, FetchResult(URL, URL, "ok", 200, content=content, headers=headers), NOW)


def _feed(*items: object, version: str = "https://jsonfeed.org/version/1.1", **more: object) -> bytes:
    return json.dumps({"version": version, "title": "t", "items": items, **more}, ensure_ascii=False).encode()


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_an_item_becomes_an_entry(version):
    item = {
        "id": "1",
        "url": "https://news.example/a?utm_source=feed",
        "title": "芯片 与\n法案",
        "date_published": "2026-02-24T15:20:00+08:00",
        "date_modified": "2026-02-24T16:00:00.5Z",
    }
    result, (entry,) = _read(_feed(item, version=version))
    assert (result.outcome, result.reason) == ("ok", None)
    assert (entry.url, entry.title) == ("https://news.example/a", "芯片 与 法案")
    assert entry.published == datetime(2026, 2, 24, 7, 20, tzinfo=UTC)
    assert entry.updated == datetime(2026, 2, 24, 16, 0, 0, 500_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-24T15:20:00", "2026-02-24T07:20:00+00:00"),
        ("2026-02-24", "2026-02-24T00:00:00+00:00"),
        ("Tue, 24 Feb 2026 15:20:00 +0800", "2026-02-24T07:20:00+00:00"),
        ("soon", None),
        ("", None),
        (20260224, None),
        (None, None),
    ],
)
def test_times_follow_the_rules_of_feeds(text, expected):
    _, (entry,) = _read(_feed({"url": "https://news.example/a", "date_published": text}))
    assert (entry.published.isoformat() if entry.published else None) == expected


def test_links_are_the_outlets_own_and_those_of_no_use_are_counted():
    result, entries = _read(
        _feed(
            {"url": "/a"},
            {"id": "https://news.example/b"},
            {"id": "3", "external_url": "https://elsewhere.example/c"},
            {"id": 4, "url": ["x"]},
            {"url": "http://[", "title": "x"},
            "no object",
        )
    )
    assert [entry.url for entry in entries] == ["https://news.example/a", "https://news.example/b"]
    assert "entries left out for want of a usable link: 4" in result.reason


def test_a_flood_is_cut_the_future_noted_and_an_ended_feed_told():
    items = [{"url": f"https://news.example/{n}", "date_published": "2062-01-01"} for n in range(MAX_ENTRIES + 5)]
    result, entries = _read(_feed(*items, expired=True))
    assert len(entries) == MAX_ENTRIES
    assert f"only the first {MAX_ENTRIES} of {MAX_ENTRIES + 5}" in result.reason
    assert f"entries dated in the future: {MAX_ENTRIES}" in result.reason
    assert "finished" in result.reason


def test_an_empty_feed_is_fine():
    result, entries = _read(_feed())
    assert (result.outcome, result.reason, entries) == ("ok", None, [])


@pytest.mark.parametrize(
    ("encoding", "content_type", "outcome"),
    [
        ("utf-8-sig", "application/json", "ok"),
        ("utf-16", "application/json", "ok"),
        ("gb18030", "application/json; charset=gb18030", "ok"),
        ("gb18030", "application/json", "unreadable"),
        ("gb18030", "application/json; charset=klingon", "unreadable"),
    ],
)
def test_charsets(encoding, content_type, outcome):
    content = _feed({"url": "https://news.example/a", "title": "晶片"}).decode().encode(encoding)
    result, entries = _read(content, content_type)
    assert result.outcome == outcome
    assert [entry.title for entry in entries] == (["晶片"] if outcome == "ok" else [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"items": []}', "without the version"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "no list of items"),
        (b'{"version": 1, "items": []}', "without the version"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "not valid JSON"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"a":' + b"9" * 5000 + b"}", "parser gave up"),
    ],
)
def test_what_is_no_json_feed_is_unreadable(content, why):
    started = time.monotonic()
    result, entries = _read(content)
    assert (result.outcome, entries) == ("unreadable", [])
    assert result.reason.startswith(f"{URL}: cannot be read as a feed: ")
    assert why in result.reason
    assert time.monotonic() - started < 5
