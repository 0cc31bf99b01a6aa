"""Asking feeds and sitemaps once, and the sitemaps that an index names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from monitor.sources.entries import FeedEntry, FeedPlan
from monitor.sources.feeds import read_feed
from monitor.sources.sitemap_index import within
from monitor.sources.sitemaps import Child, Reach, read_sitemap
from monitor.web import FetchResult, Request, canonical_url

Get = Callable[[Sequence[Request]], list[FetchResult]]
"""Answers in the order of the requests."""


class Memory(Protocol):
    """What is known of feeds and sitemaps from earlier polls."""

    def request(self, url: str) -> Request:
        """A conditional request."""

    def kept(self, url: str) -> bytes | None:
        """An index as it was when it last answered ``ok``; None for what is no index, or is not there any more."""


class NoMemory:
    """Everything is asked for whole."""

    def request(self, url: str) -> Request:
        """A plain request."""
        return Request(url)

    def kept(self, _url: str) -> None:
        """Nothing is kept."""


@dataclass(frozen=True)
class Asked:
    """One address that was asked, for a plan: the plan's own, or a sitemap of its index (``is_child``).

    ``n_entries`` and ``newest`` are of all that was read, ``entries`` those within reach. ``is_index`` marks an answer worth
    keeping: an unchanged index is not sent again, and its sitemaps have to be asked all the same.
    """

    plan: FeedPlan
    result: FetchResult
    entries: list[FeedEntry] = field(default_factory=list)
    n_entries: int = 0
    newest: datetime | None = None
    is_index: bool = False
    is_child: bool = False


def ask(
    get: Get,
    plans: Sequence[FeedPlan],
    now: datetime,
    reach: Reach,
    *,
    max_bytes: int,
    memory: Memory | None = None,
) -> list[Asked]:
    """Ask each plan's address, then the chosen children of every index; answers in that order, no address twice.

    Children of which more are within reach than ``reach.children`` are counted in the index's reason.
    """
    memory = memory or NoMemory()
    poll = _Poll(get, now, reach, max_bytes, memory)
    asked, wanted = poll.addresses(plans)
    return [*asked, *poll.children(wanted)]


@dataclass(frozen=True)
class _Poll:
    get: Get
    now: datetime
    reach: Reach
    max_bytes: int
    memory: Memory

    def addresses(self, plans: Sequence[FeedPlan]) -> tuple[list[Asked], list[tuple[FeedPlan, Child]]]:
        """The plans' own addresses, and the children to ask next, each once."""
        results = self.get([self._request(plan, plan.url) for plan in plans])
        asked, wanted = [], []
        taken = {canonical_url(plan.url) for plan in plans}
        for plan, result in zip(plans, results, strict=True):
            one, children = self._read(plan, result)
            fit = [child for child in within(children, self.reach.window) if child.url not in taken]
            chosen = fit[: self.reach.children]
            taken |= {child.url for child in chosen}
            wanted += [(plan, child) for child in chosen]
            asked.append(_passed_over(one, len(fit) - len(chosen)))
        return asked, wanted

    def children(self, wanted: Sequence[tuple[FeedPlan, Child]]) -> list[Asked]:
        """The sitemaps that indexes name."""
        results = self.get([self._request(plan, child.url) for plan, child in wanted]) if wanted else []
        return [
            replace(self._sitemap(plan, result, is_child=True)[0], is_child=True)
            for (plan, _), result in zip(wanted, results, strict=True)
        ]

    def _request(self, plan: FeedPlan, url: str) -> Request:
        return Request(url) if plan.kind == "sitemap" and self.reach.whole else self.memory.request(url)

    def _read(self, plan: FeedPlan, result: FetchResult) -> tuple[Asked, list[Child]]:
        if plan.kind == "sitemap":
            return self._sitemap(plan, result)
        if result.outcome != "ok":
            return Asked(plan, result), []
        result, entries = read_feed(plan, result, self.now)
        times = [time for entry in entries if (time := entry.published or entry.updated) is not None]
        return Asked(plan, result, entries, len(entries), max(times, default=None)), []

    def _sitemap(self, plan: FeedPlan, result: FetchResult, *, is_child: bool = False) -> tuple[Asked, list[Child]]:
        if result.outcome == "not_modified" and not is_child:
            return Asked(plan, result), self._remembered(plan, result)
        if result.outcome != "ok":
            return Asked(plan, result), []
        read = read_sitemap(plan, result, self.now, self.reach, self.max_bytes, is_child=is_child)
        one = Asked(plan, read.result, read.entries, read.n_entries, read.newest, is_index=read.children is not None)
        return one, read.children or []

    def _remembered(self, plan: FeedPlan, result: FetchResult) -> list[Child]:
        """The children of an index that has not changed."""
        content = self.memory.kept(plan.url)
        if content is None:
            return []
        kept = replace(result, outcome="ok", content=content)
        return read_sitemap(plan, kept, self.now, self.reach, self.max_bytes).children or []


def _passed_over(one: Asked, n_left: int) -> Asked:
    if n_left <= 0:
        return one
    told = f"{one.result.url}: {n_left} more of its sitemaps are within reach and were not asked (collect.sitemap_children)."
    reason = f"{one.result.reason} {told}" if one.result.reason else told
    return replace(one, result=replace(one.result, reason=reason))
