"""How well pages are read: the monitor's reading and plain trafilatura's beside the gold of a folder of saved pages.

``text_f1``: both texts without white space, cut into all their character 4-grams; precision and recall of the 4-grams found, counted as
often as they occur; F1 of each page, 0 for a page that was refused, and the mean over the pages with a gold text. ``contains`` and
``excludes``: strings the text must and must not hold, as in trafilatura's own evaluation (Barbaresi 2021, ACL), with the F1 of both;
a string that must be there may stand in the title or the byline, which one reader keeps in its text and another apart.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from monitor.articles.clean import one_line
from monitor.evaluate.page_gold import PageGold
from monitor.evaluate.page_readers import Reading, read_ours, read_plain, safely

GRAM = 4


@dataclass(frozen=True)
class Marks:
    """A reading against the gold of its page; None where the gold says nothing.

    ``date``: right to the minute (to the day where the gold has no hour); ``held``, ``kept_out``: how many of the strings.
    """

    f1: float | None
    date: bool | None
    day: bool | None
    title: bool | None
    held: int
    kept_out: int
    refused: str | None


@dataclass(frozen=True)
class Count:
    """How many of ``n`` are right."""

    n: int
    right: int

    @property
    def share(self) -> float | None:
        """Share of the right ones; None of nothing."""
        return self.right / self.n if self.n else None


@dataclass(frozen=True)
class PageFigures:
    """Figures of one reader over a folder; see the module for what they are. ``strings_f1`` and ``text_f1`` are None without gold.

    ``refused``: pages that are no article and were not read as one (lists of links).
    """

    text_f1: float | None
    n_text: int
    date_exact: Count
    day_exact: Count
    title_exact: Count
    contains: Count
    excludes: Count
    strings_f1: float | None
    refused: Count


@dataclass(frozen=True)
class MarkedPage:
    """A page with the marks of both readers."""

    gold: PageGold
    ours: Marks
    plain: Marks
    found: Reading

    @property
    def badness(self) -> float:
        """Between 0 (all right) and 1: the mean loss of our reading over what the gold asks for."""
        gold, ours = self.gold, self.ours
        if not gold.is_article:
            return float(ours.refused is None)
        losses = [1 - float(mark) for mark in (ours.f1, ours.date, ours.title) if mark is not None]
        losses += [
            1 - held / len(of) for held, of in ((ours.held, gold.contains), (ours.kept_out, gold.excludes)) if of
        ]
        return sum(losses) / len(losses) if losses else 0.0


@dataclass(frozen=True)
class ExtractionMeasurement:
    """``ours`` and ``plain`` (trafilatura with its defaults) on the same bytes; ``pages`` worst first, as our reading goes."""

    ours: PageFigures
    plain: PageFigures
    pages: tuple[MarkedPage, ...]


def measure_extraction(golds: Sequence[PageGold]) -> ExtractionMeasurement:
    """Read every page twice and mark both readings. Nothing but the page's address is told to either reader.

    Raises :class:`monitor.config.ConfigError` for a page that cannot be unpacked.
    """
    pages: list[MarkedPage] = []
    for gold in golds:
        content = gold.content()
        found = safely(read_ours, gold, content)
        pages.append(MarkedPage(gold, mark(found, gold), mark(safely(read_plain, gold, content), gold), found))
    ours, plain = figures([(one.gold, one.ours) for one in pages]), figures([(one.gold, one.plain) for one in pages])
    return ExtractionMeasurement(ours, plain, tuple(sorted(pages, key=lambda one: (-one.badness, one.gold.id))))


def mark(found: Reading, gold: PageGold) -> Marks:
    """The marks of one reading."""
    day = None if gold.day is None else gold.day in _days(found, gold)
    exact = day if gold.at is None else found.at is not None and _minute(found.at) == _minute(gold.at)
    title = None if gold.title is None else one_line(found.title) == one_line(gold.title)
    text = _squeezed(found.text)
    whole = _squeezed(f"{found.title} {found.byline} {found.text}")
    return Marks(
        None if gold.text is None else gram_f1(found.text, gold.text),
        exact,
        day,
        title,
        sum(_squeezed(one) in whole for one in gold.contains),
        sum(_squeezed(one) not in text for one in gold.excludes),
        found.refused,
    )


def _days(found: Reading, gold: PageGold) -> set[date | None]:
    """The day found; for a time, every day it is anywhere on earth where the gold's day is one of an unknown zone."""
    if found.at is None or not gold.anywhere:
        return {found.day}
    return {(found.at.astimezone(UTC) + timedelta(hours=hours)).date() for hours in (-12, 0, 14)}


def gram_f1(found: str, gold: str) -> float:
    """F1 of the character 4-grams of two texts, as the module says; 1 for two texts too short to have any that are the same."""
    one, other = _grams(found), _grams(gold)
    if not one or not other:
        return float(_squeezed(found) == _squeezed(gold))
    return 2 * (one & other).total() / (one.total() + other.total())


def figures(marked: Sequence[tuple[PageGold, Marks]]) -> PageFigures:
    """The figures of one reader over pages."""
    articles = [(gold, marks) for gold, marks in marked if gold.is_article]
    scores = [marks.f1 for _, marks in articles if marks.f1 is not None]
    wanted = Count(sum(len(gold.contains) for gold, _ in articles), sum(marks.held for _, marks in articles))
    unwanted = Count(sum(len(gold.excludes) for gold, _ in articles), sum(marks.kept_out for _, marks in articles))
    wrong = (wanted.n - wanted.right) + (unwanted.n - unwanted.right)
    others = [marks for gold, marks in marked if not gold.is_article]
    return PageFigures(
        sum(scores) / len(scores) if scores else None,
        len(scores),
        _count([marks.date for _, marks in articles]),
        _count([marks.day for _, marks in articles]),
        _count([marks.title for _, marks in articles]),
        wanted,
        unwanted,
        2 * wanted.right / (2 * wanted.right + wrong) if wanted.n else None,
        Count(len(others), sum(marks.refused is not None for marks in others)),
    )


def _count(marks: Sequence[bool | None]) -> Count:
    known = [one for one in marks if one is not None]
    return Count(len(known), sum(known))


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _grams(text: str) -> Counter[str]:
    solid = _squeezed(text)
    return Counter(solid[at : at + GRAM] for at in range(len(solid) - GRAM + 1))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
