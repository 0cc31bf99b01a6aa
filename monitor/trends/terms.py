"""Words that set two places apart, within one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.text.words import words_revision
from monitor.trends.groups import Floats, distinct_counts, group_counts, group_rows
from monitor.trends.intervals import adjust
from monitor.trends.study import Study
from monitor.trends.term_counts import count_words
from monitor.trends.term_pairs import MIN_STORIES, Compared, Written, compare_pair
from monitor.trends.term_texts import MOST, SEGMENTED, Names, language_column, words_of
from monitor.trends.units import Articles

BASES = ("all", "shared")
"""Over which stories: all of each side, or those that both tell, each with the same weight on both sides."""
STRONGEST = 30
"""Terms kept a side."""
NOT_SEGMENTED = "Not compared: words are told apart in English and Chinese only."
TOO_FEW_SHARED = f"Not compared: fewer than {MIN_STORIES} stories told by both sides."
TOO_FEW = f"Not compared: fewer than {MIN_STORIES} stories on both sides together."
PART_READ = f"Counted in a part of the stories: there are more than {MOST} articles in the language."
NONE_FOUND = "No term: none is in several stories and outlets of a side and told apart from chance, even alone."
SCHEMA = pa.schema([
    ("range_start", pa.date32()), ("range_stop", pa.date32()), ("language", pa.string()), ("side_a", pa.string()),
    ("side_b", pa.string()), ("text_scope", pa.string()), ("scorer_id", pa.string()), ("basis", pa.string()), ("term", pa.string()),
    ("side", pa.string()), ("n_articles_with_a", pa.int32()), ("n_articles_with_b", pa.int32()),
    ("n_articles_a", pa.int32()), ("n_articles_b", pa.int32()), ("n_stories_with", pa.int32()), ("n_outlets_with", pa.int32()),
    ("n_stories", pa.int32()), ("n_terms", pa.int32()), ("log_odds", pa.float64()), ("lo", pa.float64()), ("hi", pa.float64()),
    ("z", pa.float64()), ("p", pa.float64()), ("q", pa.float64()), ("example_articles", pa.list_(pa.string())), ("method", pa.string()),
    ("reason", pa.string()),
])  # fmt: skip


@dataclass(frozen=True)
class _Pair:
    """What the rows of a pair and basis have in common, and what was compared, or ``reason`` why nothing was."""

    described: dict[str, Any]
    compared: Compared | None = None
    reason: str | None = None

    @property
    def p(self) -> Floats:
        """p of the terms looked at, (t,)."""
        return np.empty(0) if self.compared is None else self.compared.found.p


def distinctive_terms(study: Study, agencies: frozenset[str] = frozenset()) -> pa.Table | None:
    """Rows of ``distinctive_terms`` over the weeks compared, or None without texts or without two places in one language.

    ``agencies`` are names, Chinese ones in simplified characters, that are never terms. q over all pairs and terms of a basis.
    """
    texts, names = study.texts, Names.of(agencies)
    if texts is None:
        return None
    articles = study.compared()
    languages = language_column(articles)
    groups = group_rows(articles.text_scope.codes, languages.codes)
    pairs = [
        pair
        for at, code in enumerate(languages.codes[groups.first])
        for pair in _of_language(study, texts, articles.take(groups.index == at), languages.names[code], names)
    ]
    rows: list[dict[str, Any]] = []
    for basis in BASES:
        of_basis = [pair for pair in pairs if pair.described["basis"] == basis]
        if of_basis:
            sizes = np.cumsum([len(pair.p) for pair in of_basis])[:-1]
            adjusted = np.split(adjust(np.concatenate([pair.p for pair in of_basis]), "bh"), sizes)
            rows += [row for pair, q in zip(of_basis, adjusted, strict=True) for row in _rows(pair, q)]
    return pa.Table.from_pylist(rows, SCHEMA) if rows else None


def _of_language(study: Study, texts: pa.Table, articles: Articles, language: str, names: Names) -> Iterator[_Pair]:
    """Pairs of places in one language and scope, those that cannot be compared too."""
    places = group_rows(articles.country.codes)
    outlets, n = (
        distinct_counts(places.index, articles.outlet.codes, places.size),
        group_counts(places.index, places.size),
    )
    enough = (outlets >= study.settings.min_outlets) & (language in SEGMENTED)
    few = f"Withheld: fewer than {study.settings.min_outlets} outlets on a side."
    labels = [articles.country.names[code] for code in articles.country.codes[places.first]]
    described = {
        "range_start": study.calendar.weeks[0].item(), "range_stop": study.calendar.weeks[-1].item(), "language": language,
        "text_scope": articles.text_scope.names[articles.text_scope.codes[0]], "scorer_id": study.scorer_id,
        "method": words_revision(),
    }  # fmt: skip
    chosen = np.flatnonzero(
        enough[places.index] & np.isin(articles.unit, texts["unit"].to_numpy()) & (enough.sum() > 1)
    )
    written, place = _written(texts, articles.take(chosen), names), places.index[chosen]
    drawn = PART_READ if len(chosen) < enough[places.index].sum() and enough.sum() > 1 else None
    for a, b in combinations(range(places.size), 2):
        pair = described | {
            "side_a": labels[a],
            "side_b": labels[b],
            "n_articles_a": int(n[a]),
            "n_articles_b": int(n[b]),
        }
        if enough[a] and enough[b]:
            rows = np.flatnonzero((place == a) | (place == b))
            yield from _compare(pair | {"reason": drawn}, written.take(rows, place[rows] == a))
        else:
            yield _Pair(pair | {"basis": "all"}, reason=few if language in SEGMENTED else NOT_SEGMENTED)


def _written(read: pa.Table, articles: Articles, names: Names) -> Written:
    texts = read.take(pa.array(np.searchsorted(read["unit"].to_numpy(), articles.unit)))
    outlets, stories = articles.outlet.codes, articles.story.codes
    counted = count_words(words_of(texts, outlets.tolist(), stories.tolist(), names))
    nowhere = np.zeros(len(articles), dtype=np.bool_)
    return Written(counted, nowhere, stories, outlets, tuple(texts["article_id"].to_pylist()))


def _compare(pair: dict[str, Any], written: Written) -> Iterator[_Pair]:
    for basis in BASES:
        here = written if basis == "all" else written.on_shared()
        n_stories = len(np.unique(here.story))
        counted = {
            "basis": basis, "n_stories": n_stories, "n_articles_a": int(here.is_a.sum()), "n_articles_b": int((~here.is_a).sum()),
        }  # fmt: skip
        if n_stories < MIN_STORIES:
            yield _Pair(pair | counted, reason=TOO_FEW if basis == "all" else TOO_FEW_SHARED)
        else:
            yield _Pair(pair | counted, compare_pair(here, shared=basis == "shared"))


def _rows(pair: _Pair, q: Floats) -> Iterator[dict[str, Any]]:
    compared = pair.compared
    if compared is None:
        yield pair.described | {"reason": pair.reason}
        return
    found, strongest = compared.found, compared.strongest(STRONGEST)
    if not strongest:
        yield pair.described | {"n_terms": len(q), "reason": NONE_FOUND}
    for row, of_a in strongest:
        own = 0 if of_a else 1
        yield pair.described | {
            "term": compared.written.counted.terms[compared.term[row]], "side": pair.described["side_a" if of_a else "side_b"],
            "n_articles_with_a": int(compared.n_with[0, row]), "n_articles_with_b": int(compared.n_with[1, row]),
            "n_stories_with": int(compared.n_stories[own, row]), "n_outlets_with": int(compared.n_outlets[own, row]),
            "n_terms": len(q), "log_odds": float(found.log_odds[row]), "lo": float(found.lo[row]), "hi": float(found.hi[row]),
            "z": float(found.z[row]), "p": float(found.p[row]), "q": float(q[row]),
            "example_articles": compared.examples(row, of_a=of_a),
        }  # fmt: skip
