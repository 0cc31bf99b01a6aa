import re
from datetime import date, timedelta
from importlib import resources

import pytest

from monitor.report import palette
from monitor.report.panels import Span, trend_panel
from monitor.report.rows import Shift, TrendPoint
from monitor.report.strips import Dot, Interval, axis_strip, dot_strip, interval_strip
from monitor.report.svg import Caption

WEEKS = tuple(date(2026, 1, 5) + timedelta(weeks=index) for index in range(6))
SPAN = Span(WEEKS, "W2", "W7")
CAPTION = Caption("c1", "Frame & place", "Share <by> week")
CSS = (resources.files("monitor.report") / "templates" / "report.css").read_text(encoding="utf-8")
COLOURS = [palette.CORRECTED, palette.UNCORRECTED, palette.SHIFT, palette.TEXT, palette.ZERO, *palette.PLACE_COLOURS]


def point(week, share, *, corrected=True, complete=True, interval=True):
    low, high = (max(0, share - 0.1), min(1, share + 0.1)) if interval else (None, None)
    method = "ppi" if corrected else "uncorrected"
    return TrendPoint("f", "F", "框", 0, "CHN", week, share, low, high, 9, 4, 4, 5, method, corrected, complete)


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_panel_is_the_same_every_time_and_says_what_it_shows():
    points = [point(week, 0.1 * index) for index, week in enumerate(WEEKS)]
    svg = trend_panel(points, SPAN, None, CAPTION)
    assert svg == trend_panel(points, SPAN, None, CAPTION)
    assert svg.startswith('<svg class="chart" role="img" aria-labelledby="c1-t c1-d"')
    assert '<title id="c1-t">Frame &amp; place</title>' in svg
    assert "Share &lt;by&gt; week" in svg
    assert "W2" in svg
    assert "W7" in svg


def test_corrected_uncorrected_incomplete_and_shift_look_different():
    corrected, incomplete = point(WEEKS[0], 0.2), point(WEEKS[1], 0.3, complete=False)
    uncorrected = [point(week, 0.3, corrected=False) for week in WEEKS[2:4]]
    shift = Shift("CHN", "f", "F", "框", WEEKS[3], 0.2, 0.6, 0.4, 0.2, 0.6, 0.1, 0.7, 0.01, 6, 50, 9, 4, "ppi", None)
    svg = trend_panel([corrected, incomplete, *uncorrected], SPAN, shift, CAPTION)
    assert svg.count(f'fill="{palette.PAGE}"') == 1
    assert svg.count('stroke-dasharray="4,3"') == 1
    assert palette.UNCORRECTED in svg
    assert palette.SHIFT in svg
    assert palette.SHIFT not in trend_panel([corrected], SPAN, None, CAPTION)


def test_a_missing_week_breaks_the_line():
    joined = trend_panel([point(week, 0.5, interval=False) for week in WEEKS[:4]], SPAN, None, CAPTION)
    broken = trend_panel([point(week, 0.5, interval=False) for week in (*WEEKS[:2], *WEEKS[3:5])], SPAN, None, CAPTION)
    lines = [len(re.findall(r'<path d="[^"]+" stroke="', svg)) for svg in (joined, broken)]
    assert lines == [1, 2]


def test_strips_place_their_marks_to_scale():
    svg = interval_strip(Interval(0.25, 0.0, 0.5, corrected=True), (-0.5, 0.5), CAPTION)
    assert re.search(r"translate\(150,", svg), "a quarter above zero lies three quarters along 200 pixels"
    assert "−50" in axis_strip((-0.5, 0.5), ["−50", "+50", "0"], CAPTION)
    dots = dot_strip(
        [Dot(0.0, "#c2410c", "circle"), Dot(0.0, "#1b7837", "square"), Dot(1.0, "#0b6bb5", "cross")], CAPTION
    )
    assert len(set(re.findall(r'<path transform="(translate\([^)]+\))"', dots))) == 3, (
        "equal shares lie in lanes of their own"
    )


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_is_legible_by_day_and_by_night(colour):
    dark = re.search(rf'\[(?:fill|stroke)="{colour}"\] {{ (?:fill|stroke): (#[0-9a-f]{{6}})', CSS)
    assert dark, "no dark counterpart in report.css"
    needed = 4.5 if colour == palette.TEXT else 3.0
    assert contrast(colour, palette.PAGE) >= needed
    assert contrast(dark[1], "#15181c") >= needed


def test_text_colours_meet_the_contrast_of_wcag_aa():
    for block in re.findall(r":root \{([^}]*)\}", CSS):
        names = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))
        for text in ("ink", "soft", "accent", "warn", "alarm"):
            assert contrast(names[text], names["page"]) >= 4.5, text
            assert contrast(names[text], names["tint"]) >= 4.5, text
        assert contrast(names["note-ink"], names["note-back"]) >= 4.5
        for level in ("level-1", "level-2", "level-3", "level-4"):
            assert contrast(names["level-ink"], names[level]) >= 4.5, level


def test_more_places_than_colours_still_differ():
    assert len({palette.place_style(position) for position in range(40)}) == 40
