"""The sample's web, asked over real HTTP."""

import codecs
from datetime import UTC, datetime
from io import BytesIO

import feedparser
import pytest

from monitor.config import OutletFile, load_model
from monitor.config.settings import CollectSettings
from monitor.sample import SampleError, SamplePress, article_url, load_press
from monitor.sample.looks import load_quirks
from monitor.web import Request, sample_client

END = datetime(2026, 3, 22, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def outlets():
    return load_model("config/sample-outlets.yaml", OutletFile).outlets


@pytest.fixture(scope="module")
def press(outlets):
    with SamplePress(outlets, END) as press:
        yield press


@pytest.fixture(scope="module")
def client(press):
    settings = CollectSettings(per_host_delay_seconds=0, per_host_concurrency=16, attempts=1)
    with sample_client(settings, press.port) as client:
        yield client


@pytest.fixture(autouse=True)
def _at_the_end(press):
    press.now = END


def _links(client, outlet):
    feeds = client.get_all([Request(feed.url) for feed in outlet.feeds])
    entries = [entry for feed in feeds for entry in feedparser.parse(BytesIO(feed.content)).entries]
    return {entry.link.partition("?")[0].partition("#")[0]: entry for entry in entries}


def _outlet(outlets, name):
    return next(outlet for outlet in outlets if outlet.id == name)


def test_every_page_holds_its_text_and_says_that_it_is_synthetic(client, outlets):
    articles = load_press()
    charsets = {"jiangan": "gb18030", "haixia": "big5"}
    results = client.get_all([Request(article_url(article.id)) for article in articles])
    for article, result in zip(articles, results, strict=True):
        html = result.content.decode(charsets.get(article.outlet_id, "utf-8"))
        assert result.outcome == "ok"
        assert '<meta name="generator" content="synthetic sample">' in html
        assert any(words in html for words in ("Synthetic sample:", "合成样本", "合成樣本"))
        assert article.id not in html
        assert ("paywall" in html) == (not article.versions[-1].body)


def test_no_page_or_feed_carries_a_coding(client, outlets):
    feeds = client.get_all([Request(feed.url) for outlet in outlets for feed in outlet.feeds])
    pages = client.get_all([Request(article_url(article.id)) for article in load_press()[::7]])
    frames = (b"national_security", b"hegemony_containment", b"misappropriation", b"self_reliance_innovation")
    assert all(result.outcome == "ok" for result in feeds)
    assert not [result.url for result in (*feeds, *pages) if any(frame in result.content for frame in frames)]


def test_a_page_stands_as_it_stood(client, press):
    article = next(one for one in load_press() if len(one.versions) > 1)
    first, second = article.versions
    seen = []
    for moment in (first.shown_from.replace(year=2025), first.shown_from, second.shown_from):
        press.now = moment
        seen.append(client.get(article_url(article.id)))
    assert [result.status for result in seen] == [404, 200, 200]
    assert seen[1].content != seen[2].content


def test_a_feed_shows_what_was_out_and_tells_of_corrections(client, press, outlets):
    article = next(one for one in load_press() if len(one.versions) > 1)
    outlet, url = _outlet(outlets, article.outlet_id), article_url(article.id)
    press.now = article.shown_from.replace(year=2025)
    assert url not in _links(client, outlet)
    press.now = article.shown_from
    before = _links(client, outlet)[url]
    press.now = article.versions[1].shown_from
    after = _links(client, outlet)[url]
    assert before.published_parsed == after.published_parsed
    assert dict.get(before, "updated_parsed") is None
    assert after.updated_parsed > after.published_parsed


def test_a_late_article_keeps_its_date(client, press, outlets):
    late = next(one for one in load_press() if (one.shown_from - one.published_at).days >= 14)
    outlet, url = _outlet(outlets, late.outlet_id), article_url(late.id)
    press.now = late.published_at
    assert url not in _links(client, outlet)
    press.now = late.shown_from
    assert _links(client, outlet)[url].published_parsed[:3] == late.published_at.timetuple()[:3]


def test_feeds_are_conditional(client, press, outlets):
    feeds = [feed.url for outlet in outlets for feed in outlet.feeds]
    press.now = datetime(2026, 2, 20, 18, tzinfo=UTC)
    first = client.get_all([Request(url) for url in feeds])
    again = client.get_all([Request(url, one.etag, one.last_modified) for url, one in zip(feeds, first, strict=True)])
    assert {result.outcome for result in first} == {"ok"}
    assert {result.outcome for result in again} == {"not_modified"}
    press.now = END
    later = client.get_all([Request(url, one.etag, one.last_modified) for url, one in zip(feeds, first, strict=True)])
    assert {result.outcome for result in later} == {"ok"}
    assert {one.etag is None for one in first} == {True, False}
    assert {one.last_modified is None for one in first} == {True, False}


def test_charsets(client, outlets):
    jiangan, haixia = (client.get(next(iter(_links(client, _outlet(outlets, name))))) for name in ("jiangan", "haixia"))
    assert jiangan.content_type == "text/html"
    assert b"charset=gb18030" in jiangan.content
    assert haixia.content_type == "text/html; charset=big5"
    pages = client.get_all([Request(url) for url in _links(client, _outlet(outlets, "haixia"))])
    assert any(b"&#" in page.content for page in pages)
    with pytest.raises(UnicodeDecodeError):
        jiangan.content.decode("utf-8")


@pytest.mark.parametrize(("how", "n_entries"), [("truncated", "none"), ("unescaped", "some")])
def test_broken_feeds(client, press, outlets, how, n_entries):
    broken = next(one for one in load_quirks().broken_feeds if one.how == how)
    outlet = _outlet(outlets, broken.outlet)
    seen = []
    for day in (broken.first, broken.last):
        press.now = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        seen.append(feedparser.parse(BytesIO(client.get(outlet.feeds[0].url).content)))
    press.now = END
    whole = feedparser.parse(BytesIO(client.get(outlet.feeds[0].url).content))
    assert all(parsed.bozo for parsed in seen)
    assert all(bool(parsed.entries) == (n_entries == "some") for parsed in seen)
    assert not whole.bozo
    assert len(whole.entries) > 10


def test_links_that_lead_to_no_article(client, outlets):
    extras = {one.kind: one for one in load_quirks().extra_links}
    url = {kind: f"https://{one.outlet}.example{one.path}" for kind, one in extras.items()}
    for kind, one in extras.items():
        assert url[kind] in _links(client, _outlet(outlets, one.outlet))
    assert client.get(url["missing"]).status == 404
    assert client.get(url["away"]).outcome == "refused"
    noise = client.get(url["noise"])
    assert noise.content_type == "text/html"
    with pytest.raises(LookupError):
        codecs.lookup("x-archive-7")
    with pytest.raises(UnicodeDecodeError):
        noise.content.decode("utf-8")
    assert client.get(url["listing"]).content.count(b"<li><a href=") > 10
    future = client.get(url["future"])
    assert b"2062-02-11" in future.content
    assert b"ferry" in future.content


def test_a_page_that_is_out_of_order_for_a_while(client, press):
    (fault,) = load_quirks().unavailable
    shown = next(one for one in load_press() if one.id == fault.id).shown_from
    assert shown < fault.until
    press.now = shown
    assert client.get(article_url(fault.id)).status == 503
    press.now = fault.until
    assert client.get(article_url(fault.id)).status == 200


def test_hosts_and_paths_that_are_not_there(client):
    assert client.get("https://nobody.example/").status == 421
    assert client.get("https://prairie.example/nothing").status == 404


def test_an_outlet_without_a_style(outlets):
    stranger = outlets[0].model_copy(update={"id": "stranger"})
    with pytest.raises(SampleError, match=r"styles\.yaml: no style for outlet stranger"):
        SamplePress([stranger], END)


def test_its_robots_txt_is_heeded(client, outlets):
    robots = client.get("https://prairie.example/robots.txt")
    assert (robots.outcome, robots.content_type) == ("ok", "text/plain; charset=utf-8")
    assert b"synthetic sample" in robots.content
    assert client.get("https://prairie.example/search?q=chips").outcome == "disallowed"
