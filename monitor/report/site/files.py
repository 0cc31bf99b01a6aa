"""Names of the site's files."""

import re
from pathlib import Path

SAFE_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
"""Ids that may be part of a file name."""


def pages_of(folder: Path) -> set[str]:
    """Ids of the pages in a folder: ``abc`` for ``abc.en.html`` or ``abc.zh.html``."""
    names = (re.fullmatch(r"([A-Za-z0-9_-]{1,80})\.(?:en|zh)\.html", file.name) for file in folder.glob("*.html"))
    return {found[1] for found in names if found is not None}
