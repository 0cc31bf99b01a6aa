"""Vectors of the project's own sentences: computed once for every data folder, and again when the file is no good."""

import logging

import numpy as np
import pytest

from monitor.config import load_settings
from monitor.embedding import fixed
from monitor.warehouse import Warehouse

TEXTS = ["One sentence.", "另一句话。", "One sentence."]


class Counting:
    """An encoder whose vectors are made of lengths, and which counts the texts it was given."""

    def __init__(self):
        self.n = 0

    def encode(self, texts, *, on_done=None):
        self.n += len(texts)
        vectors = np.array([[len(text), 1.0] for text in texts], np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def encoder(tmp_path, monkeypatch):
    counting = Counting()
    monkeypatch.setattr(fixed, "load_encoder", lambda _: counting)
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "cache"))
    return counting


@pytest.fixture
def ask(tmp_path):
    def embed(texts, folder="data"):
        settings = load_settings("config/sample.yaml", tmp_path / folder)
        return fixed.embed_fixed(settings, Warehouse(settings.data_dir), texts)

    return embed


def test_another_data_folder_finds_what_one_computed(encoder, ask, tmp_path):
    first = ask(TEXTS)
    assert encoder.n == 2
    np.testing.assert_array_equal(ask(TEXTS[::-1], "other"), first[::-1])
    assert encoder.n == 2
    assert ask([*TEXTS, "A third."]).shape == (4, 2)
    assert encoder.n == 3
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "other").exists()


def test_a_damaged_file_is_written_anew(encoder, ask, tmp_path, caplog):
    first = ask(TEXTS)
    (file,) = (tmp_path / "cache" / "models").glob("*.npz")
    file.write_bytes(file.read_bytes()[:100])
    with caplog.at_level(logging.WARNING):
        np.testing.assert_array_equal(ask(TEXTS), first)
    assert "damaged" in caplog.text
    assert encoder.n == 4
    ask(TEXTS)
    assert encoder.n == 4


def test_a_cache_that_cannot_be_written_stops_nothing(encoder, ask, tmp_path, caplog):
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert ask(TEXTS).shape == (3, 2)
    assert "could not be written" in caplog.text


def test_another_model_keeps_them_in_the_data_folder(encoder, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(fixed, "embed_texts", lambda settings, warehouse, texts: asked.append(list(texts)))
    settings = load_settings("config/sample.yaml", tmp_path / "data")
    other = settings.model_copy(update={"embedding": settings.embedding.model_copy(update={"model": str(tmp_path)})})
    fixed.embed_fixed(other, Warehouse(other.data_dir), TEXTS)
    assert asked == [TEXTS]
    assert not fixed.keeps_fixed(other)
