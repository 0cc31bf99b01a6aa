"""The one HTTP client: polite, bounded and guarded."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from types import TracebackType

import anyio
import anyio.from_thread
import httpx
import stamina

from monitor.config import ConfigError
from monitor.config.settings import CollectSettings
from monitor.web.agent import user_agent
from monitor.web.body import read_body
from monitor.web.faults import failure, http_failure
from monitor.web.gate import HostGate
from monitor.web.request import Limits, Request
from monitor.web.reservation import header_reservation, page_reservation
from monitor.web.result import FetchResult, Outcome
from monitor.web.retry import PassingFailureError, pause_before_retry
from monitor.web.site import Refusal, Sites, reserved
from monitor.web.transport import check_url, live_transport, sample_transport

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"
_LONGEST_PAUSE_SECONDS = 30.0


class HttpClient(AbstractContextManager["HttpClient"]):
    """Fetches URLs, many at once, within the limits of the settings; to be used as a context manager.

    Requests run on an event loop in a thread of its own, so that a whole answer can be given a time limit; the
    methods are plain functions and may be called from any thread. The web's faults come back as results, never as
    exceptions. Every hop of a redirect is checked before it is asked for: here its form and what its site allows
    (robots.txt and text-mining reservations, which no setting switches off), in the transport where it leads to.
    """

    def __init__(self, settings: CollectSettings, transport: httpx.AsyncBaseTransport, contact: str) -> None:
        self._settings = settings
        self._contact = contact
        self._transport = transport
        self._stack = ExitStack()

    def __enter__(self) -> "HttpClient":
        settings = self._settings
        with ExitStack() as stack:
            self._portal = stack.enter_context(anyio.from_thread.start_blocking_portal())
            client = httpx.AsyncClient(
                transport=self._transport,
                timeout=settings.timeout_seconds,
                headers={"User-Agent": user_agent(self._contact), "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
                trust_env=False,
            )
            self._client = stack.enter_context(self._portal.wrap_async_context_manager(client))
            delay = settings.per_host_delay_seconds
            self._gate = HostGate(delay, settings.per_host_concurrency, settings.concurrency)
            self._sites = Sites(self._fetch, settings.attempts)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def get(
        self, url: str, etag: str | None = None, last_modified: str | None = None, *, crawl: bool = True
    ) -> FetchResult:
        """One URL; with ``etag`` or ``last_modified`` of an earlier answer, an unchanged one comes ``not_modified``."""
        return self.get_all([Request(url, etag, last_modified, crawl)])[0]

    def get_all(self, requests: Sequence[Request], done: Callable[[], object] | None = None) -> list[FetchResult]:
        """Results in the order of ``requests``; ``done`` is called (on the client's thread) after each."""
        return self._portal.call(self._fetch_all, requests, done)

    async def _fetch_all(self, requests: Sequence[Request], done: Callable[[], object] | None) -> list[FetchResult]:
        results: dict[int, FetchResult] = {}

        async def one(position: int, request: Request) -> None:
            results[position] = await self._fetch(request, Limits.of(self._settings, request))
            if done is not None:
                done()

        async with anyio.create_task_group() as group:
            for position, request in enumerate(requests):
                group.start_soon(one, position, request)
        return [results[position] for position in range(len(requests))]

    async def _fetch(self, request: Request, limits: Limits) -> FetchResult:
        started, tries = time.monotonic(), 0
        wait = self._settings.retry_wait_seconds
        try:
            async for attempt in stamina.retry_context(
                on=pause_before_retry,
                attempts=limits.attempts,
                timeout=None,
                wait_initial=wait,
                wait_max=max(wait, _LONGEST_PAUSE_SECONDS),
                wait_jitter=wait,
            ):
                tries = attempt.num
                with attempt:
                    result = PassingFailureError.raise_for(await self._try(request, limits))
        except PassingFailureError as error:
            result = error.result
            if tries > 1:
                result = replace(result, reason=f"{result.reason} Tried {tries} times.")
        return replace(result, seconds=time.monotonic() - started)

    async def _try(self, request: Request, limits: Limits) -> FetchResult:
        """One try: the answer at the end of a chain of redirects, or what stopped us on the way."""
        at = request.url
        try:
            for _ in range(limits.redirects + 1):
                url = httpx.URL(at)
                check_url(url)
                refusal = await self._refusal(url) if request.crawl else None
                answer = await self._hop(url, request, limits) if refusal is None else refusal.result(request, at)
                if isinstance(answer, FetchResult):
                    return answer
                at = str(answer)
        except Exception as error:
            result = failure(error, request.url, at, self._settings, limits)
            if result is None:
                raise
            return result
        reason = f"{request.url}: redirected more than {limits.redirects} times, last to {at}. Look at it in a browser."
        return FetchResult(request.url, at, "too_many_redirects", reason=reason)

    async def _refusal(self, url: httpx.URL) -> Refusal | None:
        """Why the site does not let us ask for ``url``, if so; the pause that it wants is kept from now on."""
        rules = await self._sites.rules(url)
        refusal = rules.refusal(str(url), self._settings.longest_crawl_delay_seconds)
        if refusal is None:
            self._gate.slow_down(url.host, rules.robots.pause)
        return refusal

    async def _hop(self, url: httpx.URL, request: Request, limits: Limits) -> FetchResult | httpx.URL:
        """One request: its result, or where it redirects to."""
        headers = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
        given = {name: value for name, value in headers.items() if value is not None}
        async with self._gate.turn(url.host):
            with anyio.fail_after(self._settings.total_seconds):
                async with self._client.stream("GET", url, headers=given) as response:
                    if response.next_request is not None:
                        return response.next_request.url
                    if response.status_code == httpx.codes.NOT_MODIFIED and given:
                        return _result(request, response, "not_modified")
                    if not response.is_success:
                        return http_failure(request.url, response)
                    return await _read(request, response, limits)


async def _read(request: Request, response: httpx.Response, limits: Limits) -> FetchResult:
    """The result of a successful answer; what is reserved is not kept, nor, where its header says so, transferred."""
    result = _result(request, response, "ok")
    by = header_reservation(response.headers) if request.crawl else None
    content = b"" if by is not None else await read_body(response, limits.n_bytes, cut=limits.cut)
    if by is None and request.crawl:
        by = page_reservation(content, result.content_type)
    if by is not None:
        refused = reserved(by).result(request, result.final_url)
        return replace(result, outcome=refused.outcome, reason=refused.reason)
    return replace(result, content=content)


def _result(request: Request, response: httpx.Response, outcome: Outcome) -> FetchResult:
    return FetchResult(request.url, str(response.url), outcome, response.status_code, headers=response.headers)


def live_client(settings: CollectSettings) -> HttpClient:
    """Client for the open web. Raises :class:`ConfigError` unless the settings name a contact."""
    if not (settings.contact or "").strip():
        raise ConfigError(
            "collect.contact: is missing; live collection names a contact (an e-mail address or a URL) to every site "
            "it asks. Add it to the settings file."
        )
    return HttpClient(settings, live_transport(), str(settings.contact).strip())


def sample_client(settings: CollectSettings, port: int) -> HttpClient:
    """Client that reaches the sample's server on loopback, and nothing else."""
    return HttpClient(settings, sample_transport(port), settings.contact or "synthetic sample")
