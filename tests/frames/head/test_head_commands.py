"""`monitor train` and `monitor evaluate frames`, as a person calls them."""

import json

import pytest
import yaml

from monitor.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture
def monitor(settings, warehouse, tmp_path, monkeypatch, capsys):
    """Call the command line; returns exit status, JSON of the last line (or None), and what was said to the person."""
    config = tmp_path / "settings.yaml"
    config.write_text(yaml.safe_dump(settings.model_dump(mode="json", exclude_none=True)), encoding="utf-8")

    def call(*arguments):
        monkeypatch.setattr("sys.argv", ["monitor", *map(str, arguments), "--config", str(config)])
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        lines = shown.out.splitlines()
        return ended.value.code or 0, json.loads(lines[-1]) if lines else None, shown.err

    return call


def test_train_writes_a_head_and_tells_about_it(monitor, coded_file, tmp_path):
    status, card, said = monitor("train", coded_file(), "--out", tmp_path / "head")
    assert status == 0
    assert "All coding is in one language (en)." in said
    assert f"wrote {tmp_path / 'head'} (read {tmp_path / 'head' / 'card.md'})" in said
    assert (card["n"], card["method"], card["one_language"]) == (60, "linear", True)
    assert card["head"] == json.loads((tmp_path / "head" / "card.json").read_text(encoding="utf-8"))["head"]


def test_train_refuses_in_a_sentence(monitor, tmp_path):
    status, card, said = monitor("train", tmp_path / "none.csv", "--out", tmp_path / "head")
    assert (status, card) == (1, None)
    assert "none.csv: cannot be read" in said
    assert "Traceback" not in said


def test_evaluate_frames_prints_a_table_and_one_object(monitor, coded_file):
    status, result, said = monitor(
        "evaluate", "frames", "--train", coded_file("a.csv"), "--test", coded_file("b.csv", n=30, seed=3, lang="zh-Hans"),
        "--method", "linear",
    )  # fmt: skip
    assert (status, result["method"], result["n"], result["zero_shot_languages"]) == (0, "linear", 30, ["zh"])
    assert f"linear       zh          30  {result['micro_f1']:.3f}" in said
    assert set(result["frames"]) == {"competition", "law_regulation", "safety_ethics"}
