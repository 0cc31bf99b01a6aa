"""The trend of a frame: the report's small multiples, all places of one frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from monitor.report.numbers import percent
from monitor.report.panels import Span, trend_panel
from monitor.report.rows import Shift, TrendPoint
from monitor.report.svg import Caption
from monitor.report.wording import Wording


@dataclass(frozen=True)
class Panel:
    """One place: its newest share, on how many articles, and the chart."""

    place: str
    share: str
    n: str
    chart: Markup
    has_shift: bool


def panels(points: Sequence[TrendPoint], shifts: Sequence[Shift], words: Wording) -> tuple[Panel, ...]:
    """A panel a place, sorted by its code; ``points`` are those of one frame."""
    if not points:
        return ()
    first, last = min(point.week for point in points), max(point.week for point in points)
    weeks = tuple(first + timedelta(weeks=index) for index in range((last - first).days // 7 + 1))
    span = Span(weeks, words.week(first, "week_axis"), words.week(last, "week_axis"))
    changed = {shift.country: shift for shift in shifts}
    places = sorted({point.country for point in points})
    return tuple(
        _panel([point for point in points if point.country == place], span, changed.get(place), words)
        for place in places
    )


def _panel(points: Sequence[TrendPoint], span: Span, shift: Shift | None, words: Wording) -> Panel:
    here = sorted(points, key=lambda point: point.week)
    place = words.place(here[0].country)
    title = words("panel_title", frame=words.frame(here[0]), place=place)
    chart = trend_panel(here, span, shift, Caption(f"trend-{here[0].country}", title, _described(here, shift, words)))
    newest = here[-1]
    return Panel(place, percent(newest.share), words("panel_n", n=newest.n_articles), chart, shift is not None)


def _described(points: Sequence[TrendPoint], shift: Shift | None, words: Wording) -> str:
    text = words("panel_desc", points=words("list_separator").join(_point(point, words) for point in points))
    if shift is not None:
        before, after = percent(shift.share_before), percent(shift.share_after)
        text += words("panel_shift", week=words.week(shift.since), before=before, after=after)
    return text


def _point(point: TrendPoint, words: Wording) -> str:
    interval = ""
    if point.share_low is not None and point.share_high is not None:
        interval = words("panel_interval", lo=percent(point.share_low), hi=percent(point.share_high))
    said = words("panel_point", week=words.week(point.week, "week_axis"), share=percent(point.share), interval=interval)
    return (
        said
        + ("" if point.is_corrected else words("panel_uncorrected"))
        + ("" if point.is_complete else words("panel_incomplete"))
    )
