"""Everything a report shows, read in one short transaction."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from monitor.config import Settings
from monitor.report import compared_rows, coverage_rows, rows
from monitor.report.source import Answer, ask
from monitor.warehouse import query

N_STORIES = 3
"""Stories shown in full."""
N_FRAMES = 6
"""Frames drawn per story: those on which its places are furthest apart."""
N_HEADLINES = 3
"""Headlines per place and story."""
N_DISPUTES = 5
"""Disputes shown in each state."""
N_ATTENTION = 5
"""Shares of coverage, and stories not found, that are listed."""


@dataclass(frozen=True)
class FindingData:
    """What findings are chosen from."""

    week: date
    totals: Answer[rows.WeekTotals]
    shifts: Answer[rows.Shift]
    gaps: Answer[rows.Gap]
    contrasts: Answer[rows.Contrast]
    parts: Answer[compared_rows.Part]
    scorer: Answer[rows.ScorerRow]

    @property
    def scorer_id(self) -> str:
        """Scorer behind the figures; empty before anything was scored."""
        return self.scorer.rows[0].scorer if self.scorer.rows else ""


@dataclass(frozen=True)
class ComparedData:
    """What says how places differ, beyond single frames: distances, words, attention, what was not found."""

    divergence: Answer[compared_rows.Divergence]
    attention: Answer[compared_rows.Attention]
    not_found: Answer[compared_rows.NotFound]
    looked_at: Answer[compared_rows.LookedAt]
    terms: Answer[compared_rows.Term]
    term_pairs: Answer[compared_rows.TermPairs]


@dataclass(frozen=True)
class ReportData:
    """What the pages are made of. ``first_week`` is the first week drawn."""

    week: date
    first_week: date
    findings: FindingData
    trend: Answer[rows.TrendPoint]
    gap_counts: Answer[rows.GapCount]
    compared: ComparedData
    disputes: Answer[coverage_rows.Dispute]
    volume: Answer[coverage_rows.Volume]
    corrected: Answer[coverage_rows.Corrected]
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
        found, compared = self.findings, self.compared
        return (
            ("totals", found.totals), ("shifts", found.shifts), ("gaps", found.gaps), ("contrasts", found.contrasts),
            ("trend", self.trend), ("stories", self.stories), ("profiles", self.profiles), ("headlines", self.headlines),
            ("quotes", self.quotes), ("gap_counts", self.gap_counts), ("parts", found.parts), ("divergence", compared.divergence),
            ("attention", compared.attention), ("not_found", compared.not_found), ("looked_at", compared.looked_at),
            ("terms", compared.terms), ("term_pairs", compared.term_pairs), ("disputes", self.disputes), ("volume", self.volume),
            ("corrected", self.corrected), ("outlets", self.outlets), ("fetches", self.fetches), ("gold", self.gold),
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
        parts=ask(connection, "parts", compared_rows.Part, week=week),
        scorer=ask(connection, "scorer", rows.ScorerRow),
    )


def read_compared(connection: duckdb.DuckDBPyConnection, week: date) -> ComparedData:
    """How places differ over the newest range of weeks up to ``week``."""
    return ComparedData(
        divergence=ask(connection, "divergence", compared_rows.Divergence, week=week),
        attention=ask(connection, "attention", compared_rows.Attention, week=week, n_attention=N_ATTENTION),
        not_found=ask(connection, "not_found", compared_rows.NotFound, week=week, n_attention=N_ATTENTION),
        looked_at=ask(connection, "looked_at", compared_rows.LookedAt, week=week),
        terms=ask(connection, "terms", compared_rows.Term, week=week),
        term_pairs=ask(connection, "term_pairs", compared_rows.TermPairs, week=week),
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
        compared=read_compared(connection, week),
        disputes=ask(connection, "disputes", coverage_rows.Dispute, first_week=first, week=week, n_disputes=N_DISPUTES),
        volume=ask(connection, "volume", coverage_rows.Volume, week=week),
        corrected=ask(connection, "corrected", coverage_rows.Corrected, first_week=first, week=week),
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
