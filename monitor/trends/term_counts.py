"""How often each word stands in each text, spellings of one word put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pyarrow as pa
from scipy import sparse

from monitor.text.words import word_key
from monitor.trends.groups import Floats, Ints

_SHORTEST = 5
# British endings and the American ones; only between two words that the texts have.
_AMERICAN = tuple(
    (re.compile(rf"{british}$"), american)
    for british, american in (
        ("our(s|ed|ing|al|able|ful|ite|hood)?", r"or\1"),
        ("re(s|d)?", r"er\1"),
        ("is(e|ed|es|ing|ation|ations)", r"iz\1"),
        ("ys(e|ed|es|ing)", r"yz\1"),
        ("ence(s)?", r"ense\1"),
        ("ll(ed|ing|er|ers)", r"l\1"),
        ("amme(s|d)?", r"am\1"),
        ("ogue(s)?", r"og\1"),
    )
)


@dataclass(frozen=True)
class Counts:
    """``matrix`` (texts, terms) counts words, ``terms`` are written as they most often are; in the order of the alphabet."""

    matrix: sparse.csr_matrix
    terms: tuple[str, ...]


def count_words(texts: Sequence[Sequence[str]]) -> Counts:
    """Count the words of texts. Spellings that differ in capitals, an English word and its plural in s, British and American
    spelling are one term.
    """
    written = pa.array(chain.from_iterable(texts), pa.string()).dictionary_encode()
    if not len(written):
        return Counts(sparse.csr_matrix((len(texts), 0)), ())
    words, upto = written.dictionary.to_pylist(), np.cumsum([0, *map(len, texts)])
    places = written.indices.to_numpy().copy(), upto  # Arrow's own is read-only
    counts = sparse.csr_matrix((np.ones(len(written)), *places), shape=(len(texts), len(words)))
    counts.sum_duplicates()
    total = np.asarray(counts.sum(axis=0)).ravel()
    term, names = _terms(words, total)
    merge = sparse.csr_matrix((np.ones(len(term)), (np.arange(len(term)), term)), shape=(len(term), len(names)))
    return Counts((counts @ merge).tocsr(), names)


def _terms(words: list[str], total: Floats) -> tuple[Ints, tuple[str, ...]]:
    """The term of each word (spelling), and the terms."""
    keys = [word_key(word) for word in words]
    known = set(keys)
    keys = [_same_word(key, known) for key in keys]
    best: dict[str, tuple[float, str]] = {}
    for key, word, n in zip(keys, words, total, strict=True):
        best[key] = min(best.get(key, (0.0, "")), (-float(n), word))
    ordered = sorted(best)
    place = {key: at for at, key in enumerate(ordered)}
    return np.array([place[key] for key in keys], dtype=np.int64), tuple(best[key][1] for key in ordered)


def _same_word(key: str, known: set[str]) -> str:
    """An English word without the s of its plural, in American spelling, as far as the result is a word of the texts too."""
    if not key.isascii() or len(key) < _SHORTEST:
        return key
    if key.endswith("s") and key[:-1] in known:
        key = key[:-1]
    for pattern, american in _AMERICAN:
        other = pattern.sub(american, key)
        if other != key and other in known:
            return other
    return key
