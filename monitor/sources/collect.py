"""Collection: feeds to links, links to raw pages, every attempt a row."""

import logging
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from tqdm import tqdm

from monitor.config import OutletFile, Settings, load_model
from monitor.config.settings import CollectSettings
from monitor.sources.alone import alone
from monitor.sources.entries import FeedPlan
from monitor.sources.files import FilesSummary, load_files
from monitor.sources.frontier import Frontier
from monitor.sources.index_memory import IndexMemory
from monitor.sources.journal import Journal
from monitor.sources.moments import Window
from monitor.sources.origin import feed_plans, open_origin, polls, require_contact
from monitor.sources.polling import ask
from monitor.sources.ranges_asked import may_be_had
from monitor.sources.rows import Fetch, Link, fetch_row, write_outlets
from monitor.sources.sitemaps import Reach
from monitor.warehouse import Warehouse, record_stage
from monitor.web import FetchResult, HttpClient, RawStore, Request

POLLS_A_WRITE = 7
"""Polls collected before they are written to the warehouse in one transaction."""
_PAGES_AT_ONCE = 128
"""Pages asked for together, of as many hosts as there are; each may have ``collect.max_bytes`` in memory."""
_ROWS_A_WRITE = 1024
"""Pages fetched in one poll after which they are written: what a long poll that is killed has to fetch again, at most."""

_SITEMAPS_A_WRITE = 16
"""Sitemaps read while going back after which they are written."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CollectSummary:
    """What a run of the collector did; sitemaps count as feeds, and ``n_failures`` counts feeds and pages that could not be had.

    ``n_sitemaps_left``: when going back over a range, sitemaps that may hold something of it and were not read yet.
    ``feeds_failed`` and ``pages_failed`` are the same by outcome.
    """

    n_polls: int = 0
    n_feeds: int = 0
    n_feeds_unchanged: int = 0
    n_pages: int = 0
    n_links: int = 0
    n_failures: int = 0
    n_sitemaps_left: int = 0
    feeds_failed: dict[str, int] = field(default_factory=dict)
    pages_failed: dict[str, int] = field(default_factory=dict)


def collect(settings: Settings, warehouse: Warehouse, window: Window | None = None) -> CollectSummary | FilesSummary:
    """Poll the feeds and sitemaps of the settings and fetch the pages that they name; with source ``files``, read the files instead.

    Reads ``links`` and ``fetches``; writes ``outlets``, ``links``, ``fetches`` and raw pages under ``data/raw``. With
    source ``sample`` the simulated clock is walked one day at a time, and a day that was collected is never polled
    again; with source ``feeds`` the feeds are polled once, now. A run that is killed loses at most the polls since
    the last write; the next run does them again. What source ``files`` reads and writes: :func:`load_files`.

    Sitemaps give the entries of the last ``collect.sitemap_days`` days, or those of ``window``: for going back over a range
    of time they are asked whole, unchanged or not. Of an index at most ``collect.sitemap_children`` are asked, for a range
    ``collect.sitemap_children_back``; the same range again goes on with those that were not asked for it yet.

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
        journal = Journal(warehouse, RawStore(warehouse.data_dir))
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
class _Part:
    """Part of a poll: links and rows, and how many sitemaps of the range are left."""

    links: list[Link]
    rows: list[Fetch]
    n_left: int = 0

    @property
    def is_of_range(self) -> bool:
        """Whether it comes of going back."""
        return any(row.reach_from is not None for row in self.rows)


def _with(summary: CollectSummary, part: _Part, now: datetime) -> CollectSummary:
    """The summary with a part of a poll; what went wrong is logged."""
    bad = [row for row in part.rows if _failed(row)]
    for row in bad:
        log.info("%s", row.reason)
    feeds = [row for row in part.rows if row.kind == "feed"]
    return CollectSummary(
        n_polls=summary.n_polls,
        n_feeds=summary.n_feeds + len(feeds),
        n_feeds_unchanged=summary.n_feeds_unchanged + sum(row.outcome == "not_modified" for row in feeds),
        n_pages=summary.n_pages + len(part.rows) - len(feeds),
        n_links=summary.n_links + sum(link.first_seen_at == now for link in part.links),
        n_failures=summary.n_failures + len(bad),
        n_sitemaps_left=summary.n_sitemaps_left + part.n_left,
        feeds_failed=_by_outcome(summary.feeds_failed, feeds),
        pages_failed=_by_outcome(summary.pages_failed, [row for row in part.rows if row.kind != "feed"]),
    )


