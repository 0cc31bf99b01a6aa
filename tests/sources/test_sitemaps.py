"""Sitemaps from a real server on loopback, some of which misbehave."""

import gzip
import tracemalloc
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.config.settings import CollectSettings
from monitor.sources.entries import FeedPlan
from monitor.sources.moments import Window, named_moment
from monitor.sources.polling import AT_ONCE_BYTES, ask
from monitor.sources.sitemaps import MAX_LINKS, Reach

NOW = datetime(2026, 2, 24, 18, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
REACH = Reach.live(NOW, days=3, children=2)
LIMIT = 8_000_000
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def _plan(url: str, language: str = "zh-Hans") -> FeedPlan:
    return FeedPlan(url, "news", language, "domestic", SHANGHAI, "sitemap")


def _urlset(*entries: str, encoding: str = "UTF-8", head: str = "") -> bytes:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{head}'
    root = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}>{"".join(entries)}</urlset>'
    return f"{declared}{root}".encode(encoding)


def _url(loc: str, lastmod: str | None = None, news: str = "") -> str:
    changed = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>{loc}</loc>{changed}{news}</url>"


def _news(published: str, title: str = "标题", language: str = "zh-cn") -> str:
    return (
        f"<news:news><news:publication><news:name>n</news:name><news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{published}</news:publication_date><news:title>{title}</news:title></news:news>"
    )


