"""A head on disk: it comes back as it was, says what it was trained on, and nothing else is read as one."""

import json
import pickle
from dataclasses import replace
from zipfile import ZipFile

import numpy as np
import pytest

from monitor.config import ConfigError
from monitor.frames.head import head_id, load_head, save_head
from monitor.frames.head.decision import Decision
from monitor.frames.head.features import LanguageMeans
from monitor.frames.head.linear import Linear
from monitor.frames.head.model import Head, TrainedOn
from monitor.frames.head.platt import Lines
from monitor.frames.head.store import _sha256

RANDOM = np.random.default_rng(4)


@pytest.fixture
def head():
    weights = {"encoder.layer.1.dense.weight": RANDOM.normal(size=(5, 5)).astype(np.float16)}
    return Head(
        method="fine-tuned",
        frames=("law", "安全"),
        model_revision="m-1",
        codebook_version="c-1",
        means=LanguageMeans(RANDOM.normal(size=(3, 5))),
        linear=Linear(RANDOM.normal(size=(2, 5)), RANDOM.normal(size=2)),
        lines=Lines(np.array([0.5, 1.0]), np.array([0.0, -1.0])),
        decision=Decision(np.array([0.4, 0.5]), 1, 2),
        trained_on=TrainedOn(("a", "b", "c"), ("x", "y", "z"), ("s1", "s1", "s2"), RANDOM.normal(size=(3, 2))),
        encoder=weights,
    )


@pytest.fixture
def folder(head, tmp_path):
    save_head(head, tmp_path / "head", {"n": 3}, "# A head\n")
    return tmp_path / "head"


def signed(folder, **changes):
    """Write arrays anew, with a card that fits them: what somebody who means harm would do."""
    with np.load(folder / "head.npz") as stored:
        arrays = dict(stored) | changes
    np.savez(folder / "head.npz", **{name: value for name, value in arrays.items() if value is not None})
    resign(folder)


def resign(folder):
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["files"] = {name: _sha256(folder / name) for name in card["files"]}
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")


def test_it_comes_back_as_it_was(head, folder):
    back = load_head(folder)
    assert (back.method, back.frames, back.model_revision, back.codebook_version) == (
        "fine-tuned",
        ("law", "安全"),
        "m-1",
        "c-1",
    )
    assert (back.trained_on.ids, back.trained_on.clusters) == (("a", "b", "c"), ("s1", "s1", "s2"))
    np.testing.assert_array_equal(back.trained_on.out_of_fold, head.trained_on.out_of_fold)
    np.testing.assert_array_equal(back.linear.weights, head.linear.weights)
    np.testing.assert_array_equal(
        back.encoder["encoder.layer.1.dense.weight"], head.encoder["encoder.layer.1.dense.weight"]
    )
    assert (back.decision.least, back.decision.most) == (1, 2)
    assert json.loads((folder / "card.json").read_text(encoding="utf-8"))["head"] == head_id(folder)


def test_the_id_is_of_the_content(head, folder, tmp_path):
    assert save_head(head, tmp_path / "again", {"n": 4, "seconds": 9}, "other words") == head_id(folder)
    moved = replace(head, decision=Decision(np.array([0.4, 0.51]), 1, 2))
    assert save_head(moved, tmp_path / "moved", {}, "") != head_id(folder)


def test_a_head_replaces_a_head_and_nothing_else(head, folder, tmp_path):
    linear = replace(head, method="linear", encoder={})
    save_head(linear, folder, {}, "")
    assert load_head(folder).method == "linear"
    assert sorted(path.name for path in folder.iterdir()) == ["card.json", "card.md", "head.npz"]
    other = tmp_path / "papers"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(ConfigError, match="is not a head; name another folder"):
        save_head(head, other, {}, "")
    assert (other / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["head", "papers"]


@pytest.mark.parametrize("name", ["head.npz", "encoder.safetensors"])
def test_a_file_that_was_changed_is_refused(folder, name):
    path = folder / name
    path.write_bytes(path.read_bytes()[:-3] + b"abc")
    with pytest.raises(ConfigError, match=f"{name} is missing, or not the file"):
        load_head(folder)


def test_nothing_in_it_is_executed(folder, tmp_path):
    class Harm:
        def __reduce__(self):
            return (open, (str(tmp_path / "harm"), "w"))

    signed(folder, ids=np.array([Harm(), Harm(), Harm()], object))
    with pytest.raises(ConfigError, match=r"not a usable head \(head.npz: .*pickle"):
        load_head(folder)
    (folder / "head.npz").write_bytes(pickle.dumps(Harm()))
    resign(folder)
    with pytest.raises(ConfigError, match="not a usable head"):
        load_head(folder)
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weights": np.zeros((2, 4))}, "do not fit together"),
        ({"out_of_fold": np.zeros((2, 2))}, "do not fit together"),
        ({"frames": np.array(["law", "law"])}, "do not fit together"),
        ({"thresholds": np.array([0.5, np.nan])}, "not finite"),
        ({"slopes": np.array([1, 1])}, "wrong type"),
        ({"slopes": None}, "slopes"),
        ({"method": np.array("magic")}, "are not a head's"),
        ({"method": np.array("linear")}, "a linear head with encoder weights"),
        ({"format": np.array(99)}, "another version of the monitor"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(folder, changes, words):
    signed(folder, **changes)
    with pytest.raises(ConfigError, match=words):
        load_head(folder)


def test_weights_that_are_none_are_refused(folder):
    (folder / "encoder.safetensors").write_bytes(b"\xff" * 64)
    resign(folder)
    with pytest.raises(ConfigError, match=r"encoder\.safetensors"):
        load_head(folder)


def test_a_bomb_is_not_unpacked(folder, monkeypatch):
    monkeypatch.setattr("monitor.frames.head.store.MOST_BYTES", 100_000)
    with ZipFile(folder / "head.npz", "w", 8) as packed:
        packed.writestr("weights.npy", bytes(10_000_000))
    resign(folder)
    with pytest.raises(ConfigError, match="would unpack to 10,000,000 bytes"):
        load_head(folder)


@pytest.mark.parametrize(
    "card", ["{", "[]", '{"files": {"head.npz": 1, "../../x": "2"}}', '{"files": {}}', "[" * 100_000]
)
def test_a_card_that_is_none_is_refused(folder, card):
    (folder / "card.json").write_text(card, encoding="utf-8")
    with pytest.raises(ConfigError, match="not a usable head"):
        load_head(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"card\.json: cannot be read .*monitor train --out"):
        load_head(tmp_path / "nowhere")
