import numpy as np
import pytest

from monitor.embedding import EncodingError, embed_passages, embed_texts, passage_vectors, source
from monitor.text import text_hash

TEXTS = ["The ministry banned the app.", "商务部禁用了该应用。", "The ministry banned the app."]


@pytest.fixture
def with_passages(warehouse, int8_encoder):
    passages = [
        ("p1", "a1", 0, "Ban announced"),
        ("p2", "a1", 1, "The ministry banned the app."),
        ("p3", "a2", 0, "商务部禁用了该应用。"),
        ("p4", "a2", 1, "\u3000"),
        ("p5", "a2", 2, "The ministry banned the app."),
    ]
    with warehouse.transaction() as connection:
        connection.execute("INSERT INTO articles (article_id, language) VALUES ('a1', 'en'), ('a2', 'zh-Hans')")
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, 'body', 0, 1, ?, ?)", [[*row, text_hash(row[3])] for row in passages]
        )
    return warehouse


def stored(warehouse):
    with warehouse.transaction() as connection:
        return connection.execute(
            "SELECT text_hash, model_revision, vector FROM vectors.embeddings ORDER BY ALL"
        ).fetchall()


def test_texts_come_back_in_order_and_are_embedded_once(settings, warehouse, int8_encoder):
    first = embed_texts(settings, warehouse, TEXTS)
    assert first.tobytes() == int8_encoder.encode(TEXTS).tobytes()
    rows = stored(warehouse)
    assert len(rows) == 2
    asked_for_the_model = source._load.cache_info()
    assert embed_texts(settings, warehouse, TEXTS[::-1]).tobytes() == first[::-1].tobytes()
    assert source._load.cache_info() == asked_for_the_model, "the model was asked for though nothing was new"
    assert stored(warehouse) == rows


def test_no_text_is_no_work(settings, warehouse):
    assert embed_texts(settings, warehouse, []).shape == (0, 0)


def test_an_empty_text_stores_nothing(settings, warehouse):
    with pytest.raises(EncodingError):
        embed_texts(settings, warehouse, ["fine", " "])
    assert stored(warehouse) == []


def test_passages_are_embedded_once_and_blank_ones_left_out(settings, with_passages):
    summary = embed_passages(settings, with_passages)
    assert (summary.n_passages, summary.n_texts_embedded, summary.n_texts_empty) == (5, 3, 1)
    rows = stored(with_passages)
    asked_for_the_model = source._load.cache_info()
    assert embed_passages(settings, with_passages).n_texts_embedded == 0
    assert source._load.cache_info() == asked_for_the_model
    assert stored(with_passages) == rows


def test_passage_vectors_stand_beside_their_passages(settings, with_passages, int8_encoder):
    assert passage_vectors(settings, with_passages).vectors.shape == (0, 0)
    embed_passages(settings, with_passages)
    everything = passage_vectors(settings, with_passages)
    assert everything.table["passage_id"].to_pylist() == ["p1", "p2", "p3", "p5"]
    assert everything.table["language"].to_pylist() == ["en", "en", "zh-Hans", "zh-Hans"]
    assert "vector" not in everything.table.column_names
    expected = int8_encoder.encode(everything.table["text"].to_pylist())
    assert np.array_equal(everything.vectors, expected)
    one = passage_vectors(settings, with_passages, ["a2", "unknown"])
    assert one.table["passage_id"].to_pylist() == ["p3", "p5"]
    assert np.array_equal(one.vectors, expected[2:])