def _index(*children: tuple[str, str | None]) -> str:
    named = "".join(
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</sitemap>"
        for loc, changed in children
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'


def _ask(visitor, *urls: str, reach: Reach = REACH, max_bytes: int = LIMIT, language: str = "zh-Hans"):
    plans, limits = [_plan(url, language) for url in urls], CollectSettings(max_sitemap_bytes=max_bytes)
    return list(ask(visitor.get_all, plans, NOW, reach, limits=limits))


def _one(visitor, site, body: str | bytes, content_type: str = "application/xml", **more):
    (asked,) = _ask(visitor, site.put("/sitemap.xml", body, content_type), **more)
    return asked


def test_a_news_sitemap_gives_title_time_and_change(site, visitor):
    entry = _url(
        "https://news.example/a?id=1&amp;b=2",
        "2026-02-24T09:00:00Z",
        _news("2026-02-24T15:20:00+08:00", "A &amp;amp; 甲"),
    )
    asked = _one(visitor, site, _urlset(entry))
    (found,) = asked.entries
    assert (asked.result.outcome, asked.result.reason, asked.n_entries) == ("ok", None, 1)
    assert (found.url, found.title) == ("https://news.example/a?id=1&b=2", "A & 甲")
    assert (found.published.hour, found.updated.hour) == (7, 9)


@pytest.mark.parametrize(
    ("entry", "taken"),
    [
        (_url("https://news.example/a", None, _news("2026-02-21")), True),
        (_url("https://news.example/a", None, _news("2026-02-20")), False),
        (_url("https://news.example/a", "2026-02-24", _news("2019-05-01")), False),
        (_url("https://news.example/a", "2026-02-23T10:00:00"), True),
        (_url("https://news.example/a", "2019-05-01"), False),
        (_url("https://news.example/a", "2026-02"), True),
        (_url("https://news.example/2026/02/23/a.htm"), True),
        (_url("https://news.example/n1/2026/0223/c1004-1.html"), True),
        (_url("https://news.example/t20190501_9.htm"), False),
        (_url("https://news.example/a"), False),
        (_url("https://news.example/a", "yesterday"), False),
    ],
)
def test_only_recent_entries_become_links_on_a_live_poll(site, visitor, entry, taken):
    asked = _one(visitor, site, _urlset(entry))
    assert asked.result.outcome == "ok"
    assert asked.n_entries == 1
    assert len(asked.entries) == taken


def test_a_range_of_time_gives_its_entries_newest_first_and_all_of_them(site, visitor):
    reach = Reach.back_to(Window(datetime(2019, 5, 1, tzinfo=UTC), datetime(2019, 6, 1, tzinfo=UTC)), children=1)
    days = [
        _url(f"https://news.example/{day}", f"2019-{day}T12:00:00Z") for day in ("04-30", "05-01", "05-31", "06-01")
    ]
    many = [_url(f"https://news.example/n{n}", "2019-05-02") for n in range(MAX_LINKS + 1)]
    asked = _one(visitor, site, _urlset(*days, *many), reach=reach)
    assert len(asked.entries) == MAX_LINKS + 3
    assert [asked.entries[0].url, asked.entries[-1].url] == ["https://news.example/05-31", "https://news.example/05-01"]


def test_what_images_and_videos_say_is_not_the_entrys(site, visitor):
    media = (
        '<image:image xmlns:image="i"><image:loc>https://news.example/i.jpg</image:loc><image:title>Image</image:title></image:image>'
        '<video:video xmlns:video="v"><video:title>V</video:title><video:publication_date>2019-01-01</video:publication_date></video:video>'
    )
    (found,) = _one(visitor, site, _urlset(_url("https://news.example/a", "2026-02-24", media))).entries
    assert (found.url, found.title, found.published) == ("https://news.example/a", None, None)


@pytest.mark.parametrize(
    ("labels", "kept", "said"),
    [
        (("zh-cn", "fr", "en"), 1, "entries in other languages left out: 2"),
        (("zho", "zh-tw"), 2, None),
        (("en", "en"), 2, "its entries are labelled en and the settings say zh-Hans: taken all the same"),
    ],
)
def test_languages_of_a_mixed_sitemap(site, visitor, labels, kept, said):
    entries = [
        _url(f"https://news.example/{n}", None, _news("2026-02-24", language=label)) for n, label in enumerate(labels)
    ]
    asked = _one(visitor, site, _urlset(*entries))
    assert len(asked.entries) == kept
    assert (asked.result.reason is None) if said is None else (said in asked.result.reason)


@pytest.mark.parametrize("encoding", ["UTF-8", "GB2312", "GB18030", "Big5", "UTF-16"])
def test_the_declaration_names_the_charset_whatever_the_server_says(site, visitor, encoding):
    body = _urlset(_url("https://news.example/a", None, _news("2026-02-24", "中文")), encoding=encoding)
    asked = _one(visitor, site, body, "text/xml; charset=iso-8859-1")
    assert [entry.title for entry in asked.entries] == ["中文"]
    assert asked.result.reason is None


@pytest.mark.parametrize(
    ("content_type", "title", "said"),
    [
        ("text/xml", None, "its titles were left out"),
        ("text/xml; charset=gbk", "标题", "but in gbk, as the server says"),
    ],
)
def test_a_wrong_charset_costs_titles_and_no_links(site, visitor, content_type, title, said):
    body = _urlset(_url("https://news.example/a", None, _news("2026-02-24"))).decode().encode("gbk")
    asked = _one(visitor, site, body, content_type)
    assert [(entry.url, entry.title) for entry in asked.entries] == [("https://news.example/a", title)]
    assert said in asked.result.reason


def test_a_malformed_sitemap_gives_right_addresses_or_none(site, visitor):
    entries = [
        _url("https://news.example/a?x=1&y=2", None, _news("2026-02-24", "A&nbsp;B\x08 &unknown; &#x4e2d;")),
        _url("https://news.example/b", "2026-02-24"),
    ]
    asked = _one(visitor, site, _urlset(*entries))
    assert [entry.url for entry in asked.entries] == ["https://news.example/a?x=1&y=2", "https://news.example/b"]
    assert asked.entries[0].title == "A B &unknown; 中"
    assert "mended" in asked.result.reason
    cut = _one(visitor, site, _urlset(*entries)[: -len("/b</loc><lastmod>2026-02-24</lastmod></url></urlset>")])
    assert [entry.url for entry in cut.entries] == ["https://news.example/a?x=1&y=2"]
    assert "read up to" in cut.result.reason


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><html><p>We are moving</html>", "it is an HTML page"),
        (b"<html><body/></html>", "its root is <html>"),
        (b'<rss version="2.0"><channel/></rss>', "leave out kind: sitemap"),
        (b"https://news.example/a\nhttps://news.example/b", "Start tag expected"),
        (b"\x00\xff\xfe" * 50, "cannot be read as a sitemap"),
        (b"<urlset>" + b"<a>" * 100_000, "Excessive depth"),
        (gzip.compress(b"<urlset/>", mtime=0)[:-9], "the gzip file ends before its end"),
        (b"\x1f\x8bnot gzip", "damaged"),
    ],
)
def test_what_is_no_sitemap_is_unreadable(site, visitor, body, said):
    asked = _one(visitor, site, body)
    assert (asked.result.outcome, asked.entries) == ("unreadable", [])
    assert said in asked.result.reason
    assert asked.result.reason.startswith("https://news.example/sitemap.xml: cannot be read as a sitemap: ")


