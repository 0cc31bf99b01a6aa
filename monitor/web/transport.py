"""Where requests may go.

Live collection goes through ssrfguard (0.4.1), which resolves a name once, refuses it unless every address it has is
public (loopback, private, link-local, multicast, metadata services and IPv6 forms that embed such an address are
not), and connects to the very address it checked, so that a name that changes its address in between gains nothing.
The whole URL (scheme, port, credentials) is checked on every hop, over open connections too. drawbridge (0.1.2) does
much the same by rewriting the URL to the address, which gives up keep-alive and puts the address where relative
redirects are resolved against it.

The sample goes to one port on loopback and nowhere else.
"""

import ssl

import httpx
from ssrfguard import Policy, Resolver
from ssrfguard.httpx import AsyncSafeTransport

from monitor.web.per_host import PerHostTransport

SAMPLE_SUFFIX = ".example"
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody, and is never asked: the sample speaks plain HTTP


class RefusedError(Exception):
    """A URL that is not asked for; the message says why."""


def check_url(url: httpx.URL) -> None:
    """Raise :class:`RefusedError` for anything but http and https, and for credentials, which a redirect could plant."""
    if url.scheme not in {"http", "https"}:
        raise RefusedError("only http and https addresses are asked for")
    if url.userinfo:
        raise RefusedError("the address holds a name or password")


def live_transport(resolver: Resolver | None = None) -> httpx.AsyncBaseTransport:
    """Transport to public addresses only.

    ``resolver`` stands in for ``socket.getaddrinfo``; what it answers is checked like any other answer.
    """
    trusted = httpx.create_ssl_context(
        trust_env=False
    )  # made once: reading the certificates takes longer than a request
    return PerHostTransport(
        lambda: AsyncSafeTransport(policy=Policy(), resolver=resolver, verify=trusted, trust_env=False)
    )


def sample_transport(port: int) -> httpx.AsyncBaseTransport:
    """Transport to the sample's server on ``port``, and nowhere else."""
    return PerHostTransport(lambda: SampleTransport(port))


class SampleTransport(httpx.AsyncBaseTransport):
    """Sends every ``*.example`` host to the sample's server on 127.0.0.1 and refuses everything else.

    RFC 2606 reserves ``.example``: such a name never leads to anyone's machine.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._inner = httpx.AsyncHTTPTransport(verify=_NO_TLS, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer from the sample's server. Raises :class:`RefusedError` for any host that is not ``*.example``."""
        url = request.url
        if not url.host.endswith(SAMPLE_SUFFIX) or url.port is not None or url.userinfo:
            raise RefusedError(f"the sample's collector reaches only hosts under {SAMPLE_SUFFIX}")
        inner = httpx.Request(
            request.method,
            url.copy_with(scheme="http", host="127.0.0.1", port=self._port),
            headers=request.headers,  # among them Host, which names the outlet
            stream=request.stream,
            extensions=request.extensions,
        )
        return await self._inner.handle_async_request(inner)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()
