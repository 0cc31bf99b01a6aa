"""A tiny real sentence model whose closeness is shared words, and a warehouse with a few articles."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizerFast

from monitor.articles.passages import passages_of
from monitor.config import Settings, load_settings
from monitor.config.settings import EmbeddingSettings
from monitor.frames import Codebook, load_codebook
from monitor.frames.reference import reference_sentences
from monitor.text import text_hash
from monitor.topics import current_method
from monitor.warehouse import Warehouse, upsert

ROOT = Path(__file__).parents[2]
CODEBOOK_FILE = ROOT / "config" / "codebook.yaml"


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(CODEBOOK_FILE)


@pytest.fixture(scope="session")
def vocabulary(codebook, tmp_path_factory) -> Path:
    """Words and Han characters of the codebook and the reference texts, for a BERT tokenizer."""
    prototypes = [text for frame in codebook.frames for text in (*frame.prototypes.en, *frame.prototypes.zh)]
    known = {w for t in (*prototypes, *reference_sentences().texts) for w in re.findall(r"[a-z]+|[一-鿿]", t.lower())}
    path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ":", *sorted(known)]), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def word_model(vocabulary, tmp_path_factory) -> Path:
    """A sentence-transformers folder: random word vectors, no layer, mean pooling."""
    torch.manual_seed(20260316)
    tokenizer = BertTokenizerFast(str(vocabulary))
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=64, num_hidden_layers=0, num_attention_heads=2, initializer_range=1.0
    )
    model = BertModel(config, add_pooling_layer=False)
    torch.nn.init.zeros_(model.embeddings.position_embeddings.weight)
    torch.nn.init.zeros_(model.embeddings.token_type_embeddings.weight)
    bare, whole = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("words")
    model.save_pretrained(bare)
    tokenizer.save_pretrained(bare)
    transformer = Transformer(str(bare))
    pooling = Pooling(transformer.get_embedding_dimension(), "mean")
    SentenceTransformer(modules=[transformer, pooling], device="cpu").save(str(whole))
    return whole


@pytest.fixture(scope="session")
def embedded(word_model, tmp_path_factory) -> Path:
    """A vectors file in which reference texts and prototypes are embedded already, to start from."""
    from monitor.frames import PrototypeScorer, score_text

    settings = _settings(word_model, tmp_path_factory.mktemp("embedded"))
    warehouse = Warehouse(settings.data_dir)
    assert isinstance(PrototypeScorer(settings, warehouse, load_codebook(CODEBOOK_FILE)).identity.scorer_id, str)
    score_text(settings, warehouse, "A title", "", "en")
    return settings.data_dir / "vectors.duckdb"


@pytest.fixture
def settings(word_model, tmp_path) -> Settings:
    return _settings(word_model, tmp_path / "data")


@pytest.fixture
def warehouse(settings, embedded) -> Warehouse:
    settings.data_dir.mkdir(parents=True)
    (settings.data_dir / "vectors.duckdb").write_bytes(embedded.read_bytes())
    return Warehouse(settings.data_dir)


def _settings(model: Path, data_dir: Path) -> Settings:
    settings = load_settings(ROOT / "config" / "sample.yaml", data_dir)
    paths = {"codebook": CODEBOOK_FILE, "topics": ROOT / "config" / "topics.yaml"}
    return settings.model_copy(update=paths | {"embedding": EmbeddingSettings(model=str(model), prefix="")})


@pytest.fixture
def put_article(settings, warehouse):
    """Store an article with its passages and relevance, as the stages before do."""

    def put(article_id, title, body="", language="en", *, url=None, relevant=True, story=None):
        digest = text_hash(f"{title}\n{body}")
        article = {
            "article_id": article_id, "url": url or f"https://example.org/{article_id}", "outlet_id": "o", "language": language,
            "title": title, "body": body, "text_hash": digest, "published_at": datetime(2026, 3, 16, tzinfo=UTC),
        }  # fmt: skip
        topic = {
            "article_id": article_id, "topic_id": "t", "method": current_method(settings, warehouse), "text_hash": digest,
            "relevance": float(relevant), "is_relevant": relevant,
        }  # fmt: skip
        passages = [
            {"passage_id": f"{article_id}-{p.position}", "article_id": article_id, "position": p.position, "field": p.field,
             "start": p.start, "stop": p.stop, "text": p.text, "text_hash": p.text_hash}
            for p in passages_of(article_id, title, body, language)
        ]  # fmt: skip
        with warehouse.transaction() as connection:
            connection.execute("DELETE FROM passages WHERE article_id = ?", [article_id])
            upsert(connection, "articles", pa.Table.from_pylist([article]), ["article_id"])
            upsert(connection, "article_topics", pa.Table.from_pylist([topic]), ["article_id", "topic_id", "method"])
            upsert(connection, "passages", pa.Table.from_pylist(passages), ["passage_id"])
            if story:
                member = pa.table({"article_id": [article_id], "story_id": [story]})
                upsert(connection, "story_members", member, ["article_id"])

    return put


@pytest.fixture
def rows(warehouse):
    """Rows of a query, as tuples."""

    def ask(sql, parameters=None):
        with warehouse.transaction() as connection:
            return connection.execute(sql, parameters).fetchall()

    return ask
