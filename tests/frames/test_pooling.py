"""From passages to articles: grouping, context, pooling, evidence; against plain loops."""

import numpy as np
import pyarrow as pa
import pytest

from monitor.frames.pooling import Scored, as_tables, group_passages, in_context, log_mean_exp, mean_of_best, unit


def passages(*sizes):
    """Passages of articles a, b, ... with so many passages each; the first of each is the title."""
    pairs = [(chr(97 + article), position) for article, size in enumerate(sizes) for position in range(size)]
    return pa.table(
        {
            "article_id": [article for article, _ in pairs],
            "position": [position for _, position in pairs],
            "passage_id": [f"{article}{position}" for article, position in pairs],
            "field": ["body" if position else "title" for _, position in pairs],
            "start": [position * 10 for _, position in pairs],
            "stop": [position * 10 + 9 for _, position in pairs],
        }
    )


@pytest.fixture
def random():
    return np.random.default_rng(5)


def test_grouping_counts_passages_and_refuses_scattered_rows():
    groups = group_passages(passages(1, 4, 2))
    assert groups.ids.to_pylist() == ["a", "b", "c"]
    assert groups.sizes.tolist() == [1, 4, 2]
    with pytest.raises(ValueError, match="sorted"):
        group_passages(pa.table({"article_id": ["a", "b", "a"]}))


def test_pooling_equals_a_loop_over_articles(random):
    table = passages(1, 4, 7)
    scores, groups = random.normal(size=(12, 3)), group_passages(table)
    bounds = [(0, 1), (1, 5), (5, 12)]
    expected = [np.log(np.exp(4 * scores[a:b]).mean(axis=0)) / 4 for a, b in bounds]
    np.testing.assert_allclose(log_mean_exp(scores, groups, 4.0), expected)
    best = [np.sort(scores[a:b], axis=0)[::-1][:2].mean(axis=0) for a, b in bounds]
    np.testing.assert_allclose(mean_of_best(scores, groups, 2), best)


def test_log_mean_exp_lies_between_mean_and_maximum_and_survives_large_scores(random):
    groups, scores = group_passages(passages(6)), random.normal(size=(6, 4))
    pooled = log_mean_exp(scores, groups, 4.0)[0]
    assert (pooled > scores.mean(axis=0)).all()
    assert (pooled < scores.max(axis=0)).all()
    np.testing.assert_allclose(log_mean_exp(scores + 1000, groups, 4.0)[0], pooled + 1000)


def test_length_alone_does_not_raise_the_mean_of_the_exponentials(random):
    """Unlike the best few, which rise with every passage that says nothing."""
    short, long = group_passages(passages(*[4] * 4000)), group_passages(passages(*[40] * 4000))
    few, many = random.normal(size=(16_000, 1)), random.normal(size=(160_000, 1))
    means = [np.exp(log_mean_exp(s, g, 1.0)).mean() for s, g in ((few, short), (many, long))]
    assert means[0] == pytest.approx(means[1], rel=0.03)
    best = [mean_of_best(s, g, 2).mean() for s, g in ((few, short), (many, long))]
    assert best[1] - best[0] > 1


def test_repeating_a_text_leaves_its_score(random):
    scores = random.normal(size=(5, 3))
    once, thrice = group_passages(passages(5)), group_passages(passages(15))
    np.testing.assert_allclose(log_mean_exp(scores, once, 4.0), log_mean_exp(np.tile(scores, (3, 1)), thrice, 4.0))


def test_context_mixes_neighbouring_sentences_of_the_same_article_only(random):
    table, vectors = passages(3, 4), unit(random.normal(size=(7, 5)))
    lengths = np.array([30.0, 40, 90, 10, 20, 160, 50])
    mixed = in_context(vectors, group_passages(table), table["position"].to_numpy(), lengths, 0.5)
    w = np.sqrt(lengths)[:, None] * vectors
    expected = [
        w[0], w[1] + 0.5 * w[2], w[2] + 0.5 * w[1],
        w[3], w[4] + 0.5 * w[5], w[5] + 0.5 * (w[4] + w[6]), w[6] + 0.5 * w[5],
    ]  # fmt: skip
    np.testing.assert_allclose(mixed, unit(np.array(expected)))


def test_evidence_is_ranked_best_first_and_ties_go_to_the_earlier_passage():
    table = passages(1, 4)
    by_passage = np.array([[0.1], [0.5], [0.9], [0.9], [-1.0]])
    scored = Scored(by_passage, np.array([[0.1], [2.0]]), np.array([[0.2], [0.8]]), threshold=2.0)
    result = as_tables(table, group_passages(table), ("only",), scored, 3)
    evidence = sorted(result.evidence.to_pylist(), key=lambda row: (row["article_id"], row["rank"]))
    assert [(row["passage_id"], row["rank"]) for row in evidence] == [("a0", 1), ("b1", 1), ("b2", 2), ("b0", 3)]
    assert [(row["start"], row["stop"], row["field"]) for row in evidence[:2]] == [(0, 9, "title"), (10, 19, "body")]
    assert result.articles["present"].to_pylist() == [False, True]


def test_presence_is_decided_on_the_score_as_stored():
    table = passages(1)
    scored = Scored(np.zeros((1, 1)), np.array([[1.9999999]]), np.array([[0.5]]), threshold=2.0)
    articles = as_tables(table, group_passages(table), ("only",), scored, 1).articles
    assert articles.select(["score", "present"]).to_pylist() == [{"score": 2.0, "present": True}]
