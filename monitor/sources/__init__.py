"""Where coverage comes from: feeds to links, links to raw pages.

Public: :func:`collect`, :class:`CollectSummary`, :class:`CollectionRunningError`. Reads ``links`` and ``fetches``;
writes ``outlets``, ``links``, ``fetches`` and WARC files under ``data/raw``.
"""

from monitor.sources.collect import CollectionRunningError, CollectSummary, collect

__all__ = ["CollectSummary", "CollectionRunningError", "collect"]
