"""Charts one row high: an interval against zero, and a story's shares by place."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import altair as alt
from markupsafe import Markup

from monitor.report.palette import CORRECTED, TEXT, UNCORRECTED, ZERO
from monitor.report.svg import Caption, compile_chart, draw

Scale = tuple[float, float]
LANE = 13
"""Height of a place's lane in pixels."""


@dataclass(frozen=True)
class Interval:
    """A difference (-1 to 1) with its 95% interval."""

    estimate: float
    lo: float
    hi: float
    corrected: bool


@dataclass(frozen=True)
class Dot:
    """A share (0 to 1) of a place, drawn in a lane of its own."""

    share: float
    colour: str
    shape: str


def interval_strip(interval: Interval, scale: Scale, caption: Caption) -> Markup:
    """SVG of a difference with its interval on a scale that holds zero, with a line at no difference."""
    style = {"colour": CORRECTED, "dash": [1, 0], "shape": "circle"}
    if not interval.corrected:
        style = {"colour": UNCORRECTED, "dash": [4, 3], "shape": "diamond"}
    return draw(_interval_template(scale), {"one": [{**asdict(interval), **style, "zero": 0}]}, caption)


def axis_strip(scale: Scale, labels: Sequence[str], caption: Caption) -> Markup:
    """SVG of the scale of :func:`interval_strip`: a label for its lower end, its upper end and, where that lies between, zero."""
    ends = [(scale[0], "left"), (scale[1], "right"), *([(0.0, "center")] if scale[0] < 0 < scale[1] else [])]
    rows = [{"x": x, "label": label, "align": align} for (x, align), label in zip(ends, labels, strict=True)]
    return draw(_axis_template(scale), {"ends": rows}, caption)


def dot_strip(dots: Sequence[Dot], caption: Caption) -> Markup:
    """SVG of shares on a scale from 0 to 100%, a lane each in the order given, so that equal shares do not hide one another."""
    return draw(
        _dot_template(len(dots)),
        {"dots": [{**asdict(dot), "lane": lane, "zero": 0} for lane, dot in enumerate(dots)]},
        caption,
    )


@cache
def _interval_template(ends: Scale) -> dict[str, Any]:
    scale = alt.Scale(domain=list(ends), clamp=True, nice=False)
    one = alt.Chart(alt.NamedData("one"))
    colour = alt.Color("colour:N", scale=None)
    dash, shape = alt.StrokeDash("dash:N", scale=None), alt.Shape("shape:N", scale=None)
    layers = alt.layer(
        one.mark_rule(color=ZERO, strokeWidth=1).encode(x=alt.X("zero:Q", scale=scale, axis=None)),
        one.mark_rule(strokeWidth=2.5).encode(
            x=alt.X("lo:Q", scale=scale, axis=None), x2="hi:Q", color=colour, strokeDash=dash
        ),
        one.mark_point(filled=True, size=80, opacity=1).encode(
            x=alt.X("estimate:Q", scale=scale, axis=None), color=colour, shape=shape
        ),
    )
    return compile_chart(layers.properties(width=200, height=18), {"left": 8, "right": 8, "top": 2, "bottom": 2})


@cache
def _axis_template(scale: Scale) -> dict[str, Any]:
    ends = alt.Chart(alt.NamedData("ends"))
    x = alt.X("x:Q", scale=alt.Scale(domain=list(scale), nice=False), axis=None)
    layers = [
        ends.transform_filter(f"datum.align == '{align}'")
        .mark_text(align=align, fontSize=11, color=TEXT)
        .encode(x=x, text="label:N")
        for align in ("left", "center", "right")
    ]
    return compile_chart(
        alt.layer(*layers).properties(width=200, height=14), {"left": 8, "right": 8, "top": 0, "bottom": 0}
    )


@cache
def _dot_template(n_lanes: int) -> dict[str, Any]:
    scale = alt.Scale(domain=[0, 1], clamp=True, nice=False)
    ticks = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format="%", title=None)
    y = alt.Y("lane:Q", scale=alt.Scale(domain=[-0.5, n_lanes - 0.5], reverse=True, nice=False), axis=None)
    colour = alt.Color("colour:N", scale=None)
    dots = alt.Chart(alt.NamedData("dots"))
    layers = alt.layer(
        dots.mark_rule(strokeWidth=1.2, opacity=0.45).encode(
            x=alt.X("zero:Q", scale=scale, axis=ticks), x2="share:Q", y=y, color=colour
        ),
        dots.mark_point(filled=True, size=62, opacity=1).encode(
            x=alt.X("share:Q", scale=scale, axis=ticks), y=y, color=colour, shape=alt.Shape("shape:N", scale=None)
        ),
    )
    padding = {"left": 14, "right": 22, "top": 3, "bottom": 19}
    return compile_chart(layers.properties(width=330, height=LANE * n_lanes), padding)
