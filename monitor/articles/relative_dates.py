"""Times that are told from the moment of reading: 3小时前, 昨天 08:30, 4月7日 08:30 without a year, 2 hours ago."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.articles.dates import Moment

_NUMBERS = {
    "半": 0.5,
    "一": 1,
    "两": 2,
    "兩": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_UNITS = (
    (re.compile(r"秒|sec"), timedelta(seconds=1)),
    (re.compile(r"分|min"), timedelta(minutes=1)),
    (re.compile(r"小|钟头|鐘頭|h"), timedelta(hours=1)),
    (re.compile(r"天|日|day"), timedelta(days=1)),
    (re.compile(r"周|週|星期|week"), timedelta(weeks=1)),
)
_DAYS_BACK = {"今": 0, "today": 0, "昨": 1, "yesterday": 1, "前": 2}
# Anchored at the start, after what such lines begin with, so that no sentence that tells of hours is read as a date.
_START = r"^\W{0,3}(?:(?:发布|發布|更新|发表|發表|刊登|posted|published|updated)?(?:时间|時間)?(?:于|於)?\s*:?\s*)"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?!\d)"
_AGO = re.compile(
    rf"{_START}(?P<count>\d{{1,3}}|[{''.join(_NUMBERS)}])\s*[个個]?\s*"
    r"(?P<unit>秒钟|秒鐘|秒|分钟|分鐘|分|小时|小時|钟头|鐘頭|天|日|周|週|星期"
    r"|seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?)\s*(?:之?前|以前|ago\b)",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(rf"{_START}(?P<day>今|昨|前)[天日](?:\s*{_CLOCK}|\s*$)", re.IGNORECASE)
_NAMED_DAY_EN = re.compile(rf"{_START}(?P<day>today|yesterday)\b(?:,?\s*(?:at\s+)?{_CLOCK}|\s*$)", re.IGNORECASE)
_NOW = re.compile(rf"{_START}(?:刚刚|剛剛|just now)", re.IGNORECASE)
_NO_YEAR = re.compile(rf"{_START}(?P<month>\d{{1,2}})\s*[-/月]\s*(?P<date>\d{{1,2}})\s*日?\s+{_CLOCK}", re.IGNORECASE)
_READ_AT_MOST = 60


def relative_moments(texts: Iterable[str], read_at: datetime, zone: ZoneInfo) -> Iterator[Moment]:
    """The moments told in short texts of a page that was read at ``read_at``, its clocks in ``zone``.

    Hours and minutes ago give a time, as exact as it was told; days and weeks ago a day alone. Without a year it is the latest such
    day that is not after the day of reading.
    """
    here = read_at.astimezone(zone)
    for text in texts:
        line = unicodedata.normalize("NFKC", text[:_READ_AT_MOST]).strip()
        found = _ago(line, here) or _named_day(line, here) or _without_year(line, here)
        if found is not None:
            yield found


def _ago(line: str, here: datetime) -> Moment | None:
    if _NOW.match(line):
        return _at(here)
    match = _AGO.match(line)
    if match is None:
        return None
    count = _NUMBERS.get(match["count"]) or float(match["count"])
    unit = next(length for pattern, length in _UNITS if pattern.match(match["unit"].lower()))
    back = here.astimezone(UTC) - count * unit  # in UTC, so that a change of the clocks does not count as an hour
    return (
        _at(back.astimezone(here.tzinfo))
        if unit < timedelta(days=1)
        else Moment((here - count * unit).date(), None, True)
    )


def _named_day(line: str, here: datetime) -> Moment | None:
    match = _NAMED_DAY.match(line) or _NAMED_DAY_EN.match(line)
    if match is None:
        return None
    day = (here - timedelta(days=_DAYS_BACK[match["day"].lower()])).date()
    clock = _clock(match)
    if clock is None:
        return Moment(day, None, True) if match["hour"] is None else None
    return _at(datetime.combine(day, clock, here.tzinfo))


def _without_year(line: str, here: datetime) -> Moment | None:
    match = _NO_YEAR.match(line)
    clock = _clock(match) if match else None
    if match is None or clock is None:
        return None
    for year in (here.year, here.year - 1):
        try:
            at = datetime(year, int(match["month"]), int(match["date"]), clock.hour, clock.minute, tzinfo=here.tzinfo)
        except ValueError:
            continue
        if at.date() <= here.date():
            return _at(at)
    return None


def _clock(match: re.Match[str]) -> time | None:
    if match["hour"] is None or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return None
    return time(int(match["hour"]), int(match["minute"]))


def _at(moment: datetime) -> Moment:
    return Moment(moment.date(), moment, visible=True)
