from dataclasses import replace
from datetime import date

import pytest

from monitor.report import headline_findings
from monitor.report.data import read_findings
from monitor.report.findings import choose_findings
from monitor.report.source import views_for_people

WEEK = date(2026, 3, 16)


@pytest.fixture(scope="module")
def data(house):
    settings, warehouse = house
    with views_for_people(warehouse) as connection:
        return read_findings(connection, settings, WEEK)


def only(answer, **changes):
    return replace(answer, rows=tuple(replace(row, **changes) for row in answer.rows))


def test_the_planted_shift_comes_first_and_the_findings_differ(house):
    settings, warehouse = house
    findings = headline_findings(settings, warehouse, WEEK)
    assert findings == headline_findings(settings, warehouse)
    assert [one.kind for one in findings] == ["shift", "difference", "difference"]
    first = findings[0]
    assert (first.places, first.frame_id) == (("TWN",), "national_security")
    assert first.sentence_en.startswith(
        "Since week 9 of 2026 (from 23 February), outlets in Taiwan have carried the frame"
    )
    assert first.sentence_zh.startswith("自2026年第9周（2月23日）起，台湾媒体有")
    assert len({one.frame_id for one in findings}) == 3


def test_no_finding_includes_no_change_and_each_says_its_size_and_interval(house):
    for one in headline_findings(*house, WEEK):
        assert one.lo * one.hi > 0
        assert one.lo <= one.estimate <= one.hi
        assert "95% interval" in one.sentence_en
        assert "95%置信区间" in one.sentence_zh
        assert min(one.n_articles, one.n_stories, one.n_outlets) > 0


def test_intervals_that_include_no_change_never_make_a_finding(data, house):
    wide = replace(
        data, shifts=only(data.shifts, picked_lo=-0.1), gaps=only(data.gaps, picked_low=-0.1, picked_high=0.1),
        contrasts=only(data.contrasts, difference_low=-0.1, difference_high=0.1),
    )  # fmt: skip
    assert choose_findings(data, house[0])
    assert choose_findings(wide, house[0]) == []


def test_differences_with_few_outlets_or_no_clear_sign_are_passed_over(data, house):
    few = replace(
        data,
        shifts=only(data.shifts, n_outlets=2),
        gaps=only(data.gaps, n_outlets_b=2),
        contrasts=replace(data.contrasts, rows=()),
    )
    assert choose_findings(few, house[0]) == []
    unclear = replace(data, shifts=replace(data.shifts, rows=()), gaps=only(data.gaps, is_clear=False))
    assert {one.kind for one in choose_findings(unclear, house[0])} <= {"contrast"}


def test_contrasts_on_stories_are_told_when_nothing_larger_is_found(data, house):
    alone = replace(data, shifts=replace(data.shifts, rows=()), gaps=replace(data.gaps, rows=()))
    findings = choose_findings(alone, house[0])
    assert [one.kind for one in findings] == ["contrast"] * len(findings)
    assert findings
    assert findings[0].sentence_en.startswith("On the story “")
    assert findings[0].n_stories == 1


def test_a_difference_is_told_from_the_larger_side(data, house):
    gap = next(row for row in data.gaps.rows if row.is_clear and row.difference < 0)
    one = choose_findings(
        replace(data, shifts=replace(data.shifts, rows=()), gaps=replace(data.gaps, rows=(gap,))), house[0]
    )[0]
    assert one.places == (gap.country_b, gap.country_a)
    assert (one.estimate, one.lo, one.hi) == (-gap.difference, -gap.picked_high, -gap.picked_low)


def test_a_week_with_too_few_outlets_has_no_finding(data, house):
    thin = replace(data, totals=only(data.totals, most_outlets_in_a_place=2))
    assert choose_findings(thin, house[0]) == []


def test_an_earlier_week_knows_nothing_of_later_ones(house):
    settings, warehouse = house
    findings = headline_findings(settings, warehouse, date(2026, 2, 9))
    assert all(one.kind == "contrast" for one in findings), "the shift and the range of the differences lie later"
