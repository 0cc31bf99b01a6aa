"""Cells as people and spreadsheets write them."""

from datetime import UTC, datetime

from monitor.frames.coding.model import CodingError

YES = frozenset({"1", "1.0", "1,0", "true", "yes", "y", "x", "✓", "✔", "☑", "wahr", "vrai", "是", "有", "真"})
NO = frozenset({"0", "0.0", "0,0", "false", "no", "n", "falsch", "faux", "否", "无", "無", "假"})


def flag(value: str, column: str) -> bool | None:
    """Present, absent, or None for an empty cell (not judged). Raises :class:`CodingError` for anything else."""
    plain = value.strip().lower()
    if not plain:
        return None
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise CodingError(f"{column} is {value[:40]!r}; expected 1 or 0, or nothing where it was not judged")


def probability(value: str) -> float | None:
    """A chance above 0 and up to 1, None for an empty cell; a comma may stand for the point."""
    if not value:
        return None
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not 0 < number <= 1:
        raise CodingError(f"inclusion_probability is {value[:40]!r}; expected a number above 0 and up to 1, or nothing")
    return number


def moment(value: object) -> datetime | None:
    """A time in ISO 8601 (without zone: UTC), None where there is none that can be read: when somebody coded decides nothing."""
    try:
        found = datetime.fromisoformat(str(value).strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
