"""The 15-minute files of the Global Knowledge Graph: their names, where they lie, and what their bytes should be."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

from monitor.web import FetchResult

QUARTER = timedelta(minutes=15)
STREAMS = {
    "english": ("gkg.csv.zip", "masterfilelist.txt"),
    "translation": ("translation.gkg.csv.zip", "masterfilelist-translation.txt"),
}
"""What GDELT read in English and what it translated: ending of the files' names, and the list of all of them."""
FIRST = datetime(2015, 2, 18, 23, 0, tzinfo=UTC)
"""Time of the first file."""
_NAME = re.compile(r"(\d{14})\.((?:translation\.)?gkg\.csv\.zip)")
_MD5 = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class BulkFile:
    """A file of a stream; ``starts_at`` is the time in its name (UTC). Size in bytes and MD5 where a list gave them."""

    name: str
    stream: str
    starts_at: datetime
    size: int | None = None
    md5: str | None = None


def files_by_clock(streams: list[str], start: datetime, stop: datetime) -> Iterator[BulkFile]:
    """The files that there should be between ``start`` and ``stop`` (not included), in order of time."""
    at = max(start.astimezone(UTC), FIRST)
    at += -(at - FIRST) % QUARTER
    while at < stop:
        for stream in streams:
            yield BulkFile(f"{at:%Y%m%d%H%M%S}.{STREAMS[stream][0]}", stream, at)
        at += QUARTER


def files_listed(stream: str, content: bytes, start: datetime, stop: datetime) -> Iterator[BulkFile]:
    """The files of a stream between ``start`` and ``stop`` in a master file list (lines of size, MD5, URL); other lines are passed over."""
    for line in BytesIO(content):
        size, _, rest = line.decode("ascii", "replace").partition(" ")
        md5, _, url = rest.strip().partition(" ")
        found = _NAME.fullmatch(url.rpartition("/")[2])
        if found is None or found[2] != STREAMS[stream][0] or not size.isdecimal() or not _MD5.fullmatch(md5.lower()):
            continue
        try:
            at = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        if start <= at < stop:
            yield BulkFile(found[0], stream, at, int(size), md5.lower())


def with_checksums(files: list[BulkFile], listed: Mapping[str, BulkFile]) -> list[BulkFile]:
    """The files by the clock with what a list knows of them; those that the list lacks stay as they are, as it may be older."""
    return [listed.get(file.name, file) for file in files]


@dataclass(frozen=True)
class Checked:
    """The MD5 of a file's bytes, what it was compared with (list, header or zip: nothing), and what is wrong, if anything."""

    md5: str
    by: str
    fault: str | None


def check(file: BulkFile, result: FetchResult) -> Checked:
    """Compare a file with its list's MD5, else with the MD5 in the storage service's header ``x-goog-hash``, where there is one."""
    md5 = hashlib.md5(result.content, usedforsecurity=False).hexdigest()
    expected, by = (file.md5, "list") if file.md5 else (_header_md5(result), "header")
    if expected is None:
        return Checked(md5, "zip", None)
    if expected == md5:
        return Checked(md5, by, None)
    return Checked(
        md5, by, f"{result.url}: its MD5 is {md5}, expected {expected} ({by}). Left out; the next run fetches it again."
    )


def _header_md5(result: FetchResult) -> str | None:
    for part in result.headers.get("x-goog-hash", "").split(","):
        name, _, value = part.strip().partition("=")
        if name == "md5":
            try:
                raw = base64.b64decode(value, validate=True)
            except (binascii.Error, ValueError):
                return None
            return raw.hex() if len(raw) == 16 else None
    return None
