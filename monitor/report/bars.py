"""Counts by week as small bars."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
from markupsafe import Markup

from monitor.report.palette import CORRECTED, GRID, ZERO
from monitor.report.svg import Caption, compile_chart, draw


def week_bars(counts: Sequence[int], caption: Caption) -> Markup:
    """SVG of counts, one bar a week, the newest last and darkest; a baseline shows where a week has none."""
    most = max(max(counts, default=0), 4)
    rows = [
        {"week": number, "n": n / most, "colour": CORRECTED if number == len(counts) - 1 else ZERO}
        for number, n in enumerate(counts)
    ]
    return draw(_template(len(counts)), {"bars": rows}, caption)


@cache
def _template(n_weeks: int) -> dict[str, Any]:
    bars = alt.Chart(alt.NamedData("bars"))
    x = alt.X("week:O", axis=None, scale=alt.Scale(domain=list(range(n_weeks)), paddingInner=0.2))
    y = alt.Y("n:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    layers = alt.layer(
        bars.mark_bar().encode(x=x, y=y, color=alt.Color("colour:N", scale=None)),
        bars.mark_tick(thickness=1, color=GRID).encode(x=x, y=alt.datum(0, type="quantitative")),
    )
    return compile_chart(
        layers.properties(width=11 * n_weeks, height=26), {"left": 2, "right": 2, "top": 2, "bottom": 2}
    )
