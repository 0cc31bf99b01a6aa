"""The web, carefully: one HTTP client with limits, retries, an address guard and respect for what sites do not allow, and
the store of raw pages.

Public: :func:`live_client` and :func:`sample_client` (an :class:`HttpClient` each), :class:`Request`,
:class:`FetchResult`, :func:`may_pass` (whether a failure is worth another try), :data:`NETWORK_OUTCOMES`, :func:`canonical_url`,
:func:`unpack_gzip` (with a limit), :class:`RawStore` and :class:`RawPage` (WARC files under ``data/raw``). Reads and writes no
table.
"""

from monitor.web.address import canonical_url
from monitor.web.body import TooLargeError, UnreadableError, unpack_gzip
from monitor.web.client import HttpClient, live_client, sample_client
from monitor.web.raw import RawPage, RawPageError, RawStore
from monitor.web.request import Request
from monitor.web.result import NETWORK_OUTCOMES, FetchResult, Outcome, may_pass

__all__ = [
    "NETWORK_OUTCOMES",
    "FetchResult",
    "HttpClient",
    "Outcome",
    "RawPage",
    "RawPageError",
    "RawStore",
    "Request",
    "TooLargeError",
    "UnreadableError",
    "canonical_url",
    "live_client",
    "may_pass",
    "sample_client",
    "unpack_gzip",
]
