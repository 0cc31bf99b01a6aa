"""The stages in their order, for a run without Dagster (the Dagster layer calls the same functions one by one)."""

from collections.abc import Callable, Iterator
from typing import Any

from monitor.articles import extract_articles
from monitor.articles.agencies import load_agencies
from monitor.config import OutletFile, Settings, load_model
from monitor.embedding import embed_passages
from monitor.frames import find_gaps, import_codings, load_codebook, measure_quality, score_frames
from monitor.report import write_due_reports
from monitor.sources import check_mapping, collect
from monitor.sources.origin import require_contact
from monitor.stories import group_stories
from monitor.topics import load_topics, score_relevance
from monitor.trends import estimate_trends, measured_topics
from monitor.warehouse import Warehouse, publish

Stage = Callable[[Settings, Warehouse], Any]

STAGES: tuple[tuple[str, Stage], ...] = (
    ("collect", collect),
    ("articles", extract_articles),
    ("vectors", embed_passages),
    ("topics", score_relevance),
    ("stories", group_stories),
    ("coding", import_codings),
    ("frames", score_frames),
    ("gaps", find_gaps),
    ("quality", measure_quality),
    ("trends", estimate_trends),
    ("report", write_due_reports),
    ("publish", lambda _settings, warehouse: publish(warehouse)),
)
"""Name and function of every stage, in the order in which they run."""


def check_files(settings: Settings) -> None:
    """Read every file the settings name, so that a mistake in one, or a missing contact, is told before anything runs.

    Raises ConfigError, which names file, line, key and what was expected.
    """
    require_contact(settings)
    load_model(settings.outlets, OutletFile)
    if settings.collect.source == "files":
        check_mapping(settings.collect)
    load_agencies(settings.articles.agencies)
    load_topics(settings.topics)
    measured_topics(settings)
    load_codebook(settings.codebook)


def run_stages(settings: Settings, warehouse: Warehouse) -> Iterator[tuple[str, Any]]:
    """Run every stage in order and yield its name and summary as soon as it is done. Raises ConfigError before the first."""
    check_files(settings)
    for name, stage in STAGES:
        yield name, stage(settings, warehouse)
