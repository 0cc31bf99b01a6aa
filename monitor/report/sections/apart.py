"""Who is apart from whom: distances over all frames, attention to stories, and stories that were not found."""

from dataclasses import dataclass

from markupsafe import Markup

from monitor.report.compared_rows import Attention, Divergence, LookedAt, NotFound
from monitor.report.data import ReportData
from monitor.report.numbers import decimals, percent
from monitor.report.strips import Interval, Scale, axis_strip, interval_strip
from monitor.report.svg import Caption
from monitor.report.wording import Wording

MAX_DISTANCES = 8
STEP = 0.02
"""The scale of distances ends at a multiple of it."""


@dataclass(frozen=True)
class Distance:
    """Two places, how far they frame apart, and the frame that adds most to it."""

    where: str
    value: float
    shown: str
    interval: str
    frame: str
    articles: str
    q: str
    is_clear: bool
    is_corrected: bool
    chart: Markup
    caveat: str


@dataclass(frozen=True)
class Apart:
    """Sentences and rows; ``attention`` and ``not_found`` are sentences, what was looked at and found first."""

    distances: tuple[Distance, ...]
    axis: Markup
    rest: str
    attention: tuple[str, ...]
    not_found: tuple[str, ...]


def apart_section(data: ReportData, words: Wording) -> Apart:
    """Distances, farthest first; attention; what was not found."""
    rows = data.compared.divergence.rows
    shown = rows[:MAX_DISTANCES]
    ends = [row.divergence_high or row.divergence for row in shown]
    scale = (0.0, max(STEP, -(-max(ends, default=STEP) // STEP) * STEP))
    distances = tuple(_distance(number, row, scale, words) for number, row in enumerate(shown, 1))
    rest = rows[MAX_DISTANCES:]
    left = words("distance_rest", n=len(rest), clear=sum(row.is_clear for row in rest)) if rest else ""
    labels = [decimals(end) for end in scale]
    axis = axis_strip(scale, labels, Caption("distance-axis", words("col_distance"), " ".join(labels)))
    looked = {row.part: row for row in data.compared.looked_at.rows}
    return Apart(
        distances, axis, left, _attention(data.compared.attention.rows, looked.get("attention"), words),
        _not_found(data.compared.not_found.rows, looked.get("not_found"), words),
    )  # fmt: skip


def _distance(number: int, row: Divergence, scale: Scale, words: Wording) -> Distance:
    where = words("pair", a=words.place(row.country_a), b=words.place(row.country_b))
    lo, hi = row.divergence_low, row.divergence_high
    corrected = row.method != "uncorrected"
    interval, chart = "", Markup()
    if lo is not None and hi is not None:
        interval = words("range", lo=decimals(lo, 3), hi=decimals(hi, 3))
        described = words("distance_desc", value=decimals(row.divergence, 3), lo=decimals(lo, 3), hi=decimals(hi, 3))
        chart = interval_strip(
            Interval(row.divergence, lo, hi, corrected), scale, Caption(f"distance-{number}", where, described)
        )
    return Distance(
        where, row.divergence, decimals(row.divergence, 3), interval, words.frame(row),
        words("gap_shares", a=row.n_articles_a, b=row.n_articles_b),
        words.q(row.q), row.is_clear, corrected, chart, words.reason(row.caveat) if row.caveat else "",
    )  # fmt: skip


def _attention(rows: tuple[Attention, ...], looked: LookedAt | None, words: Wording) -> tuple[str, ...]:
    if looked is None or not looked.n_tested:
        return (words("attention_untested"),)
    if not rows:
        return (words("attention_none", n=looked.n_tested),)
    return (words("attention_found", n=looked.n_tested, clear=looked.n_clear), *(_attended(row, words) for row in rows))


def _attended(row: Attention, words: Wording) -> str:
    said = words(
        "attention_item", place=words.place(row.country), event=words.either(row.event_en, row.event_zh), share=percent(row.share),
        share_elsewhere=percent(row.share_elsewhere), n=row.n_on_it, of=words.count("articles", row.n_articles),
        interval=words.interval(row.difference_low, row.difference_high),
    )  # fmt: skip
    return words.flow(said, words.reason(row.caveat)) if row.caveat else said


def _not_found(rows: tuple[NotFound, ...], looked: LookedAt | None, words: Wording) -> tuple[str, ...]:
    if looked is None or not looked.n_tested:
        return (words("not_found_untested"),)
    if not rows:
        return (words("not_found_none", n=looked.n_tested),)
    return (words("not_found_found", n=looked.n_tested, clear=looked.n_clear), *(_missed(row, words) for row in rows))


def _missed(row: NotFound, words: Wording) -> str:
    said = words(
        "not_found_item", place=words.place(row.country), story=words.either(row.story_en, row.story_zh), found=row.n_countries_found,
        of=row.n_countries, articles=words.count("articles", row.n_articles_found), expected=decimals(row.expected, 1),
        q=words.q(row.q), outlets=words.count("outlets", row.n_outlets),
    )  # fmt: skip
    return words.flow(said, words.reason(row.caveat)) if row.caveat else said
