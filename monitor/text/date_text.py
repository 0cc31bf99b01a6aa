"""A date in a short text: ISO 8601, RFC 2822, Chinese and English forms."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_READ_AT_MOST = 200
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
# Offsets in minutes of the abbreviations English-language sites print. CST and IST are read as China's and India's: the
# Americans print CDT, CT or an offset, and Ireland is not where Indian papers are read.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "BST": 60, "CET": 60, "CEST": 120, "IST": 330, "SGT": 480, "HKT": 480, "CST": 480, "JST": 540, "KST": 540,
    "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
_NAMED = {"ET": ZoneInfo("America/New_York"), "CT": ZoneInfo("America/Chicago"), "PT": ZoneInfo("America/Los_Angeles")}

_CLOCK = (
    r"(?P<hour>\d{1,2})\s*(?:[:：时時点點]|(?<=\d)\.(?=\d\d\s*[ap]))\s*(?P<minute>\d{2})?"
    r"(?:\s*[:：分]\s*(?P<second>\d{2}))?(?:\.\d+)?\s*分?\s*(?P<half>[ap]\.?m\b\.?)?"
)
_ZONE = r"(?:\s*\(?(?P<zone>Z\b|[+-]\d{2}:?\d{2}\b|(?:GMT|UTC)\s*[+-]\d{1,2}(?::\d{2})?|[A-Z]{2,4}\b)\)?)?"
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*日?"
    rf"(?:\s*[T,，|]?\s*(?:星期.|周.|週.)?\s*{_CLOCK}{_ZONE})?",
    re.IGNORECASE,
)
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_TIME_AFTER = rf"(?:[\s,|•·–—-]*(?:at\s+)?{_CLOCK}{_ZONE})?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+|-){_MONTH},?(?:\s+|-)(?P<year>(?:19|20)\d\d)(?!\d){_TIME_AFTER}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d){_TIME_AFTER}", re.IGNORECASE
)
_CLOCK_FIRST = re.compile(
    rf"(?<![\d:])(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?(?:\s*(?P<half>[ap]\.?m\b\.?))?{_ZONE}"
    rf"\s*[,，|]?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+|-){_MONTH},?(?:\s+|-)(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_RFC = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})?(?: [+-]\d{4}| [A-Z]{1,4})?$")
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?\s*$")
_EPOCH = re.compile(r"^\s*(1\d{9})(\d{3})?\s*$")


@dataclass(frozen=True)
class ParsedDate:
    """A day, with its clock time and zone where they were given."""

    day: date
    clock: datetime | None
    zone: tzinfo | None

    def at(self, zone: ZoneInfo) -> datetime | None:
        """The moment, in the zone that was given or else in ``zone``; None for a day alone."""
        return None if self.clock is None else self.clock.replace(tzinfo=self.zone or zone)


def parse_moment(text: str) -> ParsedDate | None:
    """A machine-readable date (attribute or JSON value), else whatever :func:`find_moment` sees in it."""
    text = text[:_READ_AT_MOST].strip()
    for reader in (_iso, _rfc, _digits):
        found = reader(text)
        if found is not None:
            return found
    return find_moment(text)


def find_moment(text: str) -> ParsedDate | None:
    """The first date in a text: ``2026年2月24日 15:20``, ``2026/02/24 15:20``, ``24 February 2026, 3.20 pm GMT``,
    ``15:20, 24-Feb-2026``, ``Feb. 24, 2026``. Full-width figures and marks are read as their usual forms.
    """
    text = unicodedata.normalize("NFKC", text)
    matches = [
        match for pattern in (_CLOCK_FIRST, _YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST) if (match := pattern.search(text))
    ]
    for match in sorted(matches, key=lambda one: one.start()):
        found = _from_match(match)
        if found is not None:
            return found
    return None


def _iso(text: str) -> ParsedDate | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (
        ParsedDate(moment.date(), None, None)
        if len(text) <= 10
        else ParsedDate(moment.date(), moment.replace(tzinfo=None), moment.tzinfo)
    )


def _rfc(text: str) -> ParsedDate | None:
    if not _RFC.match(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return ParsedDate(moment.date(), moment.replace(tzinfo=None), moment.tzinfo)


def _digits(text: str) -> ParsedDate | None:
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second = compact.groups()
        clock = None if hour is None else (int(hour), int(minute), int(second or 0))
        return _build((int(year), int(month), int(day)), clock, None)
    epoch = _EPOCH.match(text)
    if epoch:
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return ParsedDate(moment.date(), moment.replace(tzinfo=None), moment.tzinfo)
    return None


def _from_match(match: re.Match[str]) -> ParsedDate | None:
    part = match.groupdict()
    month = int(part["month"]) if part.get("month") else _MONTHS[part["name"].lower()]
    return _build((int(part["year"]), month, int(part["day"])), _clock(part), _zone(part["zone"]))


def _clock(part: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Hour, minute and second of a match; None without an hour that is sure to be one."""
    hour, minute, half = part["hour"], part["minute"], part["half"]
    if hour is None or (minute is None and half is None):
        return None
    number = int(hour)
    if half is not None:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    return number, int(minute or 0), int(part["second"] or 0)


def _build(day: tuple[int, int, int], clock: tuple[int, int, int] | None, zone: tzinfo | None) -> ParsedDate | None:
    """None for days and hours that do not exist."""
    try:
        moment = datetime(*day, *(clock or ()))
    except ValueError:
        return None
    return ParsedDate(moment.date(), moment if clock else None, zone)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    label = text.upper().replace(" ", "")
    if label in _NAMED:
        return _NAMED[label]
    if label in _ZONES:
        return timezone(timedelta(minutes=_ZONES[label]))
    match = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?", label)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes)) if minutes < 24 * 60 else None
