"""Where the differences come from: stories only one side tells, attention to shared ones, and how these are told."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.report.compared_rows import Part
from monitor.report.data import ReportData
from monitor.report.findings import Finding
from monitor.report.numbers import signed
from monitor.report.sections.findings import reach_of, scale_strip
from monitor.report.strips import Interval, Scale, interval_strip
from monitor.report.svg import Caption
from monitor.report.wording import Wording

MAX_PARTS = 6
PARTS = ("unshared", "agenda", "framing")


@dataclass(frozen=True)
class PartView:
    """One part with its interval: fractions, above zero where it adds to the difference; ``size`` is None where nothing was split."""

    name: str
    size: float | None
    interval: str
    chart: Markup


@dataclass(frozen=True)
class Split:
    """A difference told from the side with the larger share, and its parts; ``framing_by_dispute`` is the last when stories are
    summed up to disputes.
    """

    frame: str
    where: str
    size: float
    basis: str
    parts: tuple[PartView, ...]
    framing_by_dispute: str
    note: str


@dataclass(frozen=True)
class Parts:
    """The largest clear differences, split, on one scale."""

    splits: tuple[Split, ...]
    axis: Markup


def parts_section(data: ReportData, findings: Sequence[Finding], words: Wording) -> Parts:
    """The largest clear differences, and those among the findings, with their parts."""
    found = {(one.frame_id, frozenset(one.places)) for one in findings if one.kind == "difference"}
    every = [row for row in data.findings.parts.rows if row.resolution == "story"]
    rows = [
        row
        for place, row in enumerate(every)
        if place < MAX_PARTS or (row.frame, frozenset((row.country_a, row.country_b))) in found
    ]
    by_dispute = {_key(row): row for row in data.findings.parts.rows if row.resolution == "dispute"}
    bounds = [getattr(row, f"{name}_{end}") for row in rows for name in PARTS for end in ("low", "high")]
    reach = reach_of([bound for bound in bounds if bound is not None])
    splits = tuple(
        _split(number, row, by_dispute.get(_key(row)), (-reach, reach), words) for number, row in enumerate(rows, 1)
    )
    return Parts(splits, scale_strip((-reach, reach), words, "parts-axis") if splits else Markup())


def _key(row: Part) -> tuple[str, str, str]:
    return row.country_a, row.country_b, row.frame


def _turn(row: Part) -> int:
    """-1 where the second place has the larger share: then everything is told with its signs turned."""
    return -1 if row.difference < 0 else 1


def _split(number: int, row: Part, dispute: Part | None, scale: Scale, words: Wording) -> Split:
    turn = _turn(row)
    upper, lower = (row.country_b, row.country_a) if turn < 0 else (row.country_a, row.country_b)
    where = words("gap_where", a=words.place(upper), b=words.place(lower))
    parts = tuple(_part(f"part-{number}-{name}", name, row, scale, words) for name in PARTS)
    coarse = _framing(dispute, turn, words)
    basis = words("parts_basis", stories=words.count("stories", row.n_shared))
    note = words.reason(row.note) if row.note else ""
    return Split(words.frame(row), where, abs(row.difference), basis, parts, coarse, note)


def _part(ident: str, name: str, row: Part, scale: Scale, words: Wording) -> PartView:
    turn = _turn(row)
    size, low, high = (getattr(row, f"{name}{end}") for end in ("", "_low", "_high"))
    label = words(f"part_{name}")
    if size is None:
        return PartView(label, None, "–", Markup())
    if low is None or high is None:
        return PartView(label, turn * size, "", Markup())
    lo, hi = sorted((turn * low, turn * high))
    described = words("chart_finding", estimate=signed(turn * size), interval=words.interval(lo, hi))
    chart = interval_strip(
        Interval(turn * size, lo, hi, row.method != "uncorrected"), scale, Caption(ident, label, described)
    )
    return PartView(label, turn * size, words.range(lo, hi), chart)


def _framing(row: Part | None, turn: int, words: Wording) -> str:
    """The part that is framing when stories are summed up to disputes, with its interval; a dash where it was not split."""
    if row is None or row.framing is None:
        return "–"
    if row.framing_low is None or row.framing_high is None:
        return signed(turn * row.framing)
    lo, hi = sorted((turn * row.framing_low, turn * row.framing_high))
    return f"{signed(turn * row.framing)}{words('aside', text=words.range(lo, hi))}"
