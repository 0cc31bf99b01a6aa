"""The stage: units in, four tables out."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from monitor.config.settings import Settings
from monitor.frames import current_scorer_id
from monitor.topics import current_method
from monitor.trends.calendar import read_calendar
from monitor.trends.differences import frame_differences
from monitor.trends.prevalence import weekly_prevalence
from monitor.trends.shifts import frame_shifts
from monitor.trends.story_contrasts import story_frame_contrasts
from monitor.trends.study import Study
from monitor.trends.units import read_units
from monitor.warehouse import Warehouse, record_stage, replace

TABLES = ("weekly_frame_prevalence", "frame_differences", "story_frame_contrasts", "frame_shifts")


@dataclass(frozen=True)
class TrendSummary:
    """What the stage counted and wrote."""

    units: int
    coded_units: int
    prevalence_rows: int
    difference_rows: int
    contrast_rows: int
    shift_rows: int
    shifts_found: int


def estimate_trends(settings: Settings, warehouse: Warehouse) -> TrendSummary:
    """Estimate all trends for the current scorer and topic method, and replace that scorer's rows whole."""
    return estimate_for(
        settings, warehouse, current_scorer_id(settings, warehouse), current_method(settings, warehouse)
    )


def estimate_for(settings: Settings, warehouse: Warehouse, scorer_id: str, topic_method: str) -> TrendSummary:
    """Estimate all trends for a scorer and a topic method; rows of other scorers stay."""
    with record_stage(warehouse, "trends") as record:
        tables, units, coded = compute_trends(settings, warehouse, scorer_id, topic_method)
        with warehouse.transaction() as connection:
            escaped = scorer_id.replace("'", "''")
            for name in TABLES:
                replace(connection, name, tables.get(name, pa.table({})), f"scorer_id = '{escaped}'")
        rows = [tables[name].num_rows if name in tables else 0 for name in TABLES]
        found = sum(tables["frame_shifts"]["is_shift"].to_pylist()) if "frame_shifts" in tables else 0
        summary = TrendSummary(units, coded, rows[0], rows[1], rows[2], rows[3], found)
        record.summary = summary
    return summary


def compute_trends(
    settings: Settings, warehouse: Warehouse, scorer_id: str, topic_method: str
) -> tuple[Mapping[str, pa.Table], int, int]:
    """The tables of :func:`estimate_for` without writing them, and the numbers of units and of coded units.

    With no ``gold.coder_kinds`` everything rests on the scorer alone.
    """
    with warehouse.transaction() as connection:
        units = read_units(connection, scorer_id, topic_method, settings.gold.coder_kinds)
        if not len(units.articles) or not units.frames:
            return {}, 0, 0
        calendar = read_calendar(connection, settings, units.articles.week)
    study = Study(units, calendar, settings.trends, scorer_id)
    tables = {
        "weekly_frame_prevalence": weekly_prevalence(study),
        "frame_differences": frame_differences(study),
        "story_frame_contrasts": story_frame_contrasts(study),
        "frame_shifts": frame_shifts(study),
    }
    coded = int(units.values.coded.any(axis=1).sum())
    return {name: table for name, table in tables.items() if table is not None}, len(units.values.prediction), coded
