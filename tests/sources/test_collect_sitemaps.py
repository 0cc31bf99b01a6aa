"""The collector over sitemaps of a site on loopback: what becomes a row, and what an unchanged site costs."""

import gzip
import json
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
import yaml

from monitor.config import load_settings
from monitor.sources import Window, collect
from monitor.sources.ranges_asked import RangeAsked, RangesAsked, may_be_had
from monitor.warehouse import Warehouse

FEEDS = [
    {"url": "https://news.example/index.xml", "language": "en", "kind": "sitemap"},
    {"url": "https://news.example/feed.json", "language": "en"},
]
OUTLET = {"id": "news", "name": "News", "domain": "news.example", "country": "USA", "feeds": FEEDS}


@pytest.fixture
def project(tmp_path, site, visitor, monkeypatch):
    """Settings and warehouse of live collection whose web is the site on loopback."""

    monkeypatch.setattr("monitor.sources.origin.live_client", lambda _: nullcontext(visitor))
    outlets = tmp_path / "outlets.yaml"
    outlets.write_text(yaml.safe_dump({"outlets": [OUTLET]}), encoding="utf-8")
    settings = load_settings("config/live.yaml", tmp_path / "data")
    live = settings.collect.model_copy(update={"contact": "desk@news.example"})
    return settings.model_copy(update={"outlets": outlets, "collect": live}), Warehouse(tmp_path / "data")


def _day(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).date().isoformat()


def _urlset(*entries: tuple[str, int]) -> str:
    urls = (
        f"<url><loc>https://news.example/{name}</loc><lastmod>{_day(days)}</lastmod></url>" for name, days in entries
    )
    return f"<urlset>{''.join(urls)}</urlset>"


def _serve(site) -> None:
    children = "".join(f"<sitemap><loc>https://news.example/{n}.xml</loc></sitemap>" for n in (1, 2))
    site.put("/index.xml", f"<sitemapindex>{children}</sitemapindex>")
    site.put("/1.xml", _urlset(("a", 1), ("old", 400)))
    site.put("/2.xml", _urlset(("b", 2)))
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://news.example/c", "title": "C"}]}
    site.put("/feed.json", json.dumps(feed), "application/feed+json")
    for name in ("a", "b", "c", "old"):
        site.put(f"/{name}", f"<p>{name}</p>", "text/html")


def test_an_unchanged_site_costs_a_304_each_and_its_children_are_seen_to_change(project, site, rows):
    settings, warehouse = project
    _serve(site)
    first = collect(settings, warehouse)
    assert (first.n_feeds, first.n_links, first.n_pages, first.n_failures) == (4, 3, 3, 0)
    assert [path for path, _ in site.paths()] == ["/1.xml", "/2.xml", "/a", "/b", "/c", "/feed.json", "/index.xml"]
    links = rows(warehouse, "SELECT url, feed_url FROM links ORDER BY url")
    assert [link["feed_url"][-10:] for link in links] == ["/index.xml", "/index.xml", "/feed.json"]

    _pass_a_second(warehouse)
    second = collect(settings, warehouse)
    assert (second.n_feeds, second.n_feeds_unchanged, second.n_links, second.n_pages) == (4, 4, 0, 0)
    assert site.paths() == [("/1.xml", 304), ("/2.xml", 304), ("/feed.json", 304), ("/index.xml", 304)]

    site.put("/2.xml", _urlset(("d", 0)))
    site.put("/d", "<p>d</p>", "text/html")
    _pass_a_second(warehouse)
    third = collect(settings, warehouse)
    assert (third.n_feeds_unchanged, third.n_links) == (3, 1), third
    assert ("/index.xml", 304) in site.paths()


def test_an_index_that_is_no_longer_kept_is_asked_for_whole(project, site):
    settings, warehouse = project
    _serve(site)
    collect(settings, warehouse)
    for file in (warehouse.data_dir / "raw").iterdir():
        file.unlink()
    site.paths()
    _pass_a_second(warehouse)
    assert collect(settings, warehouse).n_failures == 0
    assert site.paths() == [("/1.xml", 304), ("/2.xml", 304), ("/feed.json", 304), ("/index.xml", 200)]


def test_going_back_asks_unchanged_sitemaps_whole(project, site, rows):
    settings, warehouse = project
    _serve(site)
    collect(settings, warehouse)
    site.paths()
    _pass_a_second(warehouse)
    since = datetime.now(UTC) - timedelta(days=500)
    back = collect(settings, warehouse, Window(since, since + timedelta(days=300)))
    assert back.n_links == 1
    assert site.paths() == [("/1.xml", 200), ("/2.xml", 200), ("/feed.json", 304), ("/index.xml", 200), ("/old", 200)]
    assert len(rows(warehouse, "FROM links")) == 4


def test_what_changed_before_going_back_is_seen_by_the_next_live_poll(project, site):
    settings, warehouse = project
    _serve(site)
    collect(settings, warehouse)
    site.put("/2.xml", _urlset(("d", 0)))
    site.put("/d", "<p>d</p>", "text/html")
    _pass_a_second(warehouse)
    since = datetime.now(UTC) - timedelta(days=500)
    assert collect(settings, warehouse, Window(since, since + timedelta(days=1))).n_links == 0
    _pass_a_second(warehouse)
    assert collect(settings, warehouse).n_links == 1


