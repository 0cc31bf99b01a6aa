"""CSV as spreadsheets save it: any separator, UTF-8 or UTF-16 with or without a byte order mark, old code pages at a pinch."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.config import ConfigError

MAX_BYTES = 300_000_000
MAX_CELL = 1_000_000
SEPARATORS = (",", ";", "\t")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Table:
    """A header and its rows, each with its number as a person counts it in a spreadsheet (the header is row 1).

    ``is_unicode`` is false where letters beyond ASCII could not be told for certain. A row whose cells could not be read
    holds None and the reason.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str] | None, str], ...]
    is_unicode: bool


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises :class:`monitor.config.ConfigError` where it cannot be read or is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: is larger than {MAX_BYTES // 1_000_000} MB. Split it.")
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}). Check the path (for a run: gold.files)."
        ) from error


def read_table(path: Path, content: bytes) -> Table:
    """Header and rows; names in lower case, cells without the white space around them, empty rows left out.

    Raises :class:`monitor.config.ConfigError` for a workbook, and where the header cannot be read.
    """
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ConfigError(f"{path}: is a workbook. Save the sheet as “CSV UTF-8” and import that.")
    text, is_unicode = _decoded(content)
    csv.field_size_limit(MAX_CELL)
    separator = _separator(text)
    if text[:4].lower() == "sep=":  # Excel's own first line, which it does not show
        separator, text = text[4:5], text.partition("\n")[2]
    rows = _rows(text, separator)
    _, header, fault = next(rows, (1, [], ""))
    if header is None:
        raise ConfigError(f"{path}:1: the header cannot be read: {fault}.")
    names = tuple(name.lower() for name in header)
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise ConfigError(f"{path}:1: two columns are called {', '.join(repeated)}. Remove one.")
    return Table(names, tuple(_named(row, names) for row in rows), is_unicode)


def _named(row: tuple[int, list[str] | None, str], names: tuple[str, ...]) -> tuple[int, dict[str, str] | None, str]:
    number, cells, fault = row
    if cells is None:
        return number, None, fault
    if any(cells[len(names) :]):
        return number, None, f"it has {len(cells)} cells where the header names {len(names)}"
    filled = cells + [""] * (len(names) - len(cells))
    return number, dict(zip(names, filled, strict=False)), ""


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str] | None, str]]:
    reader, number = csv.reader(io.StringIO(text, newline=""), delimiter=separator), 0
    while True:
        number += 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield number, None, f"it is not valid CSV ({error}); perhaps a quotation mark is not closed"
            continue
        if number == 1 or any(cells):
            yield number, cells, ""


def _decoded(content: bytes) -> tuple[str, bool]:
    """Text, and whether it is surely right. Old code pages keep ASCII, commas and quotation marks where they are."""
    if content.startswith(_UTF16):
        return content.decode("utf-16", "replace"), True
    sample = content[:2000]
    if sample.count(0) > len(sample) / 4:  # UTF-16 without a mark: every other byte of what is ASCII is zero
        return content.decode("utf-16-le" if sample[1:2] == b"\0" else "utf-16-be", "replace"), True
    try:
        return content.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("gb18030"), False
    except UnicodeDecodeError:
        return content.decode("latin-1"), False


def _separator(text: str) -> str:
    """The one that cuts the first line into most cells."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(SEPARATORS, key=lambda one: (len(next(csv.reader([first], delimiter=one), [])), one == ","))
