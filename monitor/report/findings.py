"""The week's headline findings: chosen, worded, with the SQL behind each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from monitor.config import Settings
from monitor.report.data import FindingData, newest_complete_week, read_findings
from monitor.report.numbers import percent
from monitor.report.rows import Contrast, Gap, Shift
from monitor.report.source import views_for_people
from monitor.report.wording import Wording
from monitor.trends.caveats import CHANGE_TURNS, SIGN_TURNS
from monitor.warehouse import Warehouse

MAX_FINDINGS = 3
PLACE_LIMIT = 2
"""Findings that may name the same place while others are to be had."""


@dataclass(frozen=True)
class Finding:
    """A finding with its size: ``estimate``, ``lo`` and ``hi`` are differences of shares (-1 to 1).

    The interval is so wide that it holds whichever finding is picked (see :mod:`monitor.trends.intervals`), and excludes no change.
    """

    kind: Literal["shift", "difference", "contrast"]
    sentence_en: str
    sentence_zh: str
    estimate: float
    lo: float
    hi: float
    n_articles: int
    n_stories: int
    n_outlets: int
    method: str
    scorer_id: str
    sql: str
    frame_id: str
    places: tuple[str, ...]
    caveat: str | None = None
    n_weeks: int | None = None
    """Weeks taken together, of a difference."""


def headline_findings(settings: Settings, warehouse: Warehouse, week: date | None = None) -> list[Finding]:
    """Up to three findings of a week (Monday; by default the newest complete one).

    None has an interval that includes no change, and none would turn round without one outlet.

    Lasting changes come first, then the largest differences between places, then contrasts on the week's stories; a frame comes up
    once and a place twice while there are others. Empty when no place has full articles from ``settings.trends.min_outlets`` outlets.
    """
    with views_for_people(warehouse) as connection:
        chosen = newest_complete_week(connection) if week is None else week
        if chosen is None:
            return []
        data = read_findings(connection, settings, chosen)
    return choose_findings(data, settings)


def has_enough(data: FindingData, settings: Settings) -> bool:
    """Whether the week holds enough for statements about it: one place with enough outlets."""
    return data.totals.rows[0].most_outlets_in_a_place >= settings.trends.min_outlets


def choose_findings(data: FindingData, settings: Settings) -> list[Finding]:
    """Pick the findings; see :func:`headline_findings`."""
    if not has_enough(data, settings):
        return []
    candidates = [
        one
        for one in _candidates(data, settings.trends.min_outlets)
        if one.lo * one.hi > 0 and not _is_one_outlets(one)  # the interval of the one that is picked
    ]
    chosen: list[Finding] = []
    for strict in (True, False):
        for candidate in candidates:
            if (
                len(chosen) < MAX_FINDINGS
                and candidate not in chosen
                and not _repeats(candidate, chosen, strict=strict)
            ):
                chosen.append(candidate)
    return sorted(chosen, key=candidates.index)


def _is_one_outlets(candidate: Finding) -> bool:
    """Whether it would turn round without one of the outlets: then it says nothing of the place."""
    return any(sentence in (candidate.caveat or "") for sentence in (SIGN_TURNS, CHANGE_TURNS))


def _repeats(candidate: Finding, chosen: list[Finding], *, strict: bool) -> bool:
    """Whether it says again what is said: the same frame, or a place too often; loosely, the same frame of the same place."""
    if strict:
        crowded = any(sum(place in one.places for one in chosen) >= PLACE_LIMIT for place in candidate.places)
        return crowded or any(one.frame_id == candidate.frame_id for one in chosen)
    return any(one.frame_id == candidate.frame_id and set(one.places) & set(candidate.places) for one in chosen)


def _candidates(data: FindingData, min_outlets: int) -> Iterator[Finding]:
    """All candidates, in the order of preference."""
    yield from (
        _of_shift(row, row.picked_lo, row.picked_hi, data)
        for row in data.shifts.rows
        if row.n_outlets >= min_outlets and row.picked_lo is not None and row.picked_hi is not None
    )
    yield from (
        _of_gap(row, row.picked_low, row.picked_high, data)
        for row in data.gaps.rows
        if row.is_clear
        and min(row.n_outlets_a, row.n_outlets_b) >= min_outlets
        and row.picked_low is not None
        and row.picked_high is not None
    )
    yield from (_of_contrast(row, data) for row in data.contrasts.rows)


def _of_shift(row: Shift, lo: float, hi: float, data: FindingData) -> Finding:
    def sentence(words: Wording) -> str:
        return words(
            "shift_up" if row.change > 0 else "shift_down", week=words.week(row.since), day=words.day(row.since),
            outlets=words.outlets_in(row.country), frame=words.frame(row), before=percent(row.share_before), after=percent(row.share_after),
            points=words.points(row.change), interval=words.picked_interval(row.change, lo, hi),
        )  # fmt: skip

    return Finding(
        "shift", sentence(Wording("en")), sentence(Wording("zh")), row.change, lo, hi, row.n_articles, row.n_stories, row.n_outlets,
        row.method, data.scorer_id, data.shifts.sql, row.frame, (row.country,), row.caveat,
    )  # fmt: skip


def _of_gap(row: Gap, low: float, high: float, data: FindingData) -> Finding:
    """Told from the side with the larger share."""
    upper, lower = (row.country_a, row.country_b) if row.difference > 0 else (row.country_b, row.country_a)
    shares = sorted((row.share_a, row.share_b), reverse=True)

    def sentence(words: Wording) -> str:
        return words(
            "difference", weeks=words.weeks(row.first_week, row.last_week), frame=words.frame(row),
            outlets_a=words.outlets_in(upper), outlets_b=words.outlets_in(lower), share_a=percent(shares[0]), share_b=percent(shares[1]),
            points=words.points(row.difference), interval=words.picked_interval(row.difference, low, high),
        )  # fmt: skip

    turned = row.difference < 0
    return Finding(
        "difference", sentence(Wording("en")), sentence(Wording("zh")), abs(row.difference),
        -high if turned else low, -low if turned else high,
        row.n_articles_a + row.n_articles_b, row.n_stories, row.n_outlets_a + row.n_outlets_b, row.method, data.scorer_id, data.gaps.sql,
        row.frame, (upper, lower), row.caveat, (row.last_week - row.first_week).days // 7 + 1,
    )  # fmt: skip


def _of_contrast(row: Contrast, data: FindingData) -> Finding:
    def sentence(words: Wording) -> str:
        return words(
            "contrast", story=words.headline(row.story_en, row.story_zh)[0], outlets=words.outlets_in(row.country), frame=words.frame(row),
            share=percent(row.share), share_elsewhere=percent(row.share_elsewhere), articles=words.count("articles", row.n_articles),
            articles_elsewhere=words.count("articles", row.n_articles_elsewhere), points=words.points(row.difference),
            interval=words.picked_interval(row.difference, row.difference_low, row.difference_high),
        )  # fmt: skip

    return Finding(
        "contrast", sentence(Wording("en")), sentence(Wording("zh")), row.difference, row.difference_low, row.difference_high,
        row.n_articles + row.n_articles_elsewhere, 1, row.n_outlets, row.method, data.scorer_id, data.contrasts.sql, row.frame,
        (row.country,),
    )  # fmt: skip
