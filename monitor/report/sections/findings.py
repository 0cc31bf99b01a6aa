"""The findings, each with its interval drawn."""

from dataclasses import dataclass

from markupsafe import Markup

from monitor.report.findings import Finding
from monitor.report.numbers import signed
from monitor.report.strips import Interval, Scale, axis_strip, interval_strip
from monitor.report.svg import Caption
from monitor.report.wording import Wording

STEP = 0.25
"""Scales end at a multiple of it."""


@dataclass(frozen=True)
class FindingView:
    """A finding as shown."""

    finding: Finding
    kind: str
    sentence: str
    basis: str
    caveat: str
    method: str
    chart: Markup
    axis: Markup


def finding_views(findings: list[Finding], words: Wording) -> list[FindingView]:
    """The findings on one common scale."""
    reach = reach_of([bound for one in findings for bound in (one.lo, one.hi)])
    return [_view(number, one, (-reach, reach), words) for number, one in enumerate(findings, start=1)]


def reach_of(bounds: list[float]) -> float:
    """Half-width of a scale around zero that holds all ``bounds``."""
    largest = max((abs(bound) for bound in bounds), default=STEP)
    return min(1.0, max(STEP, -(-largest // STEP) * STEP))


def scale_strip(scale: Scale, words: Wording, ident: str) -> Markup:
    """The scale below interval strips."""
    labels = [signed(end) for end in scale] + (["0"] if scale[0] < 0 < scale[1] else [])
    return axis_strip(scale, labels, Caption(ident, words("chart_points"), " ".join(labels)))


def _view(number: int, finding: Finding, scale: Scale, words: Wording) -> FindingView:
    sentence = finding.sentence_en if words.language == "en" else finding.sentence_zh
    described = words(
        "chart_finding", estimate=signed(finding.estimate), interval=words.interval(finding.lo, finding.hi)
    )
    interval = Interval(finding.estimate, finding.lo, finding.hi, finding.method != "uncorrected")
    chart = interval_strip(interval, scale, Caption(f"finding-{number}", words(f"kind_{finding.kind}"), described))
    basis = words(
        "basis", articles=words.count("articles", finding.n_articles), outlets=words.count("outlets", finding.n_outlets),
        stories=words.count("stories", finding.n_stories),
    )  # fmt: skip
    caveat = words.reason(finding.caveat) if finding.caveat else ""
    return FindingView(
        finding, words(f"kind_{finding.kind}"), sentence, basis, caveat, words.known("method", finding.method), chart,
        scale_strip(scale, words, f"finding-{number}-axis"),
    )  # fmt: skip
