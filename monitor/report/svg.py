"""Altair charts as inline SVG: compiled once, drawn with many tables; the same bytes for the same table.

A chart names its data (``alt.NamedData``); :func:`compile_chart` turns it into a Vega specification, :func:`draw` fills tables
in. So a page of a hundred panels compiles a handful of charts, and what two pages show alike, as in two languages, is drawn once.
"""

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from monitor.report.palette import GRID, TEXT

Records = Sequence[Mapping[str, Any]]
REMEMBERED = 1024
"""Pictures kept, of about 5 kB each: several reports' worth."""


@dataclass(frozen=True)
class Caption:
    """What a chart says to those who do not see it; ``ident`` begins its ids and is unique on the page."""

    ident: str
    title: str
    description: str


def compile_chart(chart: alt.LayerChart, padding: Mapping[str, int]) -> dict[str, Any]:
    """The chart as a Vega specification with fixed sizes, so that nothing depends on the fonts of the machine that draws it."""
    fixed = chart.properties(padding=dict(padding), autosize=alt.AutoSizeParams(type="none"), background="transparent").configure(
        aria=False, font="sans-serif", view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=TEXT, labelFontSize=11, gridColor=GRID, domain=False, ticks=False, labelLimit=0, labelOverlap=False, labelPadding=4,
        ),
    )  # fmt: skip
    vega: dict[str, Any] = vl_convert.vegalite_to_vega(fixed.to_dict())
    return vega


def draw(vega: Mapping[str, Any], tables: Mapping[str, Records], caption: Caption) -> Markup:
    """The chart with ``tables`` (by the name of their data) as ``<svg role="img">`` with ``<title>`` and ``<desc>``."""
    filled = [
        {**source, "values": list(tables[source["name"]])} if source["name"] in tables else source
        for source in vega["data"]
    ]
    drawn = _drawn(json.dumps({**vega, "data": filled}))
    drawn = re.sub(r'\bid="([^"]+)"', rf'id="{caption.ident}-\1"', drawn)
    drawn = re.sub(r"url\(#([^)]+)\)", rf"url(#{caption.ident}-\1)", drawn)
    box = re.search(r'viewBox="([^"]+)"', drawn)
    assert box is not None, "vl-convert gave an SVG without viewBox"
    return Markup(  # noqa: S704 - our own drawing; what came from data is escaped by Vega or here
        f'<svg class="chart" role="img" aria-labelledby="{caption.ident}-t {caption.ident}-d" viewBox="{box[1]}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{caption.ident}-t">{html.escape(caption.title)}</title>'
        f'<desc id="{caption.ident}-d">{html.escape(caption.description)}</desc>{drawn[drawn.index(">") + 1 :]}'
    )


@lru_cache(maxsize=REMEMBERED)
def _drawn(vega: str) -> str:
    """The SVG of a specification in JSON."""
    return _slim(vl_convert.vega_to_svg(vega))


def _slim(drawn: str) -> str:
    """Without invisible backgrounds and interaction attributes, lengths to two decimals: half the size, the same picture."""
    drawn = re.sub(r'<path class="(?:background|foreground)"[^>]*/>', "", drawn)
    drawn = re.sub(r' (?:pointer-events|aria-hidden|role|aria-roledescription|class)="[^"]*"', "", drawn)
    drawn = re.sub(r"(\d\.\d\d)\d+", r"\1", drawn)
    return re.sub(r"<g></g>", "", drawn)
