"""Connections kept host by host.

One pool for all hosts (httpcore 1.0.9) goes through all its connections and waiting requests whenever a request begins or ends,
which took most of the client's time with 50 hosts at once; and with more than 20 connections open it keeps none alive, so that
every page of a site cost a new handshake.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import httpx

MOST_HOSTS = 128
"""Hosts whose connections are kept; of those with nothing under way the one asked longest ago is closed beyond that."""

_Site = tuple[str, bytes, int | None]


@dataclass
class _Line:
    """The transport of one site, and how many answers of it are under way."""

    transport: httpx.AsyncBaseTransport
    n_open: int = 0


class PerHostTransport(httpx.AsyncBaseTransport):
    """A transport for each site (scheme, host and port), made by ``make`` when it is first asked.

    It changes nothing about where a request may go: every request passes the transport that ``make`` gives.
    """

    def __init__(self, make: Callable[[], httpx.AsyncBaseTransport]) -> None:
        self._make = make
        self._lines: dict[_Site, _Line] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the site's own transport, whose errors pass through."""
        site = (request.url.scheme, request.url.raw_host, request.url.port)
        line = self._lines.pop(site, None) or _Line(self._make())
        self._lines[site] = line  # the dictionary stays in the order of use
        line.n_open += 1
        try:
            await self._close_idle()
            response = await line.transport.handle_async_request(request)
        except BaseException:
            line.n_open -= 1
            raise
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _Body(response.stream, line)
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        lines, self._lines = list(self._lines.values()), {}
        for line in lines:
            await line.transport.aclose()

    async def _close_idle(self) -> None:
        surplus = len(self._lines) - MOST_HOSTS
        if surplus <= 0:
            return
        idle = [site for site, line in self._lines.items() if not line.n_open][:surplus]
        for line in [self._lines.pop(site) for site in idle]:
            await line.transport.aclose()


class _Body(httpx.AsyncByteStream):
    """A body that tells its line when it is closed."""

    def __init__(self, stream: httpx.AsyncByteStream, line: _Line) -> None:
        self._stream = stream
        self._line: _Line | None = line

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        line, self._line = self._line, None
        try:
            await self._stream.aclose()
        finally:
            if line is not None:
                line.n_open -= 1
