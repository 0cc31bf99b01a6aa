"""One relevance from keywords and prototypes.

A logistic curve over both. Its four numbers were set on the synthetic sample together with other news, so that a full text
about the topic that names no subject word still passes, and a single title that names none does not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.topics.closeness import Closeness, of_articles
from monitor.topics.definition import Topic
from monitor.topics.keywords import KeywordMatcher, matches, weighted_share

TITLE_WEIGHT = 2.0  # passages that a title counts as
FULL_SHARE = 0.2  # share of passages with a keyword from which on more add nothing
SUBJECT_PART = 0.4  # of the keyword score; the rest asks for subject and dispute words together
INTERCEPT, KEYWORD_WEIGHT, PROTOTYPE_WEIGHT = 3.4, 3.6, 6.6
DECIMALS = 6  # of stored scores: the last bits depend on how many articles are scored at once

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PassageGroup:
    """Passages of articles: ``article`` numbers each passage's article from 0, none left out."""

    prepared: list[str]  # see keywords.prepare
    vectors: NDArray[np.float32]  # centred, unit length
    article: NDArray[np.int64]
    is_title: NDArray[np.bool_]


@dataclass(frozen=True)
class Scores:
    """Scores of articles 0..n-1."""

    relevance: Floats  # 0 to 1
    keyword: Floats  # 0 to 1
    prototype: Floats  # see Closeness


def score_topic(topic: Topic, closeness: Closeness, passages: PassageGroup) -> Scores:
    """Relevance of every article to one topic."""
    weights = np.where(passages.is_title, TITLE_WEIGHT, 1.0)
    subject, dispute = (
        _saturated(weighted_share(matches(KeywordMatcher(words), passages.prepared), weights, passages.article))
        for words in (topic.keywords.subject, topic.keywords.dispute)
    )
    keyword = SUBJECT_PART * subject + (1 - SUBJECT_PART) * np.sqrt(subject * dispute)
    prototype = of_articles(closeness.of_passages(passages.vectors), passages.article)
    odds = INTERCEPT + KEYWORD_WEIGHT * keyword + PROTOTYPE_WEIGHT * prototype
    relevance = 1 / (1 + np.exp(-odds))
    return Scores(*(np.round(values, DECIMALS) for values in (relevance, keyword, prototype)))


def _saturated(share: Floats) -> Floats:
    full: Floats = np.minimum(1.0, share / FULL_SHARE)
    return full
