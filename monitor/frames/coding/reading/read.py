"""Which format a file of codings has, and its reader."""

from pathlib import Path

from monitor.frames.coding.model import ADJUDICATED, Known, Names, Reading
from monitor.frames.coding.reading.label_studio import read_label_studio
from monitor.frames.coding.reading.rows import read_long, read_wide
from monitor.frames.coding.reading.table import read_table


def read_codings(path: Path, content: bytes, known: Known, kind: str, names: Names) -> Reading:
    """Read a file of codings: a JSON export of Label Studio, or CSV with a row an article or a row a judgement.

    ``path`` only names the file in sentences. Raises :class:`monitor.config.ConfigError` for a file that cannot be read at
    all; a row that cannot be used is in ``refused``.
    """
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"[", b"{") and kind != ADJUDICATED:
        return read_label_studio(path, content, known, kind, names)
    table = read_table(path, content)
    if kind != ADJUDICATED and any(frame in table.names for frame in known.frames):
        return read_wide(path, table, known, kind)
    if kind != ADJUDICATED and table.names and not {"frame", "present"} & set(table.names):
        return read_wide(path, table, known, kind)  # which says that no column is a frame
    return read_long(path, table, known, kind)
