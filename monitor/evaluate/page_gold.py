"""A folder of saved pages with what they say: ``html/ID.*.gz`` and ``gold.jsonl``, one object a page.

Keys of an object: ``id`` (of the file), and of the following those that are known: ``url``; ``title``; ``pubtime`` (ISO 8601; a day
alone where the hour is unknown; without an offset in ``zone``, by default Asia/Shanghai, and ``anywhere`` where the zone is unknown);
``content_html`` (the text, paragraphs as blocks); ``contains`` and ``excludes`` (strings the text must and must not hold);
``fetched_at`` (ISO 8601); ``article`` (false for a list of links). Other keys are not looked at.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from monitor.articles.rows import fragment_text
from monitor.config import ConfigError
from monitor.text import parse_moment

GOLD_FILE, PAGES = "gold.jsonl", "html"
ZONE, ANYWHERE = "Asia/Shanghai", "anywhere"
_LARGEST_PAGE = 50_000_000  # bytes, unpacked


@dataclass(frozen=True)
class PageGold:
    """A page and what is known of it; None or empty where nothing is. ``at`` is None where only the ``day`` is known."""

    id: str
    path: Path
    url: str
    title: str | None
    day: date | None
    at: datetime | None
    text: str | None
    contains: tuple[str, ...]
    excludes: tuple[str, ...]
    zone: ZoneInfo
    anywhere: bool
    fetched_at: datetime
    is_article: bool

    def content(self) -> bytes:
        """The bytes of the page. Raises :class:`ConfigError` where they cannot be unpacked or are more than 50 MB."""
        try:
            with gzip.open(self.path) as file:
                content = file.read(_LARGEST_PAGE + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise ConfigError(f"{self.path}: cannot be unpacked ({error}). Save the page again with gzip.") from error
        if len(content) > _LARGEST_PAGE:
            raise ConfigError(f"{self.path}: more than {_LARGEST_PAGE:,} bytes when unpacked. Leave the page out.")
        return content


def read_gold(folder: Path) -> tuple[PageGold, ...]:
    """The pages of a folder, in the order of ``gold.jsonl``.

    Raises :class:`ConfigError`, naming the line, for a folder, an object or a page that is not as this module says.
    """
    path = Path(folder) / GOLD_FILE
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}). The folder needs it and {PAGES}/ID.*.gz."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    files = {file.name.partition(".")[0]: file for file in sorted((Path(folder) / PAGES).glob("*.gz"))}
    pages = tuple(_pages(path, lines, files))
    if not pages:
        raise ConfigError(f"{path}: holds no page; one JSON object a line is needed.")
    return pages


def _pages(path: Path, lines: list[str], files: dict[str, Path]) -> Iterator[PageGold]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _page(json.loads(line), files, path.parent / PAGES)
        except json.JSONDecodeError as error:
            raise ConfigError(
                f"{path}, line {number}: is no JSON object ({error.msg}, at character {error.pos + 1}). One object a line is needed."
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise ConfigError(f"{path}, line {number}: cannot be used ({reason}).") from error


def _page(row: dict[str, Any], files: dict[str, Path], folder: Path) -> PageGold:
    name = str(row["id"])
    if name not in files:
        plain = next((one.name for one in sorted(folder.glob("*")) if one.name.partition(".")[0] == name), None)
        told = f"; {PAGES}/{plain} is not packed: gzip it" if plain else ""
        raise ValueError(f"there is no {PAGES}/{name}.*.gz{told}")
    anywhere = row.get("zone") == ANYWHERE
    zone = ZoneInfo("UTC" if anywhere else row.get("zone") or ZONE)
    day, at = _time(row.get("pubtime"), zone)
    fetched = row.get("fetched_at")
    markup = row.get("content_html")
    return PageGold(
        name, files[name], row.get("url") or "", row.get("title") or None, day, at,
        fragment_text(markup) if markup else None,
        tuple(row.get("contains") or ()), tuple(row.get("excludes") or ()), zone, anywhere,
        datetime.fromisoformat(fetched).astimezone(UTC) if fetched else datetime.now(UTC), row.get("article", True) is not False,
    )  # fmt: skip


def _time(text: str | None, zone: ZoneInfo) -> tuple[date | None, datetime | None]:
    if not text:
        return None, None
    parsed = parse_moment(text)
    if parsed is None:
        raise ValueError(f"pubtime {text!r} is no time")
    return parsed.day, parsed.at(zone)
