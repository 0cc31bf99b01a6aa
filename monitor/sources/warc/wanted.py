"""Which pages of an archive are kept: by outlet, before the page is unpacked, and by topic, from its text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.config import ConfigError, Outlet, Settings
from monitor.sources.files.outlets import host_of
from monitor.sources.topic_words import read_topic_words
from monitor.sources.warc.page_text import page_text
from monitor.sources.warc.records import WarcPage
from monitor.sources.warc.word_pairs import WordPairs
from monitor.text import short_id

_VERSION = 1
"""Raised when archives are to be read again because this package reads them differently."""


@dataclass(frozen=True)
class Wanted:
    """Keeps pages of ``domains`` (None: of all) that hold a pair of words of a topic (``pairs`` None: all pages).

    ``hash`` names the filter: under another one archives are read again.
    """

    domains: frozenset[str] | None
    pairs: WordPairs | None
    hash: str

    @classmethod
    def of(cls, settings: Settings, outlets: Sequence[Outlet]) -> "Wanted":
        """The filter of the settings. Raises :class:`monitor.config.ConfigError` for a topics' file that is wrong."""
        warc = settings.collect.warc
        domains = frozenset(one.domain.casefold() for one in outlets) if warc.known_outlets_only else None
        topics = read_topic_words(settings.topics) if warc.topics_only else None
        if topics == []:
            files = ", ".join(map(str, settings.topics)) or "(no file named)"
            raise ConfigError(f"topics: {files}: there is no topic in it. Name a file with one, or keep all topics.")
        words = None if topics is None else [[sorted(one.subject), sorted(one.dispute)] for one in topics]
        parts = [_VERSION, settings.collect.max_bytes, None if domains is None else sorted(domains), words]
        return cls(domains, None if topics is None else WordPairs(topics), short_id("warc", json.dumps(parts)))

    def url(self, url: str) -> bool:
        """Whether an address is one of a wanted outlet: its host, or a domain above that."""
        host = host_of(url)
        if host is None:
            return False
        if self.domains is None:
            return True
        parts = host.split(".")
        return any(".".join(parts[at:]) in self.domains for at in range(len(parts)))

    def page(self, page: WarcPage) -> bool:
        """Whether a page concerns a topic."""
        return self.pairs is None or self.pairs.found_in(page_text(page.content, page.content_type))
