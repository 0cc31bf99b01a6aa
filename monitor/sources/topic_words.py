"""The keywords of the topics' files, and the words that a search without wildcards can ask for in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from monitor.config import load_model


class _Loose(BaseModel):
    """What is read of a file whose other keys are checked where they are used (monitor.topics)."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Words(_Loose):
    en: list[str] = Field(default=[])
    zh: list[str] = Field(default=[])


class _Groups(_Loose):
    subject: _Words
    dispute: _Words


class _Topic(_Loose):
    id: str
    keywords: _Groups


class _File(_Loose):
    topics: list[_Topic] = Field(default=[])


@dataclass(frozen=True)
class TopicWords:
    """Keywords of one topic as they stand in its file, by language."""

    topic_id: str
    subject_en: tuple[str, ...]
    subject_zh: tuple[str, ...]
    dispute: tuple[str, ...]

    @property
    def subject(self) -> tuple[str, ...]:
        """The subject words of both languages."""
        return self.subject_en + self.subject_zh


def read_topic_words(paths: Sequence[Path]) -> list[TopicWords]:
    """Keywords of every topic in the files. Raises :class:`monitor.config.ConfigError`, which names file, line and key."""
    return [
        TopicWords(
            topic.id,
            tuple(topic.keywords.subject.en),
            tuple(topic.keywords.subject.zh),
            (*topic.keywords.dispute.en, *topic.keywords.dispute.zh),
        )
        for path in paths
        for topic in load_model(path, _File).topics
    ]


# Endings that make words of a keyword's beginning, by its last letters; the first that fits counts, and plain words get a plural.
_ENDINGS = (
    (("mak", "comput"), ("er", "ers", "ing")),
    (("graph",), ("y",)),
    (("annotat", "negotiat", "regulat", "retaliat", "investigat"), ("e", "ion", "ions", "ing")),
    (("remed", "subsid", "polic", "dut"), ("y", "ies")),
    (("nis",), ("m", "t")),
    (("s", "x", "z", "ch", "sh"), ("", "es")),
    (("",), ("", "s")),
)


def spelled_out(keyword: str) -> list[str]:
    """The words that stand for a keyword: itself, or those that begin so.

    ``chatbot*`` gives chatbot and chatbots, ``chipmak*`` chipmaker, chipmakers and chipmaking: the commonest, not all that there are.
    """
    if not keyword.endswith("*"):
        return [keyword]
    stem = keyword.rstrip("*")
    endings = next(endings for last, endings in _ENDINGS if stem.casefold().endswith(last))
    return [stem + ending for ending in endings]
