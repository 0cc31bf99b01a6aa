"""What each site allows: its robots.txt and its text-mining reservations, asked for once and kept for a while."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import anyio
import httpx

from monitor.web.request import Limits, Request
from monitor.web.reservation import TDM_PATH, TdmFile
from monitor.web.result import NETWORK_OUTCOMES, FetchResult, Outcome, may_pass
from monitor.web.robots import MOST_BYTES, RobotsFile

KEPT_SECONDS = 24 * 3600.0
"""A robots.txt is asked for again after this long, as RFC 9309 (2.4) asks."""
UNREACHABLE_SECONDS = 600.0
"""One that could not be had is asked for again after this long."""
MOST_SITES = 1000
"""Sites remembered at once; the one asked for longest ago is forgotten."""
_REDIRECTS = 5

Fetch = Callable[[Request, Limits], Awaitable[FetchResult]]


@dataclass(frozen=True)
class Refusal:
    """Why a URL is not asked for, or its content not kept: the outcome, and a sentence without the URL and full stop.

    ``for_now`` marks a site that is closed because its robots.txt could not be had.
    """

    outcome: Outcome
    why: str
    for_now: bool = False

    def result(self, request: Request, at: str) -> FetchResult:
        """The result for ``request``, stopped at ``at`` on the way."""
        return FetchResult(request.url, at, self.outcome, reason=f"{at}: {self.why}.", site_closed=self.for_now)


def reserved(by: str) -> Refusal:
    """The refusal of what a publisher reserves; ``by`` says where it does."""
    return Refusal(
        "reserved",
        f"its publisher reserves text mining ({by}). Its content is not kept; ask the publisher, or take the feed out",
    )


@dataclass(frozen=True)
class SiteRules:
    """What one site (scheme, host and port) allows; ``closed`` where its robots.txt could not be had."""

    robots_url: str
    robots: RobotsFile
    tdm: TdmFile = field(default_factory=TdmFile)
    closed: Refusal | None = None

    def refusal(self, url: str, longest_pause: float) -> Refusal | None:
        """Why ``url`` may not be asked for; None if it may, with ``longest_pause`` seconds between requests at most."""
        if self.closed is not None:
            return self.closed
        if not self.robots.allows(url):
            rule = self.robots.rule_against(url)
            named = f" ({rule})" if rule else ""
            return Refusal(
                "disallowed",
                f"{self.robots_url} disallows it{named}. Not asked for; ask the publisher, or take the feed out",
            )
        if self.robots.pause > longest_pause:
            return Refusal(
                "disallowed",
                f"{self.robots_url} asks for {self.robots.pause:g} s between requests, more than "
                f"collect.longest_crawl_delay_seconds ({longest_pause:g}). Not asked for; raise that if you can wait",
            )
        if self.robots.reserves_ai_input:
            return reserved(f"{self.robots_url}: Content-Signal: ai-input=no")
        by = self.tdm.reservation(url)
        return None if by is None else reserved(by)


class Sites:
    """The rules of all sites met in a run, each site's asked for once however many requests wait for them.

    ``fetch`` asks for a URL within limits of its own and under the same guard and pauses as every request.
    """

    def __init__(self, fetch: Fetch, attempts: int) -> None:
        self._fetch = fetch
        self._attempts = attempts
        self._locks: defaultdict[str, anyio.Lock] = defaultdict(anyio.Lock)
        self._kept: dict[str, tuple[SiteRules, float]] = {}

    async def rules(self, url: httpx.URL) -> SiteRules:
        """The rules of the site that ``url`` is on."""
        address = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        async with self._locks[address]:
            rules, until = self._kept.get(address, (None, 0.0))
            if rules is None or anyio.current_time() >= until:
                rules = await self._ask(address)
                self._keep(address, rules)
            return rules

    def _keep(self, address: str, rules: SiteRules) -> None:
        self._kept.pop(address, None)
        seconds = KEPT_SECONDS if rules.closed is None else UNREACHABLE_SECONDS
        self._kept[address] = rules, anyio.current_time() + seconds
        if len(self._kept) > MOST_SITES:
            oldest = next(iter(self._kept))
            del self._kept[oldest]

    async def _ask(self, address: str) -> SiteRules:
        limits = Limits(_REDIRECTS, MOST_BYTES, self._attempts, cut=True)
        answer = await self._fetch(Request(address, crawl=False), limits)
        robots = RobotsFile.parse(answer.content)
        closed = _closed(answer, address)
        if closed is not None:
            return SiteRules(address, robots, closed=closed)
        tdm_address = address.removesuffix("/robots.txt") + TDM_PATH
        if not robots.allows(tdm_address):
            return SiteRules(address, robots)
        # Tried once: a file that cannot be had is one that is not there, says TDMRep.
        given = await self._fetch(Request(tdm_address, crawl=False), Limits(_REDIRECTS, MOST_BYTES, attempts=1))
        return SiteRules(address, robots, TdmFile.parse(given.content) if given.outcome == "ok" else TdmFile())


def _closed(answer: FetchResult, address: str) -> Refusal | None:
    """What the answer to a request for robots.txt means for the whole site; None if its rules, or none, hold.

    RFC 9309, 2.3.1: a 4xx, or too many redirects, is no robots.txt, so everything is allowed; a 5xx and silence close
    the site. We add 408, 425 and 429, which say that a server wants to be left alone for now, and bodies that cannot be
    unpacked. Where no connection came about or no answer came in time, the outcome is the network's own: robots.txt is
    merely what was asked for first.
    """
    if answer.outcome in {"ok", "too_many_redirects"}:
        return None
    if answer.outcome == "http_error" and not may_pass(answer.outcome, answer.status):
        return None
    if answer.outcome == "refused" and answer.final_url == address:
        why = (answer.reason or "").removeprefix(f"{address}: ").removesuffix(".")
        return Refusal("refused", why)  # what is wrong with the address of its robots.txt is wrong with its own
    said = (answer.reason or "").removesuffix(".")
    outcome: Outcome = answer.outcome if answer.outcome in NETWORK_OUTCOMES else "robots_unreachable"
    return Refusal(outcome, f"not asked for, as its robots.txt could not be had: {said}", for_now=True)
