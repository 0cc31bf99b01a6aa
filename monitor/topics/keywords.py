"""Keywords in mixed Chinese and Latin text."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from monitor.text import keyword_pattern, prepare_for_keywords
from monitor.topics.definition import Keywords

prepare = prepare_for_keywords


class KeywordMatcher:
    """Does a text hold one of the keywords?

    Latin keywords match whole words, in any case; those written in capitals (AI) match capitals only, as "ai" is a word or
    a name elsewhere. Chinese keywords match anywhere, in either script.
    """

    def __init__(self, keywords: Keywords) -> None:
        self._pattern = keyword_pattern(keywords.all)

    def found_in(self, prepared: str) -> bool:
        """Whether a text prepared by :func:`prepare` holds a keyword."""
        return self._pattern.search(prepared) is not None


def matches(matcher: KeywordMatcher, prepared: Iterable[str]) -> NDArray[np.float64]:
    """1.0 for each prepared text that holds a keyword, else 0.0."""
    return np.fromiter((matcher.found_in(text) for text in prepared), np.float64)


def weighted_share(
    hits: NDArray[np.float64], weights: NDArray[np.float64], group: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Weighted mean of ``hits`` in each group 0..n-1; every group must have a member."""
    share: NDArray[np.float64] = np.bincount(group, hits * weights) / np.bincount(group, weights)
    return share
