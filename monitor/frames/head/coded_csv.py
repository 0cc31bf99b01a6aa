"""Coding from a CSV file: columns text, lang, labels (separated by ``;``, empty for none) and, where known, id."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from monitor.config import ConfigError
from monitor.frames.head.labelled import Labelled, passages_of_texts
from monitor.text import text_hash

log = logging.getLogger(__name__)

NEEDED = ("text", "lang", "labels")
MOST_CHARACTERS = 100_000
MOST_LABELS = 100
MOST_TOLD = 10


@dataclass(frozen=True)
class CodedFile:
    """What a file gave, and a sentence for each row that was left out."""

    path: Path
    coded: Labelled
    refused: tuple[str, ...]


def read_coded_csv(path: Path, frames: tuple[str, ...] | None = None) -> CodedFile:
    """Read a file of coding. Every frame counts as judged for every text.

    ``frames`` are those of a codebook: a row with another label is refused; without them, the labels found are the
    frames, sorted. Rows with one id (an article, a story) or the same words stay together in every split. A row
    without text or language, or of more than 100,000 characters, is refused and the rest read. Raises ConfigError for a file
    that cannot be read, lacks a column, or has no usable row.
    """
    rows = _read(path)
    numbers, texts, languages, labels, ids, refused = [], [], [], [], [], []
    for number, row in rows:
        if sentence := _fault(row, frames):
            refused.append(f"{path}: row {number}: {sentence}")
            continue
        numbers.append(number)
        texts.append(row["text"].strip())
        languages.append(row["lang"].strip())
        labels.append(_labels(row["labels"]))
        ids.append(row.get("id", "").strip())
    for sentence in refused[:MOST_TOLD]:
        log.warning("%s", sentence)
    if len(refused) > MOST_TOLD:
        log.warning("%s: %d more rows left out", path, len(refused) - MOST_TOLD)
    if not texts:
        raise ConfigError("\n".join([f"{path}: no row can be used.", *refused[:5]]))
    known = frames if frames is not None else tuple(sorted(set().union(*labels), key=_natural))
    if len(known) > MOST_LABELS:
        raise ConfigError(
            f"{path}: {len(known)} different labels, more than {MOST_LABELS}; write the frames of a text in labels, "
            "separated by ';'."
        )
    names = [f"{path.name}:{number}" for number in numbers]
    present = np.array([[frame in found for frame in known] for found in labels], bool).reshape(len(texts), len(known))
    coded = Labelled(
        tuple(names),
        tuple(languages),
        tuple(_clusters(ids, texts)),
        passages_of_texts(names, texts, languages),
        known,
        present,
        np.ones_like(present),
    )
    return CodedFile(path, coded, tuple(refused))


def _read(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their number as a spreadsheet counts them (the header is row 1)."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ConfigError(f"{path}: is not a CSV file ({str(error).strip()}). Check commas and quotes.") from error
    missing = [name for name in NEEDED if name not in table.columns]
    if missing:
        raise ConfigError(
            f"{path}:1: the header lacks {', '.join(missing)}; expected {', '.join(NEEDED)}, and id where known."
        )
    for number, row in enumerate(table.to_dict("records"), start=2):
        yield number, {str(key): value if isinstance(value, str) else "" for key, value in row.items()}


def _fault(row: dict[str, str], frames: tuple[str, ...] | None) -> str | None:
    if not row["text"].strip():
        return "text is empty; left out."
    if len(row["text"]) > MOST_CHARACTERS:
        return (
            f"text has {len(row['text']):,} characters, more than {MOST_CHARACTERS:,}: no article is so long; left out."
        )
    if not row["lang"].strip():
        return "lang is empty; write the language, such as en or zh-Hans; left out."
    unknown = sorted(_labels(row["labels"]) - set(frames)) if frames is not None else []
    if frames is not None and unknown:
        return f"{', '.join(unknown)}: not in the codebook; left out."
    return None


def _labels(value: str) -> set[str]:
    return {part.strip() for part in value.split(";") if part.strip()}


def _natural(label: str) -> tuple[int, str]:
    return (int(label), label) if label.isascii() and label.isdigit() and len(label) < 10 else (10**9, label)


def _clusters(ids: list[str], texts: list[str]) -> list[str]:
    """One name for all rows tied by an id or by the same words."""
    words = [text_hash(" ".join(text.casefold().split())) for text in texts]
    _, by_words = np.unique(words, return_inverse=True)
    own = [one or f"row {index}" for index, one in enumerate(ids)]
    _, by_id = np.unique(own, return_inverse=True)
    size = int(by_words.max()) + 1 + int(by_id.max()) + 1
    ties = coo_array((np.ones(len(ids)), (by_words, by_id + by_words.max() + 1)), shape=(size, size))
    _, part = connected_components(ties, directed=False)
    return [f"cluster-{part[index]}" for index in by_words]
