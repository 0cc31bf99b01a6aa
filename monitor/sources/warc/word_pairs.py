"""Does a text hold a subject word and a dispute word of one topic?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.sources.topic_words import TopicWords
from monitor.text import count_han, keyword_pattern, prepare_for_keywords, to_simplified


@dataclass(frozen=True)
class _Word:
    """A keyword: letters without which a text cannot hold it (``folded``: in any case), and its pattern."""

    letters: str
    folded: bool
    pattern: re.Pattern[str]


class WordFinder:
    """Finds whether any of some keywords stands in a text, as :func:`monitor.text.keyword_pattern` does, ten times as fast.

    One pattern of two hundred keywords tries them all at every letter of the text; most keywords are ruled out by their letters alone.
    """

    def __init__(self, keywords: Iterable[str]) -> None:
        self._words = [_word(keyword) for keyword in sorted(set(keywords)) if keyword.strip(" *")]

    def finds(self, prepared: str, folded: str) -> bool:
        """Whether a text from :func:`monitor.text.prepare_for_keywords` holds one; ``folded`` is the same in ``casefold``."""
        return any(
            word.pattern.search(prepared) is not None
            for word in self._words
            if word.letters in (folded if word.folded else prepared)
        )


class WordPairs:
    """The pairs of all topics."""

    def __init__(self, topics: Sequence[TopicWords]) -> None:
        self._topics = [(WordFinder(topic.subject), WordFinder(topic.dispute)) for topic in topics]

    def found_in(self, text: str) -> bool:
        """Whether a text holds a subject word and a dispute word of one topic."""
        prepared = prepare_for_keywords(text)
        folded = prepared.casefold()
        return any(
            subject.finds(prepared, folded) and dispute.finds(prepared, folded) for subject, dispute in self._topics
        )


def _word(keyword: str) -> _Word:
    pattern = keyword_pattern([keyword])
    if count_han(keyword):
        return _Word(to_simplified(keyword), False, pattern)
    first = keyword.rstrip("*").split()[0]
    folded = keyword != keyword.upper()
    return _Word(first.casefold() if folded else first, folded, pattern)
