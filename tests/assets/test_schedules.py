"""Schedules are off, and ask for nothing while a setting is missing."""

import dagster as dg
import pytest

from assets.resources import MonitorProject
from assets.schedules import every_day, every_monday

BOTH = pytest.mark.parametrize("schedule", [every_day, every_monday])


def tick(schedule, file) -> dg.SkipReason | dg.RunRequest:
    context = dg.build_schedule_context(resources={"project": MonitorProject(config_file=file)})
    return schedule(context)


@BOTH
def test_the_sample_names_the_setting_that_is_missing(schedule):
    reason = tick(schedule, "config/sample.yaml")
    assert isinstance(reason, dg.SkipReason)
    assert "config/sample.yaml" in reason.skip_message
    assert "delivery.recipients" in reason.skip_message
    assert "collect.contact" not in reason.skip_message


@BOTH
def test_feeds_need_a_contact_too(schedule, settings_file):
    file = settings_file(("source: sample", "source: feeds"))
    reason = tick(schedule, file)
    assert "collect.contact" in reason.skip_message
    assert "delivery.recipients" in reason.skip_message
    assert file in reason.skip_message


@BOTH
def test_with_both_a_run_is_asked_for(schedule, settings_file):
    contact = ("source: sample", "source: feeds\n  contact: desk@monitor.example")
    file = settings_file(contact, ("gold:", "delivery: {recipients: [desk@monitor.example]}\ngold:"))
    assert isinstance(tick(schedule, file), dg.RunRequest)


@BOTH
def test_settings_that_cannot_be_read_are_told(schedule, settings_file):
    reason = tick(schedule, settings_file(("name:", "nom:")))
    assert "cannot be read" in reason.skip_message
    assert "nom" in reason.skip_message
