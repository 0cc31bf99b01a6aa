"""The alignment file: what is written is read, what does not fit is refused, and languages meet under it."""

import csv
import random

import numpy as np
import pytest

from monitor.config import ConfigError, load_settings
from monitor.embedding import AlignmentError, load_projection, model_revision
from monitor.embedding.align import AlignParameters, learn_alignment, read_translation_pairs
from monitor.embedding.alignment import SHIPPED, Addition, Alignment, read_alignment, write_alignment
from monitor.embedding.build import write_model_folder
from monitor.embedding.encoder import Encoder
from monitor.embedding.source import base_source, load_encoder
from monitor.sample.pairs import pairs_path
from tests.embedding.conftest import in_float32


def with_alignment(settings, alignment, model=None):
    changed = {"alignment": alignment} | ({"model": str(model)} if model else {})
    return settings.model_copy(update={"embedding": settings.embedding.model_copy(update=changed)})


def small(path, base="base", **change):
    additions = {"encoder.layer.0.output.dense": Addition(np.ones((4, 1), np.float32), np.ones((1, 8), np.float32))}
    return write_alignment(path, np.zeros((3, 4), np.float32), additions, {"base": base} | change)


def test_what_is_written_is_read_and_any_change_is_another_id(tmp_path):
    first, other = small(tmp_path / "a.npz"), small(tmp_path / "b.npz", pairs=3)
    assert read_alignment(tmp_path / "a.npz") == first
    assert first.additions["encoder.layer.0.output.dense"].up.shape == (4, 1)
    assert (first.base, other.card["pairs"]) == ("base", 3)
    assert first.id != other.id


def test_a_missing_damaged_or_foreign_file_is_told(tmp_path, settings):
    with pytest.raises(AlignmentError, match=r"none\.npz: cannot be read .* embedding\.alignment"):
        read_alignment(tmp_path / "none.npz")
    damaged = tmp_path / "damaged.npz"
    damaged.write_bytes(b"PK\x03\x04 not an archive")
    with pytest.raises(AlignmentError, match=r"damaged\.npz: is no alignment file"):
        read_alignment(damaged)
    np.savez(tmp_path / "pickle.npz", card=np.array([{"base": "x"}], dtype=object), means=np.zeros((3, 4)))
    with pytest.raises(AlignmentError, match="is no alignment file"):
        read_alignment(tmp_path / "pickle.npz")
    with pytest.raises(AlignmentError, match="not finite"):
        write_alignment(tmp_path / "nan.npz", np.full((3, 4), np.nan, np.float32), {}, {"base": "x"})
    small(tmp_path / "foreign.npz", base="another model")
    with pytest.raises(AlignmentError, match="was learned on another model, but the model is bundled-"):
        model_revision(with_alignment(settings, tmp_path / "foreign.npz"))


def test_the_shipped_one_belongs_to_the_bundled_model_and_is_named_in_its_revision(settings, warehouse):
    shipped = read_alignment(SHIPPED)
    assert shipped.base == base_source(settings).model_revision
    assert shipped.card["pairs"] >= 1000
    assert model_revision(in_float32(settings)) == f"{shipped.base}-aligned-{shipped.id[:8]}"
    assert model_revision(settings) == f"{shipped.base}-aligned-{shipped.id[:8]}-int8.1"
    assert model_revision(with_alignment(in_float32(settings), "none")) == shipped.base
    np.testing.assert_array_equal(load_projection(settings, warehouse).means, shipped.means)


def test_a_model_of_the_users_own_gets_none_unless_one_is_named(settings, tmp_path, tiny_model_file):
    write_model_folder(tiny_model_file, tmp_path)
    assert "aligned" not in model_revision(with_alignment(settings, "shipped", tmp_path / "model"))


def test_translations_lie_closer_under_it(int8_encoder, base_encoder):
    with pairs_path().open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (len(row["en"]), row["en"]))[:60]

    def matched(model: Encoder) -> float:
        sides = [model.encode([row[language] for row in rows]) for language in ("en", "zh")]
        english, chinese = (side - side.mean(axis=0) for side in sides)
        lengths = np.linalg.norm(english, axis=1) * np.linalg.norm(chinese, axis=1)
        return float(((english * chinese).sum(axis=1) / lengths).mean())

    assert matched(int8_encoder) > matched(base_encoder) + 0.1


def test_an_alignment_that_does_not_fit_the_network_is_refused(base_encoder):
    wrong = Addition(np.ones((4, 1), np.float32), np.ones((1, 8), np.float32))
    for name in ("encoder.layer.0.output.dense", "encoder.layer.99.output.dense"):
        alignment = Alignment("id", "that model", np.zeros((3, 4), np.float32), {name: wrong}, {})
        with pytest.raises(AlignmentError, match="was learned on that model: the model has no linear map"):
            base_encoder.align(alignment)


@pytest.mark.slow
def test_learning_brings_the_sides_together_and_its_file_is_used(settings, tmp_path, tiny_model_file):
    write_model_folder(tiny_model_file, tmp_path)
    rng = random.Random(3)
    words = ["".join(rng.choices("abcdefgh", k=4)) for _ in range(205)]
    path = tmp_path / "pairs.csv"
    rows = [f"{word},{''.join(chr(ord(letter) + 10) for letter in word)}" for word in words]
    path.write_text("\n".join(["zh,en", *dict.fromkeys(rows)]) + "\n", encoding="utf-8")
    mine = with_alignment(settings, "none", tmp_path / "model")
    parameters = AlignParameters(rank=4, epochs=2, learning_rate=2e-2)
    made = learn_alignment(mine, read_translation_pairs([path]), tmp_path / "mine.npz", parameters)
    losses = made.card["loss_by_epoch"]
    assert losses[-1] < losses[0]
    assert made.card["pairs"] == len(set(rows))
    aligned = with_alignment(settings, tmp_path / "mine.npz", tmp_path / "model")
    vectors = load_encoder(aligned).encode(["abab", "cdcd"])
    assert not np.allclose(vectors, load_encoder(mine).encode(["abab", "cdcd"]), atol=1e-3)


def test_pairs_that_cannot_be_used_are_told_with_their_line(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("zh,en\n你好,hello\n,alone\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"pairs\.csv:3: columns zh and en must both hold a text"):
        read_translation_pairs([path])
    path.write_text("zh,en\n你好,hello\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="1 translation pairs: at least 200"):
        read_translation_pairs([path])
    with pytest.raises(ConfigError, match=r"none\.csv: cannot be read"):
        read_translation_pairs([tmp_path / "none.csv"])


def test_none_and_a_path_can_be_written_in_the_settings(tmp_path):
    text = load_settings("config/sample.yaml").embedding
    assert text.alignment == "shipped"
    assert type(text)(alignment="none").alignment == "none"
    assert type(text)(alignment="mine.npz").alignment.name == "mine.npz"
