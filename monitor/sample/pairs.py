"""The translation pairs that we wrote: sentences and short paragraphs, Chinese first."""

from pathlib import Path


def pairs_path() -> Path:
    """Path of ``pairs.csv``: columns zh, en, script (zh-Hans, zh-Hant), domain, direction (language written first)."""
    return Path(__file__).parent / "pairs" / "pairs.csv"
