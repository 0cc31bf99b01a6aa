"""GDELT as a source of links: its search (DOC 2.0 API) and its bulk files (Global Knowledge Graph 2.1).

Public: :func:`collect_doc` (:class:`DocSummary`) with :func:`doc_client`; :func:`collect_gkg` (:class:`GkgSummary`) with
:func:`bulk_client`; :class:`FileListError`. They read the topics' and the outlets' files, ``gdelt_windows`` and
``gdelt_files``, and write these two, ``gdelt_links``, ``links``, ``outlets`` and, for broken lines of bulk files, ``source_unmapped``.
Pages are fetched by :func:`monitor.sources.collect`, like those that feeds name.

GDELT says when it saw a page, not when that was published. A window or a file without an answer is recorded as such, never as
one without coverage.
"""

from monitor.sources.gdelt.clients import bulk_client, doc_client
from monitor.sources.gdelt.doc_run import DocSummary, collect_doc
from monitor.sources.gdelt.gkg_run import FileListError, GkgSummary, collect_gkg

__all__ = [
    "DocSummary",
    "FileListError",
    "GkgSummary",
    "bulk_client",
    "collect_doc",
    "collect_gkg",
    "doc_client",
]
