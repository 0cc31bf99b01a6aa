"""What the warehouse knows that files of codings may speak of."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from monitor.config import Settings
from monitor.frames.codebook import Codebook, load_codebook, register_codebook
from monitor.frames.coding.label_config import choice_names
from monitor.frames.coding.model import Judgement, Known
from monitor.warehouse import Warehouse, query

LASTING = ("import", "carried")
"""Origins of judgements that no run deletes or reads anew (carried ones are made anew from imports)."""
REREAD = ("sample", "files")
"""Origins that every run reads anew."""


class Stored(NamedTuple):
    """A judgement that stands: what it says, the kind of its coder, and its origin."""

    present: bool
    kind: str
    origin: str


Key = tuple[str, str, str]
"""Article, frame and coder."""


@dataclass(frozen=True)
class Context:
    """Names that may be used, judgements that stand, and what Label Studio's choices are called."""

    codebook: Codebook
    known: Known
    stored: dict[Key, Stored]
    choices: dict[str, str]


def read_context(settings: Settings, warehouse: Warehouse, origins: tuple[str, ...], carry_over: bool) -> Context:
    """Register the codebook and read what is known; ``stored`` holds judgements of ``origins``.

    Reads articles, gold_samples, gold_sample_articles, codebooks, annotations; writes codebooks, frames.
    """
    codebook = load_codebook(settings.codebook)
    register_codebook(warehouse, codebook)
    version = codebook.version
    with warehouse.transaction() as connection:
        articles = query(connection, "coding_articles").to_pydict()
        samples = query(connection, "coding_samples").to_pylist()
        same = query(
            connection,
            "coding_same_instructions",
            codebook_version=version,
            instructions_version=codebook.instructions_version,
        )
        stored = query(connection, "coding_stored", codebook_version=version, origins=list(origins)).to_pylist()
    members, names = defaultdict[str, set[str]](set), dict[str, str]()
    for row in samples:
        members[row["sample_id"]].add(row["article_id"])
        names |= {row["name"]: row["sample_id"], row["sample_id"]: row["sample_id"]}
    known = Known(
        dict(zip(articles["name"], articles["article_id"], strict=True)),
        codebook.frame_ids,
        version,
        {name: (sample_id, frozenset(members[sample_id])) for name, sample_id in names.items()},
        frozenset(same["codebook_version"].to_pylist()),
        carry_over,
    )
    judged = {
        (row["article_id"], row["label"], row["coder_id"]): Stored(row["present"], row["coder_kind"], row["origin"])
        for row in stored
    }
    return Context(codebook, known, judged, choice_names(codebook))


@dataclass(frozen=True)
class Compared:
    """New judgements beside stored ones: not stored yet, the same, or another judgement of the same coder."""

    new: list[Judgement]
    same: list[Judgement]
    other: list[Judgement]


def compare(judgements: list[Judgement], stored: Mapping[Key, Stored]) -> Compared:
    """Sort judgements of frames by what stands already; those of other tasks are new."""
    found = Compared([], [], [])
    for one in judgements:
        before = stored.get(one.key) if one.task == "frame" else None
        if before is None:
            found.new.append(one)
        else:
            (found.same if (before.present, before.kind) == (one.present, one.coder_kind) else found.other).append(one)
    return found
