"""Words that set places apart, language by language."""

from dataclasses import dataclass
from itertools import groupby

from monitor.report.compared_rows import Term, TermPairs
from monitor.report.data import ReportData
from monitor.report.safe_text import display, language_tag
from monitor.report.wording import Wording

MAX_TERMS = 8
"""Words of one place against another."""


@dataclass(frozen=True)
class Word:
    """A word with the articles of either side that hold it, of all."""

    text: str
    lang: str
    here: str
    there: str


@dataclass(frozen=True)
class WordRow:
    """Words of one place against another, the surest first."""

    where: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class WordList:
    """The words within one language; ``basis`` is all (stories) or shared."""

    language: str
    basis: str
    intro: str
    rows: tuple[WordRow, ...]


def words_section(data: ReportData, words: Wording) -> tuple[WordList, ...]:
    """A list for each language and basis in which any two places were compared or could not be."""
    terms = data.compared.terms.rows
    lists = []
    for (language, basis), group in groupby(data.compared.term_pairs.rows, key=lambda row: (row.language, row.basis)):
        here = [row for row in terms if (row.language, row.basis) == (language, basis)]
        rows = tuple(
            WordRow(
                words("pair_against", a=words.place(place), b=words.place(other)),
                tuple(_word(row, words) for row in list(found)[:MAX_TERMS]),
            )
            for (place, other), found in groupby(here, key=lambda row: (row.country, row.against))
        )
        name = words.known("language", language)
        lists.append(WordList(name, words(f"words_{basis}"), _intro(list(group), rows, words), rows))
    return tuple(lists)


def _intro(group: list[TermPairs], rows: tuple[WordRow, ...], words: Wording) -> str:
    compared = [row for row in group if row.n_terms is not None]
    said = []
    if compared:
        n = sum(row.n_pairs for row in compared)
        said.append(
            words(
                "words_compared",
                pairs=words.count("pairs", n),
                terms=words.count("words", max(row.n_terms or 0 for row in compared)),
            )
        )
        if not rows:
            said.append(words("words_none"))
    said += [
        words("words_not_compared", pairs=words.count("pairs", row.n_pairs), why=words.reason(row.note))
        for row in group
        if row.n_terms is None and row.note
    ]
    return words.flow(*said)


def _word(row: Term, words: Wording) -> Word:
    lang = "zh-Hans" if row.language == "zh" else language_tag(row.language)
    here, there = (
        words("words_share", n=n, of=of)
        for n, of in ((row.n_with, row.n_articles), (row.n_with_against, row.n_against))
    )
    return Word(display(row.term), lang, here, there)
