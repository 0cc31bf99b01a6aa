"""Times of publication."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from lxml.html import document_fromstring

from monitor.articles.date_choice import DateSources, choose_date
from monitor.articles.dates import Moment, page_moments
from monitor.text import parse_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")
FETCHED = datetime(2026, 2, 25, 12, tzinfo=UTC)
FEED = datetime(2026, 2, 24, 7, 5, tzinfo=UTC)
FIRST_SEEN = datetime(2026, 2, 25, 11, tzinfo=UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


PLACES = {
    "json-ld": '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},'
    '{"@type":"NewsArticle","datePublished":"2026-02-24T15:20:00+08:00"}]}</script>',
    "broken json-ld": '<script type="application/ld+json">{"a":"\\x", "datePublished": "2026-02-24T15:20:00+08:00"}</script>',
    "meta": '<meta property="article:published_time" content="2026-02-24T07:20:00Z">',
    "pubdate": '<meta name="pubdate" content="2026-02-24 15:20:00">',
    "time": '<article><time datetime="2026-02-24T15:20:00+08:00">today</time></article>',
    "visible": '<div class="source"><span id="t">2026年2月24日 15:20</span></div>',
}


@pytest.mark.parametrize("head", PLACES.values(), ids=PLACES.keys())
def test_the_page_states_its_time_in_many_places(head):
    tree = document_fromstring(f"<html><body>{head}<p>text</p></body></html>")
    assert next(page_moments(tree, SHANGHAI)).utc(SHANGHAI) == utc("2026-02-24 07:20")


def test_years_of_empty_database_fields_are_no_moments():
    tree = document_fromstring(
        '<html><head><meta name="pubdate" content="0001-01-01T00:00:00"></head><body></body></html>'
    )
    assert list(page_moments(tree, SHANGHAI)) == []


def sources(*stated: Moment, feed: datetime | None = FEED, guessed: Moment | None = None) -> DateSources:
    return DateSources(stated, feed, guessed, FIRST_SEEN, FETCHED, SHANGHAI)


def moment(text: str, visible: bool = False) -> Moment:
    parsed = parse_moment(text)
    assert parsed is not None
    return Moment(parsed.day, parsed.at(SHANGHAI), visible)


def test_the_page_comes_before_the_feed():
    chosen = choose_date(sources(moment("2026-02-24T15:20:00+08:00")))
    assert (chosen.at, chosen.method, chosen.note) == (utc("2026-02-24 07:20"), "page", None)


def test_a_day_takes_its_hour_from_elsewhere_on_the_page_then_from_the_feed_then_noon():
    day = moment("2026-02-24")
    assert choose_date(sources(day, moment("2026-02-24 15:20"))).at == utc("2026-02-24 07:20")
    assert (choose_date(sources(day)).at, choose_date(sources(day)).method) == (FEED, "feed")
    alone = choose_date(sources(day, feed=None))
    assert (alone.at, alone.method) == (utc("2026-02-24 04:00"), "page_day")


@pytest.mark.parametrize("stated", ["2062-02-11T09:00:00+08:00", "1970-01-01T08:00:00+08:00"])
def test_an_impossible_date_falls_back_to_the_feed_and_says_so(stated):
    chosen = choose_date(sources(moment(stated)))
    assert (chosen.at, chosen.method) == (FEED, "feed")
    assert stated[:4] in chosen.note


def test_when_the_feed_is_impossible_too_the_first_sight_counts():
    chosen = choose_date(sources(moment("2062-02-11T09:00:00Z"), feed=utc("2062-02-11 09:00")))
    assert (chosen.at, chosen.method) == (FIRST_SEEN, "first_seen")
    assert chosen.note.count("2062-02-11") == 2


def test_a_day_ahead_is_a_zone_and_is_believed():
    ahead = FETCHED + timedelta(hours=20)
    assert choose_date(sources(Moment(ahead.date(), ahead))).at == ahead


def test_a_visible_date_far_from_the_feeds_belongs_to_another_article():
    chosen = choose_date(sources(moment("2025-11-02 10:00", visible=True)))
    assert (chosen.at, chosen.method) == (FEED, "feed")
    assert choose_date(sources(moment("2025-11-02 10:00", visible=True), feed=None)).method == "page"


def test_a_guess_is_the_last_before_the_first_sight():
    guess = moment("2026-02-24")
    assert choose_date(sources(feed=None, guessed=guess)).method == "page_day"
    assert choose_date(sources(feed=None)).method == "first_seen"
