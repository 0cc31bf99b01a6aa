"""The bundled model, loaded once, and a tiny model of the same kind for what needs no meaning."""

import string
from pathlib import Path

import numpy as np
import pytest

from monitor.config import Settings, load_settings
from monitor.embedding import Encoder, TorchEncoder, load_encoder
from monitor.embedding.blocks import ModelFile
from monitor.embedding.source import load_base_encoder
from monitor.warehouse import Warehouse

SAMPLE_SETTINGS = Path("config/sample.yaml").resolve()


@pytest.fixture
def settings(tmp_path) -> Settings:
    return load_settings(SAMPLE_SETTINGS, tmp_path / "data")


@pytest.fixture
def warehouse(settings) -> Warehouse:
    return Warehouse(settings.data_dir)


def in_float32(settings: Settings) -> Settings:
    """The same settings, with the bundled model in float32."""
    return settings.model_copy(update={"embedding": settings.embedding.model_copy(update={"precision": "float32"})})


@pytest.fixture(scope="session")
def int8_encoder() -> Encoder:
    """The default: the bundled model with its alignment in 8 bits."""
    return load_encoder(load_settings(SAMPLE_SETTINGS))


@pytest.fixture(scope="session")
def float_encoder() -> Encoder:
    """The same in float32."""
    return load_encoder(in_float32(load_settings(SAMPLE_SETTINGS)))


@pytest.fixture(scope="session", params=["int8", "float32"])
def encoder(request) -> Encoder:
    """Both."""
    return request.getfixturevalue("int8_encoder" if request.param == "int8" else "float_encoder")


@pytest.fixture(scope="session")
def base_encoder() -> TorchEncoder:
    """The bundled model without its alignment."""
    return load_base_encoder(load_settings(SAMPLE_SETTINGS))


@pytest.fixture(scope="session")
def tiny_model_file() -> ModelFile:
    """Random weights, one layer, letters as vocabulary."""
    hidden, ffn, positions = 32, 64, 16
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *string.ascii_lowercase, "<mask>"]
    sizes = {
        "emb.word": len(pieces) * hidden, "emb.pos": positions * hidden, "emb.type": 2 * hidden,
        "emb.ln.w": hidden, "emb.ln.b": hidden,
        **{f"l0.{name}.w": hidden * hidden for name in ("q", "k", "v", "ao")},
        **{f"l0.{name}.b": hidden for name in ("q", "k", "v", "ao", "fo")},
        "l0.fi.w": ffn * hidden, "l0.fi.b": ffn, "l0.fo.w": ffn * hidden,
        **{f"l0.{name}.{part}": hidden for name in ("aln", "oln") for part in ("w", "b")},
    }  # fmt: skip
    random = np.random.default_rng(7)
    tensors = {name: random.normal(size=size).astype(np.float32) for name, size in sizes.items()}
    vocabulary = tuple((piece, -float(index)) for index, piece in enumerate(pieces))
    return ModelFile(hidden, 1, 4, ffn, positions, 2, 1e-12, 0, 2, 1, 3, vocabulary, tensors)
