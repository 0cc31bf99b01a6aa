"""Times as feeds and sitemaps write them: points, and days, months and years that are only named."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:Z|[+-]\d{2}:?\d{2})?")
# Dates in an address: /2026/02/24, 2026-02-24, ?yyyy=2026&mm=02&dd=24, 20260224, /202602/24, /2026/0224.
_BETWEEN = r"(?:[-_/.]|&\w{1,10}=)"
_DAY = re.compile(
    rf"(?<!\d)(20\d\d)(?:{_BETWEEN}(1[0-2]|0?[1-9]){_BETWEEN}(3[01]|[12]\d|0?[1-9])|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])"
    rf"|(1[0-2]|0[1-9]){_BETWEEN}(3[01]|[12]\d|0[1-9])|{_BETWEEN}(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))(?!\d)"
)
_MONTH = re.compile(rf"(?<!\d)(20\d\d)(?:{_BETWEEN}(1[0-2]|0?[1-9])|(1[0-2]|0[1-9]))(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ADDRESS_AT_MOST = 2048


@dataclass(frozen=True)
class Moment:
    """A time in UTC as it was written, from ``first`` to ``last``: the same for a point, a whole day in the outlet's time zone for a date.

    ``at`` is the one time that stands for it. For a date that is midnight UTC of that day, as in feeds, so that it stays
    on the day that was written.
    """

    at: datetime
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Window:
    """A range of time in UTC from ``since`` up to, and without, ``until`` (None: open)."""

    since: datetime
    until: datetime | None = None

    def meets(self, moment: Moment) -> bool:
        """Whether any part of ``moment`` lies in the window."""
        return moment.last >= self.since and (self.until is None or moment.first < self.until)


def read_moment(text: str | None, zone: ZoneInfo) -> Moment | None:
    """A W3C date and time (ISO 8601, RFC 3339; year, month or day alone too) or one of e-mail; None if it is neither.

    A time that names no zone is the outlet's local time.
    """
    text = (text or "").strip()
    try:
        if partial := _PARTIAL.fullmatch(text):
            return _named(zone, *(int(part) if part else None for part in partial.groups()))
        moment = _point(text)
        at = (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return Moment(at, at, at)


def named_moment(address: str, zone: ZoneInfo) -> Moment | None:
    """The day, month or year that an address names (``/2026/02/24/``, ``sitemap-2026-02.xml``); the last of the finest."""
    for pattern in (_DAY, _MONTH, _YEAR):
        for found in reversed(list(pattern.finditer(address[:_ADDRESS_AT_MOST]))):
            try:
                return _named(zone, *(int(part) for part in found.groups() if part))
            except (OverflowError, ValueError):  # 2026-02-30
                continue
    return None


def _point(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def _named(zone: ZoneInfo, year: int | None, month: int | None = None, day: int | None = None) -> Moment:
    """A whole year, month or day. Raises ValueError where there is none such."""
    first = datetime(year or 0, month or 1, day or 1, tzinfo=zone)
    if day:
        after = first + timedelta(days=1)
    elif month:
        after = (first + timedelta(days=31)).replace(day=1)
    else:
        after = first.replace(year=first.year + 1)
    last = after.astimezone(UTC) - timedelta(microseconds=1)
    return Moment(first.replace(tzinfo=UTC), first.astimezone(UTC), last)
