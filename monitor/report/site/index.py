"""The index: what was written, week by week, and the ways in."""

from collections.abc import Collection
from dataclasses import dataclass

from monitor.report.safe_text import display
from monitor.report.site.data import N_STORIES, SiteData
from monitor.report.site.rows import FindingRow, ReportRow
from monitor.report.site.stories import story_label
from monitor.report.wording import Wording

NEWEST_STORIES = 40
"""Stories listed on the index, the newest first."""


@dataclass(frozen=True)
class Found:
    """A finding, and its frame's page where there is one."""

    kind: str
    sentence: str
    frame: str
    caveat: str


@dataclass(frozen=True)
class ReportEntry:
    """A report: ``name`` is its file's without language and ending."""

    name: str
    label: str
    period: str
    basis: str
    findings: tuple[Found, ...]


@dataclass(frozen=True)
class StoryEntry:
    """A story in the list."""

    ident: str
    label: str
    basis: str
    last: str


@dataclass(frozen=True)
class IndexPage:
    """The index as shown."""

    reports: tuple[ReportEntry, ...]
    frames: tuple[tuple[str, str, str], ...]
    stories: tuple[StoryEntry, ...]
    stories_note: str


def week_name(row: ReportRow) -> str:
    """``2026-W12``: the name of a report's files without language and ending."""
    return f"{row.week:%G-W%V}"


def index_page(data: SiteData, words: Wording, reports: Collection[str], stories: Collection[str]) -> IndexPage:
    """``reports`` are the names of the reports whose files are there, ``stories`` the ids of those that have a page."""
    frames = {frame.frame for frame in data.frames}
    listed = tuple(
        StoryEntry(
            row.story, story_label(row, words),
            words("site_story_basis", articles=words.count("articles", row.n_articles), places=words.count("places", row.n_places)),
            words.day(row.last_published_at.date()),
        )
        for row in data.stories if row.is_shown and row.story in stories
    )  # fmt: skip
    return IndexPage(
        tuple(_entry(row, data, words, frames) for row in data.reports if week_name(row) in reports),
        tuple(
            (frame.frame, words.frame(frame), words.either(frame.definition_en, frame.definition_zh)) for frame in data.frames
        ),
        listed[:NEWEST_STORIES],
        words(
            "site_stories_note" if data.n_told > N_STORIES else "site_stories_note_all", told=words.count("stories", data.n_told),
            limit=N_STORIES, shown=min(len(listed), NEWEST_STORIES), weeks=words.weeks(data.first_week, data.week),
        ),
    )  # fmt: skip


def finding(row: FindingRow, words: Wording, frames: Collection[str]) -> Found:
    """A stored finding in one language."""
    sentence = row.sentence_en if words.language == "en" else row.sentence_zh
    caveat = words.reason(row.caveat) if row.caveat else ""
    return Found(words.known("kind", row.kind), display(sentence), row.frame if row.frame in frames else "", caveat)


def _entry(row: ReportRow, data: SiteData, words: Wording, frames: Collection[str]) -> ReportEntry:
    found = tuple(finding(one, words, frames) for one in data.findings.get(row.week, []))
    label = words.week(row.week, "site_report")
    return ReportEntry(week_name(row), label, words.period(row.week), words.count("articles", row.n_articles), found)
