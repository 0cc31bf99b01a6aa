"""Links from GDELT's bulk files, for going back in time without the API's limits."""

import logging
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from tqdm import tqdm

from monitor.config import OutletFile, Settings, load_model
from monitor.sources.alone import GDELT_LOCK, alone
from monitor.sources.gdelt.causes import short_cause
from monitor.sources.gdelt.gkg_files import STREAMS, BulkFile, check, files_by_clock, files_listed, with_checksums
from monitor.sources.gdelt.gkg_filter import GkgFilter
from monitor.sources.gdelt.gkg_read import FileContent, read_file
from monitor.sources.gdelt.gkg_rows import FileRow, write_file
from monitor.sources.gdelt.gkg_unpack import ArchiveError
from monitor.sources.gdelt.links import LinkBook
from monitor.sources.topic_words import read_topic_words
from monitor.warehouse import Warehouse, query, record_stage
from monitor.web import FetchResult, HttpClient, Request, may_pass

_AT_ONCE = 4
FAILURES_IN_A_ROW = 12
"""Files that could not be had, one after another, after which a run stops asking (a file that is missing is no failure)."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class GkgSummary:
    """What a run did. ``n_unread`` counts files without result, by outcome; ``stopped`` says why it ended early, if it did."""

    n_files: int = 0
    n_read: int = 0
    n_read_before: int = 0
    n_unread: dict[str, int] = field(default_factory=dict)
    n_bytes: int = 0
    n_lines: int = 0
    n_broken: int = 0
    n_links: int = 0
    stopped: str | None = None


def collect_gkg(
    settings: Settings,
    warehouse: Warehouse,
    client: HttpClient,
    start: datetime,
    stop: datetime,
    *,
    now: datetime | None = None,
) -> GkgSummary:
    """Read GDELT's 15-minute files between ``start`` and ``stop`` (UTC, not included) and keep what concerns the topics as links.

    Reads the topics' and the outlets' files and ``gdelt_files``; writes ``outlets``, ``links``, ``gdelt_links``, ``gdelt_files`` and, for
    lines that could not be read, ``source_unmapped``: a transaction a file, so that an interrupted run goes on where it stopped and files
    that were read are not fetched again. English files are read where ``en`` is wanted, translated ones for other languages.
    ``client`` comes from :func:`bulk_client`. Files later than ``now`` (by default the wall clock) are not asked for.

    Raises :class:`monitor.config.ConfigError` for settings that cannot work, :class:`monitor.sources.CollectionRunningError`, and
    :class:`FileListError` where the lists of files are wanted and cannot be had.
    """
    now = now or datetime.now(UTC)
    with record_stage(warehouse, "gdelt_gkg") as record, alone(warehouse, *GDELT_LOCK):
        outlets = load_model(settings.outlets, OutletFile).outlets
        keep = GkgFilter.of(settings.collect.gdelt, read_topic_words(settings.topics), outlets)
        with warehouse.transaction() as connection:
            book = LinkBook.open(connection, outlets, "gkg")
            done = set(query(connection, "gdelt_files_done", filter_hash=keep.hash)["file"].to_pylist())
        files = _files(settings, client, start, min(stop, now))
        run = _Run(settings, warehouse, client, book, keep)
        record.summary = run.all([file for file in files if file.name not in done], len(files))
    return record.summary  # type: ignore[no-any-return]


class FileListError(RuntimeError):
    """A list of bulk files could not be had."""


def _files(settings: Settings, client: HttpClient, start: datetime, stop: datetime) -> list[BulkFile]:
    languages = set(settings.collect.gdelt.languages)
    streams = [
        stream
        for stream in STREAMS
        if (stream == "english" and "en" in languages) or (stream != "english" and languages - {"en"})
    ]
    files = list(files_by_clock(streams, start, stop))
    if not settings.collect.gdelt.file_list or not files:
        return files
    listed: dict[str, BulkFile] = {}
    for stream in streams:
        got = client.get(f"{settings.collect.gdelt.bulk_url}/{STREAMS[stream][1]}", crawl=False)
        if got.outcome != "ok":
            raise FileListError(f"{got.reason} Run again later, or set collect.gdelt.file_list: false.")
        listed |= {file.name: file for file in files_listed(stream, got.content, start, stop)}
    return with_checksums(files, listed)


@dataclass
class _Run:
    """One run over its files."""

    settings: Settings
    warehouse: Warehouse
    client: HttpClient
    book: LinkBook
    keep: GkgFilter
    counts: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    in_a_row: int = 0

    def all(self, files: list[BulkFile], n_files: int) -> GkgSummary:
        """Every file, a few fetched at once."""
        stopped = None
        with tqdm(total=len(files), desc="gdelt", unit="file", file=sys.stderr, disable=None) as bar:
            for start in range(0, len(files), _AT_ONCE):
                part = files[start : start + _AT_ONCE]
                urls = [Request(f"{self.settings.collect.gdelt.bulk_url}/{file.name}", crawl=False) for file in part]
                at = datetime.now(UTC)
                answers = self.client.get_all(urls)
                for file, got in zip(part, answers, strict=True):
                    self._file(file, got, at)
                    bar.update()
                if self.in_a_row >= FAILURES_IN_A_ROW:
                    cause = short_cause(answers[-1].reason)
                    stopped = f"{self.in_a_row} files in a row could not be had: {cause}. Run again later."
                    log.info("%s", stopped)
                    break
        before = n_files - len(files)
        return GkgSummary(n_files, n_read_before=before, n_unread=dict(self.unread), stopped=stopped, **self.counts)

    def _file(self, file: BulkFile, got: FetchResult, at: datetime) -> None:
        clock = time.monotonic()
        row, content = self._read(file, got, at)
        n_kept = self.book.add(content.pages, file.name)
        row = _counted(row, content, n_kept, got.seconds + time.monotonic() - clock)
        with self.warehouse.transaction() as connection:
            self.book.write(connection)
            write_file(connection, row, content.broken)
        self._count(row, got)

    def _read(self, file: BulkFile, got: FetchResult, at: datetime) -> tuple[FileRow, FileContent]:
        """The file's row without counts, and what is in it."""
        nothing = FileContent()

        def row(outcome: str, reason: str | None, md5: str | None = None, by: str | None = None) -> FileRow:
            n_bytes = len(got.content) if got.outcome == "ok" else None
            return FileRow(
                file.name,
                file.stream,
                file.starts_at,
                self.keep.hash,
                outcome,
                n_bytes,
                md5,
                by,
                None,
                None,
                None,
                None,
                at,
                0.0,
                reason,
            )

        gdelt = self.settings.collect.gdelt
        if got.outcome != "ok":
            return row("missing" if got.status == 404 else got.outcome, got.reason), nothing
        if len(got.content) > gdelt.max_file_bytes:
            return row(
                "too_large", f"{got.url}: more than {gdelt.max_file_bytes} bytes (collect.gdelt.max_file_bytes)."
            ), nothing
        checked = check(file, got)
        if checked.fault:
            return row("checksum", checked.fault, checked.md5, checked.by), nothing
        try:
            content = read_file(got.content, self.keep, gdelt.max_unpacked_bytes)
        except ArchiveError as error:
            return row(
                error.kind, f"{got.url}: {error}. Left out; the next run fetches it again.", checked.md5, checked.by
            ), nothing
        return row("ok", None, checked.md5, checked.by), content

    def _count(self, row: FileRow, got: FetchResult) -> None:
        if row.outcome == "ok":
            self.counts["n_read"] += 1
        else:
            self.unread[row.outcome] += 1
            log.info("%s", row.reason)
        self.in_a_row = self.in_a_row + 1 if may_pass(got.outcome, got.status) else 0
        for name in ("n_bytes", "n_lines", "n_broken"):
            self.counts[name] += getattr(row, name) or 0
        self.counts["n_links"] += row.n_kept or 0


def _counted(row: FileRow, content: FileContent, n_kept: int, seconds: float) -> FileRow:
    if row.outcome != "ok":
        return replace(row, seconds=seconds)
    return replace(
        row,
        seconds=seconds,
        n_lines=content.n_lines,
        n_kept=n_kept,
        n_broken=content.n_broken,
        n_left_out=content.n_lines - n_kept - content.n_broken,
    )
