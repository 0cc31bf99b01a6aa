"""The rows and pages of a part, as what they would be in the warehouse."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from monitor.sources.files.faults import FileFault, RowFault
from monitor.sources.files.fields import MappedRow, Mapper
from monitor.sources.files.formats import read_rows
from monitor.sources.files.listing import Part
from monitor.sources.files.outlets import OutletBook
from monitor.sources.files.pages import PageUrls, read_page_file
from monitor.sources.files.record import CONTENT_TYPE
from monitor.sources.rows import Link
from monitor.text import short_id, text_hash


@dataclass(frozen=True)
class Candidate:
    """A row or page that could be mapped, before it is known whether it says anything new."""

    kind: Literal["page", "row"]
    link: Link
    path: str
    row_number: int
    content: bytes
    content_type: str | None
    text_hash: str
    country: str | None


@dataclass(frozen=True)
class LeftOut:
    """A row that the mapping does not keep."""


@dataclass(frozen=True)
class Unmapped:
    """A row, or a whole part (without a number), that could not be mapped."""

    path: str
    row_number: int | None
    kind: str
    reason: str


@dataclass(frozen=True)
class Reader:
    """Reads the parts of one set."""

    mapper: Mapper
    book: OutletBook
    urls: PageUrls

    def read(self, part: Part) -> Iterator[Candidate | LeftOut | Unmapped]:
        """What is in a part, in its order; what is wrong comes out as :class:`Unmapped` and never raises.

        Raises :class:`monitor.config.ConfigError` for a pattern of the mapping that is too slow.
        """
        try:
            if part.fault is not None or part.stream is None:
                fault = part.fault or FileFault("unreadable", "it has no content.")
                yield Unmapped(part.name, None, fault.kind, _sentence(part.name, str(fault)))
            elif self.mapper.file_set.format == "html":
                yield self._page(part, part.stream)
            else:
                yield from self._rows(part, part.stream)
        except FileFault as fault:
            yield Unmapped(part.name, None, fault.kind, _sentence(part.name, str(fault)))
        except (OSError, EOFError) as error:
            yield Unmapped(part.name, None, "unreadable", f"{part.name} cannot be read ({error}).")

    def _rows(self, part: Part, stream: BinaryIO) -> Iterator[Candidate | LeftOut | Unmapped]:
        for row in read_rows(stream, self.mapper.file_set, part.path):
            try:
                if row.fault is None and not self.mapper.keeps(row):
                    yield LeftOut()
                else:
                    yield self._candidate(self.mapper.map(row, part.name))
            except RowFault as fault:
                yield Unmapped(part.name, row.number, fault.kind, str(fault))

    def _candidate(self, row: MappedRow) -> Candidate:
        file_set, record = self.mapper.file_set, row.record
        outlet = self.book.find(
            row.outlet or file_set.fixed.outlet or "", row.host, row.url, row.place, row.language
        )  # fmt: skip
        named = {
            "outlet": outlet,
            "title": record.title,
            "published": record.published.isoformat() if record.published else "",
            "language": row.language or "",
        }
        url = row.url or identity_urn(*(f"{part}={named[part]}" for part in file_set.identity))
        seen = row.seen or self.mapper.now
        link = Link(
            short_id("link", url), url, outlet, None, row.language, file_set.fixed.audience, record.title, record.published, None, seen
        )  # fmt: skip
        return Candidate(
            "row", link, record.path, record.row_number, record.to_bytes(), CONTENT_TYPE, record.text_hash, self.book.countries.get(outlet)
        )  # fmt: skip

    def _page(self, part: Part, stream: BinaryIO) -> Candidate | Unmapped:
        fixed = self.mapper.file_set.fixed
        try:
            page = read_page_file(stream, part.name, self.urls)
            url = page.url or identity_urn(f"set={self.mapper.file_set.name}", f"file={part.name}")
            outlet = self.book.find(fixed.outlet or "", "", page.url, fixed.country, fixed.language)
        except RowFault as fault:
            return Unmapped(part.name, 1, fault.kind, str(fault))
        now = self.mapper.now
        link = Link(
            short_id("link", url), url, outlet, None, fixed.language, fixed.audience, None, None, None, now
        )  # fmt: skip
        digest = text_hash(page.content.decode("latin-1"))
        return Candidate("page", link, part.name, 1, page.content, None, digest, self.book.countries.get(outlet))


def identity_urn(*parts: str) -> str:
    """A stable name, which is no address, for an article without a URL."""
    return f"urn:monitor:row:{short_id('row', *parts)}"


def _sentence(name: str, reason: str) -> str:
    return reason if reason.startswith(name) else f"{name}: {reason}"
