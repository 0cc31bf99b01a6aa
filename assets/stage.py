"""From a stage's function to a materialisation with metadata a person reads."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import dagster as dg

from assets.resources import MonitorProject
from monitor.config import Settings
from monitor.warehouse import Warehouse

OWNERS = ["team:framing-monitor"]


def materialised(stage: Callable[[Settings, Warehouse], Any], project: MonitorProject) -> dg.MaterializeResult[None]:
    """Run one stage; the counts of its summary become the materialisation's metadata."""
    summary = stage(project.settings(), project.warehouse())
    return dg.MaterializeResult(metadata={name: readable(value) for name, value in asdict(summary).items()})


def readable(value: Any) -> dg.MetadataValue[Any]:
    """A count, a number, a text, or JSON for anything with parts."""
    match value:
        case bool():
            return dg.MetadataValue.bool(value)
        case int():
            return dg.MetadataValue.int(value)
        case float():
            return dg.MetadataValue.float(value)
        case dict() | list() | tuple():
            return dg.MetadataValue.json(value if isinstance(value, dict) else list(value))
        case _:
            return dg.MetadataValue.text(str(value))
