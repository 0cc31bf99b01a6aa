"""Where coverage comes from: feeds to links, links to raw pages; and files, whose rows and pages are links and raw records at once.

Public: :func:`collect`, :class:`CollectSummary`, :class:`CollectionRunningError`; for files :class:`FilesSummary`,
:func:`check_mapping`, :class:`RowRecord` and :func:`read_record`. Reads ``links`` and ``fetches``; writes ``outlets``, ``links``,
``fetches`` and WARC files under ``data/raw``; for files also ``source_files``, ``source_rows``, ``source_unmapped`` and
``coverage_windows``.
"""

from monitor.sources.collect import CollectionRunningError, CollectSummary, collect
from monitor.sources.files import FilesSummary, RowRecord, check_mapping, read_record

__all__ = [
    "CollectSummary",
    "CollectionRunningError",
    "FilesSummary",
    "RowRecord",
    "check_mapping",
    "collect",
    "read_record",
]
