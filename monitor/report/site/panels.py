"""The trend of a frame: the report's small multiples, all places of one frame."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.report.numbers import percent
from monitor.report.panels import Span, trend_panel
from monitor.report.rows import Shift, TrendPoint
from monitor.report.sections.moved import described, span_of
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
    span = span_of(first, last, words)
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
    chart = trend_panel(here, span, shift, Caption(f"trend-{here[0].country}", title, described(here, shift, words)))
    newest = here[-1]
    return Panel(place, percent(newest.share), words("panel_n", n=newest.n_articles), chart, shift is not None)
