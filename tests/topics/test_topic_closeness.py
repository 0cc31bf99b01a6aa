import numpy as np
import pytest

from monitor.topics.closeness import CAUTION, make_closeness, of_articles


def around(centre, n, seed):
    rows = np.asarray(centre) + np.random.default_rng(seed).normal(scale=0.3, size=(n, 3))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_the_scale_runs_from_the_contrast_to_the_prototypes():
    ours, others = around([1, 0, 0], 12, 1), around([0, 1, 0], 12, 2)
    scale = make_closeness(ours, others)
    assert scale.of_passages(around([1, 0, 0], 50, 3)).mean() == pytest.approx(1, abs=0.25)
    assert scale.of_passages(around([0, 1, 0], 50, 4)).mean() == pytest.approx(-1, abs=0.25)
    between = np.array([[1, 1, 0]], np.float32) / np.sqrt(np.float32(2))
    assert abs(scale.of_passages(between)[0]) < 0.4


def test_sentences_that_do_not_differ_are_refused():
    same = around([1, 0, 0], 6, 1)
    with pytest.raises(ValueError, match="more distinct sentences"):
        make_closeness(same, same)


def test_an_article_has_the_mean_of_its_closest_five_and_loses_for_few():
    closeness = np.array([0.5, -1, 0.1, 0.2, 0.3, 0.4, 0.9, 0.7])
    article = np.array([0, 0, 0, 0, 0, 0, 1, 2])
    np.testing.assert_allclose(
        of_articles(closeness, article), [0.3 - CAUTION / np.sqrt(5), 0.9 - CAUTION, 0.7 - CAUTION]
    )


def test_of_a_long_text_half_of_the_passages_count():
    """Two of twelve passages are near; with the five closest alone they would carry the article."""
    closeness = np.array([1.0, 1.0] + [-1.0] * 10)
    found = of_articles(closeness, np.zeros(12, dtype=np.int64))
    np.testing.assert_allclose(found, [(2 - 4) / 6 - CAUTION / np.sqrt(5)])
