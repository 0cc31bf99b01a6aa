"""Reading files of codings: every row becomes judgements, or is refused with its line and the reason."""

import csv
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from monitor.config import ConfigError
from monitor.web.address import canonical_url

YES, NO = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no"})
PEOPLE_COLUMNS = ("url", "coder", "frame", "present")


Key = TypeVar("Key", bound=Hashable)


class CodingError(ValueError):
    """A row cannot be used; the message says why."""


@dataclass(frozen=True)
class Judgement:
    """A row of ``annotations``. ``codebook_version`` is empty for tasks other than frame."""

    article_id: str
    task: str
    label: str
    present: bool
    coder_id: str
    coder_kind: str
    codebook_version: str
    inclusion_probability: float | None


@dataclass(frozen=True)
class Reading:
    """What a file gave: judgements in order, and one sentence for each row refused."""

    judgements: list[Judgement] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What a row may speak of: ``articles`` maps the file's names (sample ids or canonical URLs) to article ids."""

    articles: Mapping[str, str]
    frames: Sequence[str]
    codebook_version: str

    def article_id(self, name: str) -> str:
        """Article of that name. Raises :class:`CodingError` where there is none."""
        if name not in self.articles:
            raise CodingError(f"no article in the warehouse is known as {name!r}")
        return self.articles[name]

    def frame(self, name: str) -> str:
        """The frame itself. Raises :class:`CodingError` where the codebook has none of that name."""
        if name not in self.frames:
            raise CodingError(f"frame {name!r} is not in the codebook; expected one of {', '.join(self.frames)}")
        return name


@dataclass(frozen=True)
class Coder:
    """Who judged, and with what probability each article was drawn for it (None: not at random)."""

    coder_id: str
    kind: str
    inclusion_probability: float | None

    def judge(self, article_id: str, task: str, label: str, present: bool, version: str = "") -> Judgement:
        """A judgement of this coder; ``version`` is the codebook's, for frames."""
        return Judgement(
            article_id, task, label, present, self.coder_id, self.kind, version, self.inclusion_probability
        )


def read_sample_codings(path: Path, coder: Coder, known: Known, topic: str) -> Reading:
    """Read a file of the sample: columns id, frames (joined by ``;``), and relevant and story where coded.

    Every frame is judged, present or not, for every row that is not off-topic. Raises
    :class:`monitor.config.ConfigError` for a file without these columns.
    """
    reading, taken = Reading(), set[str]()
    for where, row in _rows(path, ("id", "frames")):
        try:
            article_id = known.article_id(row["id"])
            judged = list(_whole_article(article_id, row, coder, known, topic))
            _claim(taken, article_id, f"article {row['id']!r}")
            reading.judgements.extend(judged)
        except CodingError as error:
            reading.refused.append(f"{where}: {error}.")
    return reading


def _whole_article(
    article_id: str, row: Mapping[str, str], coder: Coder, known: Known, topic: str
) -> Iterator[Judgement]:
    named = {known.frame(name) for name in row["frames"].split(";") if name}
    relevant = _flag(row.get("relevant", "1"), "relevant")
    if "relevant" in row:
        yield coder.judge(article_id, "topic", topic, relevant)
    if row.get("story"):
        yield coder.judge(article_id, "story", row["story"], True)
    if relevant:
        for frame in known.frames:
            yield coder.judge(article_id, "frame", frame, frame in named, known.codebook_version)


def read_peoples_codings(path: Path, known: Known, taken: set[tuple[str, str, str]]) -> Reading:
    """Read codings by people: columns url, coder, frame, present (1 or 0), and inclusion_probability where known.

    A frame that a coder gives no row for counts as not judged. ``taken`` holds (article, coder, frame) judged so far, in
    other files too, and grows. Raises :class:`monitor.config.ConfigError` for a file without these columns.
    """
    reading = Reading()
    for where, row in _rows(path, PEOPLE_COLUMNS):
        try:
            judged = _one_frame(row, known)
            key = (judged.article_id, judged.coder_id, judged.label)
            _claim(taken, key, f"{judged.label} of this article, by coder {judged.coder_id!r},")
            reading.judgements.append(judged)
        except CodingError as error:
            reading.refused.append(f"{where}: {error}.")
    return reading


def _one_frame(row: Mapping[str, str], known: Known) -> Judgement:
    if not row["coder"]:
        raise CodingError("coder is empty; name who judged")
    article_id = known.article_id(canonical_url(row["url"]) or row["url"])
    coder = Coder(row["coder"], "human", _probability(row.get("inclusion_probability", "")))
    present = _flag(row["present"], "present")
    return coder.judge(article_id, "frame", known.frame(row["frame"]), present, known.codebook_version)


def _claim(taken: set[Key], key: Key, what: str) -> Key:
    if key in taken:
        raise CodingError(f"{what} is coded already; a coder judges once")
    taken.add(key)
    return key


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows with ``FILE:LINE``. Raises ConfigError where the file cannot be read or lacks a column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            missing = [column for column in needed if column not in (reader.fieldnames or [])]
            if missing:
                raise ConfigError(f"{path}:1: the header lacks {', '.join(missing)}; expected {', '.join(needed)}.")
            for row in reader:
                yield f"{path}:{reader.line_num}", {key: str(value).strip() for key, value in row.items() if key}
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). Check gold.files.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error


def _flag(value: str, column: str) -> bool:
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise CodingError(f"{column} is {value!r}; expected 1 or 0")


def _probability(value: str) -> float | None:
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not 0 < number <= 1:
        raise CodingError(f"inclusion_probability is {value!r}; expected a number above 0 and up to 1, or nothing")
    return number
