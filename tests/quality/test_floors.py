"""Figures reached on the sample are pinned: the tests fail below them."""

import json
from pathlib import Path

import pytest

from monitor.evaluate import sample_quality
from monitor.evaluate.thinned import compare_thinned
from monitor.frames import current_scorer_id
from monitor.topics import current_method
from monitor.trends import read_study

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def quality(sample_run):
    return sample_quality(sample_run.settings, sample_run.warehouse)


def test_relevance_holds_its_floor(quality):
    assert quality["relevance"]["precision"] >= FLOORS["relevance"]["precision"]
    assert quality["relevance"]["recall"] >= FLOORS["relevance"]["recall"]
    assert quality["relevance"]["n"] >= 450


@pytest.mark.parametrize("part", sorted(FLOORS["stories"]))
def test_stories_hold_their_floor(quality, part):
    row = next(row for row in quality["stories"] if row["part"] == part)
    assert row["bcubed_f1"] >= FLOORS["stories"][part]


@pytest.mark.parametrize("key", sorted(FLOORS["frames"]))
def test_frames_hold_their_floor_against_each_kind_of_coding(quality, key):
    coder, language = key.split(" ")
    row = next(row for row in quality["frames"] if (row["coder_id"], row["language"]) == (coder, language))
    assert row["micro_f1"] >= FLOORS["frames"][key]["micro_f1"]
    assert row["macro_f1"] >= FLOORS["frames"][key]["macro_f1"]


def test_coders_agree_at_least_as_before(quality):
    rows = [row for row in quality["agreement"] if row["language"] == "all"]
    assert len(rows) >= 3
    assert min(row["alpha"] for row in rows) >= FLOORS["agreement"]["least_alpha"]


def test_the_planted_shift_is_found_and_nothing_beside_it(quality):
    planted = quality["planted_shift"]
    assert planted["found"]
    assert planted["series"]["week"] == planted["planted"]["week"]
    assert planted["series"]["lo"] > 0.3
    assert planted["others_found"] == []


def test_the_scorer_alone_sees_the_planted_change_in_its_week_and_invents_none(quality):
    alone = quality["planted_shift_uncorrected"]
    assert alone["series"]["week"] == alone["planted"]["week"]
    assert alone["series"]["change"] >= FLOORS["planted_shift_uncorrected"]["change"]
    assert alone["series"]["lo"] > 0
    assert alone["others_found"] == []


@pytest.mark.parametrize("share", [0.1, 0.4])
def test_with_less_coding_corrected_intervals_hold_the_values_of_all_coding(sample_run, share):
    settings, warehouse = sample_run.settings, sample_run.warehouse
    study = read_study(settings, warehouse, current_scorer_id(settings, warehouse), current_method(settings, warehouse))
    corrected = [row for row in compare_thinned(study, share, range(3)) if row.method != "uncorrected"]
    assert sum(row.n for row in corrected) > 400
    held = sum(row.n_held for row in corrected) / sum(row.n for row in corrected)
    assert held >= FLOORS["thinned_held"]
