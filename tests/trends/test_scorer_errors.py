"""How a scorer errs by the coding, and whether that changed."""

import numpy as np
import pytest

from monitor.trends.scorer_errors import STEEPEST, Coded, Errors, scorer_errors


def coded(week, prediction, gold, story=None, weight=None):
    n = len(week)
    stories = np.arange(n) if story is None else np.asarray(story)
    weights = np.ones((n, 1)) if weight is None else np.asarray(weight, float)[:, None]
    column = [np.asarray(values, float)[:, None] for values in (prediction, gold)]
    return Coded(np.arange(n), stories, np.asarray(week), column[0], column[1], weights)


def one_group(given):
    return scorer_errors(given, np.zeros(len(given.unit), dtype=np.int64), 1)


def test_shares_marked_are_smoothed_by_half_a_case():
    # of 4 with the frame 3 are marked, of 6 without it 1
    found = one_group(coded([0] * 10, [1, 1, 1, 0, 1, 0, 0, 0, 0, 0], [1] * 4 + [0] * 6))
    sensitivity, false_alarms = 3.5 / 5, 1.5 / 7
    assert found.telling[0, 0] == pytest.approx(sensitivity - false_alarms)
    variance = sensitivity * (1 - sensitivity) / 5 + false_alarms * (1 - false_alarms) / 7
    assert found.telling_variance[0, 0] == pytest.approx(variance)


def test_a_slope_undoes_what_the_scorer_understates_within_limits():
    errors = Errors(np.array([[0.8, 0.5, 0.1, 1.0]]), np.zeros((1, 4)), np.full((1, 4), np.nan))
    slope, _ = errors.slope()
    np.testing.assert_allclose(slope, [[1.25, 2.0, STEEPEST, 1.0]])


def test_without_a_positive_the_scorer_is_not_known_to_tell():
    assert not one_group(coded([0] * 20, [0] * 20, [0] * 20)).tells()[0, 0]
    assert one_group(coded([0] * 20, [1] * 6 + [0] * 14, [1] * 6 + [0] * 14)).tells()[0, 0]


def test_errors_that_grow_with_the_weeks_are_found_and_steady_ones_rarely():
    generator = np.random.default_rng(3)
    alarms = 0
    for _ in range(300):
        week, gold = generator.integers(0, 12, 200), generator.random(200) < 0.4
        steady = generator.random(200) < np.where(gold, 0.7, 0.1)
        alarms += one_group(coded(week, steady, gold)).drifts()[0, 0]
    assert alarms / 300 < 0.08
    growing = generator.random(200) < np.where(gold, 0.7, 0.05 * week)
    assert one_group(coded(week, growing, gold)).drifts()[0, 0]


def test_a_rise_of_the_frame_is_no_change_of_the_errors():
    generator = np.random.default_rng(7)
    alarms = 0
    for _ in range(200):
        week = generator.integers(0, 12, 200)
        gold = generator.random(200) < 0.1 + 0.06 * week
        marked = generator.random(200) < np.where(gold, 0.7, 0.1)
        alarms += one_group(coded(week, marked, gold)).drifts()[0, 0]
    assert alarms / 200 < 0.09


def test_the_family_is_held_at_five_percent():
    p = np.array([[0.02, 0.9], [0.03, np.nan]])
    assert not Errors(np.ones((2, 2)), np.zeros((2, 2)), p).drifts().any()
    p[0, 0] = 0.01  # below 0.05 / 3
    assert Errors(np.ones((2, 2)), np.zeros((2, 2)), p).drifts().tolist() == [[True, False], [False, False]]
