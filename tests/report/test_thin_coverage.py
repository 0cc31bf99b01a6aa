"""What a page says where there is too little, or too much, to show."""

import re
from dataclasses import replace
from datetime import date

import pytest

from monitor.report import write_reports
from monitor.report.data import read_report
from monitor.report.sections.health import MAX_OUTLETS, health_section
from monitor.report.source import views_for_people
from monitor.report.wording import Wording

pytestmark = pytest.mark.slow


def test_a_withheld_comparison_says_why_in_its_place(make_house, press):
    settings, warehouse = make_house(press)
    with warehouse.transaction() as connection:
        connection.execute(
            "UPDATE frame_differences SET difference = NULL, lo = NULL, hi = NULL, reason = 'Withheld: fewer than 3 outlets on a side.'"
        )
    write_reports(settings, warehouse)
    english = (settings.report_dir / "2026-W12.en.md").read_text(encoding="utf-8").split("## Who is apart from whom")[1]
    assert "No two places have a difference that can be shown" in english.split("##")[0]
    assert "Withheld: fewer than 3 outlets on a side." in english.split("##")[0]
    assert "未列出：有一方的媒体不足3家。" in (settings.report_dir / "2026-W12.zh.html").read_text(encoding="utf-8")


def test_of_very_many_outlets_the_largest_are_listed_and_the_rest_counted(make_house, press):
    settings, warehouse = make_house(press)
    with views_for_people(warehouse) as connection:
        data = read_report(connection, settings, date(2026, 3, 16))
    first = data.outlets.rows[0]
    small = tuple(replace(first, outlet_id=f"small{number}", n_articles=1, n_articles_usual=0) for number in range(100))
    many = replace(data, outlets=replace(data.outlets, rows=(*data.outlets.rows, *small)))
    health = health_section(many, Wording("en"))
    assert len(health.outlets) == MAX_OUTLETS
    assert {row.outlet_id for row in data.outlets.rows if row.n_articles > 1} <= {
        one.row.outlet_id for one in health.outlets
    }
    n_rest = len(many.outlets.rows) - MAX_OUTLETS
    assert health.rest.startswith(f"Not listed: {n_rest} outlets with {n_rest} articles")
    assert health_section(data, Wording("en")).rest == ""


def test_outlets_that_were_neither_asked_nor_heard_are_left_out(make_house, press):
    settings, warehouse = make_house(press)
    with warehouse.transaction() as connection:
        connection.execute("INSERT INTO outlets (outlet_id, name, country) VALUES ('dormant', 'The Dormant', 'KEN')")
    write_reports(settings, warehouse)
    assert "The Dormant" not in (settings.report_dir / "2026-W12.en.html").read_text(encoding="utf-8")


def test_a_caveat_stands_with_its_difference_and_in_the_method_box(make_house, press):
    settings, warehouse = make_house(press)
    with warehouse.transaction() as connection:
        connection.execute(
            "UPDATE frame_differences SET caveat = 'Read with care: one outlet holds half of the articles or more.'"
        )
        connection.execute("UPDATE weekly_frame_prevalence SET caveat = 'Read with care: fewer than 5 articles.'")
    write_reports(settings, warehouse)
    english = (settings.report_dir / "2026-W12.en.md").read_text(encoding="utf-8")
    gaps = english.split("## Who is apart from whom")[1].split("\n## ")[0]
    assert "Read with care: one outlet holds half of the articles or more." in gaps
    assert "Weekly shares to read with care" in english
    chinese = (settings.report_dir / "2026-W12.zh.html").read_text(encoding="utf-8")
    assert "谨慎解读：一家媒体占报道的一半或以上。" in chinese
    assert "谨慎解读：报道不足5篇。" in chinese


def test_the_plain_version_says_on_how_many_articles_a_place_tells_a_story(make_house, press):
    settings, warehouse = make_house(press)
    write_reports(settings, warehouse)
    english = (settings.report_dir / "2026-W12.en.md").read_text(encoding="utf-8")
    stories = english.split("## Same story, told differently")[1].split("\n## ")[0]
    assert re.search(r"^\*\*Mainland China\*\* \(\d+ articles?\)$", stories, re.MULTILINE)
