"""CSV of codings: a row an article (a column a frame), or a row a judgement."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from monitor.config import ConfigError
from monitor.frames.coding.model import ADJUDICATED, Coded, Coder, CodingError, Judgement, Known, Reading, Refusal
from monitor.frames.coding.reading.table import Table
from monitor.frames.coding.reading.values import flag, moment, probability
from monitor.web.address import canonical_url

LONG = ("coder", "frame", "present", "codebook_version")
WIDE = ("coder", "codebook_version")
DECIDER = "decided_by"
BESIDE = frozenset(
    {
        "article_id", "url", "sample", "codebook_version", "coder", "coded_at", "note", "title", "text", "language", "outlet", "country",
        "published", "inclusion_probability", "position",
    }
)  # fmt: skip
"""Columns of a row an article that are no frames."""


class _Rows:
    """One file being read: checks that all rows share."""

    def __init__(self, table: Table, known: Known, kind: str, format_name: str) -> None:
        self.table, self.known, self.kind = table, known, kind
        self.coder_column = DECIDER if kind == ADJUDICATED else "coder"
        self.reading = Reading(format_name)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        for number, cells, fault in self.table.rows:
            if cells is None:
                self.reading.refused.append(Refusal(number, fault))
            else:
                yield number, cells

    def coder(self, row: Mapping[str, str]) -> Coder:
        name = row[self.coder_column]
        if not name:
            raise CodingError(f"{self.coder_column} is empty; name who judged")
        if not self.table.is_unicode and not name.isascii():
            raise CodingError(f"the letters of {self.coder_column} cannot be told; save the file as “CSV UTF-8”")
        if self.kind == ADJUDICATED:
            name = f"adjudicated by {name}"
        given = None if row.get("sample") else probability(row.get("inclusion_probability", ""))
        return Coder(name[:200], self.kind, given)

    def place(self, row: Mapping[str, str]) -> tuple[str, str]:
        """Article and sample. Raises CodingError."""
        name = row.get("article_id", "")
        if not name:
            url = row.get("url", "")
            name = canonical_url(url) or url
        article_id = self.known.article_id(name)
        return article_id, self.known.sample_id(row.get("sample", ""), article_id)

    def take(self, number: int, row: Mapping[str, str], judged: list[Judgement], sample_id: str) -> None:
        at = moment(row.get("coded_at", ""))
        self.reading.judgements += [replace(one, coded_at=at, row=number) for one in judged]
        first = judged[0]
        note = row.get("note") or None
        self.reading.coded.append(Coded(sample_id, first.article_id, first.coder_id, first.codebook_version, note))


def read_long(path: Path, table: Table, known: Known, kind: str) -> Reading:
    """A row a judgement: url or article_id, coder, frame, present, codebook_version; sample, inclusion_probability, coded_at where known.

    A frame that a coder gives no row for counts as not judged, as does an empty ``present``. Decisions (kind adjudicated) name
    the coder in ``decided_by``. Raises :class:`monitor.config.ConfigError` for a file without these columns.
    """
    file = _Rows(table, known, kind, "csv-long")
    _need(path, table, tuple(file.coder_column if name == "coder" else name for name in LONG))
    taken = dict[tuple[str, str, str], int]()
    for number, row in file.rows():
        try:
            present = flag(row["present"], "present")
            if present is None:
                file.reading.not_judged += 1
                continue
            article_id, sample_id = file.place(row)
            coder = file.coder(row)
            carried = known.check_version(row["codebook_version"])
            judged = coder.judge(article_id, "frame", known.frame(row["frame"]), present, known.codebook_version)
            _once(taken, judged.key, number, f"{judged.label} of this article by {judged.coder_id!r}")
            file.take(number, row, [judged], sample_id)
            file.reading.carried += carried
        except CodingError as error:
            file.reading.refused.append(Refusal(number, str(error)))
    return file.reading


def read_wide(path: Path, table: Table, known: Known, kind: str) -> Reading:
    """A row an article: article_id or url, coder, codebook_version, a column for each frame with 1 or 0; sample, note, coded_at.

    An empty cell is a frame not judged, a row without any judgement an article not coded. A column that is no frame is
    refused, the others are read. Raises :class:`monitor.config.ConfigError` without the columns needed or any frame.
    """
    file = _Rows(table, known, kind, "csv")
    _need(path, table, WIDE)
    frames = [frame for frame in known.frames if frame in table.names]
    if not frames:
        raise ConfigError(f"{path}:1: no column is a frame of the codebook; expected {', '.join(known.frames)}.")
    for name in table.names:
        if name and name not in BESIDE and name not in frames:
            reason = f"column {name[:80]!r} is no frame of the codebook; its cells were not read"
            file.reading.refused.append(Refusal(1, reason))
    if missing := [frame for frame in known.frames if frame not in frames]:
        file.reading.told.append(f"{path}: has no column for {', '.join(missing)}: not judged.")
    taken = dict[tuple[str, str, str], int]()
    for number, row in file.rows():
        try:
            _whole_article(file, number, row, frames, taken)
        except CodingError as error:
            file.reading.refused.append(Refusal(number, str(error)))
    file.reading.told += _only_present(path, file.reading)
    return file.reading


def _whole_article(
    file: _Rows, number: int, row: dict[str, str], frames: list[str], taken: dict[tuple[str, str, str], int]
) -> None:
    cells = {frame: row[frame] for frame in frames}
    if not any(cells.values()):
        file.reading.not_coded += 1
        return
    article_id, sample_id = file.place(row)
    coder = file.coder(row)
    flags = {frame: flag(cell, frame) for frame, cell in cells.items()}
    carried, version = file.known.check_version(row["codebook_version"]), file.known.codebook_version
    judged = [
        coder.judge(article_id, "frame", frame, present, version)
        for frame, present in flags.items()
        if present is not None
    ]
    _once(taken, (article_id, "", coder.coder_id), number, f"the article by {coder.coder_id!r}")
    file.take(number, row, judged, sample_id)
    file.reading.carried += carried
    file.reading.not_judged += len(frames) - len(judged)


def _only_present(path: Path, reading: Reading) -> Iterator[str]:
    """A coder who ticks what is there and leaves the rest empty has denied nothing; most did not mean that."""
    for coder in sorted({one.coder_id for one in reading.judgements}):
        if all(one.present for one in reading.judgements if one.coder_id == coder):
            yield (
                f"{path}: coder {coder!r} marks no frame as absent. Empty cells count as not judged; if they mean absent, "
                "write 0 in them and import again."
            )


def _once(taken: dict[tuple[str, str, str], int], key: tuple[str, str, str], number: int, what: str) -> None:
    if key in taken:
        raise CodingError(f"{what} is coded already in row {taken[key]}; a coder judges once")
    taken[key] = number


def _need(path: Path, table: Table, needed: tuple[str, ...]) -> None:
    missing = [name for name in needed if name not in table.names]
    if not {"article_id", "url"} & set(table.names):
        missing.insert(0, "article_id or url")
    if missing:
        raise ConfigError(f"{path}:1: the header lacks {', '.join(missing)}.")
