"""The page of a frame: what it means, how it moved, who is apart on it and in what way, in whose words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.report.cited import Cited, passages
from monitor.report.numbers import percent, rounded, signed
from monitor.report.rows import Shift
from monitor.report.safe_text import display
from monitor.report.site.data import N_PASSAGES, SiteData, sql_of
from monitor.report.site.panels import Panel, panels
from monitor.report.site.rows import FrameDefinition, GapRow, PassageRow
from monitor.report.wording import Wording

FUNCTIONS = ("problem", "cause", "moral", "remedy")


@dataclass(frozen=True)
class Part:
    """A part of a difference in points with its interval; a dash where it could not be had."""

    size: str
    interval: str


@dataclass(frozen=True)
class GapView:
    """A difference told from the side with the larger share; ``parts`` are framing, agenda, unshared."""

    where: str
    shares: str
    size: float
    lo: float
    hi: float
    shown: str
    interval: str
    parts: tuple[Part, ...]
    n: str
    q: str
    is_clear: bool
    is_corrected: bool
    caveat: str


@dataclass(frozen=True)
class Voice:
    """What one place's outlets wrote in the newest week."""

    place: str
    quotes: tuple[Cited, ...]


@dataclass(frozen=True)
class FramePage:
    """A frame as its page shows it."""

    ident: str
    name: str
    definition: str
    includes: str
    excludes: str
    functions: str
    panels: tuple[Panel, ...]
    weeks: str
    shifts: tuple[str, ...]
    gaps: tuple[GapView, ...]
    gap_weeks: str
    withheld: tuple[str, ...]
    voices: tuple[Voice, ...]
    queries: tuple[tuple[str, str], ...]


def frame_page(frame: FrameDefinition, data: SiteData, words: Wording, coder_kinds: Sequence[str]) -> FramePage:
    """The page of a frame of the codebook in use."""
    points, gaps = data.trend.get(frame.frame, []), data.gaps.get(frame.frame, [])
    shifts = data.shifts.get(frame.frame, [])
    told = [row for row in gaps if row.difference is not None]
    weeks = [point.week for point in points]
    found = data.passages.get(frame.frame, [])
    english = words.language == "en"
    drawn = {"first_week": data.first_week, "week": data.week}
    return FramePage(
        ident=frame.frame, name=words.frame(frame), definition=words.either(frame.definition_en, frame.definition_zh),
        includes=_named(frame.includes_en if english else frame.includes_zh, data, words),
        excludes=_named(frame.excludes_en if english else frame.excludes_zh, data, words),
        functions=words.join(words(f"site_function_{one}") for one in FUNCTIONS if one in (frame.entman or [])),
        panels=panels(points, shifts, words), weeks=words.weeks(min(weeks), max(weeks)) if weeks else "",
        shifts=tuple(_shift(row, words) for row in shifts), gaps=tuple(_gap(row, words) for row in told),
        gap_weeks=words.weeks(told[0].first_week, told[0].last_week) if told else "",
        withheld=tuple(dict.fromkeys(words.reason(row.note or "") for row in gaps if row.difference is None)),
        voices=tuple(Voice(words.place(place), passages(rows, words)) for place, rows in _by_place(found).items()),
        queries=(
            ("definition", sql_of("site_frames")), ("trend", sql_of("report_trend", **drawn)), ("shifts", sql_of("report_shifts", **drawn)),
            ("gaps", sql_of("site_gaps")),
            ("passages", sql_of("site_passages", week=data.week, n_passages=N_PASSAGES, coder_kinds=list(coder_kinds))),
        ),
    )  # fmt: skip


def _named(rule: str | None, data: SiteData, words: Wording) -> str:
    """A rule of the codebook with the names of frames where it refers to them by id, in parentheses."""
    names = {frame.frame: words("quote_open") + words.frame(frame) + words("quote_close") for frame in data.frames}

    def named(aside: re.Match[str]) -> str:
        return re.sub(r"\w+", lambda found: names.get(found[0], found[0]), aside[0])

    return re.sub(r"\([^()]*\)", named, display(rule))


def _by_place(rows: Sequence[PassageRow]) -> dict[str, list[PassageRow]]:
    return {place: [row for row in rows if row.country == place] for place in sorted({row.country for row in rows})}


def _shift(row: Shift, words: Wording) -> str:
    said = words(
        "site_shift", outlets=words.place(row.country), before=percent(row.share_before), after=percent(row.share_after),
        change=rounded(abs(row.change)), week=words.week(row.since), interval=words.size_interval(row.change, row.lo, row.hi),
    )  # fmt: skip
    return words.flow(said, words.reason(row.caveat)) if row.caveat else said


def _gap(row: GapRow, words: Wording) -> GapView:
    difference, lo, hi = row.difference or 0.0, row.difference_low or 0.0, row.difference_high or 0.0
    sign = -1 if difference < 0 else 1
    sides = [(row.country_a, row.share_a, row.n_articles_a), (row.country_b, row.share_b, row.n_articles_b)][::sign]
    lo, hi = sorted((sign * lo, sign * hi))
    parts = ((row.framing, row.framing_low, row.framing_high), (row.agenda, row.agenda_low, row.agenda_high),
             (row.unshared, row.unshared_low, row.unshared_high))  # fmt: skip
    notes = [one for one in (row.caveat, row.not_split if row.framing is None else None) if one]
    return GapView(
        words("gap_where", a=words.place(sides[0][0]), b=words.place(sides[1][0])),
        words("gap_shares", a=percent(sides[0][1]), b=percent(sides[1][1])), abs(difference), lo, hi, signed(abs(difference)),
        words.range(lo, hi), tuple(_part(*part, sign, words) for part in parts), words("gap_shares", a=sides[0][2], b=sides[1][2]),
        words.q(row.q), row.is_clear, row.method != "uncorrected", words.flow(*map(words.reason, notes)) if notes else "",
    )  # fmt: skip


def _part(size: float | None, lo: float | None, hi: float | None, sign: int, words: Wording) -> Part:
    if size is None:
        return Part(signed(None), "")
    if lo is None or hi is None:
        return Part(signed(sign * size), "")
    low, high = sorted((sign * lo, sign * hi))
    return Part(signed(sign * size), words.range(low, high))
