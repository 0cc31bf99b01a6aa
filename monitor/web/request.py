"""What is asked for, and within which limits."""

from dataclasses import dataclass, replace

from monitor.config.settings import CollectSettings


@dataclass(frozen=True)
class Request:
    """A URL to ask for, and what we have of it already.

    ``crawl`` is False for a call of an API that its owner publishes for programs (GDELT's, say): robots.txt and
    text-mining reservations speak of visiting pages, so they are not asked then. The guard, the limits and the pauses
    hold for every request. ``is_sitemap``: the answer may be as large as ``collect.max_sitemap_bytes``.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    crawl: bool = True
    is_sitemap: bool = False


@dataclass(frozen=True)
class Limits:
    """How far one request may go: redirects followed, bytes of body after decompression, tries.

    With ``cut`` a longer body is cut off there instead of being left out. ``setting`` names the limit on bytes in a reason.
    """

    redirects: int
    n_bytes: int
    attempts: int
    cut: bool = False
    setting: str = "collect.max_bytes"

    @classmethod
    def of(cls, settings: CollectSettings, request: Request) -> "Limits":
        """Those of the settings, for a page, a feed or a sitemap."""
        limits = cls(settings.max_redirects, settings.max_bytes, settings.attempts)
        if not request.is_sitemap:
            return limits
        return replace(limits, n_bytes=settings.max_sitemap_bytes, setting="collect.max_sitemap_bytes")
