"""What the report's queries return, one frozen dataclass a query; fields are the columns of ``queries/report_*.sql``.

Shares and differences are fractions (0 to 1, -1 to 1); weeks are Mondays.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class WeekRow:
    """A week that has articles."""

    week: date
    is_complete: bool
    n_articles: int


@dataclass(frozen=True)
class WeekTotals:
    """What came in and what the estimates use."""

    n_articles: int
    n_relevant: int
    n_counted: int
    n_not_counted: int
    n_copies: int
    n_outlets: int
    n_places: int
    n_stories: int
    most_outlets_in_a_place: int


@dataclass(frozen=True)
class Shift:
    """A lasting change of a frame in a place."""

    country: str
    frame: str
    frame_en: str
    frame_zh: str
    since: date
    share_before: float
    share_after: float
    change: float
    lo: float
    hi: float
    picked_lo: float | None
    picked_hi: float | None
    p: float
    n_weeks: int
    n_articles: int
    n_stories: int
    n_outlets: int
    method: str
    caveat: str | None


@dataclass(frozen=True)
class TrendPoint:
    """Share of a place's articles that carry a frame in a week."""

    frame: str
    frame_en: str
    frame_zh: str
    position: int
    country: str
    week: date
    share: float
    share_low: float | None
    share_high: float | None
    n_articles: int
    n_stories: int
    n_outlets: int
    n_coded: int
    method: str
    is_corrected: bool
    is_complete: bool


@dataclass(frozen=True)
class Gap:
    """Difference between two places on a frame over a range of weeks."""

    first_week: date
    last_week: date
    country_a: str
    country_b: str
    frame: str
    frame_en: str
    frame_zh: str
    share_a: float
    share_b: float
    difference: float
    difference_low: float
    difference_high: float
    picked_low: float | None
    picked_high: float | None
    q: float
    is_clear: bool
    n_articles_a: int
    n_articles_b: int
    n_outlets_a: int
    n_outlets_b: int
    n_stories: int
    method: str
    caveat: str | None


@dataclass(frozen=True)
class GapCount:
    """On how many frames two places differ clearly."""

    country_a: str
    country_b: str
    n_clear: int
    n_tested: int


@dataclass(frozen=True)
class Contrast:
    """One place against the others on one story and frame."""

    story: str
    story_en: str
    story_zh: str
    country: str
    frame: str
    frame_en: str
    frame_zh: str
    share: float
    share_elsewhere: float
    difference: float
    difference_low: float
    difference_high: float
    q: float
    n_articles: int
    n_articles_elsewhere: int
    n_outlets: int
    method: str


@dataclass(frozen=True)
class StoryRow:
    """A story told in two or more places in the week."""

    story: str
    story_en: str | None
    story_zh: str | None
    dispute_en: str | None
    dispute_zh: str | None
    n_articles: int
    n_outlets: int
    n_places: int


@dataclass(frozen=True)
class ProfilePoint:
    """Share of a story's articles in a place that carry a frame."""

    story: str
    country: str
    frame: str
    frame_en: str
    frame_zh: str
    position: int
    share: float
    n_articles: int
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    is_clear: bool
    spread: float


@dataclass(frozen=True)
class Headline:
    """An article of a story."""

    story: str
    country: str
    outlet: str
    outlet_zh: str | None
    language: str
    title: str
    url: str
    published_at: datetime
    article: str


@dataclass(frozen=True)
class Quote:
    """A passage behind a frame score."""

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
    article: str


@dataclass(frozen=True)
class OutletWeek:
    """What came in from an outlet in the week."""

    country: str
    outlet: str
    outlet_zh: str | None
    outlet_id: str
    n_articles: int
    n_articles_usual: float | None
    n_full: int
    n_relevant: int
    n_copies: int
    n_fetched: int
    n_fetches_failed: int
    n_rejected: int
    is_silent: bool


@dataclass(frozen=True)
class FetchCount:
    """How attempts ended."""

    kind: str
    outcome: str
    n: int


@dataclass(frozen=True)
class Quality:
    """Agreement of the scorer with a coder in a language."""

    coder: str
    coder_kind: str
    language: str
    n_articles: int
    f1: float | None
    f1_low: float | None
    f1_high: float | None
    f1_macro: float | None
    precision: float | None
    recall: float | None


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha between coders."""

    coders: str
    language: str
    n_articles: int
    alpha: float | None
    lo: float | None
    hi: float | None


@dataclass(frozen=True)
class GoldCount:
    """Articles coded for frames."""

    coder_kind: str
    coder: str
    language: str
    n_articles: int


@dataclass(frozen=True)
class ScorerRow:
    """The scorer behind the figures."""

    scorer: str
    method: str
    codebook_version: str | None
    codebook_en: str | None
    codebook_zh: str | None
    model_revision: str | None
    projection_id: str | None
    parameters: str | None


@dataclass(frozen=True)
class Withheld:
    """Figures that are not shown or not corrected, with the reason."""

    part: str
    note: str
    n: int
