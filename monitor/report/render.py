"""Pages from data: HTML and Markdown, English and Chinese."""

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.config import Settings
from monitor.report import numbers, palette
from monitor.report.data import ReportData
from monitor.report.findings import Finding, has_enough
from monitor.report.safe_text import display, markdown, markdown_link, safe_url
from monitor.report.sections.apart import apart_section
from monitor.report.sections.disputes import disputes_section
from monitor.report.sections.findings import finding_views
from monitor.report.sections.gaps import gaps_section
from monitor.report.sections.health import health_section
from monitor.report.sections.moved import moved_section
from monitor.report.sections.parts import parts_section
from monitor.report.sections.stories import story_views
from monitor.report.sections.words import words_section
from monitor.report.wording import Wording
from monitor.topics import load_topics
from monitor.trends import measured_topics
from monitor.warehouse.connect import PUBLISHED_FILE

FORMATS = ("html", "md")
COUNT_WORDS = ("zero", "one", "two", "three")


@cache
def environment(kind: str) -> Environment:
    """Jinja with autoescape for ``html``; plain for ``md``, whose templates escape with the filters ``md`` and ``mdlink``."""
    made = Environment(
        loader=PackageLoader("monitor.report", "templates"),
        autoescape=kind == "html",  # noqa: S701 - Markdown is escaped by its own filters
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "md": markdown, "shown": display, "percent": numbers.percent, "signed": numbers.signed, "decimals": numbers.decimals,
    }  # fmt: skip
    made.globals |= {"mdlink": markdown_link, "safe_url": safe_url, "palette": palette}
    return made


def render(data: ReportData, findings: list[Finding], settings: Settings, language: str, name: str) -> dict[str, str]:
    """The pages of one language by format (html, md). ``name`` is the file name without language and ending, for links between pages."""
    context = _context(data, findings, settings, Wording(language), name)
    context["css"] = (resources.files("monitor.report") / "templates" / "report.css").read_text(encoding="utf-8")
    return {kind: environment(kind).get_template(f"report.{kind}.j2").render(context) for kind in FORMATS}


def topic_names(settings: Settings, language: str) -> list[str]:
    """Names of the topics that are measured, in the order of the topics' files."""
    wanted = measured_topics(settings)
    topics = load_topics(settings.topics).topics
    return [getattr(topic.name, language) for topic in topics if not wanted or topic.id in wanted]


MOSTLY = 0.9
"""Share of coded articles from which on the page says that corrected shares are nearly the coding itself."""


def _coding_note(data: ReportData, words: Wording) -> str:
    """What to know of corrected shares where all or nearly all articles behind them were coded; else empty."""
    n, coded = (sum(getattr(point, name) for point in data.trend.rows) for name in ("n_articles", "n_coded"))
    if not n or coded < MOSTLY * n:
        return ""
    return words("findings_all_coded") if coded == n else words("findings_mostly_coded")


def _context(
    data: ReportData, findings: list[Finding], settings: Settings, words: Wording, name: str
) -> dict[str, Any]:
    year, number, _ = data.week.isocalendar()
    totals, scope = data.totals, settings.trends.text_scope
    topics = words.join(topic_names(settings, words.language))
    return {
        "w": words, "data": data, "totals": totals, "synthetic": settings.synthetic, "name": name,
        "other": "zh" if words.language == "en" else "en",
        "title": words("title", topics=topics, number=number, year=year), "kicker": words("kicker", topics=topics),
        "period": words.period(data.week),
        "lead": words(
            "lead", articles=words.count("articles", totals.n_relevant), outlets=words.count("outlets", totals.n_outlets),
            places=words.count("places", totals.n_places), stories=words.count("stories", totals.n_stories),
        ),
        "lead_scope": words(f"lead_scope_{scope}", counted=words.count("articles", totals.n_counted)),
        "scope": words(f"scope_{scope}"),
        "enough": has_enough(data.findings, settings), "min_outlets": words.count("outlets", settings.trends.min_outlets),
        "findings_title": words.form("findings_title", COUNT_WORDS[len(findings)]),
        "coding_note": _coding_note(data, words),
        "findings": finding_views(findings, data.findings.parts.rows, words), "moved": moved_section(data, words),
        "stories": story_views(data, words),
        "gaps": gaps_section(data, words), "split": parts_section(data, findings, words), "apart": apart_section(data, words),
        "words": words_section(data, words), "disputes": disputes_section(data, words), "health": health_section(data, words),
        "scorer": data.findings.scorer.rows[0] if data.findings.scorer.rows else None,
        "gold_kinds": words.join(words.known("coder", kind) for kind in settings.gold.coder_kinds),
        "database": f"data/{PUBLISHED_FILE}",
        "queries": data.queries(),
    }  # fmt: skip
