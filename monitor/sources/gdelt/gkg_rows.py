"""Rows of ``gdelt_files``, and of lines that could not be read."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from monitor.warehouse import upsert

SOURCE_SET = "gdelt-gkg"
"""Set under which broken lines stand in ``source_unmapped``."""
_TIME = pa.timestamp("us", tz="UTC")
_FILES = pa.schema(
    [
        *((name, pa.string()) for name in ("file", "stream")),
        ("starts_at", _TIME),
        *((name, pa.string()) for name in ("filter_hash", "outcome")),
        ("n_bytes", pa.int64()),
        *((name, pa.string()) for name in ("md5", "checked_by")),
        *((name, pa.int64()) for name in ("n_lines", "n_kept", "n_left_out", "n_broken")),
        ("asked_at", _TIME),
        ("seconds", pa.float64()),
        ("reason", pa.string()),
    ]
)
_BROKEN = pa.schema(
    [
        *((name, pa.string()) for name in ("source_set", "file", "path")),
        ("row_number", pa.int64()),
        *((name, pa.string()) for name in ("kind", "reason")),
    ]
)


@dataclass(frozen=True)
class FileRow:
    """A row of ``gdelt_files``; counts are None where the file was not read to its end."""

    file: str
    stream: str
    starts_at: datetime
    filter_hash: str
    outcome: str
    n_bytes: int | None
    md5: str | None
    checked_by: str | None
    n_lines: int | None
    n_kept: int | None
    n_left_out: int | None
    n_broken: int | None
    asked_at: datetime
    seconds: float
    reason: str | None


@dataclass(frozen=True)
class BrokenLine:
    """A line, counted from 1, that is no record."""

    number: int
    kind: str
    reason: str


def write_file(connection: duckdb.DuckDBPyConnection, row: FileRow, broken: Sequence[BrokenLine]) -> None:
    """Write what came of a file; what was broken in it before is forgotten."""
    upsert(connection, "gdelt_files", pa.Table.from_pylist([asdict(row)], _FILES), ["file"])
    connection.execute("DELETE FROM source_unmapped WHERE source_set = ? AND file = ?", [SOURCE_SET, row.file])
    lines = [
        {
            "source_set": SOURCE_SET, "file": row.file, "path": row.file, "row_number": one.number, "kind": one.kind,
            "reason": f"{row.file}, line {one.number}: {one.reason}",
        }
        for one in broken
    ]  # fmt: skip
    keys = ["source_set", "path", "row_number"]
    upsert(connection, "source_unmapped", pa.Table.from_pylist(lines, _BROKEN), keys)