@pytest.mark.parametrize("in_attribute", [False, True])
def test_entities_cost_no_memory_and_reach_no_file(site, visitor, tmp_path, in_attribute):
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame", encoding="utf-8")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 1000}">' for n in range(12))
    doctype = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "{secret.as_uri()}">{bomb}]>'
    entry = _url("https://news.example/&x;&e11;", "2026-02-24")
    if in_attribute:
        entry = entry.replace("<url>", '<url a="&e11;">')
    tracemalloc.start()
    asked = _one(visitor, site, _urlset(entry, head=doctype))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (asked.result.outcome, asked.entries) == ("unreadable", [])
    assert "declares a document type" in asked.result.reason
    assert "sesame" not in asked.result.reason
    assert peak < 5_000_000


def test_a_packed_sitemap_is_unpacked_and_a_bomb_is_not(site, visitor):
    packed = gzip.compress(_urlset(_url("https://news.example/a", "2026-02-24")))
    url, bomb = (
        site.put("/s.xml.gz", packed, "application/gzip"),
        site.put("/b.xml.gz", gzip.compress(b" " * 300_000_000, 9), "application/gzip"),
    )
    tracemalloc.start()
    good, bad = _ask(visitor, url, bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [entry.url for entry in good.entries] == ["https://news.example/a"]
    assert bad.result.outcome == "too_large"
    assert f"more than {LIMIT} bytes when unpacked" in bad.result.reason
    assert peak < 4 * LIMIT


def test_fifty_thousand_entries_give_the_newest(site, visitor):
    start = datetime(2026, 2, 22, tzinfo=UTC)
    times = [(start + timedelta(seconds=n)).isoformat() for n in range(50_010)]
    asked = _one(visitor, site, _urlset(*[_url(f"https://news.example/{n}", time) for n, time in enumerate(times)]))
    assert (asked.n_entries, len(asked.entries)) == (50_000, MAX_LINKS)
    assert asked.entries[0].url == "https://news.example/49999"
    assert "only the first 50000 of 50010 entries were read" in asked.result.reason
    assert f"only the newest {MAX_LINKS} of 50000" in asked.result.reason


def test_the_newest_sitemaps_of_an_index_are_asked_and_no_others(site, visitor):
    recent = _urlset(_url("https://news.example/a", "2026-02-24"))
    for name in ("/old.xml", "/new.xml", "/newer.xml", "/newest.xml"):
        site.put(name, recent)
    changed = {
        "/old.xml": "2026-02-01",
        "/newer.xml": "2026-02-23",
        "/new.xml": "2026-02-22",
        "/newest.xml": "2026-02-24",
    }
    index = site.put("/index.xml", _index(*((f"https://news.example{name}", time) for name, time in changed.items())))
    own, *children = _ask(visitor, index)
    assert [child.result.url for child in children] == [
        "https://news.example/newest.xml",
        "https://news.example/newer.xml",
    ]
    assert all(child.is_child and len(child.entries) == 1 for child in children)
    assert own.is_index
    assert "1 more of its sitemaps are within reach and were not asked (collect.sitemap_children)" in own.result.reason
    assert {path for path, _ in site.paths()} == {"/index.xml", "/newest.xml", "/newer.xml"}


@pytest.mark.parametrize(
    ("children", "asked"),
    [
        ((("s-2026-01.xml", None), ("s-2026-02.xml", None), ("s-2025-12.xml", None)), ["s-2026-02.xml"]),
        ((("20260220.xml", None), ("20260223.xml", None), ("20260224.xml", None)), ["20260224.xml", "20260223.xml"]),
        ((("s.xml?yyyy=2026&amp;mm=02&amp;dd=24", None), ("s.xml?yyyy=2019&amp;mm=02&amp;dd=24", None)), ["s.xml?yyyy=2026&mm=02&dd=24"]),
        # made anew every night: what the name says counts
        ((("2019-03.xml", "2026-02-24"), ("2026-02.xml", "2026-02-24")), ["2026-02.xml"]),
        ((("1.xml", None), ("2.xml", None), ("3.xml", None)), ["1.xml", "3.xml"]),
        ((("1.xml", None), ("2.xml", None), ("google-news.xml", None)), ["google-news.xml", "1.xml"]),
        ((("a.xml", "2026-01-01"),), []),
    ],
)  # fmt: skip
def test_which_children_are_the_newest(site, visitor, children, asked):
    index = site.put("/index.xml", _index(*((f"https://news.example/{name}", changed) for name, changed in children)))
    own, *rest = _ask(visitor, index)
    assert own.result.outcome == "ok"
    assert [one.result.url.removeprefix("https://news.example/") for one in rest] == asked


def test_going_back_asks_the_children_of_that_time(site, visitor):
    names = ("s-2019-03.xml", "s-2019-04.xml", "s-2019-05.xml", "s-2026-02.xml")
    index = site.put("/index.xml", _index(*((f"https://news.example/{name}", "2026-02-24") for name in names)))
    window = Window(datetime(2019, 4, 10, tzinfo=UTC), datetime(2019, 5, 1, tzinfo=UTC))
    _, *rest = _ask(visitor, index, reach=Reach.back_to(window, children=5))
    # 1 May in Shanghai begins on 30 April in UTC
    assert [one.result.url[-10:] for one in rest] == ["019-05.xml", "019-04.xml"]


def test_an_index_that_names_itself_another_index_and_a_known_address_ends(site, visitor):
    site.put("/inner.xml", _index(("https://news.example/never.xml", "2026-02-24")))
    news = site.put("/news.xml", _urlset(_url("https://news.example/a", "2026-02-24")))
    index = site.put(
        "/index.xml",
        _index(*((f"https://news.example/{name}.xml", "2026-02-24") for name in ("index", "inner", "news", "gone"))),
    )
    asked = _ask(visitor, index, news)
    told = {one.result.url.removeprefix("https://news.example/"): one.result for one in asked}
    assert {name: result.outcome for name, result in told.items()} == {
        "index.xml": "ok",
        "news.xml": "ok",
        "inner.xml": "unreadable",
        "gone.xml": "http_error",
    }
    assert "it names itself" in told["index.xml"].reason
    assert "only one level is followed" in told["inner.xml"].reason
    assert [path for path, _ in site.paths()] == ["/gone.xml", "/index.xml", "/inner.xml", "/news.xml"]


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        ("/2026/02/24/a.htm", "2026-02-23T16", "2026-02-24T15"),
        ("/202602/24/a.htm", "2026-02-23T16", "2026-02-24T15"),
        ("/2026-02/24/c_1.htm", "2026-02-23T16", "2026-02-24T15"),
        ("/archive/2019/s-2026-2.xml", "2026-01-31T16", "2026-02-28T15"),
        ("/s-2025.xml", "2024-12-31T16", "2025-12-31T15"),
    ],
)
def test_dates_in_addresses_are_the_outlets_days(address, first, last):
    named = named_moment(address, SHANGHAI)
    assert (f"{named.first:%Y-%m-%dT%H}", f"{named.last:%Y-%m-%dT%H}") == (first, last)


