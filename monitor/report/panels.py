"""A small multiple: one frame in one place, week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import altair as alt
from markupsafe import Markup

from monitor.report.palette import CORRECTED, PAGE, SHIFT, UNCORRECTED
from monitor.report.rows import Shift, TrendPoint
from monitor.report.svg import Caption, compile_chart, draw

WIDTH, HEIGHT = 132, 64
_SHARES = alt.Axis(values=[0, 0.5, 1], format="%", title=None, labelExpr="datum.value == 0.5 ? '' : datum.label")
FIRST, LAST = "[first week]", "[last week]"
PADDING = {"left": 34, "right": 10, "top": 8, "bottom": 20}


@dataclass(frozen=True)
class Span:
    """The weeks drawn (consecutive Mondays), with labels for the first and the last."""

    weeks: tuple[date, ...]
    first: str
    last: str


def trend_panel(points: Sequence[TrendPoint], span: Span, shift: Shift | None, caption: Caption) -> Markup:
    """SVG of the points of one frame in one place, in order of time.

    Corrected stretches are solid lines with circles, uncorrected ones dashed with diamonds; a stretch ends where the method changes or
    a week is missing. Points of incomplete weeks are hollow. The rule marks the first week after a lasting change.
    """
    at = [] if shift is None or shift.since not in span.weeks else [{"x": span.weeks.index(shift.since) - 0.5, "y": 1}]
    drawn = draw(_template(len(span.weeks)), {"points": _rows(points, span.weeks), "shift": at}, caption)
    return drawn.replace(f">{FIRST}<", Markup(">{}<").format(span.first)).replace(
        f">{LAST}<", Markup(">{}<").format(span.last)
    )


@cache
def _template(n_weeks: int) -> dict[str, Any]:
    """The chart with ``FIRST`` and ``LAST`` for its labels, so that one drawing does for all languages."""
    x = alt.X(
        "x:Q", scale=alt.Scale(domain=[-0.4, n_weeks - 0.6], nice=False),
        axis=alt.Axis(values=[0, n_weeks - 1], grid=False, title=None, labelExpr=f"datum.value < 0.5 ? {FIRST!r} : {LAST!r}"),
    )  # fmt: skip
    y, lo = (alt.Y(f"{name}:Q", scale=alt.Scale(domain=[0, 1], clamp=True), axis=_SHARES) for name in ("y", "lo"))
    colour = alt.Color("colour:N", scale=None)
    points, shift = alt.Chart(alt.NamedData("points")), alt.Chart(alt.NamedData("shift"))
    bounded = points.transform_filter("datum.lo != null")
    layers = alt.layer(
        shift.mark_rule(strokeWidth=1.5, color=SHIFT, strokeDash=[4, 2]).encode(x=x),
        bounded.mark_area(opacity=0.2).encode(x=x, y=lo, y2="hi:Q", color=colour, detail="run:N"),
        bounded.transform_filter("datum.alone")
        .mark_rule(opacity=0.35, strokeWidth=5)
        .encode(x=x, y=lo, y2="hi:Q", color=colour),
        points.mark_line(strokeWidth=1.6).encode(
            x=x, y=y, color=colour, detail="run:N", strokeDash=alt.StrokeDash("dash:N", scale=None)
        ),
        points.mark_point(size=22, strokeWidth=1.4, opacity=1).encode(
            x=x, y=y, stroke=colour, fill=alt.Fill("fill:N", scale=None), shape=alt.Shape("shape:N", scale=None)
        ),
        shift.mark_point(shape="triangle-right", filled=True, size=60, opacity=1, color=SHIFT).encode(x=x, y=y),
    )
    return compile_chart(layers.properties(width=WIDTH, height=HEIGHT), PADDING)


def _rows(points: Sequence[TrendPoint], weeks: Sequence[date]) -> list[dict[str, Any]]:
    position = {week: index for index, week in enumerate(weeks)}
    shown = [point for point in points if point.week in position]
    runs: list[int] = []
    for index, point in enumerate(shown):
        before = shown[index - 1] if index else None
        joined = (
            before is not None
            and position[point.week] == position[before.week] + 1
            and before.is_corrected == point.is_corrected
        )
        runs.append(runs[-1] if joined else len(set(runs)))
    return [
        _row(point, position[point.week], run, runs.count(run) == 1) for point, run in zip(shown, runs, strict=True)
    ]


def _row(point: TrendPoint, x: int, run: int, alone: bool) -> dict[str, Any]:
    colour = CORRECTED if point.is_corrected else UNCORRECTED
    return {
        "x": x, "y": point.share, "lo": point.share_low, "hi": point.share_high, "run": run, "alone": alone, "colour": colour,
        "fill": colour if point.is_complete else PAGE, "shape": "circle" if point.is_corrected else "diamond",
        "dash": [1, 0] if point.is_corrected else [4, 3],
    }  # fmt: skip
