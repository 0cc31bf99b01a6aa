"""Findings' charts as PNG: few mail readers show SVG."""

import vl_convert

from monitor.report.sections.findings import FindingView

WIDTH, STRIP, AXIS = 216, 22, 14
"""Size of a strip and of the scale below it, in pixels, as :mod:`monitor.report.strips` draws them."""
SHARPNESS = 3.0
"""Pixels of the PNG for one of these."""


def finding_png(view: FindingView) -> bytes:
    """The interval of a finding above its scale, on white, so that it can be read in the dark mode of a mail reader too."""
    sheet = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{STRIP + AXIS}" viewBox="0 0 {WIDTH} {STRIP + AXIS}">'
        f'<rect width="{WIDTH}" height="{STRIP + AXIS}" fill="#ffffff"/>'
        f"{_placed(str(view.chart), 0, STRIP)}{_placed(str(view.axis), STRIP, AXIS)}</svg>"
    )
    return bytes(vl_convert.svg_to_png(sheet, scale=SHARPNESS))


def _placed(chart: str, top: int, height: int) -> str:
    return chart.replace("<svg ", f'<svg x="0" y="{top}" width="{WIDTH}" height="{height}" ', 1)
