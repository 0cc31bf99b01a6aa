"""Asking feeds and sitemaps once, and the sitemaps that an index names."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from monitor.config.settings import CollectSettings
from monitor.sources.entries import FeedEntry, FeedPlan
from monitor.sources.feeds import read_feed
from monitor.sources.moments import Window
from monitor.sources.sitemap_index import within
from monitor.sources.sitemaps import Child, Reach, read_sitemap
from monitor.web import FetchResult, Request, canonical_url

Get = Callable[[Sequence[Request]], list[FetchResult]]
"""Answers in the order of the requests."""
_Wanted = tuple[FeedPlan, str]
"""An address to ask for a plan."""
AT_ONCE_BYTES = 300_000_000
"""Addresses asked together may come to this much, if each is as large as it may be: answers wait in memory for their turn."""


class Memory(Protocol):
    """What is known of feeds and sitemaps from earlier polls."""

    def request(self, url: str) -> Request:
        """A conditional request."""

    def left(self, urls: Sequence[str], window: Window, now: datetime) -> list[str]:
        """Those of ``urls`` (sitemaps of an index) that going back over ``window`` has still to ask, those never asked first."""

    def kept(self, url: str) -> bytes | None:
        """An index as it was when it last answered ``ok``; None for what is no index, or is not there any more."""


class NoMemory:
    """Everything is asked for whole."""

    def request(self, url: str) -> Request:
        """A plain request."""
        return Request(url)

    def left(self, urls: Sequence[str], _window: Window, _now: datetime) -> list[str]:
        """All of them."""
        return list(urls)

    def kept(self, _url: str) -> None:
        """Nothing is kept."""


@dataclass(frozen=True)
class Asked:
    """One address that was asked, for a plan: the plan's own, or a sitemap of its index (``is_child``).

    ``n_entries`` and ``newest`` are of all that was read, ``entries`` those within reach. ``is_index`` marks an answer worth
    keeping: an unchanged index is not sent again, and its sitemaps have to be asked all the same. ``n_left`` counts sitemaps
    of an index that are within reach and were neither asked now nor, when going back, before.
    """

    plan: FeedPlan
    result: FetchResult
    entries: list[FeedEntry] = field(default_factory=list)
    n_entries: int = 0
    newest: datetime | None = None
    is_index: bool = False
    is_child: bool = False
    n_left: int = 0

    def without_body(self) -> "Asked":
        """The same without the bytes that were read."""
        return replace(self, result=replace(self.result, content=b""))


def ask(
    get: Get,
    plans: Sequence[FeedPlan],
    now: datetime,
    reach: Reach,
    *,
    limits: CollectSettings,
    memory: Memory | None = None,
) -> Iterator[Asked]:
    """Ask each plan's address, then the chosen children of every index; answers in that order, no address twice.

    Only so many are asked at once that their bodies fit into :data:`AT_ONCE_BYTES`: whoever goes through the answers
    should not keep them. Children of which more are within reach than ``reach.children`` are counted in the index's reason.
    """
    poll = _Poll(get, now, reach, limits, memory or NoMemory())
    wanted: list[_Wanted] = []
    yield from poll.addresses(plans, wanted)
    yield from poll.children(wanted)


@dataclass(frozen=True)
class _Poll:
    get: Get
    now: datetime
    reach: Reach
    limits: CollectSettings
    memory: Memory

    def addresses(self, plans: Sequence[FeedPlan], wanted: list[_Wanted]) -> Iterator[Asked]:
        """The plans' own addresses; the children to ask next are added to ``wanted``, each once."""
        taken = {canonical_url(plan.url) for plan in plans}
        for plan, result in self._answers([(plan, plan.url) for plan in plans]):
            one, children = self._read(plan, result)
            fit = [child.url for child in within(children, self.reach.window) if child.url not in taken]
            if self.reach.whole:
                fit = self.memory.left(fit, self.reach.window, self.now)
            chosen = fit[: self.reach.children]
            taken |= set(chosen)
            wanted += [(plan, url) for url in chosen]
            yield _passed_over(one, len(fit) - len(chosen), self.reach)

    def children(self, wanted: Sequence[_Wanted]) -> Iterator[Asked]:
        """The sitemaps that indexes name."""
        for plan, result in self._answers(wanted):
            yield replace(self._sitemap(plan, result, is_child=True)[0], is_child=True)

    def _answers(self, wanted: Sequence[_Wanted]) -> Iterator[tuple[FeedPlan, FetchResult]]:
        for part in self._parts(wanted):
            results = deque(self.get([self._request(plan, url) for plan, url in part]))
            for plan, _ in part:
                yield plan, results.popleft()  # what was read is let go

    def _parts(self, wanted: Sequence[_Wanted]) -> Iterator[list[_Wanted]]:
        """As many at a time as may be in memory together, one at least."""
        part: list[_Wanted] = []
        size = 0
        for plan, url in wanted:
            most = self.limits.max_sitemap_bytes if plan.kind == "sitemap" else self.limits.max_bytes
            if part and size + most > AT_ONCE_BYTES:
                yield part
                part, size = [], 0
            part.append((plan, url))
            size += most
        if part:
            yield part

    def _request(self, plan: FeedPlan, url: str) -> Request:
        if plan.kind != "sitemap":
            return self.memory.request(url)
        request = Request(url) if self.reach.whole else self.memory.request(url)
        return replace(request, is_sitemap=True)

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
        read = read_sitemap(plan, result, self.now, self.reach, self.limits.max_sitemap_bytes, is_child=is_child)
        one = Asked(plan, read.result, read.entries, read.n_entries, read.newest, is_index=read.children is not None)
        return one, read.children or []

    def _remembered(self, plan: FeedPlan, result: FetchResult) -> list[Child]:
        """The children of an index that has not changed."""
        content = self.memory.kept(plan.url)
        if content is None:
            return []
        kept = replace(result, outcome="ok", content=content)
        return read_sitemap(plan, kept, self.now, self.reach, self.limits.max_sitemap_bytes).children or []


def _passed_over(one: Asked, n_left: int, reach: Reach) -> Asked:
    if n_left <= 0:
        return one
    told = f"{one.result.url}: {n_left} more of its sitemaps are within reach and were not asked "
    told += "(collect.sitemap_children_back): run it again." if reach.whole else "(collect.sitemap_children)."
    reason = f"{one.result.reason} {told}" if one.result.reason else told
    return replace(one, result=replace(one.result, reason=reason), n_left=n_left)
