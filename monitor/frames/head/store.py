"""A head on disk: arrays and weights without pickle, and a card. Reading checks hashes, names, types and shapes first.

A folder holds ``head.npz`` (numbers and names), ``encoder.safetensors`` (weights that tuning changed; fine-tuned heads
only), ``card.json`` (what it was trained on and how good it is, with the hashes of the other two) and ``card.md`` (the
same for people). Nothing in it is ever executed.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from monitor.config import ConfigError
from monitor.frames.head.arrays import FLOATS, FORMAT, NAMES, WHOLE, check_shapes, head_arrays, head_of
from monitor.frames.head.model import Head

ARRAYS, ENCODER, CARD, CARD_TEXT = "head.npz", "encoder.safetensors", "card.json", "card.md"
MOST_BYTES = 2_000_000_000
"""Size on disk and unpacked above which a file is no head."""


def save_head(head: Head, folder: Path, card: Mapping[str, Any], card_text: str) -> str:
    """Write a head and its card into ``folder``, replacing a head that is there; returns the head's id.

    Written beside and renamed, so that the folder is whole or as before. ``files`` (hashes) and ``head`` (id) are added to
    the card. Raises ConfigError where the folder exists and holds something else than a head.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / CARD).is_file())):
        raise ConfigError(f"{folder}: exists and is not a head; name another folder, nothing was overwritten.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        np.savez(work / ARRAYS, **head_arrays(head))  # type: ignore[arg-type]
        if head.encoder:
            save_file(dict(sorted(head.encoder.items())), work / ENCODER)
        files = {name: _sha256(work / name) for name in (ARRAYS, ENCODER) if (work / name).exists()}
        whole = dict(card) | {"head": _head_id(files), "files": files}
        (work / CARD).write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        (work / CARD_TEXT).write_text(card_text, encoding="utf-8")
        work.chmod(0o755)
        _swap(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return _head_id(files)


def head_id(folder: Path) -> str:
    """Id of the head in ``folder``: hash of its files' content, checked against the card. Raises ConfigError."""
    return _head_id(_checked_files(Path(folder)))


def load_head(folder: Path) -> Head:
    """Read a head. Raises ConfigError, with the file and what is wrong, for anything that :func:`save_head` did not write."""
    folder = Path(folder)
    files = _checked_files(folder)
    arrays = _read_arrays(folder / ARRAYS)
    try:
        head = head_of(arrays, _read_encoder(folder / ENCODER) if ENCODER in files else {})
        check_shapes(head)
    except (ValueError, IndexError) as error:
        raise _damaged(folder, str(error)) from error
    return head


def _checked_files(folder: Path) -> dict[str, str]:
    card = folder / CARD
    try:
        files = json.loads(card.read_text(encoding="utf-8"))["files"]
        wanted = {str(name): str(value) for name, value in files.items()}
    except OSError as error:
        raise ConfigError(
            f"{card}: cannot be read ({error.strerror}). Name the folder that `monitor train --out` wrote."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(folder, f"{CARD} is not a head's card") from error
    if not {ARRAYS} <= set(wanted) <= {ARRAYS, ENCODER}:
        raise _damaged(folder, f"{CARD} names other files than a head has")
    for name, value in wanted.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size > MOST_BYTES or _sha256(path) != value:
            raise _damaged(folder, f"{name} is missing, or not the file that {CARD} was written for")
    return dict(sorted(wanted.items()))


def _read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
        if size > MOST_BYTES:
            raise _damaged(path.parent, f"{ARRAYS} would unpack to {size:,} bytes")
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in (*FLOATS, *NAMES, *WHOLE)}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise _damaged(path.parent, f"{ARRAYS}: {error}") from error
    for names, kind in ((FLOATS, "f"), (NAMES, "U"), (WHOLE, "i")):
        for name in names:
            if arrays[name].dtype.kind != kind or (kind == "f" and not np.isfinite(arrays[name]).all()):
                raise _damaged(path.parent, f"{name} in {ARRAYS} has the wrong type or is not finite")
    if arrays["format"] != FORMAT:
        raise ConfigError(f"{path}: written by another version of the monitor; train the head again.")
    return arrays


def _read_encoder(path: Path) -> dict[str, NDArray[np.float16]]:
    try:
        with safe_open(path, framework="numpy") as stored:
            weights = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118 - not a mapping
    except (OSError, SafetensorError, ValueError) as error:
        raise _damaged(path.parent, f"{ENCODER}: {error}") from error
    if not weights or not all(one.dtype == np.float16 and np.isfinite(one).all() for one in weights.values()):
        raise _damaged(path.parent, f"{ENCODER} holds no finite float16 weights")
    return weights


def _head_id(files: Mapping[str, str]) -> str:
    return hashlib.sha256("\n".join(f"{name} {files[name]}" for name in sorted(files)).encode()).hexdigest()[:16]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _swap(work: Path, folder: Path) -> None:
    if not folder.exists():
        work.replace(folder)
        return
    before = Path(tempfile.mkdtemp(prefix=f".{folder.name}.before.", dir=folder.parent))
    folder.replace(before / "head")
    try:
        os.replace(work, folder)  # noqa: PTH105 - a folder onto a name that is free again
    except OSError:
        (before / "head").replace(folder)
        raise
    finally:
        shutil.rmtree(before, ignore_errors=True)


def _damaged(folder: Path, what: str) -> ConfigError:
    return ConfigError(f"{folder}: not a usable head ({what}). Train it again, or copy the whole folder again.")
