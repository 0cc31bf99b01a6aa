"""Collection: feeds to links, links to raw pages, every attempt a row."""

import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from urllib.parse import urlsplit

from tqdm import tqdm

from monitor.config import OutletFile, Settings, load_model
from monitor.config.settings import CollectSettings
from monitor.sources.alone import alone
from monitor.sources.entries import FeedPlan
from monitor.sources.files import FilesSummary, load_files
from monitor.sources.frontier import Frontier
from monitor.sources.index_memory import IndexMemory
from monitor.sources.moments import Window
from monitor.sources.origin import feed_plans, open_origin, polls, require_contact
from monitor.sources.polling import ask
from monitor.sources.rows import Fetch, Link, fetch_row, write_fetches, write_links, write_outlets
from monitor.sources.sitemaps import Reach
from monitor.warehouse import Warehouse, record_stage
from monitor.web import FetchResult, HttpClient, RawStore, Request

POLLS_A_WRITE = 7
"""Polls collected before they are written to the warehouse in one transaction."""
_PAGES_AT_ONCE = 128
"""Pages asked for together, of as many hosts as there are; each may have ``collect.max_bytes`` in memory."""
_ROWS_A_WRITE = 1024
"""Pages fetched in one poll after which they are written: what a long poll that is killed has to fetch again, at most."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CollectSummary:
    """What a run of the collector did; sitemaps count as feeds, and ``n_failures`` counts feeds and pages that could not be had."""

    n_polls: int = 0
    n_feeds: int = 0
    n_feeds_unchanged: int = 0
    n_pages: int = 0
    n_links: int = 0
    n_failures: int = 0


@dataclass
class _Journal:
    """Finished polls on their way to the warehouse."""

    warehouse: Warehouse
    raw: RawStore
    links: list[Link] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)

    def add(self, links: Sequence[Link], fetches: Sequence[Fetch]) -> None:
        """Take in one whole poll, or a part of a long one."""
        self.links += links
        self.fetches += fetches

    def write(self) -> None:
        """Write what was taken in: the pages first, so that no row names a page that is not there."""
        if not self.fetches:
            return
        self.raw.sync()
        with self.warehouse.transaction() as connection:
            write_links(connection, self.links)
            write_fetches(connection, self.fetches)
        self.links, self.fetches = [], []


def collect(settings: Settings, warehouse: Warehouse, window: Window | None = None) -> CollectSummary | FilesSummary:
    """Poll the feeds and sitemaps of the settings and fetch the pages that they name; with source ``files``, read the files instead.

    Reads ``links`` and ``fetches``; writes ``outlets``, ``links``, ``fetches`` and raw pages under ``data/raw``. With
    source ``sample`` the simulated clock is walked one day at a time, and a day that was collected is never polled
    again; with source ``feeds`` the feeds are polled once, now. A run that is killed loses at most the polls since
    the last write; the next run does them again. What source ``files`` reads and writes: :func:`load_files`.

    Sitemaps give the entries of the last ``collect.sitemap_days`` days, or those of ``window``: for going back over a range
    of time they are asked whole, unchanged or not. Either way at most ``collect.sitemap_children`` of an index are asked.

    Raises :class:`monitor.config.ConfigError` for settings that cannot work and
    :class:`monitor.sources.CollectionRunningError` when another process collects into the same folder.
    """
    with record_stage(warehouse, "collect") as record, alone(warehouse):
        require_contact(settings)
        outlets = load_model(settings.outlets, OutletFile).outlets
        if settings.collect.source == "files":
            loaded = record.summary = load_files(settings.collect, outlets, warehouse)
            return loaded
        feeds, moments = feed_plans(outlets), polls(settings.collect)
        with warehouse.transaction() as connection:
            write_outlets(connection, outlets)
            frontier = Frontier.load(connection, moments[0], moments[-1], settings.collect.page_polls)
        moments = [
            moment for moment in moments if frontier.unpolled(feeds, moment) or _has_links(settings, frontier, moment)
        ]
        journal = _Journal(warehouse, RawStore(warehouse.data_dir))
        summary = CollectSummary()
        if moments:
            with open_origin(settings.collect, outlets, moments[0]) as (client, turn):
                run = _Run(client, feeds, frontier, journal, settings.collect, window)
                try:
                    for number, moment in enumerate(
                        tqdm(moments, desc="collect", unit="poll", file=sys.stderr, disable=None), start=1
                    ):
                        turn(moment)
                        summary = run.poll(moment, summary)
                        if number % POLLS_A_WRITE == 0:
                            journal.write()
                finally:
                    journal.write()
        record.summary = summary
    return summary


def _has_links(settings: Settings, frontier: Frontier, now: datetime) -> bool:
    """Whether there are pages to ask for without any feed: links of archives and searches."""
    return settings.collect.source == "feeds" and bool(frontier.due(now))


@dataclass(frozen=True)
class _Run:
    """One run of the collector over its polls."""

    client: HttpClient
    feeds: list[FeedPlan]
    frontier: Frontier
    journal: _Journal
    limits: CollectSettings
    window: Window | None = None

    def poll(self, now: datetime, summary: CollectSummary) -> CollectSummary:
        """Poll the feeds once and fetch what became due; the summary with what this added."""
        links, feed_rows = self._poll_feeds(now)
        n_links = sum(link.first_seen_at == now for link in links)
        rows, waiting = list(feed_rows), list(feed_rows)
        for pages in self._fetch_pages(now):
            rows += pages
            waiting += pages
            if len(waiting) >= _ROWS_A_WRITE:
                self.journal.add(links, waiting)
                self.journal.write()
                links, waiting = [], []
        self.journal.add(links, waiting)
        for row in rows:
            if row.outcome not in {"ok", "not_modified"}:
                log.info("%s", row.reason)
        return CollectSummary(
            n_polls=summary.n_polls + 1,
            n_feeds=summary.n_feeds + len(feed_rows),
            n_feeds_unchanged=summary.n_feeds_unchanged + sum(row.outcome == "not_modified" for row in feed_rows),
            n_pages=summary.n_pages + len(rows) - len(feed_rows),
            n_links=summary.n_links + n_links,
            n_failures=summary.n_failures + sum(row.outcome not in {"ok", "not_modified"} for row in rows),
        )

    def _poll_feeds(self, now: datetime) -> tuple[list[Link], list[Fetch]]:
        feeds = self.frontier.unpolled(self.feeds, now)
        n_children = self.limits.sitemap_children
        reach = (
            Reach.live(now, self.limits.sitemap_days, n_children)
            if self.window is None
            else Reach.back_to(self.window, n_children)
        )
        memory = IndexMemory(self.frontier, self.journal.raw)
        links, rows = [], []
        for one in ask(self.client.get_all, feeds, now, reach, max_bytes=self.limits.max_bytes, memory=memory):
            result = one.result
            kept = one.is_index and result.outcome == "ok"
            warc = self.journal.raw.append(result.url, result.content, result.content_type, now) if kept else None
            row = fetch_row(result, "feed", one.plan.outlet_id, now, warc)
            if reach.whole and one.plan.kind == "sitemap":
                # What is new in it was not taken: the next live poll has to be sent it, changed or not.
                row = replace(row, etag=None, last_modified=None)
            self.frontier.note_feed(row)
            links += self.frontier.merge(one.plan, one.entries, now)
            rows.append(row)
        return links, rows

    def _fetch_pages(self, now: datetime) -> Iterator[list[Fetch]]:
        """Ask for the pages that are due, some at a time."""
        due = turn_by_turn(self.frontier.due(now))
        with tqdm(total=len(due), desc="pages", unit="page", file=sys.stderr, disable=None, leave=False) as bar:
            for start in range(0, len(due), _PAGES_AT_ONCE):
                part = due[start : start + _PAGES_AT_ONCE]
                results = self.client.get_all([Request(link.url) for link in part], done=bar.update)
                yield [self._kept(link, result, now) for link, result in zip(part, results, strict=True)]

    def _kept(self, link: Link, result: FetchResult, now: datetime) -> Fetch:
        """The row for a page, which is kept if it came."""
        kept = result.outcome == "ok"
        warc = self.journal.raw.append(link.url, result.content, result.content_type, now) if kept else None
        row = fetch_row(result, "page", link.outlet_id, now, warc)
        self.frontier.note_page(row)
        return row


def turn_by_turn(links: Sequence[Link]) -> list[Link]:
    """The same links, one of each host in turn: many hosts are asked at once, and none has to wait for all pages of another."""
    by_host: dict[str, list[Link]] = {}
    for link in links:
        by_host.setdefault(urlsplit(link.url).netloc, []).append(link)
    return [link for turn in zip_longest(*by_host.values()) for link in turn if link is not None]
