"""The Dagster layer: all definitions as a snapshot, and the recorded run."""

import json
from pathlib import Path

import dagster as dg
import pytest

from assets.definitions import defs
from assets.resources import MonitorProject

SNAPSHOT = Path(__file__).parent / "definitions.json"
GRAPH = defs.resolve_asset_graph()


def shape() -> dict:
    jobs = [job for job in defs.resolve_all_job_defs() if not job.name.startswith("__")]
    return {
        "assets": {key.to_user_string(): asset_shape(key) for key in sorted(GRAPH.get_all_asset_keys())},
        "jobs": {job.name: sorted(key.to_user_string() for key in job.asset_layer.selected_asset_keys) for job in jobs},
        "schedules": {schedule.name: schedule_shape(schedule) for schedule in defs.schedules},
        "sensors": [sensor.name for sensor in defs.sensors or []],
        "launchpad": {
            name: field.default_value if field.default_provided else None for name, field in launchpad().items()
        },
    }


def asset_shape(key: dg.AssetKey) -> dict:
    node = GRAPH.get(key)
    return {
        "group": node.group_name,
        "after": sorted(parent.to_user_string() for parent in node.parent_keys),
        "partitions": partitions_shape(node.partitions_def) if node.partitions_def else None,
        "checks": {check.name: "blocks" if GRAPH.get(check).blocking else "tells" for check in sorted(node.check_keys)},
    }


def partitions_shape(weeks: dg.WeeklyPartitionsDefinition) -> dict:
    keys = weeks.get_partition_keys()
    return {
        "kind": type(weeks).__name__, "first": keys[0], "last": keys[-1], "n": len(keys), "format": weeks.fmt, "timezone": weeks.timezone,
        "range": "single run" if GRAPH.get(dg.AssetKey("weekly_report")).backfill_policy.max_partitions_per_run is None else "many runs",
    }  # fmt: skip


def schedule_shape(schedule: dg.ScheduleDefinition) -> dict:
    return {
        "job": schedule.job_name, "cron": schedule.cron_schedule, "timezone": schedule.execution_timezone,
        "default": schedule.default_status.name,
    }  # fmt: skip


def launchpad() -> dict[str, dg.Field]:
    return dict(MonitorProject.to_config_schema().as_field().config_type.fields)


def test_definitions_are_as_recorded():
    """When a change is meant, write the new shape to definitions.json."""
    assert shape() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", sorted(GRAPH.get_all_asset_keys()), ids=str)
def test_every_asset_says_what_it_is_and_who_owns_it(key):
    node = GRAPH.get(key)
    assert len(node.description or "") > 40
    assert node.owners
    assert node.kinds


@pytest.mark.parametrize("key", sorted(GRAPH.asset_check_keys), ids=lambda key: key.name)
def test_every_check_is_a_question_and_says_how_it_is_answered(key):
    asked = GRAPH.get(key).description.split("?")[0]
    assert asked.lower().replace(" ", "_") == key.name
    assert len(GRAPH.get(key).description) > len(asked) + 40


def test_nothing_needs_to_be_filled_in_and_every_field_has_its_help():
    assert set(launchpad()) >= {"config_file", "data_dir", "week", "scorer"}
    for field in launchpad().values():
        assert not field.is_required
        assert len(field.description or "") > 40
    for job in ("whole_line", "weekly_reports", "whole_line_and_send", "send_report", "send_alert"):
        assert dg.validate_run_config(defs.resolve_job_def(job), {})


def test_groups_follow_the_flow():
    """Named so that their alphabetical order in the UI is the order of the flow."""
    for key in GRAPH.get_all_asset_keys():
        for parent in GRAPH.get(key).parent_keys:
            assert GRAPH.get(parent).group_name <= GRAPH.get(key).group_name


def test_the_run_is_recorded_with_its_materialisations_and_checks(sample_run):
    with dg.DagsterInstance.from_config(str(sample_run.dagster_home)) as instance:
        assert instance.get_run_by_id(sample_run.run_id).status is dg.DagsterRunStatus.SUCCESS
        for key in GRAPH.get_all_asset_keys() - {dg.AssetKey("sent_report")}:
            assert instance.get_latest_materialization_event(key) is not None
        assert instance.get_latest_materialization_event(dg.AssetKey("sent_report")) is None
        assert instance.get_materialized_partitions(dg.AssetKey("weekly_report")) == {"2026-03-16"}
        for key in GRAPH.asset_check_keys:
            summary = instance.event_log_storage.get_asset_check_summary_records([key])[key]
            assert summary.last_completed_check_execution_record is not None
