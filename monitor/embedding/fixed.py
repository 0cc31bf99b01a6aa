"""Vectors of the project's own sentences (prototypes, contrast, reference), kept beside the model for every data folder.

They are the same for every data folder and take half a minute to compute; without this file a first look at one text would
spend that time on them. Vectors of any other model than the bundled one stay in the data folder.
"""

import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from tqdm import tqdm

from monitor.config import Settings
from monitor.embedding.bundled import cache_dir
from monitor.embedding.cache import LONG_WORK, embed_texts
from monitor.embedding.source import BUNDLED, load_encoder, model_revision
from monitor.text import text_hash
from monitor.warehouse import Warehouse

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]


def embed_fixed(settings: Settings, warehouse: Warehouse, texts: Sequence[str]) -> Vectors:
    """As :func:`monitor.embedding.embed_texts`, for texts that belong to the project and not to its data.

    With the bundled model they are kept in one file beside it (1.6 kB a text), of which a damaged one is written anew, and the
    data folder is not touched. Raises :class:`monitor.embedding.EncodingError` for an empty text.
    """
    if not keeps_fixed(settings) or not texts:
        return embed_texts(settings, warehouse, texts)
    by_hash = {text_hash(text): text for text in texts}
    path = fixed_path(model_revision(settings))
    known = _read(path)
    missing = sorted(by_hash.keys() - known.keys())
    if missing:
        fresh = _encode(settings, [by_hash[one] for one in missing])
        known |= dict(zip(missing, fresh, strict=True))
        _add(path, known)
    return np.stack([known[text_hash(text)] for text in texts])


def keeps_fixed(settings: Settings) -> bool:
    """Whether vectors of the project's own sentences are kept for every data folder: with the bundled model."""
    return settings.embedding.model == BUNDLED


def fixed_path(revision: str) -> Path:
    """The file of one model revision."""
    return cache_dir() / "models" / f"{revision}.fixed.npz"


def _encode(settings: Settings, texts: Sequence[str]) -> Vectors:
    words = "reading the project's own sentences (once)"
    with tqdm(
        total=len(texts), desc=words, unit="text", mininterval=1.0, disable=None if len(texts) >= LONG_WORK else True
    ) as bar:
        return load_encoder(settings).encode(texts, on_done=bar.update)


def _read(path: Path) -> dict[str, Vectors]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            hashes, vectors = stored["text_hash"].tolist(), stored["vector"]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        log.warning("%s: damaged (%s); it is written anew", path, error)
        return {}
    return dict(zip(hashes, vectors, strict=True))


def _add(path: Path, vectors: dict[str, Vectors]) -> None:
    """Write the file with these and what another process put there meanwhile. A full disk costs the next run the same work."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            whole = dict(sorted((_read(path) | vectors).items()))
            handle, work = tempfile.mkstemp(prefix=path.stem, suffix=".tmp.npz", dir=path.parent)
            os.close(handle)
            try:
                np.savez(work, text_hash=np.array(list(whole)), vector=np.stack(list(whole.values())))
                Path(work).replace(path)
            finally:
                Path(work).unlink(missing_ok=True)
    except OSError as error:
        log.warning("%s: could not be written (%s); the next run computes these vectors again", path, error)
