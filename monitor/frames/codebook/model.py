"""The codebook as a typed model: what each frame means and how it is recognised, read from YAML and refused where incomplete."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from monitor.config import StrictModel, load_model

Function = Literal["problem", "cause", "moral", "remedy"]
"""What a frame does, after Entman (1993): names a problem, its cause, judges it, proposes a remedy."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
FrameId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
LANGUAGES = ("en", "zh")
UNHASHED = {"edition", "changes"}
"""What stands beside the content: a name for it and its history."""


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

    @property
    def instructions(self) -> dict[str, Any]:
        """What a coder reads of the frame: id, names, definition, what counts and what does not."""
        return self.model_dump(include={"id", "name", "definition", "includes", "excludes"})


class Edition(StrictModel):
    """What an edition changed against the one before."""

    edition: Words
    what: Bilingual


class Codebook(StrictModel):
    """A codebook. Multi-label: an article may carry several of its frames, or none.

    ``edition`` and ``changes`` are for people; ``instructions`` is what a coder is told before the frames.
    """

    codebook: Words
    edition: Words = "1.0"
    title: Bilingual
    source: Words
    instructions: Bilingual | None = None
    frames: tuple[Frame, ...] = Field(min_length=2)
    changes: tuple[Edition, ...] = ()

    @field_validator("edition", mode="before")
    @classmethod
    def _in_quotes(cls, value: Any) -> Any:
        if isinstance(value, int | float):
            words = f'put the edition in quotes, like "{value}": YAML reads 1.10 as the number 1.1'
            raise ValueError(words)  # noqa: TRY004 - what pydantic reports
        return value

    @field_validator("frames")
    @classmethod
    def _distinct(cls, value: tuple[Frame, ...]) -> tuple[Frame, ...]:
        _refuse_repeats("frame ids", [frame.id for frame in value])
        for language in LANGUAGES:
            texts = [text for frame in value for text in getattr(frame.prototypes, language)]
            _refuse_repeats(f"prototypes ({language})", texts)
        return value

    @model_validator(mode="after")
    def _edition_told(self) -> "Codebook":
        editions = [change.edition for change in self.changes]
        _refuse_repeats("editions in changes", editions)
        if editions and self.edition not in editions:
            raise ValueError(f"changes says nothing of edition {self.edition!r}; add what it changed")
        return self

    @property
    def version(self) -> str:
        """Hash of the content, 16 hexadecimal digits: any change of a text, a rule or the order is a new version."""
        content = self.model_dump_json(exclude=UNHASHED, exclude_none=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def instructions_version(self) -> str:
        """Hash of what a coder reads, 16 hexadecimal digits, whatever the order of the frames.

        Covers ``instructions`` and each frame's id, names, definition, what counts and what does not. Two versions of a
        codebook with the same hash ask coders the same question, so that codings made with one can be read as codings
        of the other; a change of prototypes, hypotheses, sources or Entman functions leaves it as it is.
        """
        general = self.instructions.model_dump() if self.instructions else None
        frames = sorted((frame.instructions for frame in self.frames), key=lambda one: str(one["id"]))
        content = json.dumps([general, frames], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def frame_ids(self) -> tuple[str, ...]:
        """Ids of the frames, in order."""
        return tuple(frame.id for frame in self.frames)


def _refuse_repeats(what: str, values: Iterable[str]) -> None:
    listed = list(values)
    repeated = sorted({one for one in listed if listed.count(one) > 1})
    if repeated:
        raise ValueError(f"{what} given twice: {'; '.join(repeated)}")


def load_codebook(path: Path | str) -> Codebook:
    """Read a codebook. Raises :class:`monitor.config.ConfigError` with file, line, key and what was expected."""
    return load_model(path, Codebook)
