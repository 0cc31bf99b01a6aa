"""Lines from logits to probabilities, and thresholds: what is fitted is what a simulation planted."""

import numpy as np
from scipy.special import expit

from monitor.frames.head.decision import Decision, choose_decision
from monitor.frames.head.platt import fit_lines


def planted(n, slopes, offsets, seed=0):
    generator = np.random.default_rng(seed)
    raw = generator.normal(-1.0, 2.5, (n, len(slopes)))
    return raw, generator.random(raw.shape) < expit(raw * slopes + offsets)


def test_planted_lines_are_found():
    slopes, offsets = np.array([0.5, 1.0, 0.7]), np.array([0.3, -0.4, 0.0])
    raw, present = planted(6000, slopes, offsets)
    lines = fit_lines(raw, present, np.ones_like(present))
    np.testing.assert_allclose(lines.slopes, slopes, atol=0.06)
    np.testing.assert_allclose(lines.offsets, offsets, atol=0.12)


def test_a_frame_without_judgements_gets_the_common_line_and_none_turns_round():
    raw, present = planted(400, np.array([0.5, 0.5, -1.0]), np.zeros(3))
    judged = np.ones_like(present)
    judged[:, 0] = False
    lines = fit_lines(raw, present, judged)
    only = fit_lines(raw[:, 1:], present[:, 1:], judged[:, 1:])
    assert np.isfinite(lines.slopes).all()
    np.testing.assert_allclose(lines.slopes[1:], only.slopes, rtol=1e-4)
    assert (lines.slopes > 0).all()


def test_at_least_one_frame_and_at_most_two_where_coders_gave_so_many():
    generator = np.random.default_rng(1)
    present = np.zeros((200, 4), bool)
    present[np.arange(200), generator.integers(0, 4, 200)] = True
    present[:40, 0] = True
    probabilities = np.clip(present * 0.6 + generator.uniform(0, 0.3, present.shape), 0, 1)
    decision = choose_decision(probabilities, present, np.ones_like(present))
    assert (decision.least, decision.most) == (1, 2)
    found = decision.present(np.array([[0.1, 0.05, 0.01, 0.0], [0.9, 0.95, 0.97, 0.2]]))
    np.testing.assert_array_equal(found, [[True, False, False, False], [False, True, True, False]])


def test_where_coders_found_none_in_some_texts_none_may_be_found():
    present = np.zeros((100, 3), bool)
    present[:30, 1] = True
    decision = choose_decision(present * 0.8 + 0.05, present, np.ones_like(present))
    assert decision.least == 0
    assert not decision.present(np.full((1, 3), 0.05)).any()


def test_a_tie_is_decided_by_the_order_of_frames():
    decision = Decision(np.array([0.5, 0.5, 0.5]), 0, 1)
    np.testing.assert_array_equal(decision.present(np.full((1, 3), 0.9)), [[True, False, False]])
