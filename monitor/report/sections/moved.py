"""What moved: small multiples of frames by place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from monitor.report.data import ReportData
from monitor.report.numbers import percent
from monitor.report.panels import Span, trend_panel
from monitor.report.rows import Shift, TrendPoint
from monitor.report.svg import Caption
from monitor.report.wording import Wording


@dataclass(frozen=True)
class Panel:
    """One place: the newest share and the chart, None without articles."""

    place: str
    latest: TrendPoint | None
    share: str
    chart: Markup | None
    has_shift: bool


@dataclass(frozen=True)
class FrameRow:
    """One frame in all places; ``stands_out`` where something changed for good or two places differ clearly."""

    frame: str
    name: str
    panels: tuple[Panel, ...]
    stands_out: bool


@dataclass(frozen=True)
class Moved:
    """The section; ``intro`` names the weeks drawn, ``folded`` introduces the frames that do not stand out."""

    intro: str
    shifts: tuple[str, ...]
    rows: tuple[FrameRow, ...]
    folded: str

    @property
    def groups(self) -> tuple[tuple[str, tuple[FrameRow, ...]], ...]:
        """Rows that are shown, under no heading, and rows that are folded, under theirs; all are shown where none stands out."""
        shown = tuple(row for row in self.rows if row.stands_out)
        rest = tuple(row for row in self.rows if not row.stands_out)
        return (("", shown), (self.folded, rest)) if shown and rest else (("", self.rows),)


def moved_section(data: ReportData, words: Wording) -> Moved:
    """Frames with a lasting change first, then as in the codebook; every place of the report in every row."""
    points = data.trend.rows
    if not points:
        return Moved("", (), (), "")
    first, last = min(point.week for point in points), max(point.week for point in points)
    span = span_of(first, last, words)
    places = sorted({point.country for point in points})
    shifts = {(row.frame, row.country): row for row in data.findings.shifts.rows}
    changed = {frame for frame, _ in shifts}
    standing_out = changed | {row.frame for row in data.findings.gaps.rows if row.is_clear}
    by_frame = [(frame, list(group)) for frame, group in groupby(points, key=lambda point: point.frame)]
    by_frame.sort(key=lambda pair: (pair[0] not in changed, pair[0] not in standing_out, pair[1][0].position))
    rows = tuple(
        FrameRow(
            frame,
            words.frame(group[0]),
            tuple(_panel(group, place, span, shifts.get((frame, place)), words) for place in places),
            frame in standing_out,
        )
        for frame, group in by_frame
    )
    n_folded = sum(not row.stands_out for row in rows)
    return Moved(
        words("moved_intro", weeks=words.weeks(first, last)), tuple(_sentence(row, words) for row in shifts.values()), rows,
        words("moved_folded", frames=words.count("frames", n_folded)),
    )  # fmt: skip


def span_of(first: date, last: date, words: Wording) -> Span:
    """The weeks drawn, from the first Monday to the last, with their labels."""
    weeks = tuple(first + timedelta(weeks=index) for index in range((last - first).days // 7 + 1))
    return Span(weeks, words.week(first, "week_axis"), words.week(last, "week_axis"))


def _sentence(shift: Shift, words: Wording) -> str:
    said = words(
        "moved_item",
        place=words.place(shift.country),
        frame=words.frame(shift),
        before=percent(shift.share_before),
        after=percent(shift.share_after),
        change=words.points(shift.change),
        direction=words("moved_up" if shift.change > 0 else "moved_down"),
        week=words.week(shift.since),
        interval=words.size_interval(shift.change, shift.lo, shift.hi),
        adjusted=words.size_range(shift.change, shift.picked_lo, shift.picked_hi),
        p=words.q(shift.p),
    )
    return words.flow(said, words.reason(shift.caveat)) if shift.caveat else said


def _panel(points: Sequence[TrendPoint], place: str, span: Span, shift: Shift | None, words: Wording) -> Panel:
    here = [point for point in points if point.country == place]
    name = words.place(place)
    if not here:
        return Panel(name, None, "", None, has_shift=False)
    title = words("panel_title", frame=words.frame(here[0]), place=name)
    caption = Caption(f"p-{here[0].position}-{place}", title, described(here, shift, words))
    return Panel(name, here[-1], percent(here[-1].share), trend_panel(here, span, shift, caption), shift is not None)


def described(points: Sequence[TrendPoint], shift: Shift | None, words: Wording) -> str:
    """What a panel shows, in words."""
    text = words("panel_desc", points=words("list_separator").join(_point(point, words) for point in points))
    if shift is not None:
        before, after = percent(shift.share_before), percent(shift.share_after)
        text += words("panel_shift", week=words.week(shift.since), before=before, after=after)
    return text


def _point(point: TrendPoint, words: Wording) -> str:
    interval = ""
    if point.share_low is not None and point.share_high is not None:
        interval = words("panel_interval", lo=percent(point.share_low), hi=percent(point.share_high))
    text = words("panel_point", week=words.week(point.week, "week_axis"), share=percent(point.share), interval=interval)
    return (
        text
        + ("" if point.is_corrected else words("panel_uncorrected"))
        + ("" if point.is_complete else words("panel_incomplete"))
    )
