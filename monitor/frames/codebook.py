"""The codebook: what each frame means and how it is recognised, read from YAML and refused where it is incomplete."""

import hashlib
from pathlib import Path
from typing import Annotated, Literal

import pyarrow as pa
from pydantic import Field, StringConstraints, field_validator

from monitor.config import StrictModel, load_model
from monitor.warehouse import Warehouse, upsert

Function = Literal["problem", "cause", "moral", "remedy"]
"""What a frame does, after Entman (1993): names a problem, its cause, judges it, proposes a remedy."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
FrameId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
LANGUAGES = ("en", "zh")


class Bilingual(StrictModel):
    """One text in each language of the codebook."""

    en: Words
    zh: Words


class Prototypes(StrictModel):
    """Sentences that make a frame's point, at least three in each language."""

    en: list[Words] = Field(min_length=3)
    zh: list[Words] = Field(min_length=3)


class Frame(StrictModel):
    """One frame: definition, rules, prototypes and an NLI hypothesis, in each language."""

    id: FrameId
    name: Bilingual
    policy_frame: Words
    entman: list[Function] = Field(min_length=1)
    definition: Bilingual
    includes: Bilingual
    excludes: Bilingual
    prototypes: Prototypes
    hypothesis: Bilingual

    @field_validator("entman")
    @classmethod
    def _named_once(cls, value: list[Function]) -> list[Function]:
        if len(set(value)) < len(value):
            raise ValueError("a function is given twice; name each once")
        return value


class Codebook(StrictModel):
    """A codebook. Multi-label: an article may carry several of its frames, or none."""

    codebook: Words
    title: Bilingual
    source: Words
    frames: tuple[Frame, ...] = Field(min_length=2)

    @field_validator("frames")
    @classmethod
    def _distinct(cls, value: tuple[Frame, ...]) -> tuple[Frame, ...]:
        _refuse_repeats("frame ids", [frame.id for frame in value])
        for language in LANGUAGES:
            texts = [text for frame in value for text in getattr(frame.prototypes, language)]
            _refuse_repeats(f"prototypes ({language})", texts)
        return value

    @property
    def version(self) -> str:
        """Hash of the content, 16 hexadecimal digits: any change of a text, a rule or the order is a new version."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    @property
    def frame_ids(self) -> tuple[str, ...]:
        """Ids of the frames, in order."""
        return tuple(frame.id for frame in self.frames)


def _refuse_repeats(what: str, values: list[str]) -> None:
    repeated = sorted({one for one in values if values.count(one) > 1})
    if repeated:
        raise ValueError(f"{what} given twice: {'; '.join(repeated)}")


def load_codebook(path: Path | str) -> Codebook:
    """Read a codebook. Raises :class:`monitor.config.ConfigError` with file, line, key and what was expected."""
    return load_model(path, Codebook)


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
