"""Trends: weekly prevalence with intervals, differences, same-story contrasts, shifts.

Public: :func:`estimate_trends` (reads articles, article_topics, copies, story_members, scorers, frames, frame_scores,
annotations, fetches; writes weekly_frame_prevalence, frame_differences, story_frame_contrasts, frame_shifts, replaced
whole for the current scorer) and :func:`estimate_for` (the same for a scorer and topic method named by the caller);
:func:`compute_trends` gives their tables without writing them.
``queries/trends_shifts.sql`` lists the shifts found.
"""

from monitor.trends.stage import TrendSummary, compute_trends, estimate_for, estimate_trends

__all__ = ["TrendSummary", "compute_trends", "estimate_for", "estimate_trends"]
