"""A tiny random encoder with layers to tune, coding in which frames are words, and settings for both."""

import csv
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizerFast

from monitor.config import Settings, load_settings
from monitor.config.settings import EmbeddingSettings
from monitor.frames.head import Labelled, linear
from monitor.frames.head.features import language_means
from monitor.frames.head.finetune import TuningParameters
from monitor.frames.head.labelled import passages_of_texts
from monitor.warehouse import Warehouse

ROOT = Path(__file__).parents[3]
SIGNS = {
    "law_regulation": ("court", "statute"),
    "safety_ethics": ("harm", "danger"),
    "competition": ("market", "profit"),
}
FILLERS = tuple(f"word{number}" for number in range(12))
QUICK = TuningParameters(epochs=8, texts_a_step=10, rate=5e-3, head_rate=0.1)


@pytest.fixture(scope="session")
def layered_model(tmp_path_factory) -> Path:
    """A sentence-transformers folder: two random BERT layers over words, mean pooling."""
    torch.manual_seed(7)
    bare, whole = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("layered")
    words = [word for signs in SIGNS.values() for word in signs]
    (bare / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words, *FILLERS]), encoding="utf-8"
    )
    tokenizer = BertTokenizerFast(str(bare / "vocab.txt"), model_max_length=64)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=64, initializer_range=0.3,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    torch.nn.init.zeros_(model.embeddings.position_embeddings.weight)
    torch.nn.init.zeros_(model.embeddings.token_type_embeddings.weight)
    model.save_pretrained(bare)
    tokenizer.save_pretrained(bare)
    transformer = Transformer(str(bare))
    pooling = Pooling(transformer.get_embedding_dimension(), "mean")
    SentenceTransformer(modules=[transformer, pooling], device="cpu").save(str(whole))
    return whole


@pytest.fixture(scope="session")
def pairs_embedded(layered_model, tmp_path_factory) -> bytes:
    """A vectors file that holds the translation pairs, from which language means are learned."""
    settings = _settings(layered_model, tmp_path_factory.mktemp("pairs"))
    language_means(settings, Warehouse(settings.data_dir))
    return (settings.data_dir / "vectors.duckdb").read_bytes()


@pytest.fixture
def settings(layered_model, tmp_path) -> Settings:
    return _settings(layered_model, tmp_path / "data")


@pytest.fixture
def warehouse(settings, pairs_embedded) -> Warehouse:
    settings.data_dir.mkdir(parents=True)
    (settings.data_dir / "vectors.duckdb").write_bytes(pairs_embedded)
    return Warehouse(settings.data_dir)


def _settings(model: Path, data_dir: Path) -> Settings:
    settings = load_settings(ROOT / "config" / "sample.yaml", data_dir)
    paths = {"codebook": ROOT / "config" / "codebook.yaml", "topics": (ROOT / "config" / "topics.yaml",)}
    return settings.model_copy(update=paths | {"embedding": EmbeddingSettings(model=str(model), prefix="")})


def sentences(n: int, seed: int = 0) -> tuple[list[str], list[set[str]]]:
    """n sentences of fillers, and the frames whose sign stands in each: one or two."""
    random, texts, found = np.random.default_rng(seed), [], []
    for _ in range(n):
        frames = set(random.choice(list(SIGNS), random.integers(1, 3), replace=False).tolist())
        words = [*random.choice(FILLERS, 3).tolist(), *(random.choice(SIGNS[one]) for one in sorted(frames))]
        texts.append(" ".join(random.permutation(words).tolist()))
        found.append(frames)
    return texts, found


@pytest.fixture
def coded() -> Labelled:
    """Sixty coded sentences, two a story, half of them called Chinese."""
    texts, found = sentences(60)
    ids, languages = [f"t{number:02}" for number in range(60)], ["en", "zh-Hans"] * 30
    present = np.array([[frame in one for frame in SIGNS] for one in found])
    return Labelled(
        tuple(ids), tuple(languages), tuple(f"s{number // 2}" for number in range(60)),
        passages_of_texts(ids, texts, languages), tuple(SIGNS), present, np.ones_like(present),
    )  # fmt: skip


@pytest.fixture
def coded_file(tmp_path):
    """Write coding as a CSV file; returns its path."""

    def write(name="coded.csv", n=60, seed=0, lang="en", extra=()):
        texts, found = sentences(n, seed)
        rows = [(text, lang, ";".join(sorted(frames))) for text, frames in zip(texts, found, strict=True)]
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "lang", "labels"), *rows, *extra])
        return path

    return write


@pytest.fixture(autouse=True)
def _one_penalty(monkeypatch):
    """One penalty is as good here as a choice of six, and quicker."""
    monkeypatch.setattr(linear, "PENALTIES", (30.0,))


@pytest.fixture(scope="session")
def quick() -> TuningParameters:
    """Tuning that takes less than a second."""
    return QUICK
