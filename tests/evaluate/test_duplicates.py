"""`evaluate duplicates`: what is made up is as it says, and the figures are those of the copies found."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from monitor.cli import register
from monitor.evaluate.duplicates import figures
from monitor.evaluate.reprints import edited, glue_of, make_coverage, units


@pytest.fixture(scope="module")
def coverage():
    return make_coverage(300)


def test_reprints_follow_their_original_by_another_outlet_within_days(coverage):
    original = {
        story: text for story, text, kind in zip(coverage.story, coverage.texts, coverage.kind, strict=True) if not kind
    }
    copies = [
        (text, original[story])
        for story, text, kind in zip(coverage.story, coverage.texts, coverage.kind, strict=True)
        if kind
    ]
    assert (len(original), len(copies)) == (300, 60)
    assert all(0 < (copy.published_at - text.published_at).days + 1 <= 2 for copy, text in copies)
    assert all(copy.outlet_id != text.outlet_id for copy, text in copies)
    assert [text.published_at for text in coverage.texts] == sorted(text.published_at for text in coverage.texts)
    assert make_coverage(300) == coverage


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
def test_the_share_of_words_edited_is_what_was_asked_for(language, share):
    sentences = [glue_of(language).join(f"{sentence:02}" if language != "en" else f"w{sentence}x{word}" for word in range(20))
                 for sentence in range(10)]  # fmt: skip
    for seed in range(5):
        left = edited(sentences, language, share, ["??"], np.random.default_rng(seed))
        words = [word for sentence in left for word in units(sentence, language)]
        assert 200 - len([word for word in words if word != "??"]) == round(share * 200)


def test_figures_of_the_truth_and_of_one_group_for_all(coverage):
    true = figures(coverage, [str(story) for story in coverage.story], 0.0)
    assert (true.precision, true.recall_up_to_20) == (1.0, 1.0)
    one = figures(coverage, ["all"] * len(coverage.texts), 0.0)
    assert one.precision < 0.01
    assert one.recall_up_to_20 == 1.0
    assert set(true.recall["en"]) == {"same", "0", "5", "10", "20", "30"}
    assert "script" in true.recall["zh-Hant"]


@pytest.mark.slow
def test_the_command_prints_both_methods_as_json():
    result = CliRunner().invoke(register(["evaluate"]), ["evaluate", "duplicates", "--texts", "300", "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout.splitlines()[-1])
    assert told["n"] == 360
    assert told["precision"] >= 0.99
    assert told["recall_up_to_20"] >= 0.95
    assert told["baseline"]["recall_up_to_20"] < 0.5
    assert told["chance_pairs"]["above"] == told["quoting_pairs"]["above"] == 0.0
