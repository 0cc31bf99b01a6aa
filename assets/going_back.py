"""Going back over a range of days, from the UI's launchpad."""

from dataclasses import asdict
from datetime import date

import dagster as dg
from pydantic import Field

from assets.failures import told
from assets.metadata import counts
from assets.resources import MonitorProject
from monitor.config import ConfigError
from monitor.sources.going_back import go_back, past_source


class Days(dg.Config):
    """Which days, from which source."""

    first: str = Field(description="First day, UTC, e.g. 2026-03-01")
    last: str = Field(description="Last day, included")
    source: str = Field(
        default="gdelt",
        description=(
            "gdelt (its search: about the last three months), gdelt_bulk (its 15-minute files: since 2015), or sitemaps (of the outlets in "
            "the outlets file, as far as they reach)"
        ),
    )


@dg.op
def links_of_the_past(context: dg.OpExecutionContext, config: Days, project: MonitorProject) -> None:
    """Links of past days into `links`; interrupted, the same run goes on where it stopped."""
    with told(project):
        first, last = _day("first", config.first), _day("last", config.last)
        summary = go_back(project.settings(), project.warehouse(), past_source(config.source), first, last)
    context.add_output_metadata(counts(asdict(summary)))


@dg.job(
    description=(
        "Coverage of past days: say which in the launchpad, then run whole_line, which fetches the pages of the links that were found. "
        "Needs settings of live coverage (MONITOR_CONFIG=config/live.yaml make ui). GDELT answers one request in five seconds: a month "
        "takes an hour or more; stopped, the same days go on where they were. Where "
        "sitemaps are left at the end (in this run: sitemaps left), the same days go on with them."
    )
)
def coverage_of_the_past() -> None:
    """One step: links of past days."""
    links_of_the_past()


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{field}: {text!r} is no day; write it like 2026-03-01.") from error
