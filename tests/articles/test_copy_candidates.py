"""Shingles and the sketches by which pairs are met."""

import numpy as np
import pytest

from monitor.articles.candidates import candidate_pairs
from monitor.articles.shingles import jaccard, shingles
from monitor.text import to_traditional

HAN = "评估办公室负责人提出，希望各国共同建立通报机制。北京研究员章旻说，不如大家坐下来，把考纲先统一。"


def sets(*sizes_and_shared):
    """A set of random numbers, and others that share so many of them."""
    random = np.random.default_rng(1)
    first = random.choice(2**32, 300, replace=False).astype(np.uint32)
    others = [
        np.unique(np.append(first[:shared], random.choice(2**32, size - shared).astype(np.uint32)))
        for size, shared in sizes_and_shared
    ]
    return [np.sort(first), *others]


def test_shingles_are_runs_of_words_or_characters():
    assert len(shingles("one two three")) == 0
    assert len(shingles("one two three four")) == 1
    assert len(shingles("one two three four five six")) == 3
    assert len(shingles("一二三四五六")) == 2
    assert len(shingles("")) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Office, on Tuesday: widened its rules!", "the office on tuesday\nwidened its rules"),
        (HAN, to_traditional(HAN)),
        (HAN, HAN.replace("，", ",").replace("。", "\n")),
        ("在１２月宣布将交付十万颗芯片", "在12月宣布将交付十万颗芯片"),
    ],
)
def test_case_marks_width_and_script_make_no_difference(one, other):
    assert jaccard(shingles(one), shingles(other)) == 1.0


def test_jaccard_is_that_of_the_words():
    assert jaccard(shingles("a b c d e f"), shingles("a b c d e g")) == 0.5
    assert jaccard(shingles(""), shingles("")) == 0.0


def test_a_very_long_text_has_as_many_shingles_as_places():
    assert len(shingles(" ".join(f"w{n}" for n in range(20_000)))) == 20_000 - 3


def test_pairs_above_the_least_similarity_are_met_and_chance_is_not():
    found = list(candidate_pairs(sets((300, 300), (300, 100), (150, 100), (300, 5)), 0.2))
    assert {(1, 0), (2, 0), (3, 0)} <= set(found)
    assert not [pair for pair in found if 4 in pair]


def test_a_text_that_everybody_printed_is_met_by_all():
    found = set(candidate_pairs(sets(*[(300, 290)] * 100), 0.2))
    assert {later for later, _ in found} == set(range(1, 101))
    assert len(found) < 100 * 5


def test_nothing_gives_no_pairs():
    assert list(candidate_pairs([], 0.2)) == []
