"""Archives as a source: the pages of WARC files, those of CC-NEWS and any other, kept as if they had been fetched.

Public: :func:`load_warcs` and :class:`WarcSummary`. Reads the outlets' and the topics' files, ``warc_files`` and ``fetches``; writes
``outlets``, ``links``, ``fetches``, ``warc_files`` and raw pages under ``data/raw``.

warcio parses records and headers, below a reader of gzip members of our own (``unpack``). FastWARC gets through a file in a quarter of the
processor time of that, but hands out the last record of a torn file as if it were whole, and reading is the smaller part of the work.
"""

from monitor.sources.warc.load import WarcSummary, load_warcs

__all__ = ["WarcSummary", "load_warcs"]
