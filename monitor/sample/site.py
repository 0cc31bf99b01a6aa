"""What the sample's outlets show at a moment of the simulated time: entries, newest first."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from monitor.sample.looks import ExtraLink, Style, address, load_quirks, load_styles
from monitor.sample.press import SampleArticle, SampleError, SampleText

FEED_LENGTH = 30
"""Most entries that a feed shows."""


class PressFeed(Protocol):
    """A feed as the outlets file declares it."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def language(self) -> str:
        """The language of its entries."""


class PressOutlet(Protocol):
    """What the sample needs to know of an outlet; the settings' own outlets fit."""

    @property
    def id(self) -> str:
        """Its id, as in ``articles.csv``."""

    @property
    def name(self) -> str:
        """Name in Latin letters."""

    @property
    def name_zh(self) -> str | None:
        """Chinese name."""

    @property
    def time_zone(self) -> str:
        """IANA time zone in which it dates its pages."""

    @property
    def feeds(self) -> Sequence[PressFeed]:
        """Its feeds."""


@dataclass(frozen=True)
class Entry:
    """Something with a URL, as it stands at a moment; times are in the outlet's own zone."""

    url: str
    language: str
    published: datetime
    updated: datetime | None
    changed: datetime
    text: SampleText
    article_id: str | None
    extra: ExtraLink | None

    @property
    def title(self) -> str:
        """Its headline."""
        return self.text.title

    @property
    def key(self) -> str:
        """A number for it, the same for every version."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:10]


class Site:
    """One outlet on the web: its entries, and its text in the words of the reader's language."""

    def __init__(self, outlet: PressOutlet, articles: Sequence[SampleArticle]) -> None:
        style = load_styles().get(outlet.id)
        if style is None:
            raise SampleError(f"styles.yaml: no style for outlet {outlet.id}. Add one.")
        self.outlet = outlet
        self.style: Style = style
        self.domain = f"{outlet.id}.example"
        self.feeds = {feed.url: feed.language for feed in outlet.feeds}
        self._zone = ZoneInfo(outlet.time_zone)
        self._articles = [(address(one), one) for one in articles if one.outlet_id == outlet.id]
        self._extras = [one for one in load_quirks().extra_links if one.outlet == outlet.id]

    def name(self, language: str) -> str:
        """The outlet's name as its pages in ``language`` write it."""
        return self.outlet.name if language == "en" else self.outlet.name_zh or self.outlet.name

    def entries(self, now: datetime, language: str | None = None) -> list[Entry]:
        """Everything shown at ``now``, what changed last first; of one language, or of all."""
        shown = [entry for url, one in self._articles if (entry := self._of_article(url, one, now)) is not None]
        shown += [self._of_extra(one) for one in self._extras if one.shown_from <= now]
        if language is not None:
            shown = [entry for entry in shown if entry.language == language]
        return sorted(shown, key=lambda entry: (entry.changed, entry.url), reverse=True)

    def _of_article(self, url: str, article: SampleArticle, now: datetime) -> Entry | None:
        text = article.text_at(now)
        if text is None:
            return None
        corrected = text is not article.versions[0]
        return Entry(
            url=url,
            language=article.language,
            published=article.published_at.astimezone(self._zone),
            updated=text.shown_from.astimezone(self._zone) if corrected else None,
            changed=text.shown_from,
            text=text,
            article_id=article.id,
            extra=None,
        )

    def _of_extra(self, link: ExtraLink) -> Entry:
        return Entry(
            url=f"https://{self.domain}{link.path}",
            language=link.language,
            published=link.published_at.astimezone(self._zone),
            updated=None,
            changed=link.shown_from,
            text=link.text,
            article_id=None,
            extra=link,
        )