SINCE = datetime(2024, 3, 1, tzinfo=UTC)
MARCH = Window(SINCE, SINCE + timedelta(days=31))


def _archive(site, *names: str) -> None:
    """An index of sitemaps, each with one article of March 2024 whose page is not there."""
    children = "".join(f"<sitemap><loc>https://news.example/{name}</loc></sitemap>" for name in names)
    site.put("/index.xml", f"<sitemapindex>{children}</sitemapindex>")
    for name in names:
        entry = f"<url><loc>https://news.example/of-{name}</loc><lastmod>2024-03-05</lastmod></url>"
        body = f"<urlset>{entry}{' ' * 3_000_000 * name.endswith('.gz')}</urlset>".encode()
        site.put(f"/{name}", gzip.compress(body) if name.endswith(".gz") else body)


def _asked(site) -> list[str]:
    return [path for path, _ in site.paths() if path[1:2].isdigit()]


def test_going_back_over_the_same_range_goes_on_with_the_sitemaps_that_are_left(project, site):
    settings, warehouse = project
    limits = settings.collect.model_copy(update={"sitemap_children_back": 2, "max_sitemap_bytes": 2_000_000})
    settings = settings.model_copy(update={"collect": limits})
    _archive(site, "1.xml", "2.xml", "3.xml.gz", "4.xml")
    first = collect(settings, warehouse, MARCH)
    assert (first.n_sitemaps_left, first.n_links, _asked(site)) == (2, 2, ["/1.xml", "/4.xml"])
    _pass_a_second(warehouse)
    second = collect(settings, warehouse, MARCH)
    assert (second.n_sitemaps_left, second.n_links, _asked(site)) == (1, 1, ["/2.xml", "/3.xml.gz"])  # one is too large
    _pass_a_second(warehouse)
    raised = limits.model_copy(update={"max_sitemap_bytes": 4_000_000})
    third = collect(settings.model_copy(update={"collect": raised}), warehouse, MARCH)
    assert (third.n_sitemaps_left, third.n_links, _asked(site)) == (0, 1, ["/3.xml.gz"])
    _pass_a_second(warehouse)
    assert (collect(settings, warehouse, MARCH).n_sitemaps_left, _asked(site)) == (0, [])
    _pass_a_second(warehouse)
    april = Window(SINCE + timedelta(days=31), SINCE + timedelta(days=61))
    assert (collect(settings, warehouse, april).n_sitemaps_left, len(_asked(site))) == (2, 2)


def test_a_run_that_is_killed_while_it_goes_back_keeps_what_it_read(project, site, visitor, monkeypatch):
    settings, warehouse = project
    _archive(site, *(f"{n}.xml" for n in range(6)))
    monkeypatch.setattr("monitor.sources.polling.AT_ONCE_BYTES", 1)
    monkeypatch.setattr(import_module("monitor.sources.collect"), "_SITEMAPS_A_WRITE", 1)
    whole = visitor.get_all

    def killed(requests, done=None):
        if len(site.asked) == 5:
            raise KeyboardInterrupt
        return whole(requests, done)

    with monkeypatch.context() as patched:
        patched.setattr(visitor, "get_all", killed)
        with pytest.raises(KeyboardInterrupt):
            collect(settings, warehouse, MARCH)
    before = _asked(site)
    _pass_a_second(warehouse)
    again = collect(settings, warehouse, MARCH)
    after = [path for path, _ in site.paths() if path.endswith(".xml")]
    assert len(before) == 3
    assert again.n_pages == 6
    assert again.n_sitemaps_left == 0
    assert len(after) == 1 + 3 + 6
    assert not set(before) & set(after)


@pytest.mark.parametrize(
    ("until", "asked_at", "outcome", "left"),
    [
        ("2026-02-01", "2026-02-20", "ok", 0),
        ("2026-03-01", "2026-02-24", "ok", 0),  # today: it is asked again tomorrow
        ("2026-03-01", "2026-02-20", "ok", 1),  # the range was not over then
        ("2026-02-01", "2026-02-20", "timeout", 1),
        ("2026-02-01", "2026-02-20", "disallowed", 0),
    ],
)
def test_what_was_asked_for_a_range(until, asked_at, outcome, left):
    now = datetime(2026, 2, 24, 18, tzinfo=UTC)
    moments = [datetime.fromisoformat(f"{day}T10:00:00+00:00") for day in ("2026-01-01", until, asked_at)]
    asked = RangesAsked()
    asked.note(
        "https://news.example/1.xml", RangeAsked(Window(*moments[:2]), moments[2], not may_be_had(outcome, None))
    )
    urls = ["https://news.example/1.xml", "https://news.example/2.xml"]
    assert asked.left(urls, Window(*moments[:2]), now) == [*urls[1:], *urls[:left]]
    assert asked.left(urls, Window(moments[0] - timedelta(days=1), moments[1]), now) == urls[::-1]


def _pass_a_second(warehouse: Warehouse) -> None:
    """Live polls carry the wall clock's second, in their ids too: put what was done so far an hour back rather than wait.

    With its id kept, a row of a poll within the same second would be taken for the next poll's and written over.
    """
    with warehouse.transaction() as connection:
        connection.execute(
            "UPDATE fetches SET attempted_at = attempted_at - INTERVAL 1 HOUR, fetch_id = fetch_id || ' before'"
        )
