"""Pages of archives on their way to the warehouse: what is new is kept, what is known is counted."""

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

import duckdb
import httpx

from monitor.config import Outlet
from monitor.sources.files.outlets import OutletBook
from monitor.sources.rows import Fetch, Link, fetch_row, write_fetches, write_links
from monitor.sources.warc.records import WarcPage
from monitor.sources.warc.rows import WarcFile
from monitor.text import short_id
from monitor.warehouse import Warehouse, query
from monitor.web import FetchResult, RawStore

PAGES_AT_ONCE = 500
BYTES_AT_ONCE = 32 << 20
RECORDS_AT_ONCE = 20_000
"""Records after which it is written how far a file was read, however few pages are kept."""


@dataclass
class Journal:
    """Collects the pages of one archive after another and writes them a batch at a time, with how far the archive was read."""

    warehouse: Warehouse
    raw: RawStore
    book: OutletBook
    languages: dict[str, str]
    pending: list[WarcPage] = field(default_factory=list)
    n_bytes: int = 0
    n_records: int = 0

    @classmethod
    def open(cls, warehouse: Warehouse, outlets: list[Outlet], book: OutletBook) -> "Journal":
        """A journal; an outlet whose feeds are in one language gives it as a hint."""
        spoken = {one.id: {feed.language for feed in one.feeds} for one in outlets}
        languages = {ident: next(iter(found)) for ident, found in spoken.items() if len(found) == 1}
        return cls(warehouse, RawStore(warehouse.data_dir), book, languages)

    def add(self, page: WarcPage | None) -> None:
        """Take in a record: its page, if it is to be kept."""
        self.n_records += 1
        if page is not None:
            self.pending.append(page)
            self.n_bytes += len(page.content)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        many = len(self.pending) >= PAGES_AT_ONCE or self.n_records >= RECORDS_AT_ONCE
        return many or self.n_bytes >= BYTES_AT_ONCE

    def write(self, file: WarcFile) -> None:
        """Write what was taken in and how far ``file`` was read: raw pages first, so that no row names a page that is not there."""
        with self.warehouse.transaction() as connection:
            known = self._known(connection)
            removed = set(query(connection, "collect_removed")["link_id"].to_pylist())
        links: dict[str, Link] = {}
        fetches: list[Fetch] = []
        for page in self.pending:
            if short_id("link", page.url) in removed:
                file.counts["removed"] += 1
                continue
            digest = sha256(page.content).hexdigest()
            if digest in known[page.url] or page.at.isoformat() in known[page.url]:
                file.counts["repeated"] += 1
                continue
            known[page.url] |= {digest, page.at.isoformat()}
            file.kept(page.at)
            link = self._link(page)
            links.setdefault(link.link_id, link)
            fetches.append(self._fetch(page, link))
        self.raw.sync()
        with self.warehouse.transaction() as connection:
            self.book.write(connection)
            write_links(connection, list(links.values()), update=False)
            write_fetches(connection, fetches)
            file.write(connection)
        self.pending, self.n_bytes, self.n_records = [], 0, 0

    def _known(self, connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
        """What makes a page of an address a repeated one: its bytes, or the moment it was asked for."""
        known: dict[str, set[str]] = defaultdict(set)
        urls = sorted({page.url for page in self.pending})
        for row in query(connection, "warc_known_pages", urls=urls).to_pylist() if urls else ():
            known[row["url"]] |= {row["sha256"], row["attempted_at"].isoformat()}
        return known

    def _link(self, page: WarcPage) -> Link:
        outlet = self.book.find("", "", page.url, None, None)
        hint = self.languages.get(outlet)
        return Link(
            short_id("link", page.url), page.url, outlet, None, hint, None, None, None, None, page.at
        )  # fmt: skip

    def _fetch(self, page: WarcPage, link: Link) -> Fetch:
        headers = httpx.Headers(
            [(b"content-type", page.content_type.encode("ascii", "replace"))] if page.content_type else []
        )
        result = FetchResult(page.url, page.url, "ok", 200, page.note, page.content, headers)
        content_type = result.content_type
        return fetch_row(
            result, "page", link.outlet_id, page.at, self.raw.append(page.url, page.content, content_type, page.at)
        )
