"""Words of a text that can tell what it speaks of, in English and in Chinese."""

# ruff: noqa: PLC0415 - scikit-learn takes a second to import

import re
from functools import cache, lru_cache
from importlib import resources
from importlib.metadata import version

import rjieba

from monitor.text.script import HAN, mainland_words, to_simplified

LONGEST_ACRONYM = 5
_REMEMBERED = 1 << 17  # words, in about 20 MB
_LATIN = r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[-.&'’][A-Za-z0-9]+)*"
_LATIN_WORD = re.compile(_LATIN)
_HAN_WORD = re.compile(rf"[{HAN}]+")
_MAYBE_ADDRESS = re.compile(r"://|www\.|[@#]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[@#]\w+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_INITIALS = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]$")
_CONTRACTION = re.compile(r"['’](?:t|re|ve|ll|d|m)$", re.IGNORECASE)
# Kinds of words by rjieba's tags: numbers, measures, times, places within, pronouns, adverbs, prepositions, conjunctions, particles,
# sounds, what comes before or after a word, and marks.
_FUNCTION_TAGS = frozenset(
    (
        "m", "mq", "q", "t", "tg", "f", "r", "rr", "rz", "rg", "d", "df", "dg", "p", "c", "u", "ud", "ug", "uj", "ul", "uv", "uz",
        "y", "e", "o", "h", "k", "x", "zg",
    )
)  # fmt: skip


def words_revision() -> str:
    """Which segmentation and which unification of words are behind :func:`content_words`."""
    return f"words-1, rjieba {version('rjieba')}, OpenCC {version('opencc')} t2s and tw2sp"


def unify(text: str, *, traditional: bool) -> str:
    """Text in simplified characters; with ``traditional`` words of Taiwan become those of the mainland, so that one thing has one word."""
    if text.isascii():
        return text
    return mainland_words(text) if traditional else to_simplified(text)


def content_words(text: str) -> list[str]:
    """The words of a text of :func:`unify`, without numbers, dates, function words and what every news text is put together with.

    Chinese words are of two characters or more; English ones, which come first, are as they are written, without a possessive.
    """
    if _MAYBE_ADDRESS.search(text):
        text = _ADDRESS.sub(" ", text)
    found = [word for word in map(_content_word, _LATIN_WORD.findall(text)) if word]
    if not text.isascii():
        stop = _stop_words()
        found += [
            word
            for word, tag in rjieba.tag(text)
            if len(word) > 1 and tag not in _FUNCTION_TAGS and word not in stop and _HAN_WORD.fullmatch(word)
        ]
    return found


@lru_cache(_REMEMBERED)
def _content_word(piece: str) -> str:
    """An English word without its possessive, or nothing where it says nothing of what is spoken of."""
    word = piece
    if "." in piece or "'" in piece or "’" in piece:
        word = _INITIALS.sub(_without_dots, _POSSESSIVE.sub("", piece))
    said = len(word) > 1 and not _CONTRACTION.search(word) and (is_acronym(word) or word.lower() not in _stop_words())
    return word if said else ""


def latin_words(text: str) -> list[str]:
    """Words in Latin letters, as they are written."""
    return _LATIN_WORD.findall(text)


def word_key(word: str) -> str:
    """What spellings of one word have in common: small letters, but acronyms (AI, US) stay apart from words (ai, us)."""
    return word if is_acronym(word) else word.lower()


def is_acronym(word: str) -> bool:
    """True for two to five capital letters."""
    return word.isupper() and len(word) <= LONGEST_ACRONYM and word.isalpha()


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


@cache
def _news_words() -> frozenset[str]:
    text = (resources.files("monitor.text") / "news_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _stop_words() -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS) | _news_words()
