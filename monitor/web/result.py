"""What came of asking for a URL."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Literal

import httpx

Outcome = Literal[
    "ok",
    "not_modified",
    "http_error",
    "timeout",
    "connection_error",
    "too_large",
    "too_many_redirects",
    "unreadable",
    "refused",
    "disallowed",
    "robots_unreachable",
    "reserved",
]
"""What came of a request. ``refused``: not asked for, by our own rules (no web address, or one that leads inside);
``disallowed``: by the site's robots.txt; ``robots_unreachable``: the site answers, but not with its robots.txt (a 5xx, say), which
closes it until it does; ``reserved``: the publisher reserves text mining, so nothing is kept. A site whose robots.txt fails for
want of a connection or in time has that outcome."""

NETWORK_OUTCOMES: frozenset[str] = frozenset({"connection_error", "timeout"})
"""Outcomes of the network on the way, ours or the site's: no answer at all."""

# Statuses that a later try may not meet again (RFC 9110 and 6585).
_PASSING_STATUSES = frozenset({408, 425, 429})


def may_pass(outcome: str, status: int | None) -> bool:
    """Whether a failure may be over on another try: timeouts, broken connections, 408, 425, 429 and 5xx.

    Met by a site's robots.txt they close the site for now, which may be over too; what a robots.txt says is not.
    """
    if outcome == "http_error":
        return status is not None and (status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _PASSING_STATUSES)
    return outcome in NETWORK_OUTCOMES or outcome == "robots_unreachable"


@dataclass(frozen=True)
class FetchResult:
    """One answer, or the lack of it. ``content`` is the decompressed body of an ``ok`` answer and empty otherwise.

    ``reason`` is a sentence saying what went wrong and what to do, None when nothing did; ``seconds`` is wall-clock
    time over all tries; ``site_closed`` says that the URL itself was not asked for, as its site's robots.txt could not be had.
    """

    url: str
    final_url: str
    outcome: Outcome
    status: int | None = None
    reason: str | None = None
    content: bytes = b""
    headers: httpx.Headers = field(default_factory=httpx.Headers)
    seconds: float = 0.0
    site_closed: bool = False

    @property
    def content_type(self) -> str | None:
        """The Content-Type header."""
        return self._header("content-type")

    @property
    def etag(self) -> str | None:
        """The ETag header, for a later conditional request."""
        return self._header("etag")

    @property
    def last_modified(self) -> str | None:
        """The Last-Modified header, for a later conditional request."""
        return self._header("last-modified")

    def _header(self, name: str) -> str | None:
        value: str | None = self.headers.get(name)
        return value
