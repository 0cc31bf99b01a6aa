"""The source ``files``: the sets of a mapping, file by file, into the warehouse."""

import hashlib
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
from tqdm import tqdm

from monitor.config import ConfigError, Outlet, load_model
from monitor.config.settings import CollectSettings
from monitor.sources.files.candidates import Reader, Unmapped
from monitor.sources.files.faults import FileFault
from monitor.sources.files.fields import Mapper
from monitor.sources.files.journal import COUNTS, Journal, Tally
from monitor.sources.files.listing import SourceFile, check_inside, file_hash, list_files, open_parts
from monitor.sources.files.mapping import FileMapping, FileSet
from monitor.sources.files.outlets import OutletBook
from monitor.sources.files.pages import load_page_urls
from monitor.sources.rows import write_outlets
from monitor.warehouse import Warehouse, query
from monitor.warehouse import replace as replace_rows
from monitor.web import RawStore

_READER_VERSION = 1
"""Raised when files are to be read again because this package reads them differently."""
_WINDOWS = pa.schema(
    [("source_set", pa.string()), *((name, pa.timestamp("us", tz="UTC")) for name in ("starts_at", "stops_at"))]
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FilesSummary:
    """What a run read. Files that are unchanged since they were read count as such and in nothing else."""

    n_files: int = 0
    n_files_unchanged: int = 0
    n_rows: int = 0
    n_loaded: int = 0
    n_repeated: int = 0
    n_left_out: int = 0
    n_unmapped: int = 0
    n_without_country: int = 0


def load_mapping(collect: CollectSettings) -> FileMapping:
    """The mapping that ``collect.files`` names. Raises :class:`ConfigError` with file and line, or where none is named."""
    if collect.files is None:
        raise ConfigError("collect.files: is missing; source files needs the YAML file that maps files to articles.")
    return load_model(collect.files, FileMapping)


def check_mapping(collect: CollectSettings) -> None:
    """Whether the mapping reads and each of its sets has a file. Raises :class:`ConfigError` that says what is missing."""
    for one in load_mapping(collect).sets:
        list_files(collect.files_root, one)


def load_files(collect: CollectSettings, outlets: Sequence[Outlet], warehouse: Warehouse) -> FilesSummary:
    """Read the files of the mapping that are new or have changed, or whose set's mapping has.

    Writes ``outlets`` (those of the outlets' file, and one for each domain that it does not know), ``links``, ``fetches`` and raw
    records, ``source_files``, ``source_rows``, ``source_unmapped`` and ``coverage_windows``. Rows are written some thousands at a time; a
    run that is killed reads the file that it was at again, and the rows that were written stay the same.

    Raises :class:`ConfigError` for a mapping that cannot work.
    """
    mapping, root = load_mapping(collect), collect.files_root
    now = datetime.now(UTC).replace(microsecond=0)
    work = [(one, file) for one in mapping.sets for file in list_files(root, one)]
    with warehouse.transaction() as connection:
        write_outlets(connection, outlets)
        book = OutletBook.load(connection, outlets)
        read = {tuple(row.values()) for row in query(connection, "collect_files_read").to_pylist()}
    journal = Journal(warehouse, RawStore(warehouse.data_dir), book)
    readers = {one.name: Reader(Mapper(one, now), book, load_page_urls(root, one.urls)) for one in mapping.sets}
    unchanged, tallies = 0, []
    try:
        for file_set, file in tqdm(work, desc="files", unit="file", file=sys.stderr, disable=None):
            tally = _tally(root, file_set, file)
            if tally.sha256 and (tally.source_set, tally.path, tally.sha256, tally.mapping_hash) in read:
                unchanged += 1
                continue
            tallies.append(tally)
            _read(root, file, readers[file_set.name], journal, tally)
            log.info("%s: %s: %d rows, %d not mapped", file_set.name, file.name, tally.n_rows, tally.n_unmapped)
    finally:
        journal.write()
    with warehouse.transaction() as connection:
        _write_windows(connection, mapping)
    _tell_faults(journal.faults, tallies, collect)
    counts = {name: sum(getattr(one, name) for one in tallies) for name in COUNTS}
    return FilesSummary(n_files=len(tallies), n_files_unchanged=unchanged, **counts)


def _tell_faults(faults: Sequence[str], tallies: Sequence[Tally], collect: CollectSettings) -> None:
    """Warn of files that could not be read. Raises :class:`ConfigError` when nothing at all could be."""
    for reason in faults:
        log.warning("%s", reason)
    if faults and not any(tally.n_rows for tally in tallies):
        raise ConfigError(f"{collect.files}: no file could be read: " + " ".join(faults[:5]))


def _read(root: Path, file: SourceFile, reader: Reader, journal: Journal, tally: Tally) -> None:
    journal.start(tally)
    try:
        check_inside(root, file)
        for part in open_parts(file, reader.mapper.file_set.members):
            for found in reader.read(part):
                journal.add(tally, found)
    except FileFault as fault:
        journal.add(tally, Unmapped(file.name, None, fault.kind, str(fault)))
    except OSError as error:
        journal.add(tally, Unmapped(file.name, None, "unreadable", f"{file.name} cannot be read ({error})."))
    journal.finish(tally)


def _tally(root: Path, file_set: FileSet, file: SourceFile) -> Tally:
    try:
        check_inside(root, file)
        digest = file_hash(file.path)
    except (FileFault, OSError):
        digest = ""  # said again at every run until it is mended
    return Tally(file_set.name, file.name, digest, _mapping_hash(file_set))


def _mapping_hash(file_set: FileSet) -> str:
    """Hash of what decides how a set's rows are read; how many days it covers does not."""
    text = file_set.model_dump_json(exclude={"covers", "files"})
    return hashlib.sha256(f"{_READER_VERSION}\n{text}".encode()).hexdigest()[:16]


def _write_windows(connection: duckdb.DuckDBPyConnection, mapping: FileMapping) -> None:
    found = {row["source_set"]: row for row in query(connection, "collect_windows").to_pylist()}
    rows = []
    for one in mapping.sets:
        if one.covers is not None:
            start, stop = (
                datetime.combine(day, datetime.min.time(), UTC) for day in (one.covers.start, one.covers.stop)
            )
            rows.append({"source_set": one.name, "starts_at": start, "stops_at": stop + timedelta(days=1)})
        elif one.name in found:
            rows.append(found[one.name])
    replace_rows(connection, "coverage_windows", pa.Table.from_pylist(rows, _WINDOWS))
