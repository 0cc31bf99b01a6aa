"""Ten questions about a week, answered from the report alone: each answer is read at its anchor and looked up in the tables themselves."""

import re
from datetime import date

import duckdb
import lxml.html
import pytest

from monitor.report import write_reports
from monitor.report.numbers import percent, signed

WEEK = date(2026, 3, 16)


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, house):
    settings, warehouse = house
    write_reports(settings, warehouse)
    return lxml.html.fromstring((settings.report_dir / f"2026-W12.{request.param}.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tables(published):
    with duckdb.connect(str(published), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def one(tables, sql):
    return tables.execute(sql).fetchone()


def text(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def place(tables, page, code):
    return one(tables, f"SELECT country_{page.get('lang')[:2]} FROM v_places WHERE country = '{code}'")[0]


def frame(tables, page, ident):
    return one(tables, f"SELECT frame_{page.get('lang')[:2]} FROM v_frames WHERE frame = '{ident}'")[0]


def test_what_moved_most_since_when_and_how_sure_is_that(page, tables):
    ident, country, week, before, after, change, lo, hi = one(
        tables,
        "SELECT frame_id, country, week, share_before, share_after, change, picked_lo, picked_hi FROM frame_shifts "
        "WHERE is_shift AND lo * hi > 0 ORDER BY abs(change) DESC LIMIT 1",
    )
    finding = page.get_element_by_id("finding-1")
    shown = [float(finding.get(f"data-{name}")) for name in ("estimate", "lo", "hi")]
    assert shown == [change, lo, hi]
    said = text(finding)
    for part in (
        frame(tables, page, ident),
        place(tables, page, country),
        percent(before),
        percent(after),
        str(week.isocalendar().week),
    ):
        assert part in said


def test_who_was_compared(page, tables):
    n = one(
        tables,
        "SELECT count(*), count(DISTINCT outlet_id), count(DISTINCT country), count(DISTINCT story) FROM v_articles "
        f"WHERE week = DATE '{WEEK}' AND is_relevant",
    )
    numbers = [int(number) for number in re.findall(r"\d+", text(page.find_class("lead")[0]))]
    assert set(n) <= set(numbers)


def test_which_two_places_differ_most_on_a_frame(page, tables):
    ident, a, b, size = one(
        tables,
        "SELECT frame_id, side_a, side_b, difference FROM frame_differences WHERE q <= 0.05 AND lo * hi > 0 "
        "ORDER BY abs(difference) DESC, side_a, side_b, frame_id LIMIT 1",
    )
    row = page.get_element_by_id("gaps").xpath(".//table[1]/tbody/tr[1]")[0]
    assert float(row.xpath(".//data")[0].get("value")) == abs(size)
    for part in (frame(tables, page, ident), place(tables, page, a), place(tables, page, b), signed(abs(size))):
        assert part in text(row)


def test_is_that_framing_or_other_events(page, tables):
    found = one(
        tables,
        "SELECT difference, unshared, agenda, framing FROM framing_decomposition JOIN frame_differences AS d "
        "USING (range_start, range_stop, contrast, side_a, side_b, text_scope, frame_id, scorer_id, difference) "
        "WHERE resolution = 'story' AND d.q <= 0.05 AND d.lo * d.hi > 0 ORDER BY abs(difference) DESC, side_a, side_b, frame_id LIMIT 1",
    )
    row = page.get_element_by_id("parts").xpath(".//tbody/tr[1]")[0]
    shown = [float(value.get("value")) for value in row.xpath(".//data")]
    turn = 1 if found[0] > 0 else -1
    assert shown == [turn * value for value in found]
    assert sum(shown[1:]) == pytest.approx(shown[0], abs=1e-9)


def test_who_is_farthest_apart_over_all_frames(page, tables):
    a, b, far = one(
        tables,
        "SELECT side_a, side_b, divergence FROM country_divergence ORDER BY divergence DESC, side_a, side_b LIMIT 1",
    )
    row = page.get_element_by_id("distances").xpath(".//tbody/tr[1]")[0]
    assert float(row.xpath(".//data")[0].get("value")) == far
    assert place(tables, page, a) in text(row)
    assert place(tables, page, b) in text(row)


def test_which_story_was_told_most_widely_and_what_do_both_sides_say(page, tables):
    story, n_places = one(
        tables,
        f"SELECT story, count(DISTINCT country) AS n FROM v_articles WHERE week = DATE '{WEEK}' AND is_relevant AND NOT is_copy AND "
        "text_scope = 'full' AND story IS NOT NULL GROUP BY story ORDER BY n DESC, count(*) DESC, story LIMIT 1",
    )
    shown = page.get_element_by_id("story-1")
    assert str(n_places) in text(shown.find_class("basis")[0])
    links = {link.get("href") for link in shown.xpath(".//ul[@class='headlines']//a")}
    known = {url for (url,) in tables.execute("SELECT url FROM v_articles WHERE story = ?", [story]).fetchall()}
    assert links
    assert links <= known
    assert all(len(quote.text_content()) <= 300 and quote.get("lang") for quote in shown.xpath(".//blockquote"))


def test_which_words_set_places_apart(page, tables):
    known = {term for (term,) in tables.execute("SELECT term FROM distinctive_terms WHERE q <= 0.05").fetchall()}
    shown = {value.get("value") for value in page.get_element_by_id("words").xpath(".//data")}
    assert shown == known == {"自主", "业者", "watchdog"}


def test_which_disputes_are_new_or_fading(page, tables):
    counted = dict(tables.execute(
        f"SELECT s.dispute_id, count(*) FROM v_articles JOIN stories AS s ON s.story_id = story WHERE week = DATE '{WEEK}' AND is_relevant "
        "AND NOT is_copy GROUP BY 1",
    ).fetchall())  # fmt: skip
    table = page.get_element_by_id("disputes")
    shown = [int(value.get("value")) for value in table.xpath(".//data[@class='dispute']")]
    assert shown
    assert set(shown) - {0} <= set(counted.values())
    assert {body.get("class") for body in table.xpath(".//tbody")} <= {"new", "back", "growing", "fading", "steady"}


def test_what_was_not_found_and_could_that_be_chance(page, tables):
    tested, clear = one(tables, "SELECT count(q), count(*) FILTER (WHERE q <= 0.05) FROM not_found_in_sources")
    said = text(page.get_element_by_id("attention"))
    assert (clear, str(tested) in said) == (1, True)
    assert place(tables, page, "GBR") in said


def test_which_outlets_were_silent(page, tables):
    silent = tables.execute(f"SELECT outlet FROM v_data_health WHERE week = DATE '{WEEK}' AND is_silent").fetchall()
    shown = page.get_element_by_id("health").xpath(".//table[contains(@class, 'outlets')]//tr[@class='silent']")
    assert len(shown) == len(silent)


def test_what_is_not_known(page, tables):
    figures, corrected = one(
        tables, "SELECT count(estimate), count(*) FILTER (WHERE method <> 'uncorrected') FROM weekly_frame_prevalence "
        f"WHERE country <> 'all' AND week <= DATE '{WEEK}' AND estimate IS NOT NULL",
    )  # fmt: skip
    assert corrected < figures
    row = next(value.getparent().getparent() for value in page.xpath("//data[@class='corrected']"))
    numbers = [int(number) for number in re.findall(r"\d+", " ".join(text(cell) for cell in row.xpath("./td")))]
    assert numbers[:3] == [figures, corrected, figures - corrected]


def test_how_good_is_the_scorer(page, tables):
    n, f1 = one(
        tables, "SELECT n_articles, f1 FROM v_frame_quality WHERE frame = 'micro' ORDER BY language LIMIT 1"
    ) or (None, None)
    shown = [
        (value.get("value"), text(value)) for value in page.get_element_by_id("health").xpath(".//data[@class='f1']")
    ]
    assert n
    assert (str(f1), f"{f1:.2f}") in shown
