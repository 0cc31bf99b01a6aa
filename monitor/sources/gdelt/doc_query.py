"""Queries to the DOC 2.0 API, built from the topics' keywords.

An article is asked for by what its topic is about (``subject``). The dispute words are left to the relevance of topics: in a full-text
search hardly any article is without one of them, and every combination would have to be asked for. GDELT looks for keywords in its
English translation of all coverage, so English keywords find Chinese articles too; Chinese ones are asked for beside them where
the settings say so, and where GDELT refuses them, that is recorded.

What GDELT refuses, by reports of users: queries of more than about 250 characters, ORed terms without parentheses and parentheses
without ORed terms, quoted phrases of fewer than five characters, words of fewer than three, and a hyphen outside quotes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.config import GdeltSettings
from monitor.sources.gdelt.fips import fips_code
from monitor.sources.topic_words import TopicWords, spelled_out
from monitor.text import count_han, short_id

LANGUAGE_NAMES = {"en": "english", "zh": "chinese"}
"""``sourcelang:`` values."""
SHORTEST_WORD, SHORTEST_PHRASE = 3, 5


@dataclass(frozen=True)
class DocQuery:
    """A query; ``terms`` are ORed, each quoted where it must be. ``country`` is ISO alpha-3, None for all."""

    topic_id: str
    language: str
    country: str | None
    terms: tuple[str, ...]

    @property
    def text(self) -> str:
        """The query as it is sent."""
        return f"{_ored(self.terms)}{_restriction(self.language, self.country)}"

    @property
    def hash(self) -> str:
        """The key of what is asked: the query with its topic, whose words it stands for."""
        return short_id("gdelt", self.topic_id, self.text)

    def halves(self) -> list["DocQuery"]:
        """The query as two with half of the terms each, to find the one that GDELT refuses; none for a single term."""
        if len(self.terms) < 2:
            return []
        middle = len(self.terms) // 2
        return [replace(self, terms=self.terms[:middle]), replace(self, terms=self.terms[middle:])]


def build_queries(topics: Iterable[TopicWords], settings: GdeltSettings) -> list[DocQuery]:
    """The queries for all topics, languages and countries of the settings, none longer than ``query_length``.

    Raises :class:`monitor.config.ConfigError` for a country without a FIPS code.
    """
    return [
        query
        for topic in topics
        for language in settings.languages
        for country in settings.countries or (None,)
        for words in _word_lists(topic, language, settings)
        for query in _packed(topic.topic_id, language, country, askable(words), settings)
    ]


def askable(keywords: Iterable[str]) -> list[str]:
    """Terms for keywords, in their order, each once: endings spelled out, phrases quoted; what GDELT finds too short is left out."""
    terms = (_term(word) for keyword in keywords for word in spelled_out(keyword))
    return list(dict.fromkeys(term for term in terms if term is not None))


def not_askable(topics: Iterable[TopicWords], settings: GdeltSettings) -> list[str]:
    """Keywords of the topics that no query can hold, in their order (AI, 芯片): what they alone would find is found by others or not."""
    lists = (
        words for topic in topics for language in settings.languages for words in _word_lists(topic, language, settings)
    )
    return list(dict.fromkeys(word for words in lists for word in words if not askable([word])))


def _word_lists(topic: TopicWords, language: str, settings: GdeltSettings) -> Iterator[Sequence[str]]:
    """English keywords first; Chinese ones never share a query with them, as GDELT refuses a query for one of its terms."""
    yield topic.subject_en
    if language == "zh" and settings.chinese_keywords:
        yield topic.subject_zh


def _term(word: str) -> str | None:
    word = " ".join(word.replace('"', " ").split())
    if all(part.isalnum() for part in word) and (word.isascii() or count_han(word)):
        return word.casefold() if len(word) >= SHORTEST_WORD else None
    return f'"{word.casefold()}"' if len(word) >= SHORTEST_PHRASE else None


def _packed(
    topic_id: str, language: str, country: str | None, terms: Sequence[str], settings: GdeltSettings
) -> Iterator[DocQuery]:
    room = settings.query_length - len(_restriction(language, country).encode())
    group: list[str] = []
    for term in terms:
        if group and len(_ored([*group, term]).encode()) > room:
            yield DocQuery(topic_id, language, country, tuple(group))
            group = []
        if len(term.encode()) <= room:
            group.append(term)
    if group:
        yield DocQuery(topic_id, language, country, tuple(group))


def _ored(terms: Sequence[str]) -> str:
    return f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)


def _restriction(language: str, country: str | None) -> str:
    place = "" if country is None else f" sourcecountry:{fips_code(country)}"
    return f" sourcelang:{LANGUAGE_NAMES[language]}{place}"
