"""What a message says, in one language, before it is a mail or a chat message."""

from dataclasses import dataclass

from monitor.config import Settings
from monitor.delivery.issue import Choice, Issue
from monitor.report.data import FindingData
from monitor.report.findings import has_enough
from monitor.report.render import COUNT_WORDS, topic_names
from monitor.report.safe_text import clip, display
from monitor.report.sections.findings import FindingView, finding_views
from monitor.report.wording import Wording

LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Quoted:
    """A passage of an article, at most 300 characters, with where it stands."""

    text: str
    language: str
    source: str
    url: str | None


@dataclass(frozen=True)
class Part:
    """Findings under one heading."""

    heading: str
    views: tuple[FindingView, ...]


@dataclass(frozen=True)
class Letter:
    """Title and texts are one line each, harmless to show; ``link`` is an address of the reports' site, or None."""

    language: str
    subject: str
    title: str
    period: str
    lead: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    footer: tuple[str, ...]
    link: str | None = None
    attachment: str | None = None
    synthetic: str | None = None
    quotes: tuple[Quoted, ...] = ()

    @property
    def views(self) -> tuple[FindingView, ...]:
        """All findings, in the order shown."""
        return tuple(view for part in self.parts for view in part.views)


def report_letter(issue: Issue, choice: Choice, settings: Settings, language: str) -> Letter:
    """The mail of a weekly report."""
    words = Wording(language)
    views = finding_views(choice.findings, issue.data.parts.rows, words)
    page = issue.pages.get(language)
    title = report_title(issue.data, settings, words)
    return Letter(
        language=language, subject=subject_line(title, settings, words), title=title, period=words.period(issue.week),
        lead=_lead(issue.data, words, settings),
        parts=_parts(views, len(choice.own), words), notes=_notes(issue.data, settings, words, any_finding=bool(views)),
        footer=(words("mail_why"), words("mail_stop", sender=settings.delivery.sender or "")),
        link=page_link(settings, page.file) if page else None, attachment=page.file if page else None,
        synthetic=words("mail_synthetic") if settings.synthetic else None,
    )  # fmt: skip


def report_title(data: FindingData, settings: Settings, words: Wording) -> str:
    """``AI security disputes, week 12 of 2026``."""
    year, number, _ = data.week.isocalendar()
    topics = words.join([display(name) for name in topic_names(settings, words.language)])
    return display(words("title", topics=topics, number=number, year=year))


def subject_line(title: str, settings: Settings, words: Wording) -> str:
    """The title as a subject: one line without controls and hidden signs, marked where the texts are invented."""
    mark = words("aside", text=words("synthetic_label")) if settings.synthetic else ""
    return clip(display(title), LONGEST_SUBJECT) + mark


def page_link(settings: Settings, file: str) -> str | None:
    """Where a report file stands on the site."""
    site = settings.delivery.site_url
    return None if site is None else f"{site}/{file}"


def _lead(data: FindingData, words: Wording, settings: Settings) -> str:
    totals = data.totals.rows[0]
    first = words(
        "lead", articles=words.count("articles", totals.n_relevant), outlets=words.count("outlets", totals.n_outlets),
        places=words.count("places", totals.n_places), stories=words.count("stories", totals.n_stories),
    )  # fmt: skip
    counted = words.count("articles", totals.n_counted)
    return words.flow(first, words(f"lead_scope_{settings.trends.text_scope}", counted=counted))


def _parts(views: list[FindingView], n_own: int, words: Wording) -> tuple[Part, ...]:
    own, general = tuple(views[:n_own]), tuple(views[n_own:])
    parts = [Part(words("mail_own"), own)] if own else []
    if general:
        title = words("mail_general") if own else words.form("findings_title", COUNT_WORDS[len(general)])
        parts.append(Part(title, general))
    return tuple(parts)


def _notes(data: FindingData, settings: Settings, words: Wording, *, any_finding: bool) -> tuple[str, ...]:
    closing = words.flow(words("mail_intervals"), words("mail_words"))
    if any_finding:
        return (closing,)
    outlets = words.count("outlets", settings.trends.min_outlets)
    nothing = words("mail_none") if has_enough(data, settings) else words("findings_little", outlets=outlets)
    return (nothing, closing)
