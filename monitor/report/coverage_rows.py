"""What the queries about disputes and the volume of coverage return, one frozen dataclass a query; as in :mod:`monitor.report.rows`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Dispute:
    """A dispute's articles week by week, the newest last; ``state`` is new, back, growing, fading or steady."""

    state: str
    dispute: str
    dispute_en: str | None
    dispute_zh: str | None
    story: str
    story_en: str | None
    story_zh: str | None
    first_week: date
    n_now: int
    n_usual: float
    n_articles: int
    n_stories: int
    by_week: list[int]


@dataclass(frozen=True)
class Volume:
    """A place's articles on topic in the week, against up to eight complete weeks before."""

    country: str
    n_now: int
    n_usual: float | None
    n_least: int | None
    n_most: int | None
    n_weeks: int


@dataclass(frozen=True)
class Corrected:
    """Figures of one part (trend, gap, shift): shown, corrected among these, and withheld."""

    part: str
    n_figures: int
    n_corrected: int
    n_withheld: int
