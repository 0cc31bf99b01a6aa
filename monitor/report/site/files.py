"""Files of the site: written whole or not at all, and only where they differ."""

import os
import re
from pathlib import Path

SAFE_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
"""Ids that may be part of a file name."""


def write_if_new(target: Path, content: str) -> bool:
    """Write beside the target and rename, so that a reader sees the old file or the new one; leave it alone where it is the same."""
    fresh = content.encode("utf-8")
    if target.is_file() and target.read_bytes() == fresh:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(fresh)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return True


def pages_of(folder: Path) -> set[str]:
    """Ids of the pages in a folder: ``abc`` for ``abc.en.html`` or ``abc.zh.html``."""
    names = (re.fullmatch(r"([A-Za-z0-9_-]{1,80})\.(?:en|zh)\.html", file.name) for file in folder.glob("*.html"))
    return {found[1] for found in names if found is not None}
