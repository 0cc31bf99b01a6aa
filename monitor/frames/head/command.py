"""What `monitor train` does: read coding, train, write the head and its card."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.config import Settings
from monitor.frames.codebook import Codebook, load_codebook
from monitor.frames.head.card import Circumstances, card_of, card_text, warnings_of
from monitor.frames.head.coded_csv import read_coded_csv
from monitor.frames.head.labelled import Labelled
from monitor.frames.head.store import save_head
from monitor.frames.head.training import train_head, trainable
from monitor.frames.head.warehouse_coding import coding_of_warehouse
from monitor.warehouse import Warehouse


@dataclass(frozen=True)
class TrainedHead:
    """A head that was written: its id, folder, card, and what a person should know, a sentence each."""

    head_id: str
    folder: Path
    card: dict[str, Any]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Source:
    coded: Labelled
    words: str
    files: dict[str, str]
    refused: tuple[str, ...] = ()


def train_and_save(
    settings: Settings, warehouse: Warehouse, folder: Path, *, csv: Path | None = None, method: str, seed: int = 0
) -> TrainedHead:
    """Train on ``csv``, or on the gold of the warehouse, and write the head into ``folder``.

    Reads the codebook, coding, passages; writes vectors and the folder. The same coding and seed give the same head.
    Raises ConfigError, before anything is trained, for coding that cannot be used.
    """
    codebook = load_codebook(settings.codebook)
    source = _from_csv(csv, codebook) if csv is not None else _from_warehouse(settings, warehouse, codebook)
    coded, left_out = trainable(source.coded)
    clock = time.monotonic()
    head = train_head(settings, warehouse, coded, method, seed=seed, codebook_version=codebook.version)
    seconds = time.monotonic() - clock
    about = Circumstances(source.words, source.files, left_out, len(source.refused), seed, seconds)
    card = card_of(head, coded, about)
    written = save_head(head, folder, card, card_text(card))
    return TrainedHead(written, Path(folder), card, tuple(warnings_of(card)))


def _from_csv(path: Path, codebook: Codebook) -> _Source:
    file = read_coded_csv(path, codebook.frame_ids)
    with path.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    return _Source(file.coded, f"the file {path.name}", {path.name: digest}, file.refused)


def _from_warehouse(settings: Settings, warehouse: Warehouse, codebook: Codebook) -> _Source:
    coded = coding_of_warehouse(settings, warehouse, codebook)
    kinds = ", ".join(settings.gold.coder_kinds)
    words = hashlib.sha256()
    for row in zip(coded.ids, coded.present.tolist(), coded.judged.tolist(), strict=True):
        words.update(repr(row).encode())
    return _Source(coded, f"gold of the warehouse (coders of kind {kinds})", {"annotations": words.hexdigest()})
