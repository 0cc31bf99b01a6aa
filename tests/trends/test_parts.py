"""The three parts of a difference."""

import numpy as np
import pytest

from monitor.trends.parts import Told, difference_parts, jackknife, leave_one_out


def drawn(seed, stories=30, k=3):
    generator = np.random.default_rng(seed)
    n_a, n_b = generator.poisson(2.0, stories).astype(float), generator.poisson(1.5, stories).astype(float)
    totals = [generator.normal(0.4, 0.3, (stories, k)) * n[:, None] for n in (n_a, n_b)]
    return Told(n_a, n_b, *totals)


@pytest.mark.parametrize("seed", range(5))
def test_the_parts_add_up_to_the_difference(seed):
    told = drawn(seed)
    difference = told.total_a.sum(axis=0) / told.n_a.sum() - told.total_b.sum(axis=0) / told.n_b.sum()
    np.testing.assert_allclose(difference_parts(told).sum(axis=0), difference, atol=1e-12)


def test_they_are_what_the_formulas_say_story_by_story():
    told = drawn(7)
    at = np.flatnonzero(told.shared)
    n_a, n_b = told.n_a[at], told.n_b[at]
    w_a, w_b = (n / n.sum() for n in (n_a, n_b))
    m_a, m_b = told.total_a[at] / n_a[:, None], told.total_b[at] / n_b[:, None]
    agenda = ((w_a - w_b)[:, None] * (m_a + m_b) / 2).sum(axis=0)
    framing = ((w_a + w_b)[:, None] * (m_a - m_b) / 2).sum(axis=0)
    found = difference_parts(told)
    np.testing.assert_allclose(found[1], agenda, atol=1e-12)
    np.testing.assert_allclose(found[2], framing, atol=1e-12)


def test_the_same_stories_told_alike_differ_by_attention_alone():
    # a story that nobody frames so, and one that everybody does; side a writes more about the second
    told = Told(np.array([2.0, 6.0]), np.array([6.0, 2.0]), np.array([[0.0], [6.0]]), np.array([[0.0], [2.0]]))
    np.testing.assert_allclose(difference_parts(told)[:, 0], [0.0, 0.5, 0.0], atol=1e-12)


def test_equal_attention_told_otherwise_is_framing_alone():
    told = Told(np.array([4.0, 4.0]), np.array([2.0, 2.0]), np.array([[4.0], [2.0]]), np.array([[1.0], [0.0]]))
    np.testing.assert_allclose(difference_parts(told)[:, 0], [0.0, 0.0, 0.5], atol=1e-12)


def test_stories_of_one_side_alone_are_unshared():
    told = Told(np.array([2.0, 2.0]), np.array([2.0, 0.0]), np.array([[1.0], [2.0]]), np.array([[1.0], [0.0]]))
    np.testing.assert_allclose(difference_parts(told)[:, 0], [0.25, 0.0, 0.0], atol=1e-12)


def test_leaving_a_story_out_is_the_parts_without_it():
    told = drawn(3)
    apart = leave_one_out(told)
    for story in (0, 5, 11):
        rest = np.arange(len(told.n_a)) != story
        without = Told(told.n_a[rest], told.n_b[rest], told.total_a[rest], told.total_b[rest])
        np.testing.assert_allclose(apart[story], difference_parts(without), atol=1e-12)


def test_the_variance_is_the_jackknifes():
    told = drawn(4)
    variance, influence = jackknife(told)
    apart = leave_one_out(told)
    n = len(apart)
    np.testing.assert_allclose(variance, (n - 1) / n * ((apart - apart.mean(axis=0)) ** 2).sum(axis=0), atol=1e-12)
    np.testing.assert_allclose((influence**2).sum(axis=0), variance, atol=1e-12)


def test_without_a_shared_story_there_are_no_parts():
    told = Told(np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.array([[1.0], [0.0]]), np.array([[0.0], [0.0]]))
    assert np.isnan(difference_parts(told)).all()
