"""Which records of a bulk file are kept."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.config import GdeltSettings, Outlet
from monitor.sources.files.outlets import host_of
from monitor.sources.gdelt.gkg_row import GkgRow
from monitor.sources.gdelt.languages import language_of
from monitor.sources.topic_words import TopicWords
from monitor.text import keyword_pattern, prepare_for_keywords, short_id


@dataclass(frozen=True)
class GkgFilter:
    """Keeps pages of the web in the wanted languages whose title or address holds a subject word of a topic, or that carry a wanted theme.

    The files say nothing of a page's text but themes and names, so a dispute word is not asked for: relevance is decided once the page is
    read. ``domains`` None: every outlet; else only those. ``hash`` names the filter: another one reads the files again.
    """

    languages: frozenset[str]
    words: re.Pattern[str]
    themes: frozenset[str]
    domains: frozenset[str] | None
    hash: str

    @classmethod
    def of(cls, settings: GdeltSettings, topics: Sequence[TopicWords], outlets: Sequence[Outlet]) -> "GkgFilter":
        """The filter of the settings."""
        words = sorted({word for topic in topics for word in topic.subject})
        known = frozenset(one.domain.casefold() for one in outlets) if settings.known_outlets_only else None
        parts = [sorted(settings.languages), words, sorted(settings.themes), None if known is None else sorted(known)]
        return cls(
            frozenset(settings.languages), keyword_pattern(words), frozenset(settings.themes), known,
            short_id("gkg", json.dumps(parts, ensure_ascii=False)),
        )  # fmt: skip

    def keeps(self, row: GkgRow) -> bool:
        """Whether a record is kept."""
        if not row.is_web or language_of(row.language) not in self.languages or not self._of_known_outlet(row):
            return False
        if self.themes & row.themes:
            return True
        return any(self.words.search(prepare_for_keywords(text)) is not None for text in (row.title, row.address_words))

    def _of_known_outlet(self, row: GkgRow) -> bool:
        if self.domains is None:
            return True
        parts = (host_of(row.url) or "").split(".")
        return any(".".join(parts[at:]) in self.domains for at in range(len(parts)))
