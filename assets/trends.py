"""Trends: how framing moves and differs."""

from dataclasses import asdict

import dagster as dg

from assets.charts import report_charts
from assets.failures import told
from assets.framing import annotations, frame_scores
from assets.metadata import counts, tables
from assets.report_metadata import read_week
from assets.resources import MonitorProject
from assets.stage import OWNERS
from assets.stories import stories
from monitor.trends import estimate_trends


@dg.asset(group_name="e_trends", owners=OWNERS, kinds={"python", "duckdb"}, deps=[stories, annotations, frame_scores])
def frame_trends(project: MonitorProject) -> dg.MaterializeResult[None]:
    """Weekly prevalence of each frame with intervals, differences between countries, contrasts, shifts, attention and lags.

    Tables: `weekly_frame_prevalence`, `frame_differences`, `framing_decomposition`, `story_frame_contrasts`, `story_contrast_passages`,
    `frame_shifts`, `country_divergence`, `country_divergence_frames`, `distinctive_terms`, `agenda`, `lead_lag`, `not_found_in_sources`,
    `counted_articles` (behind every n), `estimated_weeks` (since when a week's figures stand;
    weeks of which nothing changed are left as they are).
    """
    with told(project):
        settings = project.settings()
        summary = estimate_trends(settings, project.warehouse())
        shown = tables(project.warehouse(), newest_complete_week="trends", lasting_changes="shifts")
        charts = {} if summary.week is None else report_charts(read_week(project, settings, summary.week))
    return dg.MaterializeResult(metadata={**charts, **shown, **counts(asdict(summary))})
