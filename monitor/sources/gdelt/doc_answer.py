"""What the DOC 2.0 API answered: records, or why there are none.

Errors come as plain text under HTTP 200 as often as not, so the body is looked at before it is read as JSON.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from monitor.web import FetchResult

_SHOWN = 160
# Pieces of GDELT's sentences (lower case) and what they mean, the first that is found.
_SENTENCES = (
    ("limit requests to one", "throttled"),
    ("timespan is too short", "too_short"),
    ("last 3 months", "beyond_archive"),
    ("too short or too long", "bad_query"),
    ("phrase is too short", "bad_query"),
    ("keywords were too short", "bad_query"),
    ("illegal character", "bad_query"),
    ("parenthe", "bad_query"),
    ("surrounded by ()", "bad_query"),
    ("invalid query", "bad_query"),
    ("invalid/unsupported", "bad_query"),
)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|(\\)')
_CONTROL = re.compile(r"[\x00-\x1f]")
_REMEDY = {
    "throttled": "It was asked too fast, or GDELT sheds load; run again later and what was not measured is asked again.",
    "bad_query": "The query is split to find the term that is refused; take that keyword out of the topics' file if it stays so.",
    "too_short": "Raise collect.gdelt.least_window_minutes.",
    "beyond_archive": "The API knows the last three months; go further back with bulk files (--bulk).",
    "text": "Not an answer that is known; run again later.",
    "html": "A page instead of an answer, as of a service out of order; run again later.",
    "empty_body": "Run again later.",
    "invalid_json": "Run again later; if it stays so, halve collect.gdelt.window_hours.",
}


@dataclass(frozen=True)
class DocRecord:
    """A record of the answer as GDELT gives it; ``seen`` is when GDELT saw the page (UTC)."""

    url: str
    title: str
    seen: datetime | None
    language: str
    country: str


@dataclass(frozen=True)
class DocAnswer:
    """``outcome`` is ``ok`` or why there is no answer, then with a ``reason``. ``n_records`` counts unusable records too."""

    outcome: str
    records: tuple[DocRecord, ...] = ()
    n_records: int = 0
    n_repaired: int = 0
    reason: str | None = None


def read_answer(result: FetchResult) -> DocAnswer:
    """The records in an answer, or what it is instead. Never raises for what a server can send."""
    if result.outcome != "ok":
        return DocAnswer("throttled" if result.status == 429 else result.outcome, reason=result.reason)
    text = result.content.decode("utf-8", "replace").lstrip("\ufeff").strip()
    if not text:
        return _nothing("empty_body", "the answer is empty")
    if text[0] not in "{[":
        return _told(text)
    try:
        data, n_repaired = _load(text)
    except (ValueError, RecursionError) as error:
        return _nothing("invalid_json", f"the answer is no JSON ({error})")
    listed = data.get("articles", []) if isinstance(data, dict) else None
    if not isinstance(listed, list):
        return _nothing("invalid_json", "the JSON holds no list of articles")
    records = tuple(record for record in map(_record, listed) if record is not None)
    return DocAnswer("ok", records, len(listed), n_repaired + text.count("\ufffd"))


def _told(text: str) -> DocAnswer:
    said = " ".join(text[:_SHOWN].split())
    if text[0] == "<":
        return _nothing("html", f"the answer is HTML: {said!r}")
    lower = text[:2000].casefold()
    return _nothing(next((kind for piece, kind in _SENTENCES if piece in lower), "text"), f"GDELT says {said!r}")


def _nothing(outcome: str, what: str) -> DocAnswer:
    return DocAnswer(outcome, reason=f"{what[0].upper()}{what[1:]}. {_REMEDY[outcome]}")


def _load(text: str) -> tuple[Any, int]:
    """The JSON, and how many characters were mended: control characters in strings become blanks, stray backslashes themselves."""
    try:
        return json.loads(text), 0
    except ValueError:
        mended, counts = [], 0
        for piece, is_string in _pieces(text):
            one, n = _mended(piece) if is_string else (piece, 0)
            mended.append(one)
            counts += n
        return json.loads("".join(mended)), counts


def _pieces(text: str) -> Iterable[tuple[str, bool]]:
    at = 0
    for match in _STRING.finditer(text):
        yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    yield text[at:], False


def _mended(string: str) -> tuple[str, int]:
    n_stray = sum(found[1] is not None for found in _ESCAPE.finditer(string))
    string = _ESCAPE.sub(lambda found: found[0] if found[1] is None else r"\\", string)
    string, n_control = _CONTROL.subn(" ", string)
    return string, n_stray + n_control


def _record(value: object) -> DocRecord | None:
    if not isinstance(value, dict):
        return None
    cells = {key: cell if isinstance(cell, str) else "" for key, cell in value.items()}
    record = DocRecord(
        cells.get("url", ""), cells.get("title", ""), None, cells.get("language", ""),
        cells.get("sourcecountry", ""),
    )  # fmt: skip
    return replace(record, seen=_time(cells.get("seendate", ""))) if record.url else None


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
