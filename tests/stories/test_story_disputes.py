import numpy as np

from monitor.stories.disputes import Stories, central_rows, centres, group_disputes
from monitor.stories.scale import unit
from monitor.text import short_id


def stories(disputes, stored=None, seed=8):
    """Stories whose centres lie near the direction of their dispute."""
    random = np.random.default_rng(seed)
    directions = {name: random.normal(size=384) for name in sorted(set(disputes))}
    vectors = unit(np.array([directions[name] + 0.6 * random.normal(size=384) for name in disputes], dtype=np.float32))
    n = len(disputes)
    return Stories(
        np.array([f"s{row:02}" for row in range(n)]),
        vectors,
        np.ones(n, np.int64),
        np.array(stored or [""] * n, dtype=np.str_),
    )


def test_stories_of_a_dispute_share_an_id_named_after_the_earliest():
    names = [name for name in "abcdef" for _ in range(5)]
    ids, numbers = group_disputes(stories(names), 3.0, 2.0)
    assert ids.tolist() == [short_id("dispute", f"s{5 * (row // 5):02}") for row in range(30)]
    assert numbers.tolist() == [row // 5 for row in range(30)]


def test_a_dispute_keeps_its_stored_id():
    names = [name for name in "abcdef" for _ in range(5)]
    stored = ["", "old", "old", "", ""] + [""] * 25
    ids, _ = group_disputes(stories(names, stored), 3.0, 2.0)
    assert ids[:5].tolist() == ["old"] * 5
    assert len(set(ids.tolist())) == 6


def test_no_story_and_one_story():
    empty = Stories(np.empty(0, np.str_), np.empty((0, 8), np.float32), np.empty(0, np.int64), np.empty(0, np.str_))
    assert [len(one) for one in group_disputes(empty, 3.0, 2.0)] == [0, 0]
    ids, _ = group_disputes(stories(["a"]), 3.0, 2.0)
    assert ids.tolist() == [short_id("dispute", "s00")]


def test_the_most_central_articles_stand_for_a_story():
    numbers = np.array([0] * 7 + [1])
    similarity = np.array([0.1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.2, np.nan])
    assert central_rows(numbers, similarity).tolist() == [1, 2, 3, 4, 5, 7]


def test_centres_are_means_of_unit_length():
    found = centres(np.array([0, 0, 1]), np.array([[1, 0], [0, 1], [0, 2]], dtype=np.float32), 2)
    assert np.allclose(found, [[0.5**0.5, 0.5**0.5], [0, 1]])
