"""Versions of codebooks in the warehouse: every one that ever scored or was coded with, whole."""

from dataclasses import dataclass

import pyarrow as pa

from monitor.config import ConfigError
from monitor.frames.codebook.model import Codebook
from monitor.warehouse import Warehouse, query, upsert


@dataclass(frozen=True)
class StoredCodebook:
    """A row of ``codebooks``. ``content`` is the codebook as JSON, None for one registered before contents were kept."""

    codebook_version: str
    codebook_id: str
    edition: str | None
    instructions_version: str | None
    content: str | None


def register_codebook(warehouse: Warehouse, codebook: Codebook) -> None:
    """Write the codebook into ``codebooks`` and ``frames``; older versions stay, since scores and codings name them."""
    version, frames = codebook.version, codebook.frames
    book = pa.table(
        {
            "codebook_version": [version],
            "codebook_id": [codebook.codebook],
            "title_en": [codebook.title.en],
            "title_zh": [codebook.title.zh],
            "source": [codebook.source],
            "edition": [codebook.edition],
            "instructions_version": [codebook.instructions_version],
            "content": [codebook.model_dump_json()],
        }
    )
    rows = pa.table(
        {
            "codebook_version": [version] * len(frames),
            "frame_id": list(codebook.frame_ids),
            "position": pa.array(range(len(frames)), pa.int32()),
            "name_en": [frame.name.en for frame in frames],
            "name_zh": [frame.name.zh for frame in frames],
            "definition_en": [frame.definition.en for frame in frames],
            "definition_zh": [frame.definition.zh for frame in frames],
            "policy_frame": [frame.policy_frame for frame in frames],
            "entman": pa.array([list(frame.entman) for frame in frames], pa.list_(pa.string())),
        }
    )
    with warehouse.transaction() as connection:
        upsert(connection, "codebooks", book, ["codebook_version"])
        upsert(connection, "frames", rows, ["codebook_version", "frame_id"])


def stored_codebooks(warehouse: Warehouse) -> list[StoredCodebook]:
    """Every version that the warehouse knows, by codebook, edition and version. Reads codebooks."""
    with warehouse.transaction() as connection:
        return [StoredCodebook(**row) for row in query(connection, "frames_codebooks").to_pylist()]


def stored_codebook(warehouse: Warehouse, name: str) -> Codebook:
    """The version whose hash begins with ``name``, or whose edition is ``name``.

    Raises :class:`monitor.config.ConfigError` where none or several are meant, or where the version was registered before
    contents were kept.
    """
    stored = stored_codebooks(warehouse)
    found = [one for one in stored if one.codebook_version.startswith(name) or one.edition == name]
    if len(found) != 1:
        what = "no codebook version" if not found else f"{len(found)} codebook versions"
        raise ConfigError(
            f"{name}: is no file, and {what} in {warehouse.path} begins with it or has it as edition; "
            f"give a file or one of: {'; '.join(map(_named, stored)) or '(none is known yet: run first)'}."
        )
    if found[0].content is None:
        raise ConfigError(
            f"{found[0].codebook_version}: was registered before whole codebooks were kept, so that only its names and "
            "definitions are known (table frames). Compare with the file it came from."
        )
    return Codebook.model_validate_json(found[0].content)


def _named(one: StoredCodebook) -> str:
    return f"{one.codebook_version} ({one.codebook_id}, edition {one.edition or 'unknown'})"