@pytest.mark.parametrize("address", ["/a/12026022412345.htm", "/2026-02-30", "/20261301", "/page/7", "/x1999.htm"])
def test_other_numbers_are_no_days(address):
    named = named_moment(address, SHANGHAI)
    assert named is None or named.last - named.first > timedelta(days=2)


def test_a_sitemap_may_be_larger_than_a_page_and_has_a_limit_of_its_own(site, visitor):
    entry = _url("https://news.example/a", "2026-02-24")
    large, too_large = (site.put(f"/{n}.xml", _urlset(entry, " " * n)) for n in (200_000, LIMIT))
    came, left_out = _ask(visitor, large, too_large)
    assert (came.result.outcome, len(came.entries)) == ("ok", 1)
    assert left_out.result.reason == f"{too_large}: more than {LIMIT} bytes (collect.max_sitemap_bytes). Left out."
    page = visitor.get(large)
    assert (page.outcome, page.reason) == (
        "too_large",
        f"{large}: more than 100000 bytes (collect.max_bytes). Left out.",
    )


def test_no_more_are_asked_at_once_than_memory_holds(site, visitor):
    urls = [site.put(f"/{n}.xml", _urlset(_url("https://news.example/a", "2026-02-24"))) for n in range(5)]
    at_once = []

    def get(requests):
        at_once.append(len(requests))
        return visitor.get_all(requests)

    limits = CollectSettings(max_sitemap_bytes=AT_ONCE_BYTES // 2)
    asked = list(ask(get, [_plan(url) for url in urls], NOW, REACH, limits=limits))
    assert [one.result.url for one in asked] == urls
    assert at_once == [2, 2, 1]
