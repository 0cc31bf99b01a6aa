"""What is known and what is to be asked for next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from monitor.sources.entries import FeedEntry, FeedPlan
from monitor.sources.ranges_asked import RangesAsked
from monitor.sources.rows import Fetch, Link
from monitor.text import short_id
from monitor.warehouse import query
from monitor.web import Request, may_pass

MAX_UPDATES = 10
"""How often a page is fetched again because its feed says that it changed: some feeds say so at every poll."""


@dataclass(frozen=True)
class PageHistory:
    """How asking for a page went so far."""

    n_ok: int = 0
    n_failed: int = 0
    outcome: str | None = None
    status: int | None = None
    attempted_at: datetime | None = None

    def after(self, fetch: Fetch) -> "PageHistory":
        """The history with one more attempt."""
        ok = fetch.outcome == "ok"
        return PageHistory(
            n_ok=self.n_ok + ok,
            n_failed=0 if ok else self.n_failed + 1,
            outcome=fetch.outcome,
            status=fetch.status,
            attempted_at=fetch.attempted_at,
        )

    def is_due(self, now: datetime, polls: int) -> bool:
        """Whether to ask (again): never asked, or failed in a way that may pass, on fewer than ``polls`` polls."""
        if self.outcome is None or self.attempted_at is None:
            return True
        return may_pass(self.outcome, self.status) and self.n_failed < polls and self.attempted_at < now


class Frontier:
    """The collector's memory: links, how their pages were had, feeds' validators, and polls already done."""

    def __init__(self, page_polls: int) -> None:
        self._page_polls = page_polls
        self._links: dict[str, Link] = {}
        self._pages: dict[str, PageHistory] = {}
        self._changed: set[str] = set()
        self._validators: dict[str, tuple[str | None, str | None]] = {}
        self._kept: dict[str, tuple[str, int]] = {}
        self._polled: set[tuple[str, datetime]] = set()
        self._removed: set[str] = set()
        self.ranges = RangesAsked()

    @classmethod
    def load(cls, con: duckdb.DuckDBPyConnection, first: datetime, last: datetime, page_polls: int) -> "Frontier":
        """Read it from the warehouse; polls between ``first`` and ``last`` are those that matter."""
        memory = cls(page_polls)
        for row in query(con, "collect_links").to_pylist():
            memory._links[row["url"]] = Link(**row)
        for row in query(con, "collect_pages").to_pylist():
            url = row.pop("url")
            memory._pages[url] = PageHistory(**row)
        for row in query(con, "collect_validators").to_pylist():
            memory._validators[row["url"]] = (row["etag"], row["last_modified"])
            memory._keep(row["url"], row["warc_file"], row["warc_offset"])
        for row in query(con, "collect_polled", first=first, last=last).to_pylist():
            memory._polled.add((row["url"], row["attempted_at"]))
        memory.ranges = RangesAsked.load(con)
        memory._removed = set(query(con, "collect_removed")["link_id"].to_pylist())
        return memory

    def unpolled(self, feeds: Iterable[FeedPlan], now: datetime) -> list[FeedPlan]:
        """The feeds not yet asked at ``now``."""
        return [feed for feed in feeds if (feed.url, now) not in self._polled]

    def request(self, url: str) -> Request:
        """A conditional request for a feed or a sitemap."""
        return Request(url, *self._validators.get(url, (None, None)))

    def kept_at(self, url: str) -> tuple[str, int] | None:
        """WARC file and offset of an index of sitemaps as it was when it last answered ``ok``."""
        return self._kept.get(url)

    def _keep(self, url: str, file: str | None, offset: int | None) -> None:
        self._kept.pop(url, None)
        if file is not None and offset is not None:
            self._kept[url] = (file, offset)

    def note_feed(self, fetch: Fetch) -> None:
        """Remember a feed's answer. One that could not be read is asked for again whole."""
        self._polled.add((fetch.url, fetch.attempted_at))
        if fetch.outcome == "ok":
            self._validators[fetch.url] = (fetch.etag, fetch.last_modified)
            self._keep(fetch.url, fetch.warc_file, fetch.warc_offset)

    def note_page(self, fetch: Fetch) -> None:
        """Remember an attempt on a page."""
        self._pages[fetch.url] = self._pages.get(fetch.url, PageHistory()).after(fetch)
        self._changed.discard(fetch.url)

    def merge(self, feed: FeedPlan, entries: Iterable[FeedEntry], now: datetime) -> list[Link]:
        """Links that are new, or whose entry now tells of a later update; their pages become due."""
        touched = []
        for entry in entries:
            link = self._links.get(entry.url)
            if link is None:
                link = _new_link(feed, entry, now)
                if link.link_id in self._removed:
                    continue
            elif _is_later(entry.updated, link):
                link = replace(link, updated_hint=entry.updated, title_hint=entry.title or link.title_hint)
                if self._pages.get(entry.url, PageHistory()).n_ok <= MAX_UPDATES:
                    self._changed.add(entry.url)
            else:
                continue
            self._links[entry.url] = link
            touched.append(link)
        return touched

    def due(self, now: datetime) -> list[Link]:
        """Links whose page is to be asked for at ``now``, by URL."""
        never = PageHistory()
        urls = [
            url
            for url in self._links
            if url in self._changed or self._pages.get(url, never).is_due(now, self._page_polls)
        ]
        return [self._links[url] for url in sorted(urls)]


def _new_link(feed: FeedPlan, entry: FeedEntry, now: datetime) -> Link:
    return Link(
        link_id=short_id("link", entry.url),
        url=entry.url,
        outlet_id=feed.outlet_id,
        feed_url=feed.url,
        language_hint=feed.language,
        audience=feed.audience,
        title_hint=entry.title,
        published_hint=entry.published,
        updated_hint=entry.updated,
        first_seen_at=now,
    )


def _is_later(updated: datetime | None, link: Link) -> bool:
    """Whether an entry was updated after the state that we know.

    A feed that begins to give update times must not have all its pages fetched again: such a time counts only if it
    lies after publication.
    """
    known = link.updated_hint or link.published_hint
    return updated is not None and (known is None or updated > known)
