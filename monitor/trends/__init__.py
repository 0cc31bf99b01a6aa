"""Trends: weekly prevalence with intervals, differences, same-story contrasts, shifts, divergence, distinctive terms.

Public: :func:`estimate_trends` (reads outlets, articles, article_topics, copies, story_members, scorers, frames, frame_scores, annotations,
fetches, coverage_windows; writes weekly_frame_prevalence, frame_differences, framing_decomposition, story_frame_contrasts,
story_contrast_passages, frame_shifts, country_divergence, country_divergence_frames, distinctive_terms, agenda, lead_lag,
not_found_in_sources, counted_articles and estimated_weeks for the current scorer, and current_estimation; all but prevalence and contrasts
within a story also as of a past week; weeks of which nothing changed stand, see standing) and
:func:`estimate_for` (the same for a scorer and topic method named by the caller); :func:`measured_topics` are the topics counted,
:func:`read_study` is what estimates are made from.
``queries/trends_shifts.sql`` lists the shifts found.
"""

from monitor.trends.stage import (
    TrendSummary,
    estimate_for,
    estimate_trends,
    measured_topics,
    read_study,
)

__all__ = [
    "TrendSummary", "estimate_for", "estimate_trends", "measured_topics", "read_study",
]  # fmt: skip
