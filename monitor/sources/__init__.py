"""Where coverage comes from: feeds and sitemaps to links, links to raw pages; and files, whose rows are links and raw records at once.

Public: :func:`collect`, :class:`CollectSummary`, :class:`CollectionRunningError`, :class:`Window` (a range of time to go back over);
:func:`planned_sources`, :func:`check_sources` and :class:`SourceState` (which feeds and sitemaps answer); for files :class:`FilesSummary`,
:func:`check_mapping`, :class:`RowRecord` and :func:`read_record`. Reads ``links`` and ``fetches``; writes ``outlets``, ``links``,
``fetches`` and WARC files under ``data/raw``; for files also ``source_files``, ``source_rows``, ``source_unmapped`` and
``coverage_windows``. Archives: :mod:`monitor.sources.warc`.
"""

from monitor.sources.alone import CollectionRunningError
from monitor.sources.checking import SourceState, check_sources, planned_sources
from monitor.sources.collect import CollectSummary, collect
from monitor.sources.files import FilesSummary, RowRecord, check_mapping, read_record
from monitor.sources.moments import Window

__all__ = [
    "CollectSummary",
    "CollectionRunningError",
    "FilesSummary",
    "RowRecord",
    "SourceState",
    "Window",
    "check_mapping",
    "check_sources",
    "collect",
    "planned_sources",
    "read_record",
]
