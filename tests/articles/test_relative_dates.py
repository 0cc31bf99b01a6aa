"""Times told from the moment of reading, without a year, or in full-width figures."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.articles import extract_page
from monitor.articles.relative_dates import relative_moments

SHANGHAI = ZoneInfo("Asia/Shanghai")
READ = datetime(2026, 2, 24, 8, tzinfo=UTC)  # 16:00 in Shanghai


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("3小时前", "2026-02-24 05:00"),
        ("发布于 3 個小時前", "2026-02-24 05:00"),
        ("半小时前", "2026-02-24 07:30"),
        ("１０分钟前", "2026-02-24 07:50"),
        ("刚刚", "2026-02-24 08:00"),
        ("昨天 08:30", "2026-02-23 00:30"),
        ("前天08：30", "2026-02-22 00:30"),
        ("今天 08:30 来源：江报", "2026-02-24 00:30"),
        ("02-23 08:30", "2026-02-23 00:30"),
        ("2月23日 08:30", "2026-02-23 00:30"),
        ("12-31 23:10", "2025-12-31 15:10"),  # not yet this year
        ("2 hours ago", "2026-02-24 06:00"),
        ("Updated: yesterday at 08:30", "2026-02-23 00:30"),
    ],
)
def test_a_time_is_counted_from_the_reading(text, at):
    found = next(relative_moments([text], READ, SHANGHAI))
    assert found.utc(SHANGHAI) == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert found.at is not None


@pytest.mark.parametrize(
    ("text", "day"), [("3天前", date(2026, 2, 21)), ("两周前", date(2026, 2, 10)), ("昨天", date(2026, 2, 23))]
)
def test_days_ago_are_a_day_without_an_hour(text, day):
    found = next(relative_moments([text], READ, SHANGHAI))
    assert (found.day, found.at) == (day, None)


@pytest.mark.parametrize(
    "text",
    [
        "记者3小时前从现场获悉",
        "昨天下午发布的数据",
        "13-45 08:30",
        "昨天 28:30",
        "02-30 08:30",
        "",
        "2比1",
        "前天津市长",
        "yesterday's news",
    ],
)
def test_what_tells_no_time_is_none(text):
    assert list(relative_moments([text], READ, SHANGHAI)) == []


@pytest.mark.parametrize(
    ("visible", "at", "method"),
    [
        ("<span class='time'>3小时前</span>", "2026-02-24 05:00", "page"),
        ("<span class='time'>昨天 08:30</span>", "2026-02-23 00:30", "page"),
        ("<span class='time'>2026年2月23日 08:30</span><span class='time'>3小时前</span>", "2026-02-23 00:30", "page"),
        ("<span class='time'>２０２６年２月２３日 ０８：３０</span>", "2026-02-23 00:30", "page"),
        ("<b>3小时前</b>", "2026-02-24 08:00", "first_seen"),  # not where a date is shown
    ],
)
def test_a_page_that_says_no_more_is_dated_so(make_page, facts, visible, at, method):
    found = extract_page(make_page("美国扩大出口管制", ("一句正文。" * 30,), visible=visible), facts(), READ).dated
    assert (found.at, found.method) == (datetime.fromisoformat(at).replace(tzinfo=UTC), method)


def test_the_feed_comes_before_what_is_counted_back(make_page, facts, chinese):
    html = make_page("美国扩大出口管制", chinese, visible="<span class='time'>3小时前</span>")
    feed = datetime(2026, 2, 24, 4, 12, tzinfo=UTC)
    assert extract_page(html, facts(published_hint=feed), READ).dated.at == feed
