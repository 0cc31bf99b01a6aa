"""Rows of ``warc_files``."""

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

import duckdb
import pyarrow as pa

from monitor.sources.warc.faults import LEFT_OUT
from monitor.sources.warc.records import START, Position
from monitor.warehouse import query, upsert

_TIME = pa.timestamp("us", tz="UTC")
_COUNTS = ("n_records", "n_kept", *(f"n_{name}" for name in LEFT_OUT))
_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("file", "sha256", "filter_hash")),
        *((name, pa.int64()) for name in ("n_bytes", "n_bytes_read", "n_member_records")),
        ("done", pa.bool_()),
        *((name, pa.int64()) for name in _COUNTS),
        *((name, _TIME) for name in ("first_at", "last_at", "read_at")),
        ("fault", pa.string()),
    ]
)


@dataclass
class WarcFile:
    """A row of ``warc_files`` in the making. ``counts`` holds kept records under ``kept`` and the others by why they were left out."""

    file: str
    sha256: str
    filter_hash: str
    n_bytes: int
    read_at: datetime
    position: Position = START
    counts: Counter[str] = field(default_factory=Counter)
    done: bool = False
    first_at: datetime | None = None
    last_at: datetime | None = None
    fault: str | None = None

    def kept(self, at: datetime) -> None:
        """Count a page that was kept."""
        self.counts["kept"] += 1
        self.first_at, self.last_at = min(self.first_at or at, at), max(self.last_at or at, at)

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write the row as it stands."""
        row = {
            **{name: getattr(self, name) for name in ("file", "sha256", "filter_hash", "n_bytes", "done", "first_at", "last_at")},
            **{f"n_{name}": self.counts[name] for name in ("kept", *LEFT_OUT)},
            "n_records": self.counts.total(), "n_bytes_read": self.position.offset, "n_member_records": self.position.n_read,
            "read_at": self.read_at, "fault": self.fault,
        }  # fmt: skip
        upsert(connection, "warc_files", pa.Table.from_pylist([row], _SCHEMA), ["file"])


@dataclass(frozen=True)
class KnownFiles:
    """The archives that were read before under the same filter."""

    by_file: dict[str, WarcFile]
    done: frozenset[str]

    @classmethod
    def load(cls, connection: duckdb.DuckDBPyConnection, filter_hash: str) -> "KnownFiles":
        """Read ``warc_files``."""
        rows = query(connection, "warc_files_known", filter_hash=filter_hash).to_pylist()
        files = [_file(row) for row in rows]
        return cls({one.file: one for one in files}, frozenset(one.sha256 for one in files if one.done))

    def resumed(self, fresh: WarcFile) -> WarcFile:
        """``fresh``, or where the same bytes were read in part before, what was read of them."""
        known = self.by_file.get(fresh.file)
        if known is None or known.sha256 != fresh.sha256 or known.done:
            return fresh
        return replace(known, read_at=fresh.read_at, fault=None)


def _file(row: dict[str, object]) -> WarcFile:
    counts = Counter({name: row[f"n_{name}"] for name in ("kept", *LEFT_OUT)})
    rest = {name: row[name] for name in asdict(WarcFile("", "", "", 0, datetime.min)) if name in row}
    return WarcFile(**rest, position=Position(row["n_bytes_read"], row["n_member_records"]), counts=counts)  # type: ignore[arg-type]
