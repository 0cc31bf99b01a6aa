"""Dates in short texts."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.text import find_moment, parse_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-24T15:20:00+08:00", "2026-02-24 07:20"),
        ("2026-02-24T07:20:00Z", "2026-02-24 07:20"),
        ("2026-02-24T15:20:00.000", "2026-02-24 07:20"),  # no offset: the outlet's zone
        ("2026-02-24 15:20:00", "2026-02-24 07:20"),
        ("Tue, 24 Feb 2026 15:20:00 +0800", "2026-02-24 07:20"),
        ("Tue, 24 Feb 2026 07:20:00 GMT", "2026-02-24 07:20"),
        ("20260224152000", "2026-02-24 07:20"),
        ("1771917600", "2026-02-24 07:20"),
        ("2026年2月24日 15:20", "2026-02-24 07:20"),
        ("2026年02月24日15时20分", "2026-02-24 07:20"),
        ("2026/02/24 15:20", "2026-02-24 07:20"),
        ("2026-2-24 星期二 15:20", "2026-02-24 07:20"),
        ("发布时间：2026-02-24 15:20:31 来源：江报", "2026-02-24 07:20:31"),
        ("24 February 2026, 3:20 pm GMT", "2026-02-24 15:20"),
        ("Feb. 24, 2026 3:20 PM ET", "2026-02-24 20:20"),
        ("Published July 4th, 2025 at 9.05 am EDT", "2025-07-04 13:05"),
        ("Updated 24 Feb 2026 12:01 am UTC+8", "2026-02-23 16:01"),
        ("15:20, 24-Feb-2026", "2026-02-24 07:20"),
        ("3:20 pm GMT, 24 February 2026", "2026-02-24 15:20"),
        ("20260224T072000Z", "2026-02-24 07:20"),
        ("Published: Feb 24, 2026 03:20 PM Updated: Feb 24, 2026 09:23 PM", "2026-02-24 07:20"),
    ],
)
def test_a_moment_is_read_to_the_minute(text, expected):
    parsed = parse_moment(text)
    assert parsed is not None
    assert parsed.at(SHANGHAI).astimezone(UTC) == utc(expected)


@pytest.mark.parametrize("text", ["2026-02-24", "2026年2月24日", "24 February 2026", "24-Feb-2026", "20260224"])
def test_a_day_alone_has_no_hour(text):
    parsed = parse_moment(text)
    assert parsed is not None
    assert (str(parsed.day), parsed.clock) == ("2026-02-24", None)


@pytest.mark.parametrize(
    "text", ["", "2026年13月40日", "ISO 12026-02-24", "call 2026", "99:99", "February", "31 Feb 2026"]
)
def test_what_is_no_date_gives_none(text):
    assert parse_moment(text) is None
    assert find_moment(text) is None
