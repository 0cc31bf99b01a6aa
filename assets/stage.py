"""From a stage's function to a materialisation with metadata a person reads."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import dagster as dg

from assets.failures import told
from assets.metadata import counts, tables
from assets.resources import MonitorProject
from monitor.config import Settings
from monitor.warehouse import Warehouse

OWNERS = ["team:framing-monitor"]


def materialised(
    stage: Callable[[Settings, Warehouse], Any], project: MonitorProject, **shown: str
) -> dg.MaterializeResult[None]:
    """Run one stage; metadata are the counts of its summary, and a table for each ``label=query`` in ``shown``.

    Raises :class:`dagster.Failure`, which says what to do, for errors that a person can mend.
    """
    with told(project):
        summary = stage(project.settings(), project.warehouse())
        return dg.MaterializeResult(metadata=described(summary, tables(project.warehouse(), **shown)))


def described(summary: Any, shown: Mapping[str, dg.MetadataValue[Any]]) -> dict[str, dg.MetadataValue[Any]]:
    """Tables first, then the counts of a summary: what a person looks for stands on top."""
    return {**shown, **counts(asdict(summary))}
