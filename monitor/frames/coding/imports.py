"""Importing files of codings for good: kept by every later run, unlike those of ``gold.files``, which are read anew."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from monitor.config import ConfigError, Settings
from monitor.frames.coding.context import Compared, Context, compare, read_context
from monitor.frames.coding.model import ADJUDICATED, Judgement, Names, Reading, Refusal
from monitor.frames.coding.reading import read_codings
from monitor.frames.coding.reading.table import read_bytes
from monitor.frames.coding.write import write_codings
from monitor.text import short_id
from monitor.warehouse import Warehouse, replace, upsert

EVERYWHERE = ("sample", "files", "import", "carried")


@dataclass(frozen=True)
class ImportOptions:
    """How a file is read: ``coders`` maps annotators as Label Studio names them to coders' names, ``replace`` lets a coder's new
    judgement replace an imported one, ``same_instructions`` carries over codings of codebook versions that tell coders the same."""

    kind: str = "human"
    coders: Mapping[str, str] | None = None
    replace: bool = False
    same_instructions: bool = False


@dataclass(frozen=True)
class ImportSummary:
    """What became of one file. ``known`` of the ``judgements`` taken were stored before; ``refused`` and ``told`` are sentences."""

    file: str
    format: str
    coders: tuple[str, ...]
    articles: int
    judgements: int
    known: int
    replaced: int
    carried: int
    not_coded: int
    not_judged: int
    refused: tuple[str, ...]
    told: tuple[str, ...]


def import_files(
    settings: Settings, warehouse: Warehouse, paths: Sequence[Path], options: ImportOptions | None = None
) -> list[ImportSummary]:
    """Import files of codings (Label Studio's JSON export, or CSV), each for itself; a file that cannot be read is refused whole.

    Reads articles, codebooks, gold_samples, gold_sample_articles, annotations; writes codebooks, frames, annotations,
    gold_coded, gold_imports, gold_refused. A judgement that stands already, and says the same, is known and not stored
    twice (an export of Label Studio holds earlier annotations again); one that says otherwise is refused, or with
    ``replace`` replaces what was imported. Importing a file twice leaves the same rows.
    """
    options = options or ImportOptions(same_instructions=settings.gold.same_instructions)
    return [_import_file(settings, warehouse, path, options) for path in paths]


def import_decisions(settings: Settings, warehouse: Warehouse, path: Path, *, replace: bool = False) -> ImportSummary:
    """Import decisions between coders: article_id or url, frame, present, decided_by, codebook_version.

    Stored as judgements of a coder "adjudicated by NAME" of kind adjudicated; rows with an empty ``present`` are not
    decided yet. Tables and refusals as :func:`import_files`.
    """
    carry = settings.gold.same_instructions
    return _import_file(settings, warehouse, path, ImportOptions(ADJUDICATED, None, replace, carry))


def _import_file(settings: Settings, warehouse: Warehouse, path: Path, options: ImportOptions) -> ImportSummary:
    context = read_context(settings, warehouse, EVERYWHERE, options.same_instructions)
    content = b""
    try:
        content = read_bytes(path)
        names = Names(context.choices, options.coders or {})
        reading = read_codings(path, content, context.known, options.kind, names)
    except ConfigError as error:
        reading = Reading(
            "unreadable", refused=[Refusal(None, str(error).removeprefix(f"{path}").lstrip(": ").rstrip("."))]
        )
    found = compare(reading.judgements, context.stored)
    replaced = _settle(reading, found, context, options)
    _write(warehouse, _File(path.name, content, options.kind, context.codebook.version), reading, found)
    taken = found.new + found.same
    if options.kind not in (ADJUDICATED, *settings.gold.coder_kinds):
        kinds = ", ".join(settings.gold.coder_kinds) or "none"
        reading.told.append(
            f"{path}: kept, but coders of kind {options.kind} do not count as gold until gold.coder_kinds in the settings file names "
            f"them (now: {kinds}); `monitor gold agreement --kind {options.kind}` compares them already."
        )
    return ImportSummary(
        str(path),
        reading.format,
        tuple(sorted({one.coder_id for one in taken})),
        len({one.article_id for one in taken}),
        len(taken),
        len(found.same),
        replaced,
        reading.carried,
        reading.not_coded,
        reading.not_judged,
        tuple(one.sentence(path) for one in reading.refused),
        tuple(reading.told),
    )


def _settle(reading: Reading, found: Compared, context: Context, options: ImportOptions) -> int:
    """Refuse judgements that say otherwise than what stands, or let them replace it; returns how many were replaced."""
    replaced, contradicted = 0, dict[tuple[int, str, str], list[Judgement]]()
    for one in found.other:
        before = context.stored[one.key]
        if options.replace and before.origin in ("import", "carried"):
            found.new.append(one)
            replaced += 1
        else:
            contradicted.setdefault((one.row, one.coder_id, before.origin), []).append(one)
    for (row, coder, origin), judgements in contradicted.items():
        frames = ", ".join(one.label for one in judgements)
        remedy = {
            "files": "change it in the file that gold.files names",
            "sample": "choose another name for the coder",
        }.get(origin, "if this is the later word, import with --replace")
        reading.refused.append(Refusal(row, f"coder {coder!r} is known to have judged {frames} otherwise; {remedy}"))
    return replaced


@dataclass(frozen=True)
class _File:
    name: str
    content: bytes
    kind: str
    codebook_version: str


def _write(warehouse: Warehouse, file: _File, reading: Reading, found: Compared) -> None:
    digest = hashlib.sha256(file.content).hexdigest()
    import_id = short_id(digest, file.kind, file.codebook_version)
    taken = found.new + found.same
    places = {(one.article_id, one.coder_id) for one in taken}
    # a decision is about what others coded, and gives the article no chance of its own
    coded = (
        [] if file.kind == ADJUDICATED else [one for one in reading.coded if (one.article_id, one.coder_id) in places]
    )
    row = {
        "import_id": import_id, "file": file.name, "sha256": digest, "format": reading.format, "coder_kind": file.kind,
        "codebook_version": file.codebook_version, "n_articles": len({one.article_id for one in taken}),
        "n_coders": len({one.coder_id for one in taken}), "n_judgements": len(taken), "n_not_coded": reading.not_coded,
        "n_refused": len(reading.refused), "imported_at": datetime.now(UTC),
    }  # fmt: skip
    with warehouse.transaction() as connection:
        write_codings(connection, found.new, coded, "import", import_id)
        upsert(connection, "gold_imports", _one(row), ["import_id"])
        _write_refusals(connection, import_id, reading.refused)


def _one(row: dict[str, object]) -> pa.Table:
    counts = {name: pa.array([value], pa.int32()) for name, value in row.items() if isinstance(value, int)}
    return pa.table({name: [value] for name, value in row.items()} | counts)


def _write_refusals(connection: duckdb.DuckDBPyConnection, import_id: str, refused: list[Refusal]) -> None:
    rows = pa.table(
        {
            "import_id": pa.array([import_id] * len(refused), pa.string()),
            "number": pa.array(range(1, len(refused) + 1), pa.int32()),
            "row_number": pa.array([one.row for one in refused], pa.int32()),
            "reason": pa.array([f"{one.reason}." for one in refused], pa.string()),
        }
    )
    replace(connection, "gold_refused", rows, f"import_id = '{import_id}'")
