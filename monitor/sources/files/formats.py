"""The rows of JSON Lines, CSV and Parquet files, one at a time."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from monitor.sources.files.faults import FileFault
from monitor.sources.files.mapping import FileSet

MAX_ROW = 1_000_000
"""Characters of the largest row that is taken."""
_BATCH = 256
_MAX_ROW_GROUP = 1 << 30


@dataclass(frozen=True)
class RawRow:
    """A row: its number as a person counts it in the file (from 1, a header is row 1), and its cells, or what is wrong with it."""

    number: int
    cells: dict[str, str]
    fault: tuple[str, str] | None = None


def read_rows(stream: BinaryIO, file_set: FileSet, path: Path | None = None) -> Iterator[RawRow]:
    """The rows of one part, ``path`` where it lies unpacked on the disk. Raises :class:`FileFault` when it cannot be read (on)."""
    match file_set.format:
        case "jsonl":
            yield from _jsonl(_lines(stream, file_set.encoding))
        case "csv":
            yield from _csv(_lines(stream, file_set.encoding), file_set)
        case _:
            yield from _parquet(stream, file_set, path)


def as_text(value: Any) -> str:
    """A cell as text; nothing is the empty text, a time is ISO 8601."""
    match value:
        case None:
            return ""
        case str():
            return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case bytes():
            return value.decode("utf-8", "replace")
        case datetime() | date():
            return value.isoformat()
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return str(value)


def needed_columns(file_set: FileSet) -> set[str]:
    """The columns that the mapping names."""
    return {*file_set.columns.values(), *file_set.keep}


def _lines(stream: BinaryIO, encoding: str) -> Iterator[tuple[str, bool]]:
    """Lines with their ends, and whether one was cut because it is too long. Bytes that are wrong become lone surrogates."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    try:
        while line := text.readline(MAX_ROW + 1):
            cut = len(line) > MAX_ROW
            while cut and not line.endswith("\n") and (rest := text.readline(MAX_ROW)):
                line = line[:1] + rest[-1:]
            yield line, cut
    except UnicodeError as error:
        raise FileFault("encoding", f"it is not {encoding} ({error}). Name its encoding in the mapping.") from error


def _bad_bytes(text: str) -> bool:
    return not text.isascii() and any("\udc80" <= one <= "\udcff" for one in text)


def _jsonl(lines: Iterator[tuple[str, bool]]) -> Iterator[RawRow]:
    for number, (line, cut) in enumerate(lines, start=1):
        if cut:
            yield RawRow(number, {}, ("too_large", f"The row is longer than {MAX_ROW:,} characters."))
        elif line.strip():
            yield _json_row(number, line)


def _json_row(number: int, line: str) -> RawRow:
    if _bad_bytes(line):
        return RawRow(number, {}, ("encoding", "The row has bytes that the set's encoding does not know."))
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return RawRow(number, {}, ("bad_json", f"The row is not valid JSON ({str(error)[:120]})."))
    if not isinstance(found, dict):
        return RawRow(
            number, {}, ("bad_json", f"The row is a JSON {type(found).__name__}, not an object with columns.")
        )
    return RawRow(number, {as_text(key): as_text(value) for key, value in found.items()})


def _csv(lines: Iterator[tuple[str, bool]], file_set: FileSet) -> Iterator[RawRow]:
    csv.field_size_limit(MAX_ROW)
    too_long: list[bool] = []

    def fed() -> Iterator[str]:
        for line, cut in lines:
            too_long.append(cut)
            yield line if not cut else "\n"

    reader, names, number = csv.reader(fed(), delimiter=file_set.delimiter), None, 0
    while True:
        number += 1
        too_long.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"The row cannot be read ({error}). Perhaps a quotation mark is not closed."
            yield RawRow(number, {}, ("too_large" if "limit" in str(error) else "bad_csv", reason))
            continue
        if any(too_long):
            yield RawRow(number, {}, ("too_large", f"The row has a line longer than {MAX_ROW:,} characters."))
        elif file_set.header and names is None:
            names = [one.strip() for one in cells]
            _check_names(names, file_set)
        elif cells:
            yield _csv_row(number, cells, names)


def _csv_row(number: int, cells: list[str], names: list[str] | None) -> RawRow:
    if any(_bad_bytes(one) for one in cells):
        return RawRow(number, {}, ("encoding", "The row has bytes that the set's encoding does not know."))
    if names is None:
        return RawRow(number, {str(at): cell for at, cell in enumerate(cells, start=1)})
    if len(cells) != len(names):
        reason = f"The row has {len(cells)} cells where the header names {len(names)}."
        return RawRow(number, {}, ("bad_csv", reason))
    return RawRow(number, dict(zip(names, cells, strict=True)))


def _parquet(stream: BinaryIO, file_set: FileSet, path: Path | None) -> Iterator[RawRow]:
    number = 0
    try:
        # a Parquet file is read from its end, which a packed stream cannot do: that is unpacked into memory, within the budget
        table = pq.ParquetFile(path or io.BytesIO(stream.read()))
        largest = max((table.metadata.row_group(at).total_byte_size for at in range(table.num_row_groups)), default=0)
        if largest > _MAX_ROW_GROUP:
            raise FileFault("too_large", f"a row group unpacks to {largest:,} bytes. Write it with smaller row groups.")
        _check_names(table.schema_arrow.names, file_set)
        for batch in table.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield RawRow(number, {name: as_text(value) for name, value in row.items()})
    except (pa.ArrowException, OSError) as error:
        raise FileFault("unreadable", f"it cannot be read as Parquet ({str(error)[:160]}).") from error


def _check_names(names: list[str], file_set: FileSet) -> None:
    missing = sorted(needed_columns(file_set) - set(names))
    if missing:
        raise FileFault(
            "missing_column", f"it has no column {', '.join(missing)}; its columns are {', '.join(names)[:300]}."
        )
