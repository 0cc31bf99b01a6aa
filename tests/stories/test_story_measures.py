from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.stories import bcubed, pairwise, pairwise_across

LABELS, GOLD = [1, 1, 1, 2, 2], ["a", "a", "b", "b", "b"]


def test_bcubed_by_hand():
    scores = bcubed(LABELS, GOLD)
    assert scores.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert scores.recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert scores.f1 == pytest.approx(11 / 15)


def test_pairwise_by_hand():
    scores = pairwise(LABELS, [*GOLD[:4], "c"])
    assert (scores.precision, scores.recall) == (pytest.approx(1 / 4), pytest.approx(1 / 2))
    assert scores.f1 == pytest.approx(1 / 3)


def test_pairs_across_languages_by_hand():
    # across: found (0, 2), (1, 2); true (2, 3); both none
    scores = pairwise_across(LABELS, GOLD, ["en", "en", "zh", "en", "zh"])
    assert (scores.precision, scores.recall, scores.f1) == (
        pytest.approx(1 / 3),
        pytest.approx(1 / 2),
        pytest.approx(0.4),
    )


def test_all_alone_is_precise_and_finds_no_pair():
    scores = bcubed(range(4), ["a", "a", "b", "b"])
    assert (scores.precision, scores.recall) == (1.0, 0.5)
    pairs = pairwise(range(4), ["a", "a", "b", "b"])
    assert np.isnan(pairs.precision)
    assert (pairs.recall, pairs.f1) == (0.0, 0.0)


def test_nothing_to_measure_is_nan():
    assert np.isnan([bcubed([], []).f1, pairwise([], []).f1, pairwise([1], [1]).f1]).all()


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="same length"):
        bcubed([1, 2], [1])
    with pytest.raises(ValueError, match="same length"):
        pairwise_across([1, 2], [1, 2], ["en"])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=14))
@settings(max_examples=150, deadline=None)
def test_same_as_the_definitions_item_by_item_and_pair_by_pair(rows):
    labels, gold, groups = (np.array(column) for column in zip(*rows, strict=True))
    overlap = [((labels == one) & (gold == other)).sum() for one, other in zip(labels, gold, strict=True)]
    precision = np.mean([n / (labels == one).sum() for n, one in zip(overlap, labels, strict=True)])
    recall = np.mean([n / (gold == one).sum() for n, one in zip(overlap, gold, strict=True)])
    cubed = bcubed(labels, gold)
    assert (cubed.precision, cubed.recall) == (pytest.approx(precision), pytest.approx(recall))
    assert cubed.f1 == pytest.approx(2 * precision * recall / (precision + recall))
    pairs = list(combinations(range(len(rows)), 2))
    across = [(i, j) for i, j in pairs if groups[i] != groups[j]]
    for scores, chosen in ((pairwise(labels, gold), pairs), (pairwise_across(labels, gold, groups), across)):
        found = {(i, j) for i, j in chosen if labels[i] == labels[j]}
        true = {(i, j) for i, j in chosen if gold[i] == gold[j]}
        expected = [len(found & true) / len(part) if part else np.nan for part in (found, true)]
        assert [scores.precision, scores.recall] == pytest.approx(expected, nan_ok=True)
        total = len(found) + len(true)
        assert scores.f1 == pytest.approx(2 * len(found & true) / total if total else np.nan, nan_ok=True)
