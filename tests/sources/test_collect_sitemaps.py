"""The collector over sitemaps of a site on loopback: what becomes a row, and what an unchanged site costs."""

import json
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from monitor.config import load_settings
from monitor.sources import Window, collect
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
    assert (third.n_feeds_unchanged, third.n_links) == (3, 1)
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


def _pass_a_second(warehouse: Warehouse) -> None:
    """Live polls carry the wall clock's second: put what was done so far an hour back rather than wait."""
    with warehouse.transaction() as connection:
        connection.execute("UPDATE fetches SET attempted_at = attempted_at - INTERVAL 1 HOUR")
