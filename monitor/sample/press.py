"""The synthetic press: every article of the sample with each text it has had.

``articles.csv`` says which outlet shows what and when; ``press/PLACE/*.txt`` hold the words. Neither holds any coding.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

SAMPLE_DIR = Path(__file__).parent
_COLUMNS = ["id", "outlet", "language", "published_at", "shown_from", "corrected_from", "reprint_of"]
_HEAD = re.compile(r"([a-z0-9-]+)( v2)?")


class SampleError(ValueError):
    """The sample's own files contradict each other; the message names the file and the block or line."""


@dataclass(frozen=True)
class SampleText:
    """A text as it stood from ``shown_from`` on; ``body`` is empty for a title without body."""

    title: str
    body: str
    shown_from: datetime

    @property
    def paragraphs(self) -> list[str]:
        """Paragraphs of the body, in order."""
        return [part.strip() for part in self.body.split("\n\n") if part.strip()]


@dataclass(frozen=True)
class SampleArticle:
    """One article: ``versions`` in the order in which they are shown, at least one."""

    id: str
    outlet_id: str
    language: str
    published_at: datetime
    shown_from: datetime
    versions: tuple[SampleText, ...]
    reprint_of: str | None

    def text_at(self, now: datetime) -> SampleText | None:
        """The text shown at ``now``, or None before the first."""
        shown = [text for text in self.versions if text.shown_from <= now]
        return shown[-1] if shown else None


@dataclass(frozen=True)
class _Block:
    title: str
    body: str
    where: str


@cache
def load_press(folder: Path = SAMPLE_DIR) -> list[SampleArticle]:
    """Every article of the sample, in the order of ``articles.csv``; read once and kept.

    Raises :class:`SampleError` where the texts and the list of articles do not fit together.
    """
    blocks = _blocks(folder / "press")
    articles = [_article(row, blocks, where) for row, where in _rows(folder / "articles.csv")]
    used = {article.id for article in articles}
    for key, block in blocks.items():
        if key.removesuffix(" v2") not in used:
            raise SampleError(f"{block.where}: no line of articles.csv has this id. Add the line or remove the block.")
    for article in articles:
        if article.reprint_of is not None and article.reprint_of not in used:
            raise SampleError(
                f"articles.csv: {article.id}: reprint_of names {article.reprint_of}, which is no article."
            )
    return articles


def _rows(path: Path) -> Iterator[tuple[dict[str, str], str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != _COLUMNS:
            raise SampleError(f"{path.name}:1: expected the columns {', '.join(_COLUMNS)}; found {reader.fieldnames}.")
        seen: set[str] = set()
        for row in reader:
            where = f"{path.name}:{reader.line_num}: {row['id']}"
            if row["id"] in seen:
                raise SampleError(f"{where}: this id is given twice.")
            seen.add(row["id"])
            yield row, where


def _article(row: dict[str, str], blocks: dict[str, _Block], where: str) -> SampleArticle:
    published, shown = _time(row["published_at"], where), _time(row["shown_from"], where)
    versions = [_text(row["id"], blocks, shown, where)]
    corrected = f"{row['id']} v2"
    if row["corrected_from"]:
        versions.append(_text(corrected, blocks, _time(row["corrected_from"], where), where))
        if versions[1].shown_from <= shown:
            raise SampleError(f"{where}: corrected_from must lie after shown_from.")
    elif corrected in blocks:
        raise SampleError(f"{blocks[corrected].where}: a corrected text, but {where} has no corrected_from.")
    return SampleArticle(
        id=row["id"],
        outlet_id=row["outlet"],
        language=row["language"],
        published_at=published,
        shown_from=shown,
        versions=tuple(versions),
        reprint_of=row["reprint_of"] or None,
    )


def _text(key: str, blocks: dict[str, _Block], shown_from: datetime, where: str) -> SampleText:
    block = blocks.get(key)
    if block is None:
        raise SampleError(f"{where}: no file under press/ has a block `=== {key}`.")
    return SampleText(block.title, block.body, shown_from)


def _time(value: str, where: str) -> datetime:
    try:
        time = datetime.fromisoformat(value)
    except ValueError as error:
        raise SampleError(f"{where}: {value!r} is no ISO 8601 time.") from error
    if time.tzinfo is None:
        raise SampleError(f"{where}: {value!r} has no time zone; write it in UTC with a Z.")
    return time


def _blocks(folder: Path) -> dict[str, _Block]:
    """All blocks by their head (``ID`` or ``ID v2``), in the order of the sorted files."""
    blocks: dict[str, _Block] = {}
    for path in sorted(folder.glob("*/*.txt")):
        name = f"press/{path.parent.name}/{path.name}"
        before, *parts = re.split(r"^=== ?", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if before.strip():
            raise SampleError(f"{name}: text before the first `=== id` line: {before.strip()[:40]!r}.")
        for part in parts:
            key, block = _block(part, name)
            if key in blocks:
                raise SampleError(f"{block.where}: the same block stands in {blocks[key].where}.")
            blocks[key] = block
    return blocks


def _block(part: str, name: str) -> tuple[str, _Block]:
    head, _, rest = part.partition("\n")
    key, where = head.strip(), f"{name}: block {head.strip()!r}"
    if not _HEAD.fullmatch(key):
        raise SampleError(f"{where}: expected `=== id` or `=== id v2`.")
    first, _, rest = rest.lstrip("\n").partition("\n")
    title = first.removeprefix("title:").strip()
    if not first.startswith("title:") or not title:
        raise SampleError(f"{where}: expected a line `title: ...` below the head, found {first[:40]!r}.")
    rule, _, body = rest.lstrip("\n").partition("\n")
    if rule.strip() not in {"", "---"}:
        raise SampleError(f"{where}: expected `---` between title and body, found {rule[:40]!r}.")
    return key, _Block(title, body.strip(), where)
