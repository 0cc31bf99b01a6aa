"""What the UI shows: counts with plain names, tables with types, charts as images."""

import base64
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import dagster as dg
import pyarrow as pa
import pytest

from assets.charts import MAX_FRAMES, MAX_PLACES
from assets.definitions import defs
from assets.metadata import counts, readable, table_of

TABLES = {
    "raw_coverage": ("outlets and their links", "attempts by outcome"),
    "articles": ("articles by place and language", "rejected pages"),
    "article_topics": ("relevant by place and language", "topics"),
    "stories": ("largest stories",),
    "annotations": ("coders",),
    "frame_scores": ("most frequent frames",),
    "frame_quality": ("quality by frame",),
    "frame_trends": ("newest complete week", "lasting changes"),
    "latest_report": ("findings", "reports"),
    "monitor_database": ("views",),
}


@pytest.fixture(scope="module")
def shown(sample_run) -> dict[str, dict[str, dg.MetadataValue]]:
    """Metadata of the newest materialisation of each asset in the recorded run."""
    with dg.DagsterInstance.from_config(str(sample_run.dagster_home)) as instance:
        events = {
            key.to_user_string(): instance.get_latest_materialization_event(key)
            for key in defs.resolve_asset_graph().get_all_asset_keys()
        }
    return {name: dict(event.asset_materialization.metadata) for name, event in events.items() if event}


def test_metadata_is_of_the_kind_a_person_reads():
    assert readable(True) == dg.MetadataValue.bool(True)
    assert readable(3) == dg.MetadataValue.int(3)
    assert readable(0.5) == dg.MetadataValue.float(0.5)
    assert readable((1, 2)) == dg.MetadataValue.json([1, 2])
    assert readable("x") == dg.MetadataValue.text("x")
    assert counts({"n_titles_only": 2}) == {"in this run: titles only": dg.MetadataValue.int(2)}


def test_a_table_keeps_its_types():
    rows = pa.table({
        "a_day": pa.array([date(2026, 3, 16)]), "at": pa.array([datetime(2026, 3, 16, 8, 5, tzinfo=UTC)]), "n": pa.array([3]),
        "share": pa.array([0.5]), "is_new": pa.array([True]), "places": pa.array([["CHN", "USA"]]), "gap": pa.array([None], pa.string()),
    })  # fmt: skip
    table = table_of(rows)
    assert [(column.name, column.type) for column in table.schema.columns] == [
        ("a day", "date"), ("at", "string"), ("n", "int"), ("share", "float"), ("is new", "bool"), ("places", "string"), ("gap", "string"),
    ]  # fmt: skip
    assert table.records[0].data == {
        "a day": "2026-03-16", "at": "2026-03-16 08:05", "n": 3, "share": 0.5, "is new": True, "places": "CHN, USA", "gap": None,
    }  # fmt: skip


def test_a_table_without_rows_says_so():
    assert table_of(pa.table({"n": pa.array([], pa.int64())})).value == "none"


@pytest.mark.parametrize("asset", TABLES)
def test_each_asset_shows_its_tables_with_rows(shown, asset):
    for label in TABLES[asset]:
        table = shown[asset][label]
        assert isinstance(table, dg.TableMetadataValue)
        assert table.records


def test_tables_say_what_is_in_the_sample(shown):
    places = shown["articles"]["articles by place and language"].records
    assert sum(row.data["articles"] for row in places) > 400
    assert {row.data["country or territory"] for row in places} >= {"Mainland China", "Taiwan", "United States"}
    largest = shown["stories"]["largest stories"].records
    assert largest[0].data["articles"] == max(row.data["articles"] for row in largest)
    assert largest[0].data["story"]
    assert largest[0].data["story in chinese"]
    changed = shown["frame_trends"]["lasting changes"].records
    assert {row.data["country or territory"] for row in changed} == {"Mainland China"}
    assert all(row.data["low"] <= row.data["points"] <= row.data["high"] for row in changed)


@pytest.mark.parametrize("asset", ["frame_trends", "latest_report", "weekly_report"])
@pytest.mark.parametrize("label", ["what moved", "who is apart from whom"])
def test_charts_are_images_of_a_size_that_events_can_carry(shown, asset, label):
    markdown = shown[asset][label].value
    start = markdown.index("base64,") + len("base64,")
    picture = base64.b64decode(markdown[start:].rstrip(")"))
    assert len(picture) < 200_000
    root = ElementTree.fromstring(picture)
    charts = [part for part in root if part.tag.endswith("svg")]
    assert 0 < len(charts) <= max(MAX_FRAMES * MAX_PLACES, 13)
    assert int(root.get("width")) <= 1000


def test_the_report_names_its_files(shown, sample_run):
    paths = {name: value.value for name, value in shown["latest_report"].items() if name.startswith("file ")}
    assert len(paths) == 4
    assert all((sample_run.settings.report_dir / name.removeprefix("file ")).exists() for name in paths)
