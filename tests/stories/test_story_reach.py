import numpy as np

from monitor.stories.reach import Coverage, Gone, within_reach

NOTHING = Gone(np.empty(0, np.str_), np.empty(0, np.str_), np.empty(0))


def coverage(days, stories, changed, copies=None):
    n = len(days)
    text = np.array([f"a{row}" for row in range(n)])
    return Coverage(
        text, np.array(days, dtype=float), np.full(n, "en"), text, np.array(copies or text.tolist()), np.array(stories), np.full(n, np.nan),
        text, np.array(changed, dtype=bool),
    )  # fmt: skip


def test_nothing_new_reaches_nothing():
    assert not within_reach(coverage([0, 1], ["s", "t"], [False, False]), NOTHING, 10).any()


def test_a_new_article_reaches_its_window_and_all_of_a_touched_story():
    found = within_reach(
        coverage([0, 2, 12, 30, 31], ["far", "long", "long", "new", ""], [False] * 4 + [True]), NOTHING, 10
    )
    assert found.tolist() == [False, False, False, True, True]
    found = within_reach(coverage([0, 2, 12, 20], ["far", "long", "long", ""], [False] * 3 + [True]), NOTHING, 10)
    assert found.tolist() == [False, True, True, True]


def test_a_copy_published_late_reaches_its_original():
    found = within_reach(
        coverage([0, 0, 40], ["s", "t", ""], [False, False, True], copies=["a", "b", "a"]), NOTHING, 10
    )
    assert found.tolist() == [True, False, True]


def test_what_is_gone_reaches_its_window_and_its_story():
    gone = Gone(np.array(["x"]), np.array(["s"]), np.array([np.nan]))
    assert within_reach(coverage([0, 5], ["s", "t"], [False, False]), gone, 10).tolist() == [True, False]
    gone = Gone(np.array(["x"]), np.array(["s"]), np.array([0.0]))
    assert within_reach(coverage([0, 5, 50], ["s", "t", "u"], [False] * 3), gone, 10).tolist() == [True, True, False]


def test_no_article_at_all():
    assert within_reach(coverage([], [], []), NOTHING, 10).tolist() == []
