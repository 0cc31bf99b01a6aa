"""Collection: feeds to links, links to raw pages, every attempt a row."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from filelock import FileLock, Timeout
from tqdm import tqdm

from monitor.config import OutletFile, Settings, load_model
from monitor.config.settings import CollectSettings
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
from monitor.web import HttpClient, RawStore, Request

POLLS_A_WRITE = 7
"""Polls collected before they are written to the warehouse in one transaction."""
_PAGES_AT_ONCE = 64

log = logging.getLogger(__name__)


class CollectionRunningError(RuntimeError):
    """Another process is collecting into the same folder."""


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
        """Take in one whole poll."""
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

    Raises :class:`monitor.config.ConfigError` for settings that cannot work and :class:`CollectionRunningError` when
    another process collects into the same folder.
    """
    with record_stage(warehouse, "collect") as record, _alone(warehouse):
        require_contact(settings)
        outlets = load_model(settings.outlets, OutletFile).outlets
        if settings.collect.source == "files":
            loaded = record.summary = load_files(settings.collect, outlets, warehouse)
            return loaded
        feeds, moments = feed_plans(outlets), polls(settings.collect)
        with warehouse.transaction() as connection:
            write_outlets(connection, outlets)
            frontier = Frontier.load(connection, moments[0], moments[-1], settings.collect.page_polls)
        moments = [moment for moment in moments if frontier.unpolled(feeds, moment)]
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
        pages = self._fetch_pages(now)
        rows = [*feed_rows, *pages]
        self.journal.add(links, rows)
        for row in rows:
            if row.outcome not in {"ok", "not_modified"}:
                log.info("%s", row.reason)
        return CollectSummary(
            n_polls=summary.n_polls + 1,
            n_feeds=summary.n_feeds + len(feed_rows),
            n_feeds_unchanged=summary.n_feeds_unchanged + sum(row.outcome == "not_modified" for row in feed_rows),
            n_pages=summary.n_pages + len(pages),
            n_links=summary.n_links + sum(link.first_seen_at == now for link in links),
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

    def _fetch_pages(self, now: datetime) -> list[Fetch]:
        due, rows = self.frontier.due(now), []
        for start in range(0, len(due), _PAGES_AT_ONCE):
            part = due[start : start + _PAGES_AT_ONCE]
            results = self.client.get_all([Request(link.url) for link in part])
            for link, result in zip(part, results, strict=True):
                kept = result.outcome == "ok"
                warc = self.journal.raw.append(link.url, result.content, result.content_type, now) if kept else None
                row = fetch_row(result, "page", link.outlet_id, now, warc)
                self.frontier.note_page(row)
                rows.append(row)
        return rows


@contextmanager
def _alone(warehouse: Warehouse) -> Iterator[None]:
    """Keep a second collector out: two would fetch everything twice and write into the same files."""
    warehouse.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(warehouse.data_dir / "collect.lock")
    try:
        with lock.acquire(timeout=warehouse.wait_seconds):
            yield
    except Timeout as error:
        raise CollectionRunningError(
            f"{warehouse.data_dir}: another process has been collecting into this folder for more than "
            f"{warehouse.wait_seconds:.0f} s. Wait for it to finish, or stop it, then run again; nothing was changed."
        ) from error
