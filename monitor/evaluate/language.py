"""How often the language of a text is told: the monitor's detector and langdetect alone, on a file of texts with their language."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from langdetect import DetectorFactory, LangDetectException, detect

from monitor.articles import detect_language
from monitor.config import ConfigError
from monitor.trends.intervals import wilson

COLUMNS = ("text", "language")
DetectorFactory.seed = 0  # without it langdetect answers differently from call to call
_LABEL = re.compile(r"[a-z]{2}|zh-Han[st]|und")
_LANGDETECT = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}


@dataclass(frozen=True)
class Told:
    """A text, its language as the file says, and what the detector and langdetect alone make of it (BCP 47; ``und`` for nothing)."""

    text: str
    language: str
    ours: str
    alone: str


@dataclass(frozen=True)
class Accuracy:
    """Share of ``n`` texts told right, with its 95% Wilson interval."""

    n: int
    right: int
    share: float
    lo: float
    hi: float


@dataclass(frozen=True)
class LanguageFigures:
    """The texts of one language, or of all."""

    language: str
    ours: Accuracy
    langdetect: Accuracy


@dataclass(frozen=True)
class LanguageMeasurement:
    """``parts``: each language, then ``all``; ``wrong``: the texts that our detector gets wrong, in the file's order."""

    parts: tuple[LanguageFigures, ...]
    wrong: tuple[Told, ...]


def measure_language(paths: Iterable[Path]) -> LanguageMeasurement:
    """Tell the language of every text without a hint, twice.

    CSV files with the columns text and language (BCP 47: zh-Hans, zh-Hant, en ...). Raises
    :class:`monitor.config.ConfigError` for a file without them, or with a row that lacks either.
    """
    told = [
        Told(text, language, detect_language(text).language, _alone(text))
        for path in paths
        for text, language in _rows(path)
    ]
    languages = sorted({one.language for one in told})
    parts = [_figures(language, [one for one in told if one.language == language]) for language in languages]
    return LanguageMeasurement((*parts, _figures("all", told)), tuple(one for one in told if one.ours != one.language))


def _rows(path: Path) -> list[tuple[str, str]]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = reader.fieldnames or ()
            missing = [name for name in COLUMNS if name not in names]
            if missing:
                raise ConfigError(
                    f"{path}: the header lacks {', '.join(missing)}; text,language is needed.{_separator(names)}"
                )
            rows = [(row["text"], row["language"]) for row in reader]
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path}: cannot be read as CSV in UTF-8 ({error}).") from error
    for number, (text, language) in enumerate(rows, start=2):
        if not text or not language:
            raise ConfigError(f"{path}, row {number}: no text or no language. Mend the row or take it out.")
        if not _LABEL.fullmatch(language) or language == "zh":
            raise ConfigError(
                f"{path}, row {number}: {language!r} is no label that is told. Chinese is zh-Hans or zh-Hant; other languages are their "
                "two letters (ISO 639-1): en, de, ja ...; und for none."
            )
    if not rows:
        raise ConfigError(f"{path}: holds no row below its header.")
    return rows


def _separator(names: Sequence[str]) -> str:
    """A hint where the header seems to be separated by something else than commas."""
    found = next((one for one in (";", "\t", "|") if len(names) == 1 and one in names[0]), None)
    shown = {"\t": "a tab"}.get(found or "", repr(found))
    return "" if found is None else f" Its columns are separated by {shown}: separate them by commas."


def _alone(text: str) -> str:
    """langdetect's answer, seeded, with its names for Chinese as BCP 47."""
    try:
        found = str(detect(text))
    except LangDetectException:
        return "und"
    return _LANGDETECT.get(found, found)


def _figures(language: str, told: Sequence[Told]) -> LanguageFigures:
    ours = sum(one.ours == one.language for one in told)
    alone = sum(one.alone == one.language for one in told)
    return LanguageFigures(language, _accuracy(ours, len(told)), _accuracy(alone, len(told)))


def _accuracy(right: int, n: int) -> Accuracy:
    low, high = wilson(np.array([right / n]), np.array([float(n)]))
    return Accuracy(n, right, right / n, float(low[0]), float(high[0]))
