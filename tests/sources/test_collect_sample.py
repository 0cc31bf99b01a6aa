"""The real collector over the real sample, all ten weeks of it."""

from datetime import timedelta

import pytest

from monitor.sample import article_url, load_press
from monitor.sample.looks import load_quirks
from monitor.sources import collect
from monitor.sources.collect import CollectSummary
from monitor.text import short_id
from monitor.web import RawStore

pytestmark = pytest.mark.slow


def test_every_article_is_linked_and_had(whole, rows):
    _, warehouse, summary = whole
    links = {link["url"]: link for link in rows(warehouse, "FROM links")}
    had = rows(warehouse, "SELECT DISTINCT url FROM fetches WHERE kind = 'page' AND outcome = 'ok'")
    press = {article_url(article.id): article for article in load_press()}
    assert set(press) <= set(links)
    assert set(press) <= {row["url"] for row in had}
    assert len(links) == len(press) + len(load_quirks().extra_links) == summary.n_links
    for url, article in press.items():
        link = links[url]
        assert link["link_id"] == short_id("link", url)
        assert (link["outlet_id"], link["language_hint"]) == (article.outlet_id, article.language)
        assert link["published_hint"] == article.published_at
        assert link["title_hint"] == " ".join(article.versions[-1].title.split())
        assert link["first_seen_at"] >= article.shown_from


def test_a_corrected_page_is_had_twice_with_the_corrected_text_last(whole, rows):
    _, warehouse, _ = whole
    store = RawStore(warehouse.data_dir)
    corrected = [article for article in load_press() if len(article.versions) > 1]
    assert corrected
    for article in corrected:
        pages = rows(
            warehouse, f"FROM fetches WHERE kind = 'page' AND url = '{article_url(article.id)}' ORDER BY attempted_at"
        )
        assert [page["outcome"] for page in pages] == ["ok", "ok"]
        assert pages[1]["attempted_at"] >= article.versions[1].shown_from
        assert pages[0]["sha256"] != pages[1]["sha256"]
        texts = [store.read(page["warc_file"], page["warc_offset"]).content.decode() for page in pages]
        only_new = set(article.versions[1].paragraphs) - set(article.versions[0].paragraphs)
        assert only_new
        assert all(len(text) > 1000 for text in texts)
        hint = rows(warehouse, f"SELECT updated_hint FROM links WHERE url = '{article_url(article.id)}'")
        assert hint[0]["updated_hint"] == article.versions[1].shown_from


def test_raw_pages_are_where_the_rows_say(whole, rows):
    _, warehouse, _ = whole
    store = RawStore(warehouse.data_dir)
    pages = rows(warehouse, "FROM fetches WHERE kind = 'page' AND outcome = 'ok' ORDER BY url")
    for page in pages[::9]:
        raw = store.read(page["warc_file"], page["warc_offset"])
        assert (raw.url, len(raw.content), raw.fetched_at) == (page["url"], page["n_bytes"], page["attempted_at"])
        assert page["warc_file"] == f"{page['attempted_at']:%Y-%m-%d}.warc.gz"


def test_an_unchanged_feed_is_one_row_a_day(whole, rows):
    _, warehouse, summary = whole
    feeds = rows(warehouse, "SELECT url, outcome, attempted_at FROM fetches WHERE kind = 'feed'")
    days = {(row["url"], row["attempted_at"]) for row in feeds}
    assert len(days) == len(feeds) == 25 * 70
    assert {row["attempted_at"].hour for row in feeds} == {18}
    assert sum(row["outcome"] == "not_modified" for row in feeds) == summary.n_feeds_unchanged > len(feeds) / 2


