"""Parallel texts through a scorer that is made up, so that the figures are known."""

from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from monitor.config import ConfigError, load_settings
from monitor.evaluate import invariance
from monitor.evaluate.invariance import between_frames, measure_invariance, read_parallel, spearman, top_kappa
from monitor.frames import load_codebook
from monitor.warehouse import Warehouse

pytestmark = pytest.mark.slow

FRAMES = load_codebook("config/codebook.yaml").frame_ids


class Counting:
    """Scores a text by how often it names a digit; ``noise`` is added to English only."""

    identity = SimpleNamespace(scorer_id="counting", model_revision="none")

    def __init__(self, noise):
        self.noise, self.random = noise, np.random.default_rng(1)

    def score(self, passages):
        rows = passages.to_pylist()
        names = sorted({row["article_id"] for row in rows})
        texts = {name: "".join(row["text"] for row in rows if row["article_id"] == name) for name in names}
        english = rows[0]["language"] == "en"
        scores = np.array(
            [[text.count(str(index % 10)) * (1 + index) for index in range(12)] for text in texts.values()]
        )
        scores = scores + self.random.normal(size=scores.shape) * (self.noise if english else 0)
        return SimpleNamespace(articles=pa.table({"score": scores.ravel(), "probability": (scores * 0 + 0.25).ravel()}))


@pytest.fixture
def parallel(tmp_path):
    random = np.random.default_rng(2)
    digits = ["".join(map(str, random.integers(10, size=6))) for _ in range(330)]
    path = tmp_path / "parallel.csv"
    lines = [f"这是一句话{digit}。,This is a sentence {digit}." for digit in digits]
    path.write_text("\n".join(["0,1", *lines]) + "\n", encoding="utf-8")
    return path


def measured(parallel, tmp_path, monkeypatch, noise):
    monkeypatch.setattr(invariance, "open_scorer", lambda *_: Counting(noise))
    settings = load_settings("config/sample.yaml", tmp_path / "data")
    return measure_invariance(settings, Warehouse(settings.data_dir), parallel)


def test_the_same_scores_in_both_languages_agree_wholly_and_noise_is_seen(parallel, tmp_path, monkeypatch):
    same = measured(parallel, tmp_path, monkeypatch, 0)
    assert (same.n_segments, same.n_groups, same.level_zh_minus_en) == (330, 41, 0)
    assert [one.frame for one in same.frames] == list(FRAMES)
    assert same.spearman == pytest.approx(1)
    assert same.kappa == pytest.approx(1)
    noisy = measured(parallel, tmp_path, monkeypatch, 30)
    assert noisy.spearman < 0.8
    low, high = noisy.spearman_interval
    assert low < noisy.spearman < high


def test_columns_are_told_apart_and_a_header_is_left_out(tmp_path):
    path = tmp_path / "either.csv"
    path.write_text("en,zh\nHello there.,你好啊。\n,空的。\nGood day.,日安。\n", encoding="utf-8")
    assert read_parallel(path) == [("你好啊。", "Hello there."), ("日安。", "Good day.")]


def test_what_cannot_be_measured_is_told(tmp_path, parallel, monkeypatch):
    path = tmp_path / "bad.csv"
    for text, words in (
        ("one column\n", r"bad\.csv:1: two columns"),
        ("Hello,Bonjour\n", "one column must be Chinese"),
        ("", "two columns"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match=words):
            read_parallel(path)
    path.write_text("".join(parallel.read_text(encoding="utf-8").splitlines(keepends=True)[:50]), encoding="utf-8")
    with pytest.raises(ConfigError, match="49 segments; at least 160"):
        measured(path, tmp_path, monkeypatch, 0)


def test_figures_by_hand():
    one = np.arange(10.0)
    assert spearman(one, one**3) == pytest.approx(1)
    assert spearman(one, np.zeros(10)) == 0
    assert top_kappa(one, one) == 1
    assert top_kappa(one, -one) == pytest.approx((0.6 - 0.68) / 0.32)
    assert between_frames(np.column_stack([one, one, -one])) == pytest.approx(-1 / 3)


def test_a_third_column_is_not_taken_for_a_text(tmp_path):
    path = tmp_path / "three.csv"
    path.write_text("1,你好啊。,Hello there.\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="and nothing else"):
        read_parallel(path)
