from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from monitor.sources.entries import FeedPlan
from monitor.sources.feeds import MAX_ENTRIES, read_feed
from monitor.web import FetchResult

NOW = datetime(2026, 2, 24, 18, tzinfo=UTC)
URL = "https://news.example/zh/feed.xml"
PLAN = FeedPlan(URL, "news", "zh-Hans", "domestic", ZoneInfo("Asia/Shanghai"))


def _read(content: bytes, content_type: str | None = "application/rss+xml"):
    headers = httpx.Headers({} if content_type is None else {"content-type": content_type})
    return read_feed(PLAN, FetchResult(URL, URL, "ok", 200, content=content, headers=headers), NOW)


def _rss(items: str, charset: str = "utf-8") -> bytes:
    head = f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/">'
    return f"{head}<channel><title>t</title>{items}</channel></rss>".encode(charset)


def _item(**parts: str) -> str:
    elements = {"link": "https://news.example/a", "title": "标题", **parts}
    lines = [f"<{name}>{text}</{name}>" for name, text in elements.items()]
    return f"<item>{''.join(lines)}</item>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 24 Feb 2026 15:20:00 +0800", "2026-02-24T07:20:00+00:00"),
        ("Tue, 24 Feb 2026 07:20:00 GMT", "2026-02-24T07:20:00+00:00"),
        ("2026-02-24T07:20:00Z", "2026-02-24T07:20:00+00:00"),
        ("2026-02-24T15:20:00+08:00", "2026-02-24T07:20:00+00:00"),
        ("2026-02-24 15:20:00", "2026-02-24T07:20:00+00:00"),
        ("2026-02-24T15:20:00", "2026-02-24T07:20:00+00:00"),
        ("Tue, 24 Feb 2026 15:20:00", "2026-02-24T07:20:00+00:00"),
        ("2026-02-24", "2026-02-24T00:00:00+00:00"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_are_utc_and_local_where_no_zone_is_named(text, expected):
    _, (entry,) = _read(_rss(_item(pubDate=text)))
    assert (entry.published.isoformat() if entry.published else None) == expected


def test_an_update_is_its_own_time():
    modified = {"dcterms:modified": "2026-02-25T09:00:00+08:00", "pubDate": "Tue, 24 Feb 2026 15:20:00 +0800"}
    _, (with_update,) = _read(_rss(_item(**modified)))
    _, (without,) = _read(_rss(_item(pubDate="Tue, 24 Feb 2026 15:20:00 +0800")))
    assert with_update.updated == datetime(2026, 2, 25, 1, tzinfo=UTC)
    assert without.updated is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Signal &amp; State", "Signal & State"),
        ("&lt;b&gt;Bold&lt;/b&gt; &amp;amp; true", "Bold & true"),
        ("<![CDATA[3 < 4 and <i>so</i>]]>", "3 < 4 and so"),
        ("  two\n lines ", "two lines"),
        ("", None),
    ],
)
def test_titles_are_plain_text(title, expected):
    _, (entry,) = _read(_rss(_item(title=title)))
    assert entry.title == expected


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5"])
def test_charsets(charset):
    result, (entry,) = _read(_rss(_item(title="晶片與法案"), charset))
    assert (result.outcome, result.reason, entry.title) == ("ok", None, "晶片與法案")


def test_links_are_absolute_and_clean_and_those_of_no_use_are_counted():
    links = ("/a?utm_source=rss", "https://news.example/b#top", "mailto:x@y.z", "")
    result, entries = _read(_rss("".join(_item(link=link) for link in links)))
    assert [entry.url for entry in entries] == ["https://news.example/a", "https://news.example/b"]
    assert result.outcome == "ok"
    assert "entries left out for want of a usable link: 2" in result.reason


def test_atom():
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title type="html">A &amp;amp; B</title>
    <link href="https://news.example/a"/><published>2026-02-24T10:00:00Z</published>
    <updated>2026-02-24T11:00:00Z</updated></entry></feed>"""
    _, (entry,) = _read(feed.encode(), "application/atom+xml")
    assert (entry.title, entry.published.hour, entry.updated.hour) == ("A & B", 10, 11)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"", None),
        (b"<html><body>We are moving</body></html>", "text/html"),
        (b"/etc/passwd", "text/plain"),
        (b"\x00\xff\xfe" * 50, "application/xml"),
        (b'{"items": []}', "application/json"),
        (_rss(_item())[:120], "application/rss+xml"),
    ],
)
def test_what_is_no_feed_is_unreadable(content, content_type):
    result, entries = _read(content, content_type)
    assert (result.outcome, entries) == ("unreadable", [])
    assert result.reason.startswith(f"{URL}: cannot be read as a feed: ")


def test_an_empty_feed_is_fine():
    result, entries = _read(_rss(""))
    assert (result.outcome, result.reason, entries) == ("ok", None, [])


def test_a_malformed_feed_that_gives_entries_is_kept_with_a_reason():
    result, entries = _read(_rss(_item(title="Q&A")))
    assert (result.outcome, len(entries)) == ("ok", 1)
    assert "not well-formed" in result.reason


def test_entities_reach_no_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame", encoding="utf-8")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">{bomb}]>'
    feed = _rss(_item(title="&x;&e11;")).replace(b"<rss", doctype.encode() + b"<rss", 1)
    result, entries = _read(feed)
    assert "sesame" not in f"{result.reason}{entries}"
    assert all(len(entry.title or "") < 1000 for entry in entries)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_one_flat_entity_does_not_swell_a_small_feed(charset):
    """Its 20,000 bytes a hundred times over would be 2 MB in a title."""
    doctype = f'<!DOCTYPE rss [<!ENTITY long "{"ha" * 10_000}">]>'
    text = _rss(_item(title="Chips" + "&long;" * 100)).decode().replace("<rss", doctype + "<rss", 1)
    _, entries = _read(text.replace("utf-8", charset).replace("UTF-8", charset).encode(charset))
    assert all(len(entry.title or "") < 10_000 for entry in entries)


def test_entries_of_the_future_are_noted():
    result, (entry,) = _read(_rss(_item(pubDate="Sun, 24 Feb 2062 15:20:00 GMT")))
    assert entry.published.year == 2062
    assert "entries dated in the future: 1, the first is https://news.example/a" in result.reason


def test_a_flood_of_entries_is_cut():
    items = "".join(_item(link=f"https://news.example/{number}") for number in range(MAX_ENTRIES + 5))
    result, entries = _read(_rss(items))
    assert len(entries) == MAX_ENTRIES
    assert f"only the first {MAX_ENTRIES} of {MAX_ENTRIES + 5}" in result.reason
