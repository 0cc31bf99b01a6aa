"""Candidates on their way to the warehouse: what is new is kept, what is known is counted."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

import duckdb
import pyarrow as pa

from monitor.sources.files.candidates import Candidate, LeftOut, Unmapped
from monitor.sources.files.outlets import OutletBook
from monitor.sources.rows import Fetch, Link, write_fetches, write_links
from monitor.text import short_id
from monitor.warehouse import Warehouse, query, upsert
from monitor.web import RawStore

ROWS_AT_ONCE = 5000
BYTES_AT_ONCE = 32 << 20
_TIME = pa.timestamp("us", tz="UTC")
COUNTS = ("n_rows", "n_loaded", "n_repeated", "n_left_out", "n_unmapped", "n_without_country")
_FILES = pa.schema(
    [
        *((name, pa.string()) for name in ("source_set", "path", "sha256", "mapping_hash")),
        *((name, pa.int64()) for name in COUNTS),
        ("first_published_at", _TIME),
        ("last_published_at", _TIME),
    ]
)
_ROWS = pa.schema(
    [
        *((name, pa.string()) for name in ("fetch_id", "link_id", "source_set", "path")),
        ("row_number", pa.int64()),
        ("text_hash", pa.string()),
        ("seen_at", _TIME),
    ]
)
_UNMAPPED = pa.schema(
    [
        *((name, pa.string()) for name in ("source_set", "file", "path")),
        ("row_number", pa.int64()),
        ("kind", pa.string()),
        ("reason", pa.string()),
    ]
)


@dataclass
class Tally:
    """A row of ``source_files`` in the making."""

    source_set: str
    path: str
    sha256: str
    mapping_hash: str
    n_rows: int = 0
    n_loaded: int = 0
    n_repeated: int = 0
    n_left_out: int = 0
    n_unmapped: int = 0
    n_without_country: int = 0
    first_published_at: datetime | None = None
    last_published_at: datetime | None = None

    def saw(self, at: datetime | None) -> None:
        """Widen the time that the file spans."""
        if at is not None:
            self.first_published_at = min(self.first_published_at or at, at)
            self.last_published_at = max(self.last_published_at or at, at)


@dataclass(frozen=True)
class _Known:
    """A text of a link that is stored, and the row that it came from."""

    text_hash: str
    seen_at: datetime
    source: tuple[str, str, int]


@dataclass
class Journal:
    """Collects what files hold and writes it a batch at a time, in the order in which it was read."""

    warehouse: Warehouse
    raw: RawStore
    book: OutletBook
    pending: list[tuple[Tally, Candidate]] = field(default_factory=list)
    unmapped: list[tuple[Tally, Unmapped]] = field(default_factory=list)
    started: list[Tally] = field(default_factory=list)
    finished: list[Tally] = field(default_factory=list)
    n_bytes: int = 0
    faults: list[str] = field(default_factory=list)
    """What is wrong with files as a whole, as sentences."""

    def start(self, tally: Tally) -> None:
        """A file begins: what was unmapped in it before is forgotten with the next write."""
        self.started.append(tally)

    def add(self, tally: Tally, found: Candidate | LeftOut | Unmapped) -> None:
        """Take in one row."""
        match found:
            case Candidate():
                tally.n_rows += 1
                tally.saw(found.link.published_hint)
                self.pending.append((tally, found))
                self.n_bytes += len(found.content)
            case LeftOut():
                tally.n_rows += 1
                tally.n_left_out += 1
            case Unmapped():
                tally.n_rows += found.row_number is not None
                tally.n_unmapped += found.row_number is not None
                self.unmapped.append((tally, found))
                if found.row_number is None:
                    self.faults.append(found.reason if found.path in found.reason else f"{found.path}: {found.reason}")
        if len(self.pending) + len(self.unmapped) >= ROWS_AT_ONCE or self.n_bytes >= BYTES_AT_ONCE:
            self.write()

    def finish(self, tally: Tally) -> None:
        """A file was read to its end; many small files are written together."""
        self.finished.append(tally)

    def write(self) -> None:
        """Write what was taken in: raw records first, so that no row names a record that is not there."""
        if not (self.pending or self.started or self.unmapped or self.finished):
            return
        with self.warehouse.transaction() as connection:
            known = self._known(connection)
            removed = set(query(connection, "collect_removed")["link_id"].to_pylist())
        links: list[Link] = []
        fetches: list[Fetch] = []
        rows: list[dict[str, object]] = []
        for tally, one in self.pending:
            if one.link.link_id in removed:
                tally.n_left_out += 1
                continue
            fetch = self._new(tally, one, known[one.link.link_id])
            if fetch is not None:
                links.append(one.link)
                fetches.append(fetch)
                rows.append({
                    "fetch_id": fetch.fetch_id, "link_id": one.link.link_id, "source_set": tally.source_set, "path": one.path,
                    "row_number": one.row_number, "text_hash": one.text_hash, "seen_at": fetch.attempted_at,
                })  # fmt: skip
        self.raw.sync()
        with self.warehouse.transaction() as connection:
            self.book.write(connection)
            write_links(connection, list({link.link_id: link for link in reversed(links)}.values()), update=False)
            write_fetches(connection, fetches)
            upsert(connection, "source_rows", pa.Table.from_pylist(rows, _ROWS), ["fetch_id"])
            self._write_files(connection)
        self.pending, self.unmapped, self.started, self.finished, self.n_bytes = [], [], [], [], 0

    def _known(self, connection: duckdb.DuckDBPyConnection) -> dict[str, list[_Known]]:
        known: dict[str, list[_Known]] = defaultdict(list)
        ids = sorted({one.link.link_id for _, one in self.pending})
        for row in query(connection, "collect_known_rows", link_ids=ids).to_pylist() if ids else ():
            source = (row["source_set"], row["path"], row["row_number"])
            known[row["link_id"]].append(_Known(row["text_hash"], row["seen_at"], source))
        return known

    def _new(self, tally: Tally, one: Candidate, known: list[_Known]) -> Fetch | None:
        """The fetch of a row that says something new, None for one that is known; counts it either way.

        A text is seen after those that were read before it, whatever its own account.
        """
        source = (tally.source_set, one.path, one.row_number)
        same = [other for other in known if other.text_hash == one.text_hash]
        if same and all(other.source != source for other in same):
            tally.n_repeated += 1
            return None
        tally.n_loaded += 1
        tally.n_without_country += one.country is None
        if same:
            return None
        seen = max([one.link.first_seen_at, *(other.seen_at + timedelta(seconds=1) for other in known)])
        known.append(_Known(one.text_hash, seen, source))
        file, offset = self.raw.append(one.link.url, one.content, one.content_type, seen)
        return Fetch(
            short_id("fetch", one.link.url, one.kind, seen.isoformat()), one.link.url, one.kind, one.link.outlet_id, seen, "ok", None, None,
            one.link.url, one.content_type, len(one.content), hashlib.sha256(one.content).hexdigest(), None, None, file, offset, 0.0,
        )  # fmt: skip

    def _write_files(self, connection: duckdb.DuckDBPyConnection) -> None:
        for tally in self.started:
            connection.execute(
                "DELETE FROM source_unmapped WHERE source_set = ? AND file = ?", [tally.source_set, tally.path]
            )
        unmapped = [{"source_set": tally.source_set, "file": tally.path, **asdict(one)} for tally, one in self.unmapped]
        upsert(
            connection, "source_unmapped", pa.Table.from_pylist(unmapped, _UNMAPPED), ["source_set", "path", "row_number"]
        )  # fmt: skip
        files: Sequence[dict[str, object]] = [asdict(tally) for tally in self.finished]
        upsert(connection, "source_files", pa.Table.from_pylist(list(files), _FILES), ["source_set", "path"])
