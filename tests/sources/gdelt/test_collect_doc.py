"""Windows halved, recorded and resumed; links with what GDELT knows of them."""

from datetime import UTC, datetime

import pytest
from filelock import FileLock

from monitor.sources import CollectionRunningError
from monitor.sources.frontier import Frontier
from monitor.sources.gdelt import collect_doc
from monitor.warehouse import Warehouse

THROTTLED = (200, b"Please limit requests to one every 5 seconds or contact us for larger queries.", {})
DAY = ("2026-03-02", "2026-03-03")


def _press(make, records):
    """A search that gives the newest 250 of ``records`` in the window."""

    def search(params):
        stamps = [(one["seendate"].replace("T", "").rstrip("Z"), one) for one in records]
        inside = [(at, one) for at, one in stamps if params["startdatetime"] <= at < params["enddatetime"]]
        return make.articles([one for _, one in sorted(inside, key=lambda pair: pair[0], reverse=True)[:250]])

    return search


def test_a_record_becomes_a_link_with_its_outlet(gdelt, make_settings, run, table, make):
    zh = make.record(2, title="美國 禁令 ： 晶片 出口", language="Chinese", sourcecountry="Taiwan", domain="news.xinwen.com.tw",
                url="https://news.xinwen.com.tw/2?utm_source=x")  # fmt: skip
    known = make.record(
        3,
        title="芯片禁令",
        language="Chinese",
        sourcecountry="China",
        url="https://tech.jiang.cn/3",
        domain="tech.jiang.cn",
    )
    nowhere = make.record(4, url="nonsense", domain="")
    gdelt.search = lambda _: make.articles([make.record(), zh, known, nowhere])
    summary = run(collect_doc, make_settings(), *DAY)
    assert (summary.n_requests, summary.n_measured, summary.n_records, summary.n_links) == (1, 1, 4, 3)
    links = table(
        "SELECT links.*, found_by, outlets.country FROM links JOIN gdelt_links USING (link_id) JOIN outlets USING (outlet_id) ORDER BY url"
    )
    assert [
        (one["url"], one["outlet_id"], one["country"], one["language_hint"], one["title_hint"]) for one in links
    ] == [
        ("https://news.xinwen.com.tw/2", "xinwen.com.tw", "TWN", "zh-Hant", "美國 禁令：晶片 出口"),
        ("https://tech.jiang.cn/3", "jiang", "CHN", "zh-Hans", "芯片禁令"),
        ("https://www.ledger.com/1", "ledger.com", "USA", "en", "Chips, again: a ban"),
    ]
    seen = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
    assert {(one["first_seen_at"], one["published_hint"], one["feed_url"], one["found_by"]) for one in links} == {
        (seen, None, None, "doc")
    }
    (window,) = table("FROM gdelt_windows")
    assert (window["measured"], window["n_records"], window["n_kept"], window["n_unusable"]) == (True, 4, 3, 1)
    assert (gdelt.asked[0]["startdatetime"], gdelt.asked[0]["enddatetime"]) == ("20260302000000", "20260303000000")
    assert (gdelt.asked[0]["mode"], gdelt.asked[0]["maxrecords"]) == ("artlist", "250")


def test_pages_of_links_without_a_feed_are_due(gdelt, make_settings, run, tmp_path, make):
    gdelt.search = lambda _: make.articles([make.record()])
    run(collect_doc, make_settings(), *DAY)
    now = datetime(2026, 3, 10, tzinfo=UTC)
    with Warehouse(tmp_path / "data").transaction() as connection:
        frontier = Frontier.load(connection, now, now, page_polls=3)
    assert [link.url for link in frontier.due(now)] == ["https://www.ledger.com/1"]


def test_windows_are_halved_until_an_answer_is_whole(gdelt, make_settings, run, table, make):
    records = [make.record(n, seendate=f"20260302T{n % 24:02}0000Z") for n in range(600)]
    gdelt.search = _press(make, records)
    summary = run(collect_doc, make_settings(), *DAY)
    assert summary.n_truncated == 0
    assert {one["outcome"] for one in table("FROM gdelt_windows")} == {"ok", "split"}
    assert table("SELECT count(*) AS n FROM links") == [{"n": 600}]
    assert table(
        "SELECT sum(n_records)::INT AS n, sum(date_diff('hour', starts_at, stops_at))::INT AS h FROM gdelt_windows WHERE measured"
    ) == [{"n": 600, "h": 24}]


def test_a_full_least_window_is_recorded_as_truncated(gdelt, make_settings, run, table, make):
    gdelt.search = _press(make, [make.record(n) for n in range(300)])
    assert run(collect_doc, make_settings(least_window_minutes=360), *DAY).n_truncated == 1
    (window,) = table("FROM gdelt_windows WHERE truncated")
    assert (window["outcome"], window["measured"], window["n_records"]) == ("ok", True, 250)


