"""Everything the site shows, read in one short transaction: one query for all pages, never one a page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Protocol, TypeVar

import duckdb

from monitor.config import Settings
from monitor.report.data import first_week_drawn, newest_complete_week
from monitor.report.rows import Shift, TrendPoint
from monitor.report.site import rows
from monitor.report.source import Value, ask, with_literals
from monitor.warehouse import query, sql_text

N_STORIES = 200
"""Stories of the weeks drawn that get a page, the most covered ones; those that have one keep it."""
N_PASSAGES = 2
"""Passages of the newest week shown of each place on a frame's page."""

Row = TypeVar("Row")


class OfStory(Protocol):
    """A row that belongs to a story."""

    @property
    def story(self) -> str:
        """Id of the story."""


class OfFrame(Protocol):
    """A row that belongs to a frame."""

    @property
    def frame(self) -> str:
        """Id of the frame."""


StoryPart = TypeVar("StoryPart", bound=OfStory)
FramePart = TypeVar("FramePart", bound=OfFrame)


@dataclass(frozen=True)
class SiteData:
    """Rows by story and by frame. ``merged`` names where stories that are no more went, ``gone`` those that went nowhere."""

    week: date
    first_week: date
    reports: tuple[rows.ReportRow, ...]
    findings: Mapping[date, Sequence[rows.FindingRow]]
    stories: tuple[rows.StoryRow, ...]
    n_told: int
    merged: Mapping[str, str]
    gone: tuple[str, ...]
    timeline: Mapping[str, Sequence[rows.Telling]]
    profiles: Mapping[str, Sequence[rows.ProfileRow]]
    contrasts: Mapping[str, Sequence[rows.ContrastRow]]
    quotes: Mapping[str, Sequence[rows.QuoteRow]]
    frames: tuple[rows.FrameDefinition, ...]
    trend: Mapping[str, Sequence[TrendPoint]]
    shifts: Mapping[str, Sequence[Shift]]
    gaps: Mapping[str, Sequence[rows.GapRow]]
    passages: Mapping[str, Sequence[rows.PassageRow]]
    scorer: str


def read_site(connection: duckdb.DuckDBPyConnection, settings: Settings, known: Collection[str]) -> SiteData | None:
    """What the pages show; ``known`` are the stories that have a page already. None before there is an article."""
    week = newest_complete_week(connection)
    if week is None:
        return None
    first, kinds = first_week_drawn(settings, week), list(settings.gold.coder_kinds)
    reports = _ask(connection, "reports", rows.ReportRow)
    weeks = [report.week.isoformat() for report in reports]
    alive = {row["story_id"] for row in query(connection, "site_alive", known=sorted(known)).to_pylist()}
    gone = sorted(set(known) - alive)
    merged = {row.story: row.successor for row in _ask(connection, "successors", rows.Successor, gone=gone)}
    wanted = sorted(alive | set(merged.values()))
    stories = _ask(
        connection, "stories", rows.StoryRow, first_week=first, week=week, n_stories=N_STORIES, report_weeks=weeks, known=wanted
    )  # fmt: skip
    ids = [row.story for row in stories]
    scorer = query(connection, "report_scorer")["scorer"].to_pylist()
    return SiteData(
        week=week, first_week=first, reports=reports, findings=_by_week(_ask(connection, "findings", rows.FindingRow)),
        stories=stories, n_told=stories[0].n_told if stories else 0,
        merged=merged, gone=tuple(story for story in gone if story not in merged),
        timeline=by_story(_ask(connection, "timeline", rows.Telling, stories=ids)),
        profiles=by_story(_ask(connection, "profiles", rows.ProfileRow, stories=ids)),
        contrasts=by_story(_ask(connection, "contrasts", rows.ContrastRow, stories=ids)),
        quotes=by_story(_ask(connection, "quotes", rows.QuoteRow, stories=ids, coder_kinds=kinds)),
        frames=_ask(connection, "frames", rows.FrameDefinition),
        trend=by_frame(ask(connection, "trend", TrendPoint, first_week=first, week=week).rows),
        shifts=by_frame(ask(connection, "shifts", Shift, first_week=first, week=week).rows),
        gaps=by_frame(_ask(connection, "gaps", rows.GapRow)),
        passages=by_frame(
            _ask(connection, "passages", rows.PassageRow, week=week, n_passages=N_PASSAGES, coder_kinds=kinds)
        ),
        scorer=scorer[0] if scorer else "",
    )  # fmt: skip


def sql_of(name: str, **parameters: Value) -> str:
    """``queries/NAME.sql`` as a reader can run it on the published database, parameters written out."""
    text = sql_text(name)
    return with_literals(text, {key: value for key, value in parameters.items() if f"${key}" in text})


def _ask(connection: duckdb.DuckDBPyConnection, name: str, row: type[Row], **parameters: Value) -> tuple[Row, ...]:
    """Rows of ``queries/site_NAME.sql``. Raises TypeError when its columns are not the fields of ``row``."""
    table = query(connection, f"site_{name}", **parameters)
    wanted = [field.name for field in fields(row)]  # type: ignore[arg-type]
    if table.column_names != wanted:
        raise TypeError(
            f"site_{name}.sql returns {', '.join(table.column_names)}; {row.__name__} has {', '.join(wanted)}"
        )
    return tuple(row(**one) for one in table.to_pylist())


def by_story(found: Iterable[StoryPart]) -> dict[str, list[StoryPart]]:
    """Rows by their story, in order."""
    sorted_out: defaultdict[str, list[StoryPart]] = defaultdict(list)
    for row in found:
        sorted_out[row.story].append(row)
    return dict(sorted_out)


def by_frame(found: Iterable[FramePart]) -> dict[str, list[FramePart]]:
    """Rows by their frame, in order."""
    sorted_out: defaultdict[str, list[FramePart]] = defaultdict(list)
    for row in found:
        sorted_out[row.frame].append(row)
    return dict(sorted_out)


def _by_week(found: Iterable[rows.FindingRow]) -> dict[date, list[rows.FindingRow]]:
    sorted_out: defaultdict[date, list[rows.FindingRow]] = defaultdict(list)
    for row in found:
        sorted_out[row.week].append(row)
    return dict(sorted_out)
