"""Pages that GDELT saw, as links with their outlets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb
import pyarrow as pa

from monitor.config import Outlet
from monitor.sources.files.faults import RowFault
from monitor.sources.files.outlets import OutletBook
from monitor.sources.gdelt.fips import place_of_name
from monitor.sources.gdelt.languages import language_hint, language_of
from monitor.sources.rows import Link, write_links, write_outlets
from monitor.text import short_id
from monitor.warehouse import upsert
from monitor.web import canonical_url

_LONGEST_TITLE = 2000
_FOUND = pa.schema(
    [
        *((name, pa.string()) for name in ("link_id", "found_by", "found_in")),
        ("seen_at", pa.timestamp("us", tz="UTC")),
        ("language", pa.string()),
        ("country", pa.string()),
    ]
)


@dataclass(frozen=True)
class SeenPage:
    """A page as GDELT tells of it: ``seen`` by GDELT (UTC), ``published`` by its own account, language and country in GDELT's words."""

    url: str
    title: str
    seen: datetime
    published: datetime | None
    language: str
    country: str


@dataclass
class LinkBook:
    """Turns pages into links and writes them; links and outlets that are known stay as they are."""

    outlets: OutletBook
    found_by: str
    pending: list[tuple[Link, SeenPage, str]] = field(default_factory=list)

    @classmethod
    def open(cls, connection: duckdb.DuckDBPyConnection, outlets: Sequence[Outlet], found_by: str) -> "LinkBook":
        """The book of the outlets' file and of the outlets made before; the file's outlets are written."""
        write_outlets(connection, outlets)
        return cls(OutletBook.load(connection, outlets), found_by)

    def add(self, pages: Iterable[SeenPage], found_in: str) -> int:
        """Take in pages found in a query or file; how many of them became links (the others have no usable address)."""
        links = [(link, page, found_in) for page in pages if (link := self._link(page)) is not None]
        self.pending += links
        return len(links)

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write what was taken in. A page that several records name keeps the first."""
        first = {link.link_id: (link, page, where) for link, page, where in reversed(self.pending)}
        self.outlets.write(connection)
        write_links(connection, [link for link, _, _ in first.values()], update=False)
        rows = [
            {
                "link_id": link_id, "found_by": self.found_by, "found_in": where, "seen_at": page.seen, "language": page.language or None,
                "country": page.country or None,
            }
            for link_id, (_, page, where) in first.items()
        ]  # fmt: skip
        upsert(connection, "gdelt_links", pa.Table.from_pylist(rows, _FOUND), ["link_id"], update=False)
        self.pending = []

    def _link(self, page: SeenPage) -> Link | None:
        url = canonical_url(page.url)
        if url is None:
            return None
        place = place_of_name(page.country)
        language = language_hint(language_of(page.language), page.title, place)
        try:
            outlet = self.outlets.find("", "", url, place, language)
        except RowFault:
            return None
        title = " ".join(page.title[:_LONGEST_TITLE].split()) or None
        return Link(
            link_id=short_id("link", url), url=url, outlet_id=outlet, feed_url=None, language_hint=language, audience=None,
            title_hint=title, published_hint=page.published, updated_hint=None, first_seen_at=page.seen,
        )  # fmt: skip
