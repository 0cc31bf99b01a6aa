"""What the site's queries return, one frozen dataclass a query; fields are the columns of ``queries/site_*.sql``.

Shares, differences and their parts are fractions (0 to 1, -1 to 1); weeks are Mondays, times UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ReportRow:
    """A week that has a report."""

    week: date
    revision: int | None
    n_articles: int
    files: list[str]


@dataclass(frozen=True)
class FindingRow:
    """A finding of a report, as it was worded."""

    week: date
    rank: int
    kind: str
    sentence_en: str
    sentence_zh: str
    estimate: float
    lo: float
    hi: float
    n_articles: int
    n_stories: int
    n_outlets: int
    method: str
    frame: str
    caveat: str | None


@dataclass(frozen=True)
class StoryRow:
    """A story with a page; counts are of the weeks drawn. ``is_shown``: told from two or more places in them, like ``n_told`` in all."""

    story: str
    story_en: str | None
    story_zh: str | None
    dispute_en: str | None
    dispute_zh: str | None
    last_published_at: datetime
    is_shown: bool
    n_places: int
    n_articles: int
    n_told: int


@dataclass(frozen=True)
class Successor:
    """Where a story that is no more went."""

    story: str
    successor: str


@dataclass(frozen=True)
class Telling:
    """An article of a story; ``hours_since_first`` after the story's first article."""

    story: str
    country: str
    outlet: str
    outlet_zh: str | None
    language: str
    title: str
    url: str
    published_at: datetime
    hours_since_first: float
    is_copy: bool
    text_scope: str
    article: str


@dataclass(frozen=True)
class ProfileRow:
    """Share of a story's articles in a place that carry a frame; ``spread`` is how far its places are apart on it."""

    story: str
    country: str
    frame: str
    frame_en: str
    frame_zh: str
    position: int
    share: float
    n_articles: int
    method: str
    spread: float


@dataclass(frozen=True)
class ContrastRow:
    """One place against everywhere else that tells the story; the interval is adjusted for having been picked."""

    story: str
    country: str
    frame: str
    frame_en: str
    frame_zh: str
    share: float
    n_articles: int
    n_outlets: int | None
    share_elsewhere: float
    n_articles_elsewhere: int
    n_outlets_elsewhere: int | None
    difference: float
    difference_low: float
    difference_high: float
    q: float
    is_clear: bool
    rank_in_story: int | None
    method: str
    caveat: str | None


@dataclass(frozen=True)
class QuoteRow:
    """A passage behind a frame score, at most 301 characters (one more than is shown)."""

    story: str
    country: str
    frame: str
    frame_en: str
    frame_zh: str
    passage: str
    language: str
    outlet: str
    outlet_zh: str | None
    url: str


@dataclass(frozen=True)
class FrameDefinition:
    """A frame as its codebook defines it."""

    frame: str
    frame_en: str
    frame_zh: str
    position: int
    definition_en: str
    definition_zh: str
    policy_frame: str | None
    entman: list[str] | None
    includes_en: str | None
    includes_zh: str | None
    excludes_en: str | None
    excludes_zh: str | None


@dataclass(frozen=True)
class GapRow:
    """Difference between two places on a frame and its parts; ``note`` says why it is withheld, ``not_split`` why it has no parts."""

    first_week: date
    last_week: date
    country_a: str
    country_b: str
    frame: str
    frame_en: str
    frame_zh: str
    share_a: float | None
    share_b: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    q: float | None
    is_clear: bool
    n_articles_a: int
    n_articles_b: int
    n_stories: int
    method: str
    note: str | None
    caveat: str | None
    framing: float | None
    framing_low: float | None
    framing_high: float | None
    agenda: float | None
    agenda_low: float | None
    agenda_high: float | None
    unshared: float | None
    unshared_low: float | None
    unshared_high: float | None
    n_shared: int | None
    not_split: str | None


@dataclass(frozen=True)
class PassageRow:
    """A passage of the newest week that speaks for a frame, at most 301 characters."""

    country: str
    frame: str
    passage: str
    language: str
    outlet: str
    outlet_zh: str | None
    url: str
    story: str | None
