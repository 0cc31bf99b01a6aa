import numpy as np

from monitor.stories.disputes import Stories, forming_stories, group_disputes
from monitor.stories.labels import spread_rows

RANDOM = np.random.default_rng(3)


def stories(n: int, stored: list[str] | None = None) -> tuple[Stories, np.ndarray]:
    """n stories around three subjects, the first third of them large."""
    subject = np.arange(n) % 3
    centres = np.eye(24, dtype=np.float32)[subject] + 0.02 * RANDOM.standard_normal((n, 24), dtype=np.float32)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    sizes = np.where(np.arange(n) < n // 3, 9, 1)
    return Stories(
        np.array([f"s{row:03}" for row in range(n)]), centres, sizes, np.array(stored or [""] * n, dtype=np.str_)
    ), subject


def test_the_largest_form_and_of_equal_ones_the_later():
    assert forming_stories(np.array([1, 5, 1, 1, 3]), 3).tolist() == [1, 3, 4]


def test_small_stories_join_the_dispute_of_the_nearest_large_one():
    made, _ = stories(90)
    ids, numbers = group_disputes(made, 3.0, 2.0, most=30)
    nearest = (made.centres[30:] @ made.centres[:30].T).argmax(axis=1)
    assert ids[30:].tolist() == ids[:30][nearest].tolist()
    assert [ids[numbers == number].tolist() for number in range(2)] == [
        [ids[row]] * (ids == ids[row]).sum() for row in (0, 1)
    ]


def test_a_story_that_was_not_read_keeps_its_dispute_or_goes_where_most_of_it_went():
    stored = ["b" if row == 0 else "acd"[row % 3] for row in range(30)] + ["a", "b", "gone"] * 20
    made, _ = stories(90, stored)
    made.centres[:30] = np.eye(24, dtype=np.float32)[np.arange(30) % 3]  # one dispute for each subject
    made.centres[30:] = 0.0
    ids, _ = group_disputes(made, 20.0, 0.5, most=30)
    assert set(ids[:30]) == {"a", "c", "d"}
    assert ids[30:33].tolist() == ["a", "a", "gone"]


def test_with_room_for_all_the_limit_changes_nothing():
    made, _ = stories(45)
    assert group_disputes(made, 3.0, 2.0, most=45)[0].tolist() == group_disputes(made, 3.0, 2.0)[0].tolist()


def test_rows_are_spread_over_a_group_from_its_first_to_its_last():
    groups = np.array([0] * 10 + [1, 1] + [0] * 10)
    rows = spread_rows(groups, 4)
    assert rows[groups[rows] == 1].tolist() == [10, 11]
    assert rows[groups[rows] == 0].tolist() == [0, 5, 12, 17]
    assert spread_rows(np.array([], dtype=np.int64), 4).tolist() == []
