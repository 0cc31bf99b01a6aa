"""Weeks as partitions and as typed into the launchpad."""

from datetime import date

import pytest

from assets.weeks import report_weeks, week_named
from monitor.config import ConfigError, load_settings


def settings_with(**trends):
    settings = load_settings("config/sample.yaml")
    return settings.model_copy(update={"trends": settings.trends.model_copy(update=trends)})


def test_the_samples_weeks_are_the_clocks():
    keys = report_weeks(settings_with()).get_partition_keys()
    assert len(keys) == 10
    assert (keys[0], keys[-1]) == ("2026-01-12", "2026-03-16")
    assert all(date.fromisoformat(key).weekday() == 0 for key in keys)


def test_any_day_of_the_first_and_last_week_names_them():
    weeks = report_weeks(settings_with(first_week=date(2026, 1, 14), last_week=date(2026, 2, 1)))
    assert weeks.get_partition_keys() == ["2026-01-12", "2026-01-19", "2026-01-26"]


def test_without_an_end_the_weeks_that_are_over_are_offered():
    settings = settings_with(first_week=date(2025, 4, 1))
    live = settings.model_copy(update={"collect": settings.collect.model_copy(update={"clock": None})})
    from datetime import UTC, datetime

    keys = report_weeks(live).get_partition_keys(current_time=datetime(2025, 4, 22, 12, tzinfo=UTC))
    assert keys == ["2025-03-31", "2025-04-07", "2025-04-14"]


@pytest.mark.parametrize("text", ["2026-W12", "2026-w12", " 2026-03-16 ", "2026-03-22"])
def test_a_week_is_named_by_its_label_or_a_day(text):
    assert week_named(text) == date(2026, 3, 16)


def test_an_empty_week_is_the_newest():
    assert week_named("") is None


@pytest.mark.parametrize("text", ["last", "2026-W60", "2026-13-01", "12"])
def test_anything_else_says_how_to_write_it(text):
    with pytest.raises(ConfigError, match="2026-W12 or as a day of it"):
        week_named(text)
