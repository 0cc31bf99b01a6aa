"""What was planted in the sample comes out as what it is: places that tell stories otherwise as framing, other attention as agenda."""

import shutil
from pathlib import Path

import pytest

from monitor.trends import read_study
from monitor.trends.decomposition import framing_decomposition
from monitor.warehouse import Warehouse

ATTENTION = Path(__file__).parent / "planted_attention.sql"
TOLD_APART = (
    ("CHN", "USA", "hegemony_containment"), ("CHN", "GBR", "hegemony_containment"), ("CHN", "TWN", "hegemony_containment"),
    ("CHN", "USA", "national_security"), ("CHN", "TWN", "national_security"), ("CHN", "USA", "self_reliance_innovation"),
    ("CHN", "TWN", "competition"), ("GBR", "IND", "safety_ethics"),
)  # fmt: skip
"""Pairs whose planned weights of a frame differ most (``monitor/sample/README.md``)."""


def parts(settings, warehouse, resolution="story"):
    """Parts of the differences between countries, by pair and frame."""
    with warehouse.transaction() as connection:
        scorer, method = connection.execute("SELECT scorer_id, topic_method FROM current_estimation").fetchone()
    table = framing_decomposition(read_study(settings, warehouse, scorer, method), ("country",), (resolution,))
    rows = [row for row in table.to_pylist() if row["text_scope"] == "full" and row["framing"] is not None]
    return {(row["side_a"], row["side_b"], row["frame_id"]): row for row in rows}


@pytest.mark.parametrize("resolution", ["story", "dispute"])
def test_places_that_tell_stories_otherwise_differ_in_framing(sample_run, resolution):
    found = parts(sample_run.settings, sample_run.warehouse, resolution)
    for key in TOLD_APART:
        row = found[key]
        assert row["framing_lo"] * row["framing_hi"] > 0, (key, row["framing_lo"], row["framing_hi"])
        assert abs(row["framing"]) > 3 * abs(row["agenda"]), (key, row["framing"], row["agenda"])
        assert row["agenda_lo"] <= 0 <= row["agenda_hi"], key
    for row in found.values():
        assert abs(row["difference"] - row["unshared"] - row["agenda"] - row["framing"]) < 1e-9


@pytest.mark.parametrize("frame", ["safety_ethics", "competition", "law_regulation", "national_security"])
def test_other_attention_to_stories_told_alike_is_agenda(sample_run, tmp_path, frame):
    warehouse = Warehouse(shutil.copytree(sample_run.settings.data_dir, tmp_path / "data"))
    with warehouse.transaction() as connection:
        connection.execute(ATTENTION.read_text(encoding="utf-8"), {"seed": 4, "frame": frame, "share": 0.25})
        connection.execute(
            "UPDATE articles SET country = throws.country FROM throws WHERE throws.article_id = articles.article_id"
        )
        connection.execute(
            "DELETE FROM articles WHERE article_id IN (SELECT article_id FROM throws WHERE often = (country = 'BBB') AND NOT is_kept)"
        )
    settings = sample_run.settings.model_copy(update={"data_dir": tmp_path / "data"})
    found = {key[2]: row for key, row in parts(settings, warehouse).items() if key[:2] == ("AAA", "BBB")}
    row = found[frame]
    assert row["difference_lo"] > 0
    assert row["agenda_lo"] > 0
    assert row["agenda"] > abs(row["framing"])
    assert row["framing_lo"] < 0 < row["framing_hi"]
    told_apart = sum(row["framing_lo"] * row["framing_hi"] > 0 for row in found.values())
    assert told_apart <= 2  # of twelve frames that nobody told otherwise, at 5% each
