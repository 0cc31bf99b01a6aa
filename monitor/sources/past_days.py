"""Which past days can be asked for."""

from datetime import date, timedelta

from monitor.config import ConfigError

GDELT_BEGINS = date(2015, 2, 18)
"""GDELT's first 15-minute files."""
SEARCH_DAYS = 93
"""How far back GDELT's search knows anything: three months."""


def check_days(source: str, first: date, last: date, today: date) -> None:
    """Raise :class:`monitor.config.ConfigError` for days in the wrong order, ahead, or before what ``source`` reaches."""
    if last < first:
        raise ConfigError(f"from {first} to {last}: the first day lies after the last.")
    if first > today:
        raise ConfigError(f"from {first} to {last}: these days have not come yet; today is {today} (UTC).")
    if source == "gdelt_bulk" and first < GDELT_BEGINS:
        raise ConfigError(
            f"from {first} to {last}: GDELT's files begin on {GDELT_BEGINS}; name that day or a later one as the first."
        )
    oldest = today - timedelta(days=SEARCH_DAYS)
    if source == "gdelt" and first < oldest:
        raise ConfigError(
            f"from {first} to {last}: GDELT's search knows the last three months, since {oldest}. Read its files instead, which hold all "
            "days: --bulk (in the UI: source gdelt_bulk)."
        )
