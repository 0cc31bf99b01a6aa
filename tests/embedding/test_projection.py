import csv

import numpy as np
import pytest

from monitor.embedding import Projection, embed_texts, load_projection
from monitor.sample.pairs import pairs_path


@pytest.fixture(scope="session")
def shipped():
    with pairs_path().open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def some_pairs(tmp_path_factory, shipped):
    short = sorted(shipped, key=lambda row: (len(row["en"]), row["en"]))[:60]
    path = tmp_path_factory.mktemp("pairs") / "pairs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["zh", "en"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(short)
    return path, short


def test_shipped_pairs_hold_both_scripts_and_no_repeated_text(shipped):
    assert {row["script"] for row in shipped} == {"zh-Hans", "zh-Hant"}
    assert len({row["zh"] for row in shipped}) == len({row["en"] for row in shipped}) == len(shipped) >= 300


def test_translations_meet_once_the_language_is_taken_out(settings, warehouse, some_pairs):
    path, rows = some_pairs
    projection = load_projection(settings, warehouse, path)
    held_in = [row["en"] for row in rows], [row["zh"] for row in rows]
    english, chinese = (embed_texts(settings, warehouse, texts) for texts in held_in)
    raw = english @ chinese.T
    centred = (
        projection.apply(english, ["en"] * len(rows)) @ projection.apply(chinese, [row["script"] for row in rows]).T
    )
    off = ~np.eye(len(rows), dtype=bool)
    assert np.diag(centred).mean() - centred[off].mean() > 3 * (np.diag(raw).mean() - raw[off].mean())
    assert abs(centred[off].mean()) < 0.05
    assert (centred.argmax(axis=1) == np.arange(len(rows))).mean() >= 0.9


def test_the_id_names_pairs_and_model_and_stays(settings, warehouse, some_pairs, tmp_path):
    path, _ = some_pairs
    first = load_projection(settings, warehouse, path)
    again = load_projection(settings, warehouse, path)
    assert first.id == again.id
    assert np.array_equal(first.means, again.means)
    fewer = tmp_path / "fewer.csv"
    fewer.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:20]) + "\n", encoding="utf-8")
    assert load_projection(settings, warehouse, fewer).id != first.id


def test_both_scripts_share_a_mean_and_other_languages_get_the_middle():
    means = np.array([[1, 0], [0, 1], [0.5, 0.5]], np.float32)
    rows = np.array([[2, 1]] * 5, np.float32)
    centred = Projection("id", means).apply(rows, ["en", "zh-Hans", "zh-Hant", "ja", "en-GB"])
    length = np.sqrt(2.0)
    expected = [
        [1 / length, 1 / length],
        [1, 0],
        [1, 0],
        [1.5 / np.sqrt(2.5), 0.5 / np.sqrt(2.5)],
        [1 / length, 1 / length],
    ]
    np.testing.assert_allclose(centred, expected, atol=1e-6)
    with pytest.raises(ValueError, match="5 vectors but 1 languages"):
        Projection("id", means).apply(rows, ["en"])
