"""Names for stories and disputes, in English and in Chinese (simplified)."""

# ruff: noqa: PLC0415 - scikit-learn takes a second to import

import re
from collections.abc import Container, Sequence

import numpy as np
import rjieba

from monitor.stories.items import Flags, Floats, Ints, Names, Texts
from monitor.text import to_simplified

TERMS = 4  # in a label made of terms
TITLES_READ = 20_000
"""For the terms of all disputes together; each is read evenly from its first title to its last."""
TERMS_MARK = {"en": "[terms] ", "zh": "〔关键词〕"}  # a label made of terms is no headline, and says so
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’.-]*[A-Za-z0-9]|[\u3400-\u9fff]+")


def central_titles(groups: Ints, titles: Sequence[str], centrality: Floats, n_groups: int) -> list[str | None]:
    """The title of the most central row of each of ``n_groups`` groups, the first of several; None for a group without a row.

    ``centrality`` (n,) may be ``nan`` (an article alone), which comes last.
    """
    found: list[str | None] = [None] * n_groups
    order = np.lexsort((np.arange(len(groups)), -np.nan_to_num(centrality, nan=-2.0), groups))
    _, first = np.unique(groups[order], return_index=True)
    for row in order[first]:
        found[int(groups[row])] = titles[row]
    return found


def distinctive_terms(texts: Sequence[str], n_terms: int = TERMS) -> list[str]:
    """For each text its terms with most tf-idf weight against all ``texts``, joined by a middle dot; "" for a text without terms.

    English words without stop words and numbers; Chinese in simplified characters, segmented by rjieba. A term is
    written as it is first met. Ties go to the term that comes first in the alphabet.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

    tokens = [_tokens(text, ENGLISH_STOP_WORDS) for text in texts]
    if not any(tokens):
        return [""] * len(texts)
    spelling: dict[str, str] = {}
    for token in (token for one in tokens for token in one):
        spelling.setdefault(token.lower(), token)
    vectorizer = TfidfVectorizer(analyzer=lambda one: [token.lower() for token in one], sublinear_tf=True)
    weights = vectorizer.fit_transform(tokens).tocsr()
    names = vectorizer.get_feature_names_out()
    labels = []
    for row in range(len(texts)):
        span = slice(weights.indptr[row], weights.indptr[row + 1])
        columns, values = weights.indices[span], np.round(weights.data[span], 6)
        best = columns[np.lexsort((names[columns], -values))][:n_terms]
        labels.append(" · ".join(spelling[str(names[column])] for column in best))
    return labels


def group_labels(
    groups: Ints, titles: Texts, languages: Names, centrality: Floats, n_groups: int
) -> tuple[list[str], list[str]]:
    """English and Chinese label of each group: its most central title in that language.

    A group without a title in a language gets the marked distinctive terms of all its titles.
    """
    terms = distinctive_terms(_joined(groups, titles, n_groups))
    labels = {}
    for language in ("en", "zh"):
        rows = np.flatnonzero(_is_language(languages, language) & (titles != ""))
        central = central_titles(groups[rows], [str(title) for title in titles[rows]], centrality[rows], n_groups)
        labels[language] = [title or TERMS_MARK[language] + term for title, term in zip(central, terms, strict=True)]
    return labels["en"], [to_simplified(label) for label in labels["zh"]]


def term_labels(groups: Ints, titles: Texts, languages: Names, n_groups: int) -> tuple[list[str], list[str]]:
    """English and Chinese label of each group: the distinctive terms of its titles in that language.

    A group without terms in a language gets the marked terms of all its titles. Of many groups 20,000 titles (``TITLES_READ``) are
    read in all, as many of each large group.
    """
    rows = spread_rows(groups, max(1, TITLES_READ // max(n_groups, 1)))
    groups, titles, languages = groups[rows], titles[rows], languages[rows]
    everything = distinctive_terms(_joined(groups, titles, n_groups))
    labels = {}
    for language in ("en", "zh"):
        rows = np.flatnonzero(_is_language(languages, language))
        own = distinctive_terms(_joined(groups[rows], titles[rows], n_groups))
        labels[language] = [one or TERMS_MARK[language] + all_ for one, all_ in zip(own, everything, strict=True)]
    return labels["en"], labels["zh"]


def spread_rows(groups: Ints, most: int) -> Ints:
    """Rows, ``most`` of each group at most, evenly from its first to its last; in row order."""
    if not len(groups):
        return np.empty(0, np.int64)
    order = np.argsort(groups, kind="stable")
    _, first, size = np.unique(groups[order], return_index=True, return_counts=True)
    sizes = np.repeat(size, size)
    step = (np.arange(len(order)) - np.repeat(first, size)) * most // sizes
    return np.sort(order[(sizes <= most) | (np.diff(step, prepend=-1) != 0)])


def _is_language(languages: Names, language: str) -> Flags:
    """True for rows of a language, in any script."""
    return np.asarray((languages == language) | np.char.startswith(languages, language + "-"))


def _joined(groups: Ints, titles: Texts, n_groups: int) -> list[str]:
    joined: list[list[str]] = [[] for _ in range(n_groups)]
    for group, title in zip(groups, titles, strict=True):
        joined[int(group)].append(str(title))
    return ["\n".join(one) for one in joined]


def _tokens(text: str, stop_words: Container[str]) -> list[str]:
    words = []
    for match in _WORD.finditer(to_simplified(text)):
        piece = match[0]
        if piece.isascii() or not "\u3400" <= piece[0] <= "\u9fff":
            bare = re.sub(r"['’]s$", "", piece)
            if bare.lower() not in stop_words and len(bare) > 1:
                words.append(bare)
        else:
            words += [word for word in rjieba.cut(piece) if len(word) > 1]
    return words
