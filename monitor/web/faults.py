"""The web's faults as results with a sentence: what, where, and what to do."""

import httpx
from ssrfguard.errors import BlockedAddressError, BlockedURLError, SSRFGuardError

from monitor.config.settings import CollectSettings
from monitor.web.body import TooLargeError, UnreadableError
from monitor.web.request import Limits
from monitor.web.result import FetchResult, Outcome, may_pass
from monitor.web.transport import RefusedError


def http_failure(url: str, response: httpx.Response) -> FetchResult:
    """A status that is neither success, nor a redirect, nor an expected 304."""
    status, phrase = response.status_code, response.reason_phrase
    if may_pass("http_error", status):
        remedy = "It may pass; the collector comes back on later polls."
    elif status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
        remedy = "The page is gone or its address is wrong; it is not asked for again."
    elif status in {httpx.codes.UNAUTHORIZED, httpx.codes.PAYMENT_REQUIRED, httpx.codes.FORBIDDEN}:
        remedy = "The site does not let the collector in; ask its publisher, or take the feed out."
    else:
        remedy = "Look at it in a browser; it is not asked for again."
    reason = f"{response.url}: answered {status} {phrase}".rstrip() + f". {remedy}"
    return FetchResult(url, str(response.url), "http_error", status, reason, headers=response.headers)


def failure(error: Exception, url: str, at: str, settings: CollectSettings, allowed: Limits) -> FetchResult | None:
    """The result for an exception met at ``at`` on the way to ``url``; None if it is none of the web's faults."""
    outcome: Outcome
    match error:
        case httpx.TimeoutException() | TimeoutError():
            outcome = "timeout"
            limits = f"{settings.timeout_seconds:g} s for a step, {settings.total_seconds:g} s in all"
            sentence = f"no complete answer in time ({limits}). The collector comes back on later polls."
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | UnicodeError():
            outcome, sentence = "refused", f"is no URL that can be asked for ({error}). Correct it where it is given."
        case SSRFGuardError():
            outcome, sentence = "refused", f"not asked for: {_plain(error)}."
        case RefusedError():
            outcome, sentence = "refused", f"not asked for: {error}."
        case TooLargeError():
            outcome, sentence = "too_large", f"more than {allowed.n_bytes} bytes ({allowed.setting}). Left out."
        case UnreadableError():
            outcome, sentence = "unreadable", f"{error}. Left out."
        case httpx.TransportError():
            outcome = "connection_error"
            said = str(error) or type(error).__name__
            sentence = f"no answer ({said}). The collector comes back; if it stays so, check the address."
        case _:
            return None
    return FetchResult(url, at, outcome, reason=f"{at}: {sentence}")


def _plain(error: SSRFGuardError) -> str:
    """What the guard refuses in plain words, its own words behind them."""
    inside = error.__cause__ if isinstance(error, BlockedURLError) else error
    if isinstance(inside, BlockedAddressError):
        words, detail = "it leads inside your own network, or to another address that is not public", str(inside)
    elif isinstance(error, BlockedURLError) and error.reason.startswith("port "):
        words, detail = "it names a port other than 80 and 443", error.reason
    elif isinstance(error, BlockedURLError):
        words, detail = "it is not written as the address of a public site is", error.reason
    else:
        return str(error)
    return f"{words}. Such an address is never asked, and this cannot be switched on ({detail})"
