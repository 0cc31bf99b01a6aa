"""Coverage that comes in files: JSON Lines, CSV, Parquet and folders of HTML, plain, .gz or in .zip archives.

Public: :func:`load_files` (the source), its :class:`FilesSummary`, :func:`check_mapping`; :class:`RowRecord` and
:func:`read_record`, the form in which a row is kept raw. Writes ``outlets``, ``links``, ``fetches``, ``source_files``,
``source_rows``, ``source_unmapped``, ``coverage_windows`` and raw records.
"""

from monitor.sources.files.load import FilesSummary, check_mapping, load_files, load_mapping
from monitor.sources.files.mapping import FileMapping, FileSet
from monitor.sources.files.record import RowRecord, read_record

__all__ = [
    "FileMapping",
    "FileSet",
    "FilesSummary",
    "RowRecord",
    "check_mapping",
    "load_files",
    "load_mapping",
    "read_record",
]
