"""The Dagster layer: all definitions as a snapshot, and the recorded run."""

import json
from pathlib import Path

import dagster as dg

from assets.definitions import defs
from assets.stage import readable

SNAPSHOT = Path(__file__).parent / "definitions.json"


def shape() -> dict:
    graph = defs.resolve_asset_graph()
    return {
        "assets": {
            key.to_user_string(): {
                "group": graph.get(key).group_name,
                "after": sorted(parent.to_user_string() for parent in graph.get(key).parent_keys),
                "checks": sorted(check.name for check in graph.get(key).check_keys),
            }
            for key in sorted(graph.get_all_asset_keys())
        },
        "jobs": sorted(job.name for job in defs.resolve_all_job_defs() if not job.name.startswith("__")),
    }


def test_definitions_are_as_recorded():
    """When a change is meant, write the new shape to definitions.json."""
    assert shape() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_every_asset_says_what_it_is_and_who_owns_it():
    for key in defs.resolve_asset_graph().get_all_asset_keys():
        node = defs.resolve_asset_graph().get(key)
        assert len(node.description or "") > 40
        assert node.owners
        assert node.kinds


def test_the_run_is_recorded_with_its_materialisations_and_checks(sample_run):
    with dg.DagsterInstance.from_config(str(sample_run.dagster_home)) as instance:
        assert instance.get_run_by_id(sample_run.run_id).status is dg.DagsterRunStatus.SUCCESS
        for key in defs.resolve_asset_graph().get_all_asset_keys():
            assert instance.get_latest_materialization_event(key) is not None
        collected = instance.get_latest_materialization_event(dg.AssetKey("articles")).asset_materialization
    assert any(isinstance(value, dg.IntMetadataValue) and value.value > 400 for value in collected.metadata.values())


def test_metadata_is_of_the_kind_a_person_reads():
    assert readable(True) == dg.MetadataValue.bool(True)
    assert readable(3) == dg.MetadataValue.int(3)
    assert readable(0.5) == dg.MetadataValue.float(0.5)
    assert readable((1, 2)) == dg.MetadataValue.json([1, 2])
    assert readable("x") == dg.MetadataValue.text("x")
