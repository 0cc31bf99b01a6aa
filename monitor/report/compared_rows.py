"""What the queries about differences between places return, one frozen dataclass a query; as in :mod:`monitor.report.rows`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """The parts of a clear difference at one resolution (story or dispute): they add up to it."""

    resolution: str
    country_a: str
    country_b: str
    frame: str
    frame_en: str
    frame_zh: str
    difference: float
    unshared: float | None
    unshared_low: float | None
    unshared_high: float | None
    agenda: float | None
    agenda_low: float | None
    agenda_high: float | None
    framing: float | None
    framing_low: float | None
    framing_high: float | None
    n_shared: int
    n_articles_a: int
    n_articles_b: int
    method: str
    note: str | None


@dataclass(frozen=True)
class Divergence:
    """How far two places frame apart, all frames together: 0 to 1, in bits."""

    country_a: str
    country_b: str
    divergence: float
    divergence_low: float | None
    divergence_high: float | None
    q: float | None
    is_clear: bool
    frame_en: str
    frame_zh: str
    n_articles_a: int
    n_articles_b: int
    n_outlets_a: int
    n_outlets_b: int
    n_frames: int
    n_frames_corrected: int
    method: str
    caveat: str | None


@dataclass(frozen=True)
class Term:
    """A word that sets a place apart from another: articles of either that hold it, of all."""

    language: str
    basis: str
    country: str
    against: str
    term: str
    n_with: int
    n_articles: int
    n_with_against: int
    n_against: int
    n_stories_with: int
    n_outlets_with: int
    strength: float
    q: float


@dataclass(frozen=True)
class TermPairs:
    """Pairs of places whose words were compared, or were not, and why."""

    language: str
    basis: str
    note: str | None
    n_pairs: int
    n_terms: int | None


@dataclass(frozen=True)
class Attention:
    """A story's or dispute's part of a place's coverage, against the other places."""

    level: str
    event: str
    event_en: str | None
    event_zh: str | None
    country: str
    share: float
    share_elsewhere: float
    difference: float
    difference_low: float
    difference_high: float
    q: float
    n_on_it: int
    n_articles: int
    n_outlets: int
    n_countries: int
    caveat: str | None


@dataclass(frozen=True)
class NotFound:
    """A story that was not found in our sources of a place."""

    story: str
    story_en: str | None
    story_zh: str | None
    country: str
    n_countries_found: int
    n_countries: int
    n_articles_found: int
    n_articles: int
    n_outlets: int
    expected: float
    chance: float
    q: float
    caveat: str | None


@dataclass(frozen=True)
class LookedAt:
    """How many were looked at, and how many stand up to error control; ``part`` is attention or not_found."""

    part: str
    n_tested: int
    n_clear: int
