"""Data health: what came in, from whom, and how good the scores are."""

from dataclasses import dataclass

from monitor.report.coverage_rows import Volume
from monitor.report.data import ReportData
from monitor.report.numbers import percent
from monitor.report.rows import OutletWeek
from monitor.report.wording import Wording


@dataclass(frozen=True)
class OutletView:
    """An outlet's week: counts as they are, bars as fractions of the largest count."""

    row: OutletWeek
    name: str
    place: str
    usual: str
    bar: float
    usual_bar: float
    state: str


@dataclass(frozen=True)
class VolumeView:
    """A place's week against its usual number: ``state`` is below, above or within the range of the weeks before, or new."""

    row: Volume
    place: str
    usual: str
    span: str
    state: str


MAX_OUTLETS = 60
"""Outlets listed; of more, those with most articles, or usually most."""


@dataclass(frozen=True)
class Health:
    """The section's sentences and outlets; ``rest`` tells of those that are not listed, empty when all are."""

    intro: str
    notes: tuple[str, ...]
    volume: tuple[VolumeView, ...]
    outlets: tuple[OutletView, ...]
    rest: str


def health_section(data: ReportData, words: Wording) -> Health:
    """Outlets by place; ``notes`` name the silent ones and those well below their usual number."""
    totals = data.totals
    intro = words(
        "health_intro", all=words.count("articles", totals.n_articles), relevant=totals.n_relevant,
        share=percent(totals.n_relevant / totals.n_articles if totals.n_articles else None),
        copies=totals.n_copies, short=totals.n_not_counted,
    )  # fmt: skip
    largest = max((max(row.n_articles, row.n_articles_usual or 0) for row in data.outlets.rows), default=0) or 1
    outlets = tuple(_outlet(row, largest, words) for row in data.outlets.rows)
    listed, rest = _listed(outlets)
    left = words(
        "health_rest", outlets=words.count("outlets", len(rest)), articles=sum(one.row.n_articles for one in rest)
    )
    volume = tuple(_volume(row, words) for row in data.volume.rows)
    return Health(intro, tuple(_notes(outlets, words)), volume, listed, left if rest else "")


def _volume(row: Volume, words: Wording) -> VolumeView:
    if row.n_least is None or row.n_most is None or row.n_usual is None:
        return VolumeView(row, words.place(row.country), "–", "–", "new")
    state = "below" if row.n_now < row.n_least else "above" if row.n_now > row.n_most else "within"
    span = words("range", lo=row.n_least, hi=row.n_most)
    return VolumeView(row, words.place(row.country), f"{row.n_usual:g}", span, state)


def _listed(outlets: tuple[OutletView, ...]) -> tuple[tuple[OutletView, ...], tuple[OutletView, ...]]:
    """The outlets that are listed, in their order, and the others."""
    by_size = sorted(outlets, key=lambda one: -max(one.row.n_articles, one.row.n_articles_usual or 0))
    chosen = {one.row.outlet_id for one in by_size[:MAX_OUTLETS]}
    return (
        tuple(one for one in outlets if one.row.outlet_id in chosen),
        tuple(one for one in outlets if one.row.outlet_id not in chosen),
    )


def state_of(row: OutletWeek) -> str:
    """``silent``, ``low`` (at most half the usual, at least two fewer), ``new`` (nothing to compare with) or ``ok``."""
    if row.is_silent:
        return "silent"
    if row.n_articles_usual is None:
        return "new"
    return "low" if row.n_articles <= row.n_articles_usual / 2 and row.n_articles_usual - row.n_articles >= 2 else "ok"


def _outlet(row: OutletWeek, largest: float, words: Wording) -> OutletView:
    usual = "–" if row.n_articles_usual is None else f"{row.n_articles_usual:g}"
    return OutletView(
        row, words.either(row.outlet, row.outlet_zh), words.place(row.country), usual, row.n_articles / largest,
        (row.n_articles_usual or 0) / largest, state_of(row),
    )  # fmt: skip


def _notes(outlets: tuple[OutletView, ...], words: Wording) -> list[str]:
    silent, low = ([one.name for one in outlets if one.state == state] for state in ("silent", "low"))
    notes = [words("health_silent", outlets=words.join(silent)) if silent else words("health_heard")]
    return [*notes, words("health_low", outlets=words.join(low))] if low else notes
