"""Where coders differ: to look at, and as a file in which somebody decides."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from monitor.config import ConfigError, Settings
from monitor.frames.codebook import load_codebook
from monitor.frames.coding.export import as_cell
from monitor.warehouse import Warehouse, query

COLUMNS = (
    "article_id", "url", "title", "language", "frame", "codebook_version", "says_present", "says_absent", "present", "decided_by", "note",
)  # fmt: skip


def disputes(settings: Settings, warehouse: Warehouse, kinds: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Articles and frames on which coders of ``kinds`` (by default ``gold.coder_kinds``) differ: undecided ones first, then
    those that a majority or a decision has settled.

    Keys: article_id, url, title, language, frame_id, present and absent (coders), gold (true, false or None), basis.
    Reads annotations, articles and what counts as gold; writes nothing.
    """
    version = load_codebook(settings.codebook).version
    scope = {"coder_kinds": list(kinds or settings.gold.coder_kinds), "codebook_version": version}
    with warehouse.transaction() as connection:
        return list(query(connection, "coding_disputes", **scope).to_pylist())


def write_disputes(settings: Settings, rows: list[dict[str, Any]], path: Path) -> None:
    """Write disputes as CSV for :func:`import_decisions`: present (1 or 0) and decided_by are to be filled in.

    Raises :class:`monitor.config.ConfigError` where the file is there already: it may hold decisions.
    """
    version = load_codebook(settings.codebook).version
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = [row["article_id"], row["url"], row["title"], row["language"], row["frame_id"], version]
        sides = ["; ".join(row[side] or []) for side in ("present", "absent")]
        writer.writerow([*map(as_cell, [*cells, *sides]), "", "", ""])
    if path.exists():
        raise ConfigError(f"{path}: is there already and may hold decisions. Name another file.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
