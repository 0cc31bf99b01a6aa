"""Which changes are worth an alert, and that a year of looks shares one chance of a false one."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.config import ConfigError
from monitor.delivery.alert_looks import Alert, _told_before, new_shifts, threshold
from monitor.report.data import FindingData
from monitor.report.rows import Shift, WeekTotals
from monitor.report.source import Answer

WEEK = date(2026, 3, 16)
CLEAR = Shift(
    "CHN",
    "law",
    "Law",
    "法律",
    date(2026, 2, 23),
    0.2,
    0.7,
    0.5,
    0.35,
    0.64,
    0.2,
    0.8,
    0.0005,
    12,
    99,
    40,
    4,
    "ppi",
    None,
)
TURNS = "Read with care: without one of the outlets this change would turn round."


def found(office, shift: Shift, most_outlets: int = 4) -> list[Shift]:
    empty = Answer((), "")
    totals = Answer((WeekTotals(41, 41, 41, 0, 2, 23, 6, 10, most_outlets),), "")
    data = FindingData(WEEK, totals, Answer((shift,), ""), empty, empty, empty, empty)
    return new_shifts(data, office.settings, threshold(office.settings))


def test_a_look_gets_a_52nd_of_the_years_chance(office):
    assert threshold(office.settings) == pytest.approx(0.05 / 52)
    assert found(office, CLEAR) == [CLEAR]
    assert found(office, replace(CLEAR, p=0.002)) == []


@pytest.mark.parametrize("changes", [{"picked_lo": -0.01}, {"n_outlets": 2}, {"caveat": TURNS}])
def test_what_may_be_no_headline_is_no_alert(office, changes):
    assert found(office, replace(CLEAR, **changes)) == []


def test_no_alert_where_nothing_is_measured_enough(office):
    assert found(office, CLEAR, most_outlets=2) == []


@pytest.mark.parametrize(
    ("country", "change", "week", "told"),
    [
        ("CHN", 0.4, date(2026, 3, 9), True),
        ("CHN", -0.4, date(2026, 3, 9), False),
        ("USA", 0.4, date(2026, 3, 9), False),
        ("CHN", 0.4, date(2025, 12, 22), False),
    ],
)
def test_one_change_is_told_once_while_the_weeks_overlap(office, country, change, week, told):
    before = Alert(week, country, "law", "s", date(2026, 2, 16), change, 0.1, 0.6, 0.0005, week)
    assert _told_before(CLEAR, WEEK, [before], office.settings) is told


def test_too_few_permutations_are_told(office):
    few = office.settings.trends.model_copy(update={"permutations": 200})
    with pytest.raises(ConfigError, match="Set at least 1040"):
        threshold(office.settings.model_copy(update={"trends": few}))
