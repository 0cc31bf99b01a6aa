"""Everything a report shows, read in one short transaction."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from monitor.config import Settings
from monitor.report import rows
from monitor.report.source import Answer, ask
from monitor.warehouse import query

N_STORIES = 3
"""Stories shown in full."""
N_FRAMES = 6
"""Frames drawn per story: those on which its places are furthest apart."""
N_HEADLINES = 3
"""Headlines per place and story."""


@dataclass(frozen=True)
class FindingData:
    """What findings are chosen from."""

    week: date
    totals: Answer[rows.WeekTotals]
    shifts: Answer[rows.Shift]
    gaps: Answer[rows.Gap]
    contrasts: Answer[rows.Contrast]
    scorer: Answer[rows.ScorerRow]

    @property
    def scorer_id(self) -> str:
        """Scorer behind the figures; empty before anything was scored."""
        return self.scorer.rows[0].scorer if self.scorer.rows else ""


@dataclass(frozen=True)
class ReportData:
    """What the pages are made of. ``first_week`` is the first week drawn."""

    week: date
    first_week: date
    findings: FindingData
    trend: Answer[rows.TrendPoint]
    gap_counts: Answer[rows.GapCount]
    stories: Answer[rows.StoryRow]
    profiles: Answer[rows.ProfilePoint]
    headlines: Answer[rows.Headline]
    quotes: Answer[rows.Quote]
    outlets: Answer[rows.OutletWeek]
    fetches: Answer[rows.FetchCount]
    quality: Answer[rows.Quality]
    agreement: Answer[rows.Agreement]
    gold: Answer[rows.GoldCount]
    withheld: Answer[rows.Withheld]

    @property
    def totals(self) -> rows.WeekTotals:
        """The week in numbers."""
        return self.findings.totals.rows[0]

    def queries(self) -> tuple[tuple[str, Answer[Any]], ...]:
        """Every answer by the name of its query, in the order of the pages."""
        found = self.findings
        return (
            ("totals", found.totals), ("shifts", found.shifts), ("gaps", found.gaps), ("contrasts", found.contrasts), ("trend", self.trend),
            ("stories", self.stories), ("profiles", self.profiles), ("headlines", self.headlines), ("quotes", self.quotes),
            ("gap_counts", self.gap_counts), ("outlets", self.outlets), ("fetches", self.fetches), ("gold", self.gold),
            ("agreement", self.agreement), ("quality", self.quality), ("scorer", found.scorer), ("withheld", self.withheld),
        )  # fmt: skip

    @property
    def places(self) -> tuple[str, ...]:
        """Places with estimates or stories, sorted."""
        return tuple(
            sorted({point.country for point in self.trend.rows} | {point.country for point in self.profiles.rows})
        )


def newest_complete_week(connection: duckdb.DuckDBPyConnection) -> date | None:
    """Monday of the newest complete week (in the text scope that is shown); of the newest week where none is; None without articles."""
    recorded = query(connection, "report_newest_week")["week"].to_pylist()
    if recorded:
        return date.fromisoformat(recorded[0])
    weeks = ask(connection, "weeks", rows.WeekRow).rows
    complete = [row.week for row in weeks if row.is_complete]
    return complete[-1] if complete else weeks[-1].week if weeks else None


def known_weeks(connection: duckdb.DuckDBPyConnection) -> tuple[date, ...]:
    """Mondays of the weeks in which articles were published, in order."""
    return tuple(row.week for row in ask(connection, "weeks", rows.WeekRow).rows)


def first_week_drawn(settings: Settings, week: date) -> date:
    """Monday of the first of the ``settings.trends.weeks`` weeks that end with ``week``."""
    return week - timedelta(weeks=settings.trends.weeks - 1)


def read_findings(connection: duckdb.DuckDBPyConnection, settings: Settings, week: date) -> FindingData:
    """What the findings of a week are chosen from."""
    first = first_week_drawn(settings, week)
    return FindingData(
        week=week,
        totals=ask(connection, "week", rows.WeekTotals, week=week),
        shifts=ask(connection, "shifts", rows.Shift, first_week=first, week=week),
        gaps=ask(connection, "gaps", rows.Gap, week=week),
        contrasts=ask(connection, "contrasts", rows.Contrast, week=week),
        scorer=ask(connection, "scorer", rows.ScorerRow),
    )


def read_report(connection: duckdb.DuckDBPyConnection, settings: Settings, week: date) -> ReportData:
    """Everything the report of a week shows."""
    first = first_week_drawn(settings, week)
    stories = ask(connection, "stories", rows.StoryRow, week=week, n_stories=N_STORIES)
    ids = [story.story for story in stories.rows]
    return ReportData(
        week=week,
        first_week=first,
        findings=read_findings(connection, settings, week),
        trend=ask(connection, "trend", rows.TrendPoint, first_week=first, week=week),
        gap_counts=ask(connection, "gap_counts", rows.GapCount, week=week),
        stories=stories,
        profiles=ask(connection, "profiles", rows.ProfilePoint, stories=ids, n_frames=N_FRAMES),
        headlines=ask(connection, "headlines", rows.Headline, stories=ids, week=week, n_headlines=N_HEADLINES),
        quotes=ask(
            connection, "quotes", rows.Quote, stories=ids, week=week, coder_kinds=list(settings.gold.coder_kinds)
        ),
        outlets=ask(connection, "outlets", rows.OutletWeek, week=week),
        fetches=ask(connection, "fetches", rows.FetchCount, week=week),
        quality=ask(connection, "quality", rows.Quality),
        agreement=ask(connection, "agreement", rows.Agreement),
        gold=ask(connection, "gold", rows.GoldCount),
        withheld=ask(connection, "withheld", rows.Withheld, first_week=first, week=week),
    )
