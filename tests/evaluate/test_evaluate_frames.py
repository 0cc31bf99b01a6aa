"""Evaluation of heads: by folds, across files and languages, with the baseline; measures against counts by hand; converters."""

import json

import numpy as np
import pytest

from monitor.cli import main
from monitor.config import ConfigError
from monitor.evaluate import convert_frames_sentences, convert_gvfc
from monitor.frames.head import read_coded_csv
from monitor.frames.measures import Found, measures


def found(gold, predicted, probabilities=None, languages=None):
    gold, predicted = np.array(gold, bool), np.array(predicted, bool)
    n, k = gold.shape
    return Found(
        tuple("abc"[:k]), languages or ("en",) * n, tuple(map(str, range(n))), gold, predicted,
        predicted * 0.8 + 0.1 if probabilities is None else probabilities,
    )  # fmt: skip


def test_f1_by_frame_micro_and_macro():
    got = measures(found([[1, 0, 0], [1, 1, 0], [0, 1, 0]], [[1, 0, 0], [0, 1, 0], [1, 0, 0]]))
    assert got["frames"]["a"] | {"calibration_error": 0, "calibration_error_interval": 0} == {
        "n_positive": 2, "n_predicted": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5, "f1_interval": (None, None),
        "calibration_error": 0, "calibration_error_interval": 0,
    }  # fmt: skip
    assert got["frames"]["b"]["f1"] == 0.6667
    assert got["frames"]["c"]["f1"] is None
    assert got["micro_f1"] == round(2 * 2 / (4 + 3), 4)
    assert got["macro_f1"] == round((0.5 + 2 / 3) / 2, 4)
    assert (got["n"], got["n_judgements"]) == (3, 9)


def test_each_language_is_measured_by_itself_with_intervals():
    random = np.random.default_rng(0)
    gold = random.random((80, 2)) < 0.5
    wrong = np.arange(80)[:, None] >= 40
    got = measures(found(gold, gold ^ (wrong & (random.random((80, 2)) < 0.5)), languages=("en",) * 40 + ("ar",) * 40))
    assert got["languages"]["en"]["micro_f1"] == 1.0
    assert got["languages"]["ar"]["micro_f1"] < 0.8
    low, high = got["micro_f1_interval"]
    assert low < got["micro_f1"] < high


def test_the_published_layout_of_gvfc(tmp_path):
    (tmp_path / "english_x.csv").write_text(
        'ID,news_title,Q3 Theme1,Q3 Theme2\n1, Guns in schools ,5,99\n2,"Votes, guns",3,2\n3,Nothing,99,99\n',
        encoding="utf-8",
    )
    (tmp_path / "arabic_x.csv").write_text("text_a,text_b,theme1,theme2\n\ufeffخبر,a,6,6\n", encoding="utf-8-sig")
    written = convert_gvfc(tmp_path, tmp_path / "out")
    assert {path.name: n for path, n in written.items()} == {"gvfc-en.csv": 3, "gvfc-ar.csv": 1}
    english = read_coded_csv(tmp_path / "out" / "gvfc-en.csv").coded
    assert english.frames == ("2", "3", "5")
    np.testing.assert_array_equal(english.present, [[False, False, True], [True, True, False], [False, False, False]])
    arabic = read_coded_csv(tmp_path / "out" / "gvfc-ar.csv").coded
    assert (arabic.frames, arabic.passages["text"].to_pylist()) == (("6",), ["خبر"])


def test_the_published_layout_of_sentences_through_the_command(tmp_path, monkeypatch, capsys):
    (tmp_path / "gold_standard_x.csv").write_text("sentence,label\nOne.,6\n\nTwo.,11\n", encoding="utf-8")
    arguments = ["evaluate", "convert", "frames-sentences", str(tmp_path), "--to", str(tmp_path / "out")]
    monkeypatch.setattr("sys.argv", ["monitor", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, None)
    written = json.loads(capsys.readouterr().out.splitlines()[-1])["files"]
    assert list(written.values()) == [2]
    assert read_coded_csv(tmp_path / "out" / "frames-sentences-en.csv").coded.frames == ("6", "11")


def test_folders_and_files_of_another_layout_are_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"holds no english\*.csv"):
        convert_gvfc(tmp_path, tmp_path)
    (tmp_path / "gold_standard.csv").write_text("text,frame\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="the header lacks sentence, label"):
        convert_frames_sentences(tmp_path, tmp_path)
