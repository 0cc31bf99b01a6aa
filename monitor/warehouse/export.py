"""Tables and views of the published database as files for other programs, with a note of where they come from."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

import duckdb

from monitor.config import ConfigError
from monitor.warehouse.catalogue import Relation, catalogue
from monitor.warehouse.connect import Warehouse
from monitor.warehouse.export_select import columns_written, export_select
from monitor.warehouse.publish import published
from monitor.warehouse.sharing import LONGEST_QUOTATION
from monitor.warehouse.sql import query

SOURCES_FILE = "SOURCES.json"
UNFINISHED = ".unfinished"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OPTIONS = {"parquet": "FORMAT parquet, COMPRESSION zstd", "csv": "FORMAT csv, HEADER true"}


@dataclass(frozen=True)
class ExportKind:
    """What files are wanted: their format, whether for passing on, and whether CSV begins with the mark by which Excel knows UTF-8."""

    file_format: Literal["parquet", "csv"] = "parquet"
    share: bool = False
    byte_order_mark: bool = False


@dataclass(frozen=True)
class ExportedFile:
    """A file written: of which table or view, how many rows and bytes, its SHA-256, the query, and the columns left out for sharing."""

    name: str
    file: str
    n_rows: int
    n_bytes: int
    sha256: str
    left_out: tuple[str, ...]
    sql: str
    columns: tuple[dict[str, str], ...]


def names_of(relations: dict[str, Relation], named: Sequence[str], every_view: bool) -> list[str]:
    """The tables and views meant, each once. Raises ConfigError for an unknown name, and where none is named."""
    chosen = {view: None for view in relations if every_view and view.startswith("v_")}
    for name in named:
        if name.lower() not in relations:
            near = get_close_matches(name.lower(), relations, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else "docs/data-dictionary.md lists them all."
            raise ConfigError(f"{name}: no table or view of the published database; {hint}")
        chosen[name.lower()] = None
    if not chosen:
        views = ", ".join(name for name in relations if name.startswith("v_"))
        raise ConfigError(f"nothing to export: name tables or views, or say --all for these: {views}.")
    return list(chosen)


def export(
    warehouse: Warehouse, named: Sequence[str], folder: Path, kind: ExportKind, *, every_view: bool = False
) -> list[ExportedFile]:
    """Write each table or view named to ``folder/NAME.parquet`` or ``.csv``, and :data:`SOURCES_FILE` beside; returns the files.

    All come from one state of the published database, row by row without being held in memory. They are written in a folder within
    ``folder`` and renamed into place when all are whole; SOURCES.json comes last. Raises FileNotFoundError where nothing was published
    yet, ConfigError for a name that is unknown or not shared, a folder that is a file, or one that holds data of another export.
    """
    with published(warehouse) as connection:
        relations = catalogue(connection)
        chosen = [relations[name] for name in names_of(relations, named, every_view)]
        selects = {one.name: export_select(one, share=kind.share, as_csv=kind.file_format == "csv") for one in chosen}
        with _written_whole(folder, {f"{name}.{kind.file_format}" for name in selects}) as work:
            files = [_write(connection, one, selects[one.name], work, kind) for one in chosen]
            note = _sources(connection, warehouse, files, kind.share)
            (work / SOURCES_FILE).write_text(json.dumps(note, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return files


@contextmanager
def _written_whole(folder: Path, names: set[str]) -> Iterator[Path]:
    """A folder to write in, whose files take their places in ``folder`` at the end of the block, unless it raises."""
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder}: is a file; name a folder, it is made where there is none.")
    others = sorted(
        path.name for kind in ("*.parquet", "*.csv") for path in folder.glob(kind) if path.name not in names
    )
    if others:
        raise ConfigError(
            f"{folder}: holds data that is not of this export ({others[0]}{', ...' if others[1:] else ''}), and {SOURCES_FILE} "
            "speaks for the whole folder; name another."
        )
    made = not folder.exists()
    work = folder / UNFINISHED
    shutil.rmtree(work, ignore_errors=True)  # of an export that was killed
    work.mkdir(parents=True)
    try:
        yield work
        (folder / SOURCES_FILE).unlink(missing_ok=True)  # it would speak for files that change now
        for name in [*sorted(names), SOURCES_FILE]:
            (work / name).replace(folder / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if made:
            with suppress(OSError):  # not empty: the export is there
                folder.rmdir()


def _write(
    connection: duckdb.DuckDBPyConnection, relation: Relation, select: str, folder: Path, kind: ExportKind
) -> ExportedFile:
    path = folder / f"{relation.name}.{kind.file_format}"
    target = str(path).replace("'", "''")
    counted = connection.execute(f"COPY ({select}) TO '{target}' ({OPTIONS[kind.file_format]})").fetchone()
    assert counted is not None
    if kind.file_format == "csv" and kind.byte_order_mark:
        _mark(path)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    written = columns_written(relation, kind.share)
    return ExportedFile(
        name=relation.name,
        file=path.name,
        n_rows=int(counted[0]),
        n_bytes=path.stat().st_size,
        sha256=digest,
        left_out=tuple(column.name for column in relation.columns if column not in written),
        sql=select,
        columns=tuple(asdict(column) for column in written),
    )


def _mark(path: Path) -> None:
    """Put the byte order mark before a file of UTF-8, in a copy that takes its place."""
    marked = path.with_suffix(".marked")
    with path.open("rb") as source, marked.open("wb") as target:
        target.write(BYTE_ORDER_MARK)
        shutil.copyfileobj(source, target, 1 << 20)
    marked.replace(path)


def _sources(
    connection: duckdb.DuckDBPyConnection, warehouse: Warehouse, files: list[ExportedFile], share: bool
) -> dict[str, Any]:
    """What SOURCES.json says: when, from which state of which database, by which scorer, and each file."""
    (rests_on,) = query(connection, "export_rests_on").to_pylist()
    published_at = datetime.fromtimestamp(warehouse.published_path.stat().st_mtime, UTC)
    return {
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": f"framing-monitor {metadata.version('framing-monitor')}",
        "database": warehouse.published_path.name,
        "database_published_at": published_at.isoformat(timespec="seconds"),
        **rests_on,
        "shared": share,
        "rules": _rules()
        if share
        else "Holds texts under their publishers' copyright where a table does: not for passing on.",
        "files": [asdict(one) for one in files],
    }


def _rules() -> str:
    return (
        f"Made for passing on: no bodies; texts by others are cut at {LONGEST_QUOTATION} characters; of one body at most "
        f"{LONGEST_QUOTATION} characters, and at most half of it, are quoted in a file, beside the link; coders are numbered."
    )
