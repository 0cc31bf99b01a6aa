"""Clients for GDELT's two services: one try a request, room for large files."""

from monitor.config import Settings
from monitor.config.settings import CollectSettings
from monitor.sources.origin import require_contact
from monitor.web import HttpClient, live_client

LIST_BYTES = 600_000_000
"""Largest list of files accepted; GDELT's lists had more than 100 MB in 2024 and grow."""


def doc_limits(settings: Settings) -> CollectSettings:
    """Limits for the API: one try, as a second within the same seconds is refused and counted against us."""
    total = settings.collect.gdelt.total_seconds
    return settings.collect.model_copy(
        update={"attempts": 1, "timeout_seconds": total, "total_seconds": total, "per_host_delay_seconds": 0.0}
    )


def bulk_limits(settings: Settings) -> CollectSettings:
    """Limits for bulk files, which are larger than pages and come slower."""
    most = LIST_BYTES if settings.collect.gdelt.file_list else settings.collect.gdelt.max_file_bytes
    return settings.collect.model_copy(update={"max_bytes": most, "total_seconds": 1800.0, "timeout_seconds": 60.0})


def doc_client(settings: Settings) -> HttpClient:
    """The client for :func:`collect_doc`. Raises :class:`monitor.config.ConfigError` unless the settings name a contact."""
    require_contact(settings)
    return live_client(doc_limits(settings))


def bulk_client(settings: Settings) -> HttpClient:
    """The client for :func:`collect_gkg`. Raises :class:`monitor.config.ConfigError` unless the settings name a contact."""
    require_contact(settings)
    return live_client(bulk_limits(settings))