def test_an_empty_answer_is_measured_and_a_refusal_is_not(gdelt, make_settings, run, table, make):
    answers = iter([make.articles([]), (503, b"busy", {}), (200, b"<html>", {}), (200, b"", {})])
    gdelt.search = lambda _: next(answers)
    summary = run(collect_doc, make_settings(), "2026-03-02", "2026-03-06")
    assert (summary.n_measured, summary.n_unmeasured) == (1, {"http_error": 1, "html": 1, "empty_body": 1})
    windows = table(
        "SELECT outcome, measured, n_records, reason IS NOT NULL AS told FROM gdelt_windows ORDER BY starts_at"
    )
    assert windows[0] == {"outcome": "ok", "measured": True, "n_records": 0, "told": False}
    assert all((one["measured"], one["n_records"], one["told"]) == (False, None, True) for one in windows[1:])


def test_a_later_run_asks_only_what_was_not_measured(gdelt, make_settings, run, table, make):
    press = _press(make, [make.record(n, seendate=f"20260302T{n % 24:02}0000Z") for n in range(400)])
    gdelt.search = lambda params: THROTTLED if len(gdelt.asked) > 2 else press(params)
    first = run(collect_doc, make_settings(), "2026-03-02", "2026-03-04")
    assert "throttles" in first.stopped
    assert (first.n_measured, first.n_unmeasured) == (1, {"throttled": 3})
    gdelt.asked.clear()
    gdelt.search = press
    second = run(collect_doc, make_settings(), "2026-03-02", "2026-03-04")
    assert (second.n_measured_before, second.n_requests, second.stopped) == (1, 2, None)
    assert [one["startdatetime"] for one in gdelt.asked] == ["20260302120000", "20260303000000"]
    assert table("SELECT count(*) AS n FROM links") == [{"n": 400}]
    assert table("SELECT max(n_asked) AS n FROM gdelt_windows") == [{"n": 4}]
    gdelt.asked.clear()
    assert (run(collect_doc, make_settings(), "2026-03-02", "2026-03-04").n_requests, gdelt.asked) == (0, [])


@pytest.mark.parametrize("status", [200, 429])
def test_a_throttled_request_is_asked_again_after_a_pause(gdelt, make_settings, run, status, make):
    answers = iter([(status, THROTTLED[1], {}), make.articles([])])
    gdelt.search = lambda _: next(answers)
    summary = run(collect_doc, make_settings(), *DAY)
    assert (summary.n_requests, summary.n_measured, summary.stopped) == (2, 1, None)


def test_a_service_that_is_down_is_left_alone(gdelt, make_settings, run):
    gdelt.search = lambda _: (500, b"", {})
    summary = run(collect_doc, make_settings(), "2026-02-01", "2026-03-01")
    assert (summary.n_requests, summary.n_measured) == (5, 0)
    assert "5 windows in a row" in summary.stopped


def test_a_refused_keyword_costs_no_other(gdelt, make_settings, run, table, make):
    refuse = (200, b"One or more of your keywords were too short, too long or too common", {})
    gdelt.search = lambda params: refuse if "chips" in params["query"] else make.articles([])
    summary = run(collect_doc, make_settings(), "2026-03-02", "2026-03-04")
    measured = table("SELECT DISTINCT query FROM gdelt_windows WHERE measured ORDER BY query")
    assert [one["query"] for one in measured] == [
        '"artificial intelligence" sourcelang:english',
        "chip sourcelang:english",
    ]
    assert summary.n_unmeasured == {"bad_query": 3}
    gdelt.asked.clear()
    again = run(collect_doc, make_settings(), "2026-03-02", "2026-03-04")
    assert (again.n_requests, again.n_refused_before, again.n_measured_before) == (0, 1, 4)


def test_silence_about_time_before_the_archive_is_no_measurement(gdelt, make_settings, run, table):
    summary = run(collect_doc, make_settings(), "2025-03-02", "2025-03-03")
    assert (summary.n_measured, summary.n_unmeasured) == (0, {"beyond_archive": 1})
    assert "--bulk" in table("FROM gdelt_windows")[0]["reason"]


def test_what_has_not_settled_is_left_to_a_later_run(gdelt, make_settings, run, make):
    summary = run(collect_doc, make_settings(), "2026-03-10", "2026-03-11", now="2026-03-10T12:34")
    assert summary.asked_until == datetime(2026, 3, 10, 11, 30, tzinfo=UTC)
    assert [one["enddatetime"] for one in gdelt.asked] == ["20260310113000"]
    run(collect_doc, make_settings(), "2026-03-10", "2026-03-11", now="2026-03-10T00:10")
    assert len(gdelt.asked) == 1


def test_titles_can_be_asked_to_name_the_topic(gdelt, make_settings, run, table, make):
    gdelt.search = lambda _: make.articles([make.record(), make.record(2, title="A garden show")])
    summary = run(collect_doc, make_settings(title_words=True), *DAY)
    assert summary.n_links == 1
    assert [(one["n_kept"], one["n_left_out"], one["n_unusable"]) for one in table("FROM gdelt_windows")] == [(1, 1, 0)]


def test_a_second_collection_is_kept_out(make_settings, run, tmp_path):
    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / "gdelt.lock"), pytest.raises(CollectionRunningError, match="another process"):
        collect_doc(
            make_settings(), Warehouse(tmp_path / "data", wait_seconds=0.1), None, datetime.now(UTC), datetime.now(UTC)
        )
