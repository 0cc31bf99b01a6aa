"""Who is apart from whom: the largest clear differences and how many there are between each two places."""

from dataclasses import dataclass

from markupsafe import Markup

from monitor.report.data import ReportData
from monitor.report.numbers import percent, signed
from monitor.report.rows import Gap
from monitor.report.sections.findings import reach_of, scale_strip
from monitor.report.strips import Interval, Scale, interval_strip
from monitor.report.svg import Caption
from monitor.report.wording import Wording

MAX_GAPS = 12


@dataclass(frozen=True)
class GapView:
    """A difference told from the side with the larger share: sizes are fractions above zero."""

    frame: str
    where: str
    size: float
    lo: float
    hi: float
    articles: str
    interval: str
    q: str
    is_corrected: bool
    chart: Markup
    caveat: str


@dataclass(frozen=True)
class Gaps:
    """The section: ``matrix`` rows are (place, cells), a cell (clear, tested) or None on the diagonal; ``withheld`` says why not."""

    intro: str
    top: tuple[GapView, ...]
    axis: Markup
    places: tuple[str, ...]
    matrix: tuple[tuple[str, tuple[tuple[int, int] | None, ...]], ...]
    withheld: tuple[str, ...] = ()


def gaps_section(data: ReportData, words: Wording) -> Gaps:
    """The differences of the newest range of weeks up to the report's."""
    rows = data.findings.gaps.rows
    if not rows:
        why = dict.fromkeys(words.reason(row.note) for row in data.withheld.rows if row.part == "gap_withheld")
        return Gaps("", (), Markup(), (), (), tuple(why))
    clear = [row for row in rows if row.is_clear][:MAX_GAPS]
    scale = (0.0, reach_of([bound for row in clear for bound in (row.difference_low, row.difference_high)]))
    top = tuple(_view(number, row, scale, words) for number, row in enumerate(clear, start=1))
    tested = [row for row in data.gap_counts.rows if row.n_tested]
    places = sorted({row.country_a for row in tested} | {row.country_b for row in tested})
    counts = {frozenset((row.country_a, row.country_b)): (row.n_clear, row.n_tested) for row in tested}
    matrix = tuple((words.place(one), tuple(counts.get(frozenset((one, other))) for other in places)) for one in places)
    intro = words("gaps_intro", weeks=words.weeks(rows[0].first_week, rows[0].last_week))
    return Gaps(
        intro, top, scale_strip(scale, words, "gap-axis"), tuple(words.place(place) for place in places), matrix
    )


def _view(number: int, row: Gap, scale: Scale, words: Wording) -> GapView:
    turned = row.difference < 0
    upper, lower = (row.country_b, row.country_a) if turned else (row.country_a, row.country_b)
    shares = sorted((row.share_a, row.share_b), reverse=True)
    counts = (row.n_articles_b, row.n_articles_a) if turned else (row.n_articles_a, row.n_articles_b)
    lo, hi = (-row.difference_high, -row.difference_low) if turned else (row.difference_low, row.difference_high)
    size = abs(row.difference)
    where = words(
        "gap_sides", a=words.place(upper), share_a=percent(shares[0]), b=words.place(lower), share_b=percent(shares[1])
    )
    articles = words("gap_shares", a=counts[0], b=counts[1])
    corrected = row.method != "uncorrected"
    title = f"{words.frame(row)}{words('label_separator')}{where}"
    described = words("chart_finding", estimate=signed(size), interval=words.interval(lo, hi))
    chart = interval_strip(Interval(size, lo, hi, corrected), scale, Caption(f"gap-{number}", title, described))
    return GapView(
        words.frame(row), where, size, lo, hi, articles,
        words.range(lo, hi), words.q(row.q), corrected, chart, words.reason(row.caveat) if row.caveat else "",
    )  # fmt: skip
