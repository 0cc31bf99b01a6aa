"""The translation pairs that we wrote: sentences and short paragraphs, Chinese first."""

from pathlib import Path


def pairs_path() -> Path:
    """Path of ``pairs.csv``: columns zh, en, script (zh-Hans, zh-Hant), domain, direction (language written first)."""
    return Path(__file__).parent / "pairs" / "pairs.csv"


def all_pairs_paths() -> tuple[Path, ...]:
    """Paths of all translation pairs, same columns: ``pairs.csv`` and ``news.csv``; what an alignment is learned from."""
    return pairs_path(), pairs_path().with_name("news.csv")