def test_faults_are_rows_with_a_reason(whole, rows):
    _, warehouse, summary = whole
    bad = rows(warehouse, "FROM fetches WHERE outcome NOT IN ('ok', 'not_modified') ORDER BY attempted_at, url")
    assert len(bad) == summary.n_failures
    assert all(row["reason"].endswith(".") and row["warc_file"] is None for row in bad)
    extra = {f"https://{one.outlet}.example{one.path}": one.kind for one in load_quirks().extra_links}
    outcomes = {extra[row["url"]]: (row["outcome"], row["status"]) for row in bad if row["url"] in extra}
    assert outcomes == {"missing": ("http_error", 404), "away": ("refused", None)}
    broken = next(one for one in load_quirks().broken_feeds if one.how == "truncated")
    feeds = [row for row in bad if row["kind"] == "feed"]
    assert {row["outlet_id"] for row in feeds} == {broken.outlet}
    assert len(feeds) == (broken.last - broken.first).days + 1
    assert all(row["outcome"] == "unreadable" for row in feeds)


def test_the_broken_feeds_articles_arrive_later(whole, rows):
    _, warehouse, _ = whole
    broken = next(one for one in load_quirks().broken_feeds if one.how == "truncated")
    late = rows(
        warehouse,
        f"""SELECT * FROM links WHERE outlet_id = '{broken.outlet}'
            AND published_hint::DATE BETWEEN '{broken.first}' AND '{broken.last}'""",
    )
    assert late
    assert {link["first_seen_at"].date() for link in late} == {broken.last + timedelta(days=1)}


def test_a_malformed_feed_that_can_be_read_stays_ok_with_a_reason(whole, rows):
    _, warehouse, _ = whole
    broken = next(one for one in load_quirks().broken_feeds if one.how == "unescaped")
    noted = rows(
        warehouse,
        f"""SELECT attempted_at, outcome FROM fetches WHERE outlet_id = '{broken.outlet}' AND kind = 'feed'
            AND reason LIKE '%not well-formed%'""",
    )
    assert noted
    assert {row["outcome"] for row in noted} == {"ok"}
    assert all(broken.first <= row["attempted_at"].date() <= broken.last for row in noted)


def test_a_page_out_of_order_is_had_on_the_next_poll_and_a_missing_one_never_asked_again(whole, rows):
    _, warehouse, _ = whole
    (fault,) = load_quirks().unavailable
    pages = rows(
        warehouse,
        f"""SELECT outcome, status FROM fetches
            WHERE kind = 'page' AND url = '{article_url(fault.id)}' ORDER BY attempted_at""",
    )
    assert [(page["outcome"], page["status"]) for page in pages] == [("http_error", 503), ("ok", 200)]
    missing = next(one for one in load_quirks().extra_links if one.kind == "missing")
    asked = rows(warehouse, f"FROM fetches WHERE url = 'https://{missing.outlet}.example{missing.path}'")
    assert len(asked) == 1


def test_a_date_in_the_future_is_kept_as_the_feed_gave_it_and_noted(whole, rows):
    _, warehouse, _ = whole
    future = next(one for one in load_quirks().extra_links if one.kind == "future")
    (link,) = rows(warehouse, f"FROM links WHERE url = 'https://{future.outlet}.example{future.path}'")
    assert link["published_hint"] == future.published_at
    notes = rows(warehouse, "SELECT reason FROM fetches WHERE kind = 'feed' AND reason LIKE '%dated in the future%'")
    assert notes
    assert all(link["url"] in note["reason"] for note in notes)


def test_outlets_are_those_of_the_settings(whole, rows):
    _, warehouse, _ = whole
    outlets = {row["outlet_id"]: row for row in rows(warehouse, "FROM outlets")}
    assert len(outlets) == 24
    assert outlets["yuanwang"]["languages"] == ["en", "zh-Hans"]
    assert (outlets["yushan"]["country"], outlets["yushan"]["ownership"]) == ("TWN", "public")
    audiences = rows(warehouse, "SELECT DISTINCT language_hint, audience FROM links WHERE outlet_id = 'yuanwang'")
    assert {(row["language_hint"], row["audience"]) for row in audiences} == {
        ("zh-Hans", "domestic"),
        ("en", "foreign"),
    }


def test_a_second_run_fetches_nothing(whole, content):
    settings, warehouse, _ = whole
    before = content(warehouse)
    assert collect(settings, warehouse) == CollectSummary()
    assert content(warehouse) == before
