import numpy as np
import pytest

from monitor.trends.windows import Windows

WEEKS = np.datetime64("2026-01-05") + 7 * np.array([0, 1, 2, 4, 5, 9])


def test_a_window_ends_with_its_week_and_the_first_weeks_share_one():
    windows = Windows.of(np.repeat(WEEKS, 2)[::-1], 3)
    assert windows.weeks.tolist() == WEEKS.tolist()
    inside = [np.flatnonzero(row).tolist() for row in windows.inside]
    assert inside == [[0, 1, 2], [0, 1, 2], [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5]]


@pytest.mark.parametrize("span", [6, 7, 52])
def test_fewer_weeks_than_a_window_are_one_window(span):
    assert Windows.of(WEEKS, span).inside.all()


def test_a_week_more_changes_no_window_of_before():
    before, after = Windows.of(WEEKS[:-1], 3), Windows.of(WEEKS, 3)
    assert (after.inside[:-1, :-1] == before.inside).all()
    assert not after.inside[:-1, -1].any()


def test_sums_over_windows_are_those_of_their_rows():
    generator = np.random.default_rng(3)
    rows, values = generator.choice(WEEKS, 50), generator.random((50, 2))
    windows = Windows.of(WEEKS, 3)
    expected = [values[np.isin(rows, WEEKS[inside])].sum(axis=0) for inside in windows.inside]
    assert windows.sums(rows, values) == pytest.approx(np.array(expected))


def test_what_some_weeks_need_are_the_weeks_of_their_windows():
    windows = Windows.of(WEEKS, 3)
    assert windows.needed(np.array([False] * 5 + [True])).tolist() == [False] * 3 + [True] * 3
    assert not windows.needed(np.zeros(6, dtype=bool)).any()
