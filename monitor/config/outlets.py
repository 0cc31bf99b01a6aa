"""Outlets: who publishes, from where, for whom, and the feeds and sitemaps to read."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from monitor.config.places import LANGUAGES, PLACES
from monitor.config.yaml_file import StrictModel

Ownership = Literal["state", "public", "private", "party", "unknown"]
Audience = Literal["domestic", "foreign", "unknown"]


class Feed(StrictModel):
    """One feed or sitemap of an outlet: the edition it carries, for whom that is made, and where its address was found.

    ``named_by`` is a page, a file or a catalogue that names the address; without it the address counts as not confirmed.
    """

    url: str
    language: str
    audience: Audience = "domestic"
    kind: Literal["feed", "sitemap"] = "feed"
    named_by: str | None = None

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"unknown language; expected one of {', '.join(LANGUAGES)}")
        return value


class Outlet(StrictModel):
    """One outlet with its feeds; facts that were not looked up read ``unknown``.

    ``keep_days`` is how long its articles may be kept; without it, as long as you like (``monitor remove --expired``).
    """

    id: str
    name: str
    name_zh: str | None = None
    domain: str
    country: str
    ownership: Ownership = "unknown"
    audience: Audience = "unknown"
    facts_source: str | None = None
    facts_as_of: date | None = None
    time_zone: str = "UTC"
    languages: list[str] = Field(default=[])
    keep_days: int | None = Field(default=None, ge=1, le=36_500)
    feeds: list[Feed]

    @property
    def all_languages(self) -> list[str]:
        """Languages it publishes in: those named, and those of its feeds."""
        return sorted({*self.languages, *(feed.language for feed in self.feeds)})

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: list[str]) -> list[str]:
        if unknown := [one for one in value if one not in LANGUAGES]:
            raise ValueError(f"unknown: {', '.join(unknown)}; expected some of {', '.join(LANGUAGES)}")
        return value

    @field_validator("country")
    @classmethod
    def _known_place(cls, value: str) -> str:
        if value not in PLACES:
            raise ValueError("unknown place; expected an ISO 3166-1 alpha-3 code such as CHN or USA")
        return value


class OutletFile(StrictModel):
    """The file of outlets."""

    outlets: list[Outlet]

    @field_validator("outlets")
    @classmethod
    def _unique_ids(cls, value: list[Outlet]) -> list[Outlet]:
        ids = [outlet.id for outlet in value]
        repeated = sorted({one for one in ids if ids.count(one) > 1})
        if repeated:
            raise ValueError(f"outlet ids given twice: {', '.join(repeated)}")
        return value
