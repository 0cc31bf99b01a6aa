"""The findings, each with its interval drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.report.compared_rows import Part
from monitor.report.findings import Finding
from monitor.report.numbers import signed
from monitor.report.strips import Interval, Scale, axis_strip, interval_strip
from monitor.report.svg import Caption
from monitor.report.wording import Wording

STEP = 0.25
"""Scales end at a multiple of it."""


@dataclass(frozen=True)
class FindingView:
    """A finding as shown; ``parts`` tells where a difference comes from, empty where that was not measured."""

    finding: Finding
    kind: str
    sentence: str
    parts: str
    basis: str
    caveat: str
    method: str
    chart: Markup
    axis: Markup


def finding_views(findings: list[Finding], parts: Sequence[Part], words: Wording) -> list[FindingView]:
    """The findings on one common scale, differences with their parts."""
    reach = reach_of([bound for one in findings for bound in (one.lo, one.hi)])
    scale = (-reach, reach)
    return [_view(number, one, _parts(one, parts, words), scale, words) for number, one in enumerate(findings, start=1)]


def _kind(finding: Finding, words: Wording) -> str:
    """What it is; of a difference also over how many weeks: it is no news of the week."""
    if finding.kind == "difference" and finding.n_weeks is not None and finding.n_weeks > 1:
        return words("kind_difference_weeks", n=finding.n_weeks)
    return words(f"kind_{finding.kind}")


def _parts(finding: Finding, parts: Sequence[Part], words: Wording) -> str:
    """Where a difference comes from, when stories are taken as found."""
    split = {(row.frame, frozenset((row.country_a, row.country_b))): row for row in parts if row.resolution == "story"}
    row = split.get((finding.frame_id, frozenset(finding.places))) if finding.kind == "difference" else None
    if row is None or row.framing is None or row.framing_low is None or row.framing_high is None:
        return ""
    turn = -1 if row.difference < 0 else 1
    lo, hi = sorted((turn * row.framing_low, turn * row.framing_high))
    return words(
        "finding_framing", points=words.signed_points(turn * row.framing), interval=words.interval(lo, hi),
        unshared=words.signed_points(turn * (row.unshared or 0)), agenda=words.signed_points(turn * (row.agenda or 0)),
    )  # fmt: skip


def reach_of(bounds: list[float]) -> float:
    """Half-width of a scale around zero that holds all ``bounds``."""
    largest = max((abs(bound) for bound in bounds), default=STEP)
    return min(1.0, max(STEP, -(-largest // STEP) * STEP))


def scale_strip(scale: Scale, words: Wording, ident: str) -> Markup:
    """The scale below interval strips."""
    labels = [signed(end) for end in scale] + (["0"] if scale[0] < 0 < scale[1] else [])
    return axis_strip(scale, labels, Caption(ident, words("chart_points"), " ".join(labels)))


def _view(number: int, finding: Finding, parts: str, scale: Scale, words: Wording) -> FindingView:
    sentence = finding.sentence_en if words.language == "en" else finding.sentence_zh
    described = words(
        "chart_finding", estimate=signed(finding.estimate), interval=words.picked_interval(1, finding.lo, finding.hi)
    )
    interval = Interval(finding.estimate, finding.lo, finding.hi, finding.method != "uncorrected")
    chart = interval_strip(interval, scale, Caption(f"finding-{number}", words(f"kind_{finding.kind}"), described))
    basis = words(
        "basis", articles=words.count("articles", finding.n_articles), outlets=words.count("outlets", finding.n_outlets),
        stories=words.count("stories", finding.n_stories),
    )  # fmt: skip
    caveat = words.reason(finding.caveat) if finding.caveat else ""
    return FindingView(
        finding, _kind(finding, words), sentence, parts, basis, caveat, words.known("method", finding.method), chart,
        scale_strip(scale, words, f"finding-{number}-axis"),
    )  # fmt: skip
