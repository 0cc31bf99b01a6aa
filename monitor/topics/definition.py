"""The topics file as typed models."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from monitor.config import ConfigError, StrictModel, load_model
from monitor.text import short_id

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Keyword = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"[^\s*]")]


class Names(StrictModel):
    """A name in each language of the reports."""

    en: Sentence
    zh: Sentence


class Keywords(StrictModel):
    """Words looked for in every text; a trailing ``*`` in a Latin word stands for any ending."""

    en: list[Keyword] = Field(default=[])
    zh: list[Keyword] = Field(default=[])

    @property
    def all(self) -> list[str]:
        """The words of both languages."""
        return [*self.en, *self.zh]


class KeywordGroups(StrictModel):
    """What the topic is about, and what makes it a dispute."""

    subject: Keywords
    dispute: Keywords


class Prototypes(StrictModel):
    """Sentences in both languages, each the same in meaning as one of the other language, or nearly."""

    en: list[Sentence] = Field(min_length=2)
    zh: list[Sentence] = Field(min_length=2)

    @property
    def all(self) -> list[str]:
        """The sentences of both languages, English first."""
        return [*self.en, *self.zh]

    @property
    def languages(self) -> list[str]:
        """Language of each of :attr:`all`."""
        return ["en"] * len(self.en) + ["zh-Hans"] * len(self.zh)


class Topic(StrictModel):
    """One topic: its words, sentences typical of it, sentences typical of other news, and where relevance begins.

    An article is relevant from ``threshold`` on, if its keyword score is at least ``least_keyword``.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Names
    keywords: KeywordGroups
    prototypes: Prototypes
    contrast: Prototypes
    threshold: float = Field(gt=0, lt=1)
    least_keyword: float = Field(
        default=0.0,
        ge=0,
        le=1,
        description="keyword score without which nothing is relevant, however close its sentences",
    )


class Topics(StrictModel):
    """The file of topics. ``other_news`` is part of the contrast of every topic, whichever file that is in."""

    topics: list[Topic] = Field(default=[])
    other_news: Prototypes | None = None

    @field_validator("topics")
    @classmethod
    def _unique_ids(cls, value: list[Topic]) -> list[Topic]:
        ids = [topic.id for topic in value]
        repeated = sorted({one for one in ids if ids.count(one) > 1})
        if repeated:
            raise ValueError(f"topic ids given twice: {', '.join(repeated)}")
        return value

    @property
    def content_hash(self) -> str:
        """Hash of everything in the file but comments and layout."""
        return short_id(self.model_dump_json())


def load_topics(paths: Path | str | Sequence[Path]) -> Topics:
    """Read one topics file or several; the sentences of other news in any of them join the contrast of every topic.

    Raises :class:`monitor.config.ConfigError` naming file, line, key and what was expected, also for a topic given in two files and
    where no file has a topic.
    """
    files = _files(paths)
    read = [(path, load_model(path, Topics)) for path in files]
    found: dict[str, tuple[Path, Topic]] = {}
    for path, one in read:
        for topic in one.topics:
            if topic.id in found:
                raise ConfigError(f"{path}: topics: {topic.id} is in {found[topic.id][0]} already; rename one of them.")
            found[topic.id] = path, topic
    if not found:
        named = ", ".join(map(str, files)) or "(no file named)"
        raise ConfigError(f"{named}: there is no topic in it; name a file with one, e.g. config/topics.yaml.")
    other = [one.other_news for _, one in read if one.other_news is not None]
    return Topics(topics=[_against(topic, other) for _, topic in found.values()])


def load_other_news(paths: Path | str | Sequence[Path]) -> Prototypes | None:
    """The sentences of other news in all of the topics' files, each once; None where no file has any. Raises ConfigError."""
    found = [
        one.other_news for one in (load_model(path, Topics) for path in _files(paths)) if one.other_news is not None
    ]
    return _joined(found) if found else None


def _files(paths: Path | str | Sequence[Path]) -> list[Path]:
    return [Path(paths)] if isinstance(paths, Path | str) else list(paths)


def _against(topic: Topic, other_news: Sequence[Prototypes]) -> Topic:
    """The topic with its contrast widened; a sentence that stands twice counts once."""
    return topic.model_copy(update={"contrast": _joined([topic.contrast, *other_news])})


def _joined(sides: Sequence[Prototypes]) -> Prototypes:
    both = {name: list(dict.fromkeys(one for side in sides for one in getattr(side, name))) for name in ("en", "zh")}
    return Prototypes(**both)
