import numpy as np
import pytest

from monitor.topics.definition import Keywords
from monitor.topics.keywords import KeywordMatcher, matches, prepare, weighted_share

WORDS = KeywordMatcher(
    Keywords(en=["AI", "chip", "sanction*", "data centre*", "supply-chain"], zh=["人工智慧", "芯片"])
)


@pytest.mark.parametrize(
    "text",
    [
        "The AI act",
        "AI芯",
        "A Chip, again",
        "sanctioned goods",
        "Data  centres grow",
        "supply-chain risk",
        "人工智慧發展",
        "人工智慧发展",
        "國產芯片",
        "國產 芯 片",
        "AI-powered",
    ],
)
def test_found(text):
    assert WORDS.found_in(prepare(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ai Weiwei's chair",
        "He said so",
        "chipmunk",
        "microchip",
        "an ai",
        "data",
        "MAIL",
        "AI2",
        "人工 智慧型".replace("慧", "能"),
    ],
)
def test_not_found(text):
    assert not WORDS.found_in(prepare(text))


def test_no_keyword_matches_nothing():
    assert not KeywordMatcher(Keywords()).found_in("anything")


def test_shares_are_weighted():
    hits = matches(WORDS, ["an AI", "none", "none", "chip"])
    assert hits.tolist() == [1, 0, 0, 1]
    share = weighted_share(hits, np.array([2.0, 1, 2, 1]), np.array([0, 0, 1, 1]))
    np.testing.assert_allclose(share, [2 / 3, 1 / 3])
