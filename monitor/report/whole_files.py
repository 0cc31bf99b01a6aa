"""Files that appear whole or not at all, and are left alone where they would not change."""

import os
from pathlib import Path


def write_if_new(target: Path, content: bytes) -> bool:
    """Write beside the target and rename, so that a reader sees the old file or the new one. Returns whether there was anything to write.

    A file that holds the content already is not touched: what was made of it, as a PDF, stays newer than it.
    """
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        fresh.write_bytes(content)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return True
