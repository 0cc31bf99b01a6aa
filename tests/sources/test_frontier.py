from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.sources.entries import FeedEntry, FeedPlan
from monitor.sources.frontier import MAX_UPDATES, Frontier
from monitor.sources.rows import fetch_row
from monitor.web import FetchResult

FEED = FeedPlan("https://news.example/feed", "news", "en", "domestic", ZoneInfo("UTC"))
URL = "https://news.example/a"
DAY = timedelta(days=1)
START = datetime(2026, 1, 12, 18, tzinfo=UTC)


def _entry(updated=None, title="A"):
    return FeedEntry(URL, title, START - timedelta(hours=2), updated)


def _page(frontier, now, outcome="ok", status=200):
    frontier.note_page(fetch_row(FetchResult(URL, URL, outcome, status), "page", "news", now))


def _due(frontier, now):
    return [link.url for link in frontier.due(now)]


def test_a_new_link_is_due_until_it_was_had():
    frontier = Frontier(page_polls=3)
    (link,) = frontier.merge(FEED, [_entry()], START)
    assert (link.first_seen_at, link.feed_url, link.title_hint) == (START, FEED.url, "A")
    assert _due(frontier, START) == [URL]
    _page(frontier, START)
    assert _due(frontier, START + DAY) == []
    assert frontier.merge(FEED, [_entry()], START + DAY) == []


def test_a_later_update_makes_it_due_again_once():
    frontier = Frontier(page_polls=3)
    frontier.merge(FEED, [_entry()], START)
    _page(frontier, START)
    (link,) = frontier.merge(FEED, [_entry(START + DAY, "A, corrected")], START + DAY)
    assert (link.updated_hint, link.title_hint, link.first_seen_at) == (START + DAY, "A, corrected", START)
    assert _due(frontier, START + DAY) == [URL]
    _page(frontier, START + DAY)
    assert frontier.merge(FEED, [_entry(START + DAY)], START + 2 * DAY) == []
    assert _due(frontier, START + 2 * DAY) == []


def test_an_update_time_not_after_publication_is_no_update():
    frontier = Frontier(page_polls=3)
    frontier.merge(FEED, [_entry()], START)
    _page(frontier, START)
    assert frontier.merge(FEED, [_entry(START - timedelta(hours=2))], START + DAY) == []


def test_a_feed_that_always_says_updated_is_followed_so_often_only():
    frontier = Frontier(page_polls=3)
    n_had = 0
    for day in range(30):
        now = START + day * DAY
        frontier.merge(FEED, [_entry(now)], now)
        if _due(frontier, now):
            _page(frontier, now)
            n_had += 1
    assert n_had == MAX_UPDATES + 1


@pytest.mark.parametrize(
    ("outcome", "status", "asked"),
    [("http_error", 503, 3), ("timeout", None, 3), ("connection_error", None, 3), ("http_error", 429, 3),
     ("robots_unreachable", None, 3), ("http_error", 404, 1), ("disallowed", None, 1), ("reserved", 200, 1),
     ("refused", None, 1), ("too_large", 200, 1), ("unreadable", 200, 1)],
)  # fmt: skip
def test_only_passing_failures_are_tried_on_later_polls_and_not_for_ever(outcome, status, asked):
    frontier = Frontier(page_polls=3)
    frontier.merge(FEED, [_entry()], START)
    n_asked = 0
    for day in range(6):
        now = START + day * DAY
        if _due(frontier, now):
            _page(frontier, now, outcome, status)
            assert _due(frontier, now) == []
            n_asked += 1
    assert n_asked == asked


def test_a_correction_that_fails_in_passing_is_tried_again():
    frontier = Frontier(page_polls=3)
    frontier.merge(FEED, [_entry()], START)
    _page(frontier, START)
    frontier.merge(FEED, [_entry(START + DAY)], START + DAY)
    _page(frontier, START + DAY, "http_error", 503)
    assert _due(frontier, START + 2 * DAY) == [URL]
    _page(frontier, START + 2 * DAY)
    assert _due(frontier, START + 3 * DAY) == []


def test_an_unreadable_feed_is_asked_for_whole_next_time():
    frontier = Frontier(page_polls=3)

    def note(now, outcome, etag):
        result = FetchResult(FEED.url, FEED.url, outcome, 200)
        result.headers["etag"] = etag
        frontier.note_feed(fetch_row(result, "feed", "news", now))

    note(START, "ok", '"1"')
    assert frontier.request(FEED.url).etag == '"1"'
    note(START + DAY, "unreadable", '"2"')
    assert frontier.request(FEED.url).etag == '"1"'
    assert frontier.unpolled([FEED], START + DAY) == []
    assert frontier.unpolled([FEED], START + 2 * DAY) == [FEED]
