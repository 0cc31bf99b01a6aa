"""What earlier polls tell the next: validators, and indexes of sitemaps as they were."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.sources.frontier import Frontier
from monitor.sources.moments import Window
from monitor.web import RawPageError, RawStore, Request

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class IndexMemory:
    """The memory of a poll: the frontier's validators, and the bodies of indexes in the store of raw pages.

    An unchanged index is not sent again, but its sitemaps change without it; they are read from what was kept.
    """

    frontier: Frontier
    raw: RawStore
    _read: dict[str, bytes | None] = field(default_factory=dict)

    def request(self, url: str) -> Request:
        """A conditional request; a plain one for an index that is no longer kept."""
        is_index = self.frontier.kept_at(url) is not None
        return Request(url) if is_index and self.kept(url) is None else self.frontier.request(url)

    def left(self, urls: Sequence[str], window: Window, now: datetime) -> list[str]:
        """Those of ``urls`` that going back over ``window`` has still to ask."""
        return self.frontier.ranges.left(urls, window, now)

    def kept(self, url: str) -> bytes | None:
        """An index as it was when it last answered ``ok``; None for what is no index, or is not there any more."""
        at = self.frontier.kept_at(url)
        if at is None:
            return None
        if url not in self._read:
            try:
                self._read[url] = self.raw.read(*at).content
            except RawPageError as error:
                log.info("%s: is asked for whole, because what was kept of it cannot be read: %s", url, error)
                self._read[url] = None
        return self._read[url]
