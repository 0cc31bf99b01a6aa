"""What is asked for, and within which limits."""

from dataclasses import dataclass

from monitor.config.settings import CollectSettings


@dataclass(frozen=True)
class Request:
    """A URL to ask for, and what we have of it already.

    ``crawl`` is False for a call of an API that its owner publishes for programs (GDELT's, say): robots.txt and
    text-mining reservations speak of visiting pages, so they are not asked then. The guard, the limits and the pauses
    hold for every request.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    crawl: bool = True


@dataclass(frozen=True)
class Limits:
    """How far one request may go: redirects followed, bytes of body after decompression, tries.

    With ``cut`` a longer body is cut off there instead of being left out.
    """

    redirects: int
    n_bytes: int
    attempts: int
    cut: bool = False

    @classmethod
    def of(cls, settings: CollectSettings) -> "Limits":
        """Those of the settings, for pages and feeds."""
        return cls(settings.max_redirects, settings.max_bytes, settings.attempts)
