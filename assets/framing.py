"""Framing: coding by people, frame scores with their evidence, and how good they are."""

import dagster as dg

from assets.resources import MonitorProject
from assets.stage import OWNERS, materialised
from assets.stories import article_topics, stories
from monitor.frames import find_gaps, import_codings, measure_quality, score_frames


@dg.asset(group_name="d_framing", owners=OWNERS, kinds={"python", "duckdb"}, deps=[stories])
def annotations(project: MonitorProject) -> dg.MaterializeResult[None]:
    """Judgements of coders on articles, each with the coder's kind: human, author or model. Table: `annotations`."""
    return materialised(import_codings, project, coders="codings")


@dg.asset(group_name="d_framing", owners=OWNERS, kinds={"python", "huggingface"}, deps=[article_topics])
def frame_scores(project: MonitorProject) -> dg.MaterializeResult[None]:
    """For each relevant article and frame of the codebook a probability and the sentences behind it.

    Tables: `codebooks`, `frames`, `scorers`, `frame_scores`, `frame_evidence`.
    """
    return materialised(score_frames, project, most_frequent_frames="frames")


@dg.asset(group_name="d_framing", owners=OWNERS, kinds={"python", "duckdb"}, deps=[annotations, frame_scores])
def frame_quality(project: MonitorProject) -> dg.MaterializeResult[None]:
    """How well the scorer agrees with each coder, and the coders with each other. Tables: `frame_quality`, `coder_agreement`."""
    return materialised(measure_quality, project, quality_by_frame="quality")


@dg.asset(group_name="d_framing", owners=OWNERS, kinds={"python", "duckdb"}, deps=[stories, frame_scores])
def frame_gaps(project: MonitorProject) -> dg.MaterializeResult[None]:
    """What the codebook does not see: passages across stories that fit no frame, in groups to read; never a frame by itself.

    Tables: `frame_gap_searches`, `frame_gaps`, `frame_gap_passages`.
    """
    return materialised(find_gaps, project, largest_gaps="gaps")