@dataclass(frozen=True)
class _Run:
    """One run of the collector over its polls."""

    client: HttpClient
    feeds: list[FeedPlan]
    frontier: Frontier
    journal: Journal
    limits: CollectSettings
    window: Window | None = None

    def poll(self, now: datetime, summary: CollectSummary) -> CollectSummary:
        """Poll the feeds once and fetch what became due; the summary with what this added."""
        links: list[Link] = []
        waiting: list[Fetch] = []
        for part in chain(self._poll_feeds(now), self._fetch_pages(now)):
            summary = _with(summary, part, now)
            links += part.links
            waiting += part.rows
            if len(waiting) >= (_SITEMAPS_A_WRITE if part.is_of_range else _ROWS_A_WRITE):
                self.journal.add(links, waiting)
                self.journal.write()
                links, waiting = [], []
        self.journal.add(links, waiting)
        return replace(summary, n_polls=summary.n_polls + 1)

    def _poll_feeds(self, now: datetime) -> Iterator[_Part]:
        """Ask the feeds and sitemaps, an answer at a time."""
        feeds = self.frontier.unpolled(self.feeds, now)
        reach = (
            Reach.live(now, self.limits.sitemap_days, self.limits.sitemap_children)
            if self.window is None
            else Reach.back_to(self.window, self.limits.sitemap_children_back)
        )
        memory = IndexMemory(self.frontier, self.journal.raw)
        for one in ask(self.client.get_all, feeds, now, reach, limits=self.limits, memory=memory):
            result = one.result
            kept = one.is_index and result.outcome == "ok"
            warc = self.journal.raw.append(result.url, result.content, result.content_type, now) if kept else None
            row = fetch_row(result, "feed", one.plan.outlet_id, now, warc)
            n_left = 0
            if reach.whole and one.plan.kind == "sitemap":
                # What is new in it was not taken: the next live poll has to be sent it, changed or not.
                row = replace(row, etag=None, last_modified=None)
                row = replace(row, reach_from=reach.window.since, reach_until=reach.window.until)
                n_left = one.n_left + may_be_had(row.outcome, row.status)
            self.frontier.note_feed(row)
            yield _Part(self.frontier.merge(one.plan, one.entries, now), [row], n_left)

    def _fetch_pages(self, now: datetime) -> Iterator[_Part]:
        """Ask for the pages that are due, some at a time."""
        due = turn_by_turn(self.frontier.due(now))
        with tqdm(total=len(due), desc="pages", unit="page", file=sys.stderr, disable=None, leave=False) as bar:
            for start in range(0, len(due), _PAGES_AT_ONCE):
                part = due[start : start + _PAGES_AT_ONCE]
                results = self.client.get_all([Request(link.url) for link in part], done=bar.update)
                yield _Part([], [self._kept(link, result, now) for link, result in zip(part, results, strict=True)])

    def _kept(self, link: Link, result: FetchResult, now: datetime) -> Fetch:
        """The row for a page, which is kept if it came."""
        kept = result.outcome == "ok"
        warc = self.journal.raw.append(link.url, result.content, result.content_type, now) if kept else None
        row = fetch_row(result, "page", link.outlet_id, now, warc)
        self.frontier.note_page(row)
        return row


def _failed(row: Fetch) -> bool:
    return row.outcome not in {"ok", "not_modified"}


def _by_outcome(before: Mapping[str, int], rows: Sequence[Fetch]) -> dict[str, int]:
    return dict(Counter(before) + Counter(row.outcome for row in rows if _failed(row)))


def turn_by_turn(links: Sequence[Link]) -> list[Link]:
    """The same links, one of each host in turn: many hosts are asked at once, and none has to wait for all pages of another."""
    by_host: dict[str, list[Link]] = {}
    for link in links:
        by_host.setdefault(urlsplit(link.url).netloc, []).append(link)
    return [link for turn in zip_longest(*by_host.values()) for link in turn if link is not None]
