"""Keywords in mixed Chinese and Latin text."""

import re
from collections.abc import Iterable

from monitor.text.script import HAN, count_han, to_simplified

# Feeds and news indexes put spaces between Chinese words and marks.
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


def keyword_pattern(keywords: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of ``keywords`` in a text prepared by :func:`prepare_for_keywords`; for none it matches nothing.

    Latin keywords match whole words, in any case; those written in capitals (AI) match capitals only, as "ai" is a word or
    a name elsewhere; a trailing ``*`` stands for any ending. Chinese keywords match anywhere, in either script.
    """
    words = sorted(set(keywords))
    han = [re.escape(to_simplified(word)) for word in words if count_han(word)]
    latin = [word for word in words if not count_han(word)]
    any_case = [_latin(word) for word in latin if word != word.upper()]
    capitals = [_latin(word) for word in latin if word == word.upper()]
    # One look at a word's edges for all of them: an edge before each would be tried at every letter.
    cases = [f"(?i:{'|'.join(any_case)})"] * bool(any_case) + capitals
    latin_words = [f"(?<![A-Za-z0-9])(?:{'|'.join(cases)})(?![A-Za-z0-9])"] if cases else []
    return re.compile("|".join([*latin_words, *han]) or r"(?!)")


def prepare_for_keywords(text: str) -> str:
    """Text as keywords are looked for in it: simplified characters, no spaces between Chinese characters."""
    if not count_han(text):
        return text
    return _SPACE_IN_CHINESE.sub("", to_simplified(text))


def _latin(keyword: str) -> str:
    words = r"\s+".join(re.escape(word) for word in keyword.rstrip("*").split())
    return f"{words}[A-Za-z0-9]*" if keyword.endswith("*") else words
