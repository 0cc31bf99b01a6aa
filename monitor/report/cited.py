"""Headlines and quotations of others: in their own language, short, linked only where the address may be a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from monitor.report.safe_text import clip, display, language_tag, safe_url
from monitor.report.wording import NamedFrame, Wording

QUOTE_LIMIT = 300
"""Characters quoted from one place on one page, all quotations together."""
QUOTES_PER_SIDE = 2
SHORTEST_QUOTE = 40
"""Room below which no further quotation is begun."""
TITLE_LIMIT = 300


class Source(Protocol):
    """Where something was published, and in which language."""

    @property
    def language(self) -> str:
        """BCP 47, or whatever stands there."""

    @property
    def outlet(self) -> str | None:
        """Name in Latin letters."""

    @property
    def outlet_zh(self) -> str | None:
        """Chinese name."""

    @property
    def url(self) -> str:
        """Address of the article."""


class Titled(Source, Protocol):
    """An article."""

    @property
    def title(self) -> str:
        """Its headline."""


class Passage(Source, Protocol):
    """A passage of an article."""

    @property
    def passage(self) -> str:
        """Its text."""


class FramedPassage(Passage, NamedFrame, Protocol):
    """A passage with the frame that it shows."""


@dataclass(frozen=True)
class Cited:
    """A headline or quotation: text in its own language, ``url`` None where it may not be a link."""

    text: str
    lang: str
    language: str
    outlet: str
    url: str | None
    note: str


def headline(row: Titled, note: str, words: Wording) -> Cited:
    """An article's headline."""
    return Cited(
        clip(display(row.title), TITLE_LIMIT), language_tag(row.language), words.language_name(row.language),
        words.either(row.outlet, row.outlet_zh), safe_url(row.url), note,
    )  # fmt: skip


def quotations(rows: Sequence[FramedPassage], words: Wording) -> tuple[Cited, ...]:
    """The first passages of one place that differ, together at most ``QUOTE_LIMIT`` characters."""
    return _first([(row, words("quote_frame", frame=words.frame(row))) for row in rows], words)


def passages(rows: Sequence[Passage], words: Wording) -> tuple[Cited, ...]:
    """The same of passages that all speak for one frame."""
    return _first([(row, "") for row in rows], words)


def _first(rows: Sequence[tuple[Passage, str]], words: Wording) -> tuple[Cited, ...]:
    quotes: list[Cited] = []
    room = QUOTE_LIMIT
    for row, note in rows:
        text = display(row.passage)
        if len(quotes) == QUOTES_PER_SIDE or room < SHORTEST_QUOTE or any(one.text == text for one in quotes):
            continue
        text = clip(text, room)
        room -= len(text)
        outlet = words.either(row.outlet, row.outlet_zh)
        quotes.append(
            Cited(text, language_tag(row.language), words.language_name(row.language), outlet, safe_url(row.url), note)
        )
    return tuple(quotes)
