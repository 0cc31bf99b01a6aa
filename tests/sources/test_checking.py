"""Which addresses answer, asked of a real server on loopback."""

from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
import yaml

from monitor.config import ConfigError, load_settings
from monitor.sources import check_sources, planned_sources


@pytest.fixture
def settings(tmp_path, visitor, monkeypatch):
    """Live settings whose web is the site on loopback, for an outlet with these addresses."""

    def make(*feeds):
        monkeypatch.setattr("monitor.sources.origin.live_client", lambda _: nullcontext(visitor))
        given = [{"url": f"https://news.example{path}", "language": "en", "kind": kind} for path, kind in feeds]
        outlet = {"id": "news", "name": "N", "domain": "news.example", "country": "USA", "feeds": given}
        (tmp_path / "outlets.yaml").write_text(yaml.safe_dump({"outlets": [outlet]}), encoding="utf-8")
        live = load_settings("config/live.yaml", tmp_path / "data")
        collect = live.collect.model_copy(update={"contact": "desk@news.example"})
        return live.model_copy(update={"outlets": tmp_path / "outlets.yaml", "collect": collect})

    return make


def test_an_index_is_told_with_the_sitemaps_that_it_names(site, settings):
    today = datetime.now(UTC).date().isoformat()
    entries = f"<url><loc>https://news.example/a</loc><lastmod>{today}</lastmod></url><url><loc>https://news.example/2019/05/01/b</loc></url>"
    site.put("/index.xml", "<sitemapindex><sitemap><loc>https://news.example/1.xml</loc></sitemap></sitemapindex>")
    site.put("/1.xml", f"<urlset>{entries}</urlset>")
    site.put("/broken.xml", "<sitemapindex><sitemap><loc>https://news.example/2.xml</loc></sitemap></sitemapindex>")
    answers = []
    found, broken, wrong = check_sources(
        settings(("/index.xml", "sitemap"), ("/broken.xml", "sitemap"), ("/1.xml", "feed")),
        answered=lambda: answers.append(1),
    )
    assert (found.outcome, found.entries, found.links, found.n_asked) == (
        "ok",
        0,
        0,
        1,
    )  # the child is an address of its own
    assert (broken.outcome, broken.status, broken.n_asked) == ("http_error", 404, 2)
    assert wrong.outcome == "unreadable"
    assert "write kind: sitemap beside its address" in wrong.reason
    assert len(answers) == 4
    (alone,) = check_sources(settings(("/index.xml", "sitemap")))
    assert (alone.outcome, alone.entries, alone.links, alone.n_asked) == ("ok", 2, 1, 2)
    assert alone.newest.date().isoformat() == today


def test_outlets_without_addresses_are_said(settings):
    with pytest.raises(ConfigError, match="no outlet has a feed or a sitemap"):
        planned_sources(settings())
