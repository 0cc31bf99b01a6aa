"""Colours and shapes of the charts.

Charts carry the light colours as attributes; ``report.css`` replaces each of them in the dark. Places are told apart by shape as well as
colour. Colours keep a contrast of 3:1 to the page (graphics) or 4.5:1 (text), and were chosen after Okabe and Ito's and Tol's palettes.
"""

CORRECTED = "#0b62a4"
UNCORRECTED = "#8a5300"
SHIFT = "#b3261e"
TEXT = "#4b5563"
GRID = "#d5dae1"
ZERO = "#6b7280"
PAGE = "#fefefe"
"""Fill of hollow marks: the page's colour."""

PLACE_COLOURS = ("#c2410c", "#1b7837", "#0b6bb5", "#7b2d8b", "#99004c", "#4a4a00", "#00686b", "#333333")
PLACE_SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "triangle-down",
    "cross",
    "triangle-right",
    "triangle-left",
)


def place_style(position: int) -> tuple[str, str]:
    """Colour and shape of the place at ``position``; beyond eight, pairs that were not used before."""
    round_, place = divmod(position, len(PLACE_COLOURS))
    return PLACE_COLOURS[place], PLACE_SHAPES[(place + round_) % len(PLACE_SHAPES)]
