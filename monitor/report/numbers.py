"""Numbers as a reader meets them: whole per cent and points, one decimal where a whole number would say nothing."""

import math

MINUS = "−"


def rounded(value: float) -> str:
    """Per cent or points from a fraction: halves away from zero, one decimal below one point, a true minus sign."""
    scaled = abs(value) * 100
    tenths = math.floor(scaled * 10 + 0.5) / 10
    text = f"{tenths:.1f}" if 0 < tenths < 1 else f"{math.floor(scaled + 0.5)}"
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def percent(value: float | None) -> str:
    """A share, e.g. ``62%``; a dash where there is none. A corrected share a little outside 0 to 1 is shown as 0% or 100%."""
    return "–" if value is None else f"{rounded(min(1.0, max(0.0, value)))}%"


def signed(value: float | None) -> str:
    """A difference in points with its sign, e.g. ``+48`` or ``−37``."""
    if value is None:
        return "–"
    text = rounded(value)
    return f"+{text}" if value > 0 and text != "0" else text


def decimals(value: float | None, places: int = 2) -> str:
    """A coefficient with fixed decimals; a dash where there is none."""
    return "–" if value is None else f"{value:.{places}f}".replace("-", MINUS)
