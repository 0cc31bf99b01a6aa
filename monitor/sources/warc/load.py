"""Archives into the warehouse."""

import logging
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from monitor.config import ConfigError, OutletFile, Settings, load_model
from monitor.sources.alone import alone
from monitor.sources.files.listing import file_hash
from monitor.sources.files.outlets import OutletBook
from monitor.sources.rows import write_outlets
from monitor.sources.warc.faults import WarcFault
from monitor.sources.warc.journal import Journal
from monitor.sources.warc.records import Position, RecordReader
from monitor.sources.warc.rows import KnownFiles, WarcFile
from monitor.sources.warc.wanted import Wanted
from monitor.warehouse import Warehouse, record_stage

NO_RECORD = (
    "There is no WARC record in it: it is packed as archives are, and something else. Name a WARC file (.warc.gz)."
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WarcSummary:
    """What a run did, counted over the files that it read: ``n_left_out`` by why a record was not kept, ``faults`` as sentences.

    Files that were read to their end before count in ``n_files_read_before`` and in nothing else.
    """

    n_files: int = 0
    n_files_read_before: int = 0
    n_files_resumed: int = 0
    n_records: int = 0
    n_kept: int = 0
    n_left_out: dict[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def load_warcs(settings: Settings, warehouse: Warehouse, paths: Sequence[Path]) -> WarcSummary:
    """Read WARC files (``.warc``, ``.warc.gz``) and keep the pages that ``collect.warc`` wants, as if they had been fetched.

    Reads the outlets' and the topics' files, ``warc_files`` and ``fetches``; writes ``outlets`` (those of the outlets' file, and where
    every outlet is wanted one for each domain that it does not know), ``links``, ``fetches`` (kind ``page``, attempted at WARC-Date), raw
    pages under ``data/raw``, and ``warc_files``. Files are read record by record; some hundred pages are written in one transaction with
    how far their file was read, so that a run that is killed goes on there. A page that is known adds nothing. A file that is damaged or
    torn gives what comes before; the fault is recorded with the file, which the next run that names it tries again from there.

    Raises :class:`monitor.config.ConfigError` for settings that cannot work and paths without a file, and
    :class:`monitor.sources.CollectionRunningError`.
    """
    _check(paths)
    if settings.synthetic:
        raise ConfigError(
            f"settings {settings.name!r}: are of the synthetic sample, which takes in nothing real; archives need settings of live "
            "coverage, such as config/live.yaml. Nothing was read."
        )
    with record_stage(warehouse, "warc") as record, alone(warehouse):
        outlets = load_model(settings.outlets, OutletFile).outlets
        wanted = Wanted.of(settings, outlets)
        with warehouse.transaction() as connection:
            write_outlets(connection, outlets)
            book = OutletBook.load(connection, outlets)
            known = KnownFiles.load(connection, wanted.hash)
        now = datetime.now(UTC).replace(microsecond=0)
        reader = RecordReader(wanted.url, settings.collect.max_bytes, now)
        run = _Run(wanted, reader, Journal.open(warehouse, outlets, book), known)
        n_bytes = sum(path.stat().st_size for path in paths)
        with tqdm(total=n_bytes, desc="warc", unit="B", unit_scale=True, file=sys.stderr, disable=None) as run.bar:
            for path in paths:
                run.file(path)
        summary = record.summary = run.summary()
    return summary


def _check(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.is_file():
            what = "is a folder; name the files in it" if path.is_dir() else "there is no such file"
            raise ConfigError(f"{path}: {what}. Nothing was read.")


@dataclass
class _Run:
    """One run over its files."""

    wanted: Wanted
    reader: RecordReader
    journal: Journal
    known: KnownFiles
    bar: "tqdm[None] | None" = None
    read: list[WarcFile] = field(default_factory=list)
    n_before: int = 0
    n_resumed: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    done: set[str] = field(default_factory=set)

    def file(self, path: Path) -> None:
        """Read one file, unless it was read before."""
        fresh = WarcFile(str(path.resolve()), "", self.wanted.hash, path.stat().st_size, self.reader.now)
        try:
            fresh.sha256 = file_hash(path)
        except OSError as error:
            fresh.fault = f"The file cannot be read ({error})."
            return self._finish(fresh, Counter())
        if fresh.sha256 in self.known.done | self.done:
            self.n_before += 1
            self._advance(fresh.n_bytes)
            return None
        file = self.known.resumed(fresh)
        before = Counter(file.counts)
        self.n_resumed += file.position.offset > 0 or file.position.n_read > 0
        self._advance(file.position.offset)
        try:
            self._records(path, file)
        except WarcFault as fault:
            file.fault = str(fault)
        else:
            if self._holds_no_record(file):
                file.fault = NO_RECORD
            else:
                file.done = True
                self.done.add(file.sha256)
        return self._finish(file, before)

    def _records(self, path: Path, file: WarcFile) -> None:
        for record in self.reader.read(path, file.position):
            page, left_out = record.page, record.left_out
            if page is not None and not self.wanted.page(page):
                page, left_out = None, "other_topic"
            if left_out is not None:
                file.counts[left_out] += 1
            self.journal.add(page)
            self._advance(record.after.offset - file.position.offset)
            file.position = record.after
            if self.journal.is_full:
                self.journal.write(file)

    def _holds_no_record(self, file: WarcFile) -> bool:
        """Whether nothing in a file that was read to its end is a record: it is packed, but no archive."""
        return not self.journal.pending and file.counts.total() == file.counts["damaged"]

    def _finish(self, file: WarcFile, before: Counter[str]) -> None:
        self._advance(file.n_bytes - file.position.offset)
        if file.done:
            file.position = Position(file.n_bytes, 0)
        self.journal.write(file)
        self.counts += file.counts - before
        self.read.append(file)
        if file.fault:
            log.info("%s: %s", file.file, file.fault)

    def _advance(self, n_bytes: int) -> None:
        if self.bar is not None:
            self.bar.update(n_bytes)

    def summary(self) -> WarcSummary:
        """What was done."""
        left_out = {name: n for name, n in sorted(self.counts.items()) if name != "kept" and n}
        faults = tuple(f"{Path(one.file).name}: {one.fault}" for one in self.read if one.fault)
        return WarcSummary(
            len(self.read), self.n_before, self.n_resumed, self.counts.total(), self.counts["kept"], left_out, faults
        )  # fmt: skip
