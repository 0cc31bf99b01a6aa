"""New and fading disputes, with their articles by week."""

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from monitor.report.bars import week_bars
from monitor.report.coverage_rows import Dispute
from monitor.report.data import ReportData
from monitor.report.svg import Caption
from monitor.report.wording import Wording


@dataclass(frozen=True)
class DisputeView:
    """A dispute as shown: ``usual`` is the mean of the four weeks before, ``story`` the label of its story most told of late."""

    label: str
    story: str
    story_lang: str
    n_now: int
    usual: str
    since: str
    basis: str
    chart: Markup


@dataclass(frozen=True)
class DisputeGroup:
    """Disputes in one state, those with most articles first."""

    state: str
    name: str
    rows: tuple[DisputeView, ...]


def disputes_section(data: ReportData, words: Wording) -> tuple[DisputeGroup, ...]:
    """Disputes that are new, back, growing, fading, and the largest of the others."""
    numbered = enumerate(data.disputes.rows, start=1)
    grouped = groupby(numbered, key=lambda pair: pair[1].state)
    return tuple(
        DisputeGroup(state, words(f"disputes_{state}"), tuple(_view(number, row, words) for number, row in group))
        for state, group in grouped
    )


def _view(number: int, row: Dispute, words: Wording) -> DisputeView:
    label = words.dispute(row.dispute_en, row.dispute_zh)
    counts = words("list_separator").join(str(n) for n in row.by_week)
    caption = Caption(f"dispute-{number}", label, words("disputes_desc", counts=counts))
    basis = words(
        "disputes_basis",
        articles=words.count("articles", row.n_articles),
        stories=words.count("stories", row.n_stories),
    )
    return DisputeView(
        label,
        *words.headline(row.story_en, row.story_zh),
        row.n_now,
        f"{row.n_usual:.1f}".removesuffix(".0"),
        words.week(row.first_week),
        basis,
        week_bars(row.by_week, caption),
    )
