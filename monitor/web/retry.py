"""When a failure is tried again, and after how long."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import stamina.instrumentation

from monitor.web.result import FetchResult, may_pass

# Where structlog is installed stamina would print every retry to standard output, which belongs to results. The rows of
# `fetches` say how often a URL was tried.
stamina.instrumentation.set_on_retry_hooks([])

RETRY_AFTER_CAP_SECONDS = 60.0
"""Longest pause a server may ask for within a run; for a longer one the URL is left to a later poll."""


class PassingFailureError(Exception):
    """A failure that may be over on another try."""

    def __init__(self, result: FetchResult) -> None:
        self.result = result
        super().__init__(result.reason)

    @classmethod
    def raise_for(cls, result: FetchResult) -> FetchResult:
        """The result itself, unless its failure may pass."""
        if may_pass(result.outcome, result.status):
            raise cls(result)
        return result


def pause_before_retry(error: Exception) -> bool | float:
    """What stamina asks after a failure: whether to try again (with its own pause), or after how many seconds."""
    if not isinstance(error, PassingFailureError) or error.result.site_closed:
        return False  # a robots.txt was tried several times itself, and is left alone for a while
    asked = retry_after_seconds(error.result, datetime.now(UTC))
    if asked is None:
        return True
    return asked if asked <= RETRY_AFTER_CAP_SECONDS else False


def retry_after_seconds(result: FetchResult, now: datetime) -> float | None:
    """Seconds that the Retry-After header asks for (a number or an HTTP date); None without a usable header."""
    value = result.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
