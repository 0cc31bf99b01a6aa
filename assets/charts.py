"""The report's own charts as images for the UI: panels laid out on one sheet, as SVG in a data URI.

The UI shows metadata as Markdown, where an image is an address. SVG is a third of the size of the PNG: every event carries its own.
"""

import base64
import html
from collections.abc import Iterable, Sequence
from typing import Any

import dagster as dg

from monitor.report.data import ReportData
from monitor.report.palette import TEXT
from monitor.report.sections.gaps import Gaps, gaps_section
from monitor.report.sections.moved import FrameRow, moved_section
from monitor.report.wording import Wording

MAX_FRAMES, MAX_PLACES = 5, 6
PANEL_WIDTH, PANEL_HEIGHT, STRIP_HEIGHT, HEAD, MARGIN, LABELS = 150, 80, 22, 20, 10, 460
_WIDTH = 960
GAPS_NOTE = "Beside each line: the two shares, and the 95% interval of their difference."
MOVED_NOTE = (
    "The frames shown are the first of the report's, the places those with the most articles; the report shows all."
)


def report_charts(data: ReportData) -> dict[str, dg.MetadataValue[Any]]:
    """What moved (the first frames, in the report's order) and who is apart from whom; an entry only where there is something to draw."""
    words = Wording("en")
    moved, gaps = moved_section(data, words), gaps_section(data, words)
    charts: dict[str, dg.MetadataValue[Any]] = {}
    if moved.rows:
        charts["what moved"] = _image(moved_sheet(moved.rows[:MAX_FRAMES]), f"{moved.intro} {MOVED_NOTE}")
    if gaps.top:
        charts["who is apart from whom"] = _image(gaps_sheet(gaps), f"{gaps.intro} {GAPS_NOTE}")
    return charts


def moved_sheet(rows: Sequence[FrameRow]) -> str:
    """SVG: a row of panels for each frame, a column for each of the places with the most articles, its newest share above."""
    shown, parts = busiest_places(rows), list[str]()
    top = MARGIN
    for row in rows:
        parts.append(_text(MARGIN, top + 13, row.name, bold=True))
        for column, panel in enumerate(panel for panel in row.panels if panel.place in shown):
            left = MARGIN + column * PANEL_WIDTH
            parts.append(_text(left + 24, top + 30, f"{panel.place} {panel.share}".strip()))
            if panel.chart is not None:
                parts.append(_placed(panel.chart, left, top + 34, PANEL_WIDTH, PANEL_HEIGHT))
        top += 34 + PANEL_HEIGHT + MARGIN
    return _sheet(parts, 2 * MARGIN + PANEL_WIDTH * len(shown), top)


def busiest_places(rows: Sequence[FrameRow]) -> frozenset[str]:
    """At most :data:`MAX_PLACES` places, those with the most articles in the newest week drawn."""
    sizes: dict[str, int] = {}
    for panel in (panel for row in rows for panel in row.panels):
        sizes[panel.place] = max(sizes.get(panel.place, 0), panel.latest.n_articles if panel.latest else 0)
    return frozenset(sorted(sizes, key=lambda place: (-sizes[place], place))[:MAX_PLACES])


def gaps_sheet(gaps: Gaps) -> str:
    """SVG: a line for each clear difference: frame and places, the interval against zero, its size in points."""
    parts = [_placed(gaps.axis, LABELS, MARGIN, 216, 14)]
    top = MARGIN + HEAD
    for view in gaps.top:
        parts.append(_text(MARGIN, top + 15, f"{view.frame}: {view.where}"))
        parts.append(_placed(view.chart, LABELS, top, 216, STRIP_HEIGHT))
        parts.append(_text(LABELS + 230, top + 15, f"{view.interval} points"))
        top += STRIP_HEIGHT + 4
    return _sheet(parts, _WIDTH, top + MARGIN)


def _image(svg: str, caption: str) -> dg.MetadataValue[Any]:
    address = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return dg.MetadataValue.md(f"{caption}\n\n![{caption}](data:image/svg+xml;base64,{address})")


def _sheet(parts: Iterable[str], width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _placed(chart: str, left: int, top: int, width: int, height: int) -> str:
    return str(chart).replace("<svg ", f'<svg x="{left}" y="{top}" width="{width}" height="{height}" ', 1)


def _text(left: int, baseline: int, words: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{left}" y="{baseline}" font-family="sans-serif" font-size="12" fill="{TEXT}"{weight}>{html.escape(words)}</text>'
