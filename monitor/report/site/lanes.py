"""Who told a story when: a lane for each place on one scale of time.

The lanes, and the strips of shares beside them, are drawn by the template: a chart library takes some 7 ms a picture, and two hundred
pages hold two thousand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.report.site.rows import Telling
from monitor.report.wording import Wording

STEPS = 200
"""Articles closer than this part of the story's time are one mark."""
MAX_RULES = 14
XOf = Callable[[datetime], float]


@dataclass(frozen=True)
class Mark:
    """At ``x`` (0 to 1 of the story's time) articles were published; hollow where all are reprints."""

    x: float
    is_copy: bool


@dataclass(frozen=True)
class Lane:
    """One place: how much and when, in words, and its marks."""

    place: str
    colour: str
    shape: str
    told: str
    first: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timeline:
    """Lanes in the order in which the places took the story up; ``rules`` are midnights (UTC), as ``x``."""

    lanes: tuple[Lane, ...]
    rules: tuple[float, ...]
    start: str
    stop: str


def moment(at: datetime, words: Wording) -> str:
    """``16 March, 09:40 UTC``."""
    return words("site_moment", day=words.day(at.date()), time=f"{at:%H:%M}")


def timeline(rows: Sequence[Telling], style: Mapping[str, tuple[str, str]], words: Wording) -> Timeline:
    """The lanes of one story; ``rows`` in order of publication, at least one."""
    start, stop = rows[0].published_at, rows[-1].published_at
    span = (stop - start) / timedelta(seconds=1)

    def x_of(at: datetime) -> float:
        return round((at - start) / timedelta(seconds=1) / span * STEPS) / STEPS if span else 0.5

    places = list(dict.fromkeys(row.country for row in rows))
    lanes = tuple(_lane([row for row in rows if row.country == place], style[place], x_of, words) for place in places)
    midnight = datetime.combine(start.date() + timedelta(days=1), datetime.min.time(), start.tzinfo)
    n_days = (stop.date() - start.date()).days
    step = max(1, -(-n_days // MAX_RULES))
    rules = tuple(x_of(midnight + timedelta(days=day)) for day in range(0, n_days, step))
    return Timeline(lanes, rules, moment(start, words), moment(stop, words))


def _lane(rows: Sequence[Telling], style: tuple[str, str], x_of: XOf, words: Wording) -> Lane:
    marks: dict[float, bool] = {}
    for row in rows:
        x = x_of(row.published_at)
        marks[x] = marks.get(x, True) and row.is_copy
    first, hours = rows[0], rows[0].hours_since_first
    told = words(
        "site_lane", articles=words.count("articles", len(rows)),
        outlets=words.count("outlets", len({row.outlet for row in rows})),
    )  # fmt: skip
    later = words("site_lane_first") if hours == 0 else words("site_lane_later", hours=_hours(hours))
    when = words("site_lane_when", moment=moment(first.published_at, words), later=later)
    return Lane(
        words.place(first.country), *style, told, when, tuple(Mark(x, copy) for x, copy in sorted(marks.items()))
    )


def _hours(hours: float) -> str:
    return f"{hours:.1f}" if hours < 10 else f"{hours:.0f}"  # a decimal says nothing of tens of hours
