"""Texts that are compared by their words: which are read, and what of them is no text of the article."""

import re
from collections import Counter
from dataclasses import dataclass
from zlib import crc32

import duckdb
import numpy as np
import pyarrow as pa

from monitor.stories.lead import headline, without_credit
from monitor.text import to_simplified
from monitor.text.words import content_words, latin_words, unify, word_key
from monitor.trends.groups import Bools, Column, Ints, distinct_counts, group_rows
from monitor.trends.study import Study
from monitor.trends.units import Articles
from monitor.warehouse import query

LONGEST = 20_000
"""Characters read of a text."""
MOST = 20_000
"""Articles of a language and scope whose words are counted."""
SEGMENTED = ("en", "zh")
"""Languages of which words are told apart: English, and Chinese in both scripts."""
_REPEATED = 3  # stories in which an outlet prints a line before it is boilerplate
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_NOT_A_NAME = re.compile("记者|通讯员|编辑|作者|报道|综合|实习|文|图")


def language_column(articles: Articles) -> Column:
    """Languages without their scripts: zh-Hans and zh-Hant are one language, zh."""
    bare = [name.split("-")[0] for name in articles.language.names]
    names = tuple(sorted(set(bare)))
    codes = np.array([names.index(name) for name in bare], dtype=np.int64)
    return Column(codes[articles.language.codes], names)


def enough_outlets(articles: Articles, languages: Column, min_outlets: int) -> Bools:
    """Which articles (n,) are of a place, language and scope with ``min_outlets`` outlets."""
    groups = group_rows(articles.text_scope.codes, languages.codes, articles.country.codes)
    outlets = distinct_counts(groups.index, articles.outlet.codes, groups.size)
    return np.asarray(outlets[groups.index] >= min_outlets, dtype=np.bool_)


def read_texts(connection: duckdb.DuckDBPyConnection, study: Study) -> pa.Table:
    """Texts of the articles whose words can be compared, by unit, from the temporary table that read the units.

    Of more than ``MOST`` articles of a language and scope a part of the stories is read, always the same for all places.
    """
    articles = study.compared()
    languages = language_column(articles)
    known = np.isin(languages.codes, [at for at, name in enumerate(languages.names) if name in SEGMENTED])
    rows = np.flatnonzero(known & enough_outlets(articles, languages, study.settings.min_outlets))
    wanted = articles.unit[rows[_drawn(articles.take(rows), languages.codes[rows])]]
    connection.register("wanted_units", pa.table({"unit": wanted}))
    try:
        return query(connection, "trends_texts", longest=LONGEST)
    finally:
        connection.unregister("wanted_units")


def _drawn(articles: Articles, language: Ints) -> Bools:
    """Which articles (n,) are read: those of whole stories, in the order of a hash of their ids."""
    groups = group_rows(articles.text_scope.codes, language)
    if not len(articles) or np.bincount(groups.index).max() <= MOST:
        return np.ones(len(articles), dtype=np.bool_)
    place = np.array([crc32(name.encode()) for name in articles.story.names], dtype=np.int64)[articles.story.codes]
    order = np.lexsort((place, groups.index))
    within = np.arange(len(order)) - np.searchsorted(groups.index[order], groups.index[order])
    drawn = np.empty(len(order), dtype=np.bool_)
    drawn[order] = within < MOST
    return drawn


@dataclass(frozen=True)
class Names:
    """Names that are no words of a text: a pattern of agencies' names (simplified) that are taken out wherever they stand."""

    pattern: re.Pattern[str]

    @staticmethod
    def of(names: frozenset[str]) -> "Names":
        """Names in Latin letters match as whole words, case included."""
        ordered = sorted(names, key=lambda name: (-len(name), name))
        latin = "|".join(re.escape(name) for name in ordered if name.isascii()) or r"(?!)"
        han = "|".join(re.escape(name) for name in ordered if not name.isascii()) or r"(?!)"
        return Names(re.compile(rf"(?<![\w-])(?:{latin})(?![\w-])|{han}"))


def words_of(texts: pa.Table, outlets: list[int], stories: list[int], names: Names) -> list[list[str]]:
    """The words of each text (n), without its outlet's and its writers' names, agencies' names, and lines that the outlet repeats.

    ``outlets`` and ``stories`` are codes (n). A line is repeated when the outlet prints it in three stories or more.
    """
    columns = [
        texts[name].to_pylist() for name in ("title", "body", "byline", "script", "outlet_name", "outlet_name_zh")
    ]
    lines = [[line.strip() for line in (body or "").split("\n")] for body in columns[1]]
    repeated = _repeated(outlets, stories, lines)
    found = []
    for at, (title, _, byline, script, *called) in enumerate(zip(*columns, strict=True)):
        own = [line for line in lines[at] if line and (outlets[at], line) not in repeated]
        text = "\n".join([headline(title or ""), *map(without_credit, own[:1]), *own[1:]])
        text = unify(text, traditional=script == "Hant")
        found.append(_words(text, to_simplified(byline or ""), [to_simplified(name) for name in called if name], names))
    return found


def _repeated(outlets: list[int], stories: list[int], lines: list[list[str]]) -> set[tuple[int, str]]:
    printed = {
        (outlet, line, story)
        for outlet, story, own in zip(outlets, stories, lines, strict=True)
        for line in own
        if line
    }
    counts = Counter((outlet, line) for outlet, line, _ in printed)
    return {key for key, n in counts.items() if n >= _REPEATED}


def _words(text: str, byline: str, called: list[str], names: Names) -> list[str]:
    for name in (*called, *_HAN_RUN.findall(_NOT_A_NAME.sub(" ", byline))):
        text = text.replace(name, " ")
    words = content_words(names.pattern.sub(" ", text))
    writers = {word_key(word) for word in latin_words(byline)}
    return [word for word in words if word_key(word) not in writers] if writers else words
