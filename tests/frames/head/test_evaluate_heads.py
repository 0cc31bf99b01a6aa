"""`evaluate frames` on coding in which frames are words: folds, another file, another language, the baseline."""

import pytest

from monitor.config import ConfigError
from monitor.evaluate import evaluate_frames


@pytest.mark.slow
def test_by_folds_with_the_baseline_beside(settings, warehouse, coded_file):
    path = coded_file(n=80)
    result = evaluate_frames(settings, warehouse, path, folds=2, methods=("linear", "tfidf"), seed=1)
    assert (result["method"], result["folds"], result["test"], result["n"]) == ("linear", 2, None, 80)
    assert result["zero_shot_languages"] == []
    for method in ("linear", "tfidf"):
        of = result["methods"][method]
        assert of["micro_f1"] > 0.75
        assert 0.5 < of["micro_f1_interval"][0] <= of["micro_f1"] <= of["micro_f1_interval"][1]
        assert 0 <= of["calibration_error"] < 0.2
    assert result["micro_f1"] == result["methods"]["linear"]["micro_f1"]
    again = evaluate_frames(settings, warehouse, path, folds=2, methods=("linear",), seed=1)
    assert again["micro_f1"] == result["micro_f1"]


def test_on_another_file_with_a_language_and_a_frame_it_has_not_seen(settings, warehouse, coded_file):
    train = coded_file("train.csv")
    test = coded_file("test.csv", n=30, seed=5, lang="tr", extra=[("word1 word2", "tr", "unheard_of"), ("", "tr", "x")])
    result = evaluate_frames(settings, warehouse, train, test, methods=("linear",))
    assert result["zero_shot_languages"] == ["tr"]
    assert (result["n"], result["refused_rows"], result["languages"]["tr"]["n"]) == (31, 1, 31)
    assert result["frames"]["unheard_of"]["recall"] == 0.0
    assert result["frames"]["law_regulation"]["f1"] > 0.6
    assert result["train"]["languages"] == {"en": 60}


def test_too_few_texts_for_the_folds(settings, warehouse, coded_file):
    with pytest.raises(ConfigError, match="3 different texts or ids cannot be split into 5 folds"):
        evaluate_frames(settings, warehouse, coded_file(n=3), methods=("linear",))
