"""Weeks as Dagster names them: partitions with Monday keys, and the week that a person types into the launchpad."""

from datetime import date, timedelta

import dagster as dg

from monitor.config import ConfigError, Settings

FALLBACK_FIRST_WEEK = date(2026, 1, 5)
"""First week where neither ``trends.first_week`` nor a simulated clock names one: partitions need a fixed start."""


def monday_of(day: date) -> date:
    """Monday of the ISO week that holds ``day``."""
    return day - timedelta(days=day.weekday())


def report_weeks(settings: Settings) -> dg.WeeklyPartitionsDefinition:
    """The weeks that can be reported, keyed by their Monday (``2026-03-16`` is 2026-W12); each from Monday 00:00 UTC.

    From ``trends.first_week`` (else the simulated clock's start, else :data:`FALLBACK_FIRST_WEEK`) to ``trends.last_week`` (else
    the clock's stop); without an end a week appears as soon as it is over.
    """
    trends, clock = settings.trends, settings.collect.clock
    first = trends.first_week or (clock.start if clock else FALLBACK_FIRST_WEEK)
    last = trends.last_week or (clock.stop if clock else None)
    return dg.WeeklyPartitionsDefinition(
        start_date=monday_of(first).isoformat(),
        end_date=None if last is None else (monday_of(last) + timedelta(weeks=1)).isoformat(),
        day_offset=1,
        timezone="UTC",
        fmt="%Y-%m-%d",
    )


def week_named(text: str) -> date | None:
    """Monday of ``2026-W12`` or of the week of ``2026-03-16``; None for an empty text. Raises ConfigError for anything else."""
    words = text.strip()
    if not words:
        return None
    try:
        year, separator, number = words.upper().partition("-W")
        if separator:
            return date.fromisocalendar(int(year), int(number), 1)
        return monday_of(date.fromisoformat(words))
    except ValueError as error:
        raise ConfigError(
            f"week: {text!r} is no week. Write it like 2026-W12 or as a day of it like 2026-03-16, or leave it empty for the "
            "newest complete week."
        ) from error
