"""One bulk file into the pages that are kept."""

from dataclasses import dataclass, field

from monitor.sources.gdelt.gkg_filter import GkgFilter
from monitor.sources.gdelt.gkg_row import BrokenLineError, GkgRow, read_row
from monitor.sources.gdelt.gkg_rows import BrokenLine
from monitor.sources.gdelt.gkg_unpack import unpacked_lines
from monitor.sources.gdelt.links import SeenPage

MOST_BROKEN = 1000
"""Broken lines of a file that are written down; all are counted."""


@dataclass
class FileContent:
    """The pages kept of a file, and its counts in lines."""

    pages: list[SeenPage] = field(default_factory=list)
    broken: list[BrokenLine] = field(default_factory=list)
    n_lines: int = 0
    n_left_out: int = 0
    n_broken: int = 0

    def add_broken(self, kind: str, reason: str) -> None:
        """Count a line that is no record, and write it down."""
        self.n_broken += 1
        if len(self.broken) < MOST_BROKEN:
            self.broken.append(BrokenLine(self.n_lines, kind, reason))


def read_file(content: bytes, keep: GkgFilter, max_unpacked_bytes: int) -> FileContent:
    """Filter a zipped file line by line as it unpacks. Raises :class:`ArchiveError` for one that is not to be believed."""
    found = FileContent()
    for line in unpacked_lines(content, max_unpacked_bytes):
        found.n_lines += 1
        if line is None:
            found.add_broken("too_large", "It is longer than any record.")
            continue
        try:
            row = read_row(line)
        except BrokenLineError as error:
            found.add_broken(error.kind, str(error))
            continue
        if keep.keeps(row):
            found.pages.append(_page(row))
        else:
            found.n_left_out += 1
    return found


def _page(row: GkgRow) -> SeenPage:
    return SeenPage(row.url, row.title, row.seen, row.published, row.language, "")
