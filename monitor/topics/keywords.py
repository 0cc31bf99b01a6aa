"""Keywords in mixed Chinese and Latin text."""

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from monitor.text import count_han, to_simplified
from monitor.text.script import HAN
from monitor.topics.definition import Keywords

# Feeds and news indexes put spaces between Chinese words and marks.
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


class KeywordMatcher:
    """Does a text hold one of the keywords?

    Latin keywords match whole words, in any case; those written in capitals (AI) match capitals only, as "ai" is a word or
    a name elsewhere. Chinese keywords match anywhere, in either script.
    """

    def __init__(self, keywords: Keywords) -> None:
        patterns = [_pattern(keyword) for keyword in sorted(set(keywords.all))]
        self._pattern = re.compile("|".join(patterns) or r"(?!)")  # no keyword: matches nothing

    def found_in(self, prepared: str) -> bool:
        """Whether a text prepared by :func:`prepare` holds a keyword."""
        return self._pattern.search(prepared) is not None


def prepare(text: str) -> str:
    """Text as keywords are looked for in it: simplified characters, no spaces between Chinese characters."""
    if not count_han(text):
        return text
    return _SPACE_IN_CHINESE.sub("", to_simplified(text))


def matches(matcher: KeywordMatcher, prepared: Iterable[str]) -> NDArray[np.float64]:
    """1.0 for each prepared text that holds a keyword, else 0.0."""
    return np.fromiter((matcher.found_in(text) for text in prepared), np.float64)


def weighted_share(
    hits: NDArray[np.float64], weights: NDArray[np.float64], group: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Weighted mean of ``hits`` in each group 0..n-1; every group must have a member."""
    share: NDArray[np.float64] = np.bincount(group, hits * weights) / np.bincount(group, weights)
    return share


def _pattern(keyword: str) -> str:
    if count_han(keyword):
        return re.escape(to_simplified(keyword))
    words = r"\s+".join(re.escape(word) for word in keyword.rstrip("*").split())
    ending = "[A-Za-z0-9]*" if keyword.endswith("*") else ""
    body = words if keyword == keyword.upper() else f"(?i:{words})"
    return f"(?<![A-Za-z0-9]){body}{ending}(?![A-Za-z0-9])"
