"""Trends: how framing moves and differs."""

import dagster as dg

from assets.framing import annotations, frame_scores
from assets.resources import MonitorProject
from assets.stage import OWNERS, materialised
from assets.stories import stories
from monitor.trends import estimate_trends


@dg.asset(group_name="e_trends", owners=OWNERS, kinds={"python", "duckdb"}, deps=[stories, annotations, frame_scores])
def frame_trends(project: MonitorProject) -> dg.MaterializeResult[None]:
    """Weekly prevalence of each frame with intervals, differences between countries, same-story contrasts and shifts.

    Tables: `weekly_frame_prevalence`, `frame_differences`, `story_frame_contrasts`, `frame_shifts`.
    """
    return materialised(estimate_trends, project)
