"""The alignment: small changes to an encoder's weights under which a text and its translation get nearly the same vector.

What is learned (:mod:`monitor.embedding.align`) are low-rank additions to the encoder's linear maps (LoRA: Hu et al. 2021,
arXiv 2106.09685) and each language's mean vector. They are kept in one ``.npz`` file without pickle, with a card of what they were
learned from, and are added to the weights when the model is loaded, so that encoding costs nothing more.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

SHIPPED = Path(str(resources.files("monitor.embedding") / "alignment.npz"))
"""Learned from the project's own translation pairs, for the bundled model."""

DOWN, UP, CARD, MEANS = ".down", ".up", "card", "means"


class AlignmentError(RuntimeError):
    """An alignment file cannot be read, or belongs to another model; the message names the file and what to do."""


@dataclass(frozen=True)
class Addition:
    """``up @ down`` is added to a linear map's weight (out, in): float32 (out, rank) and (rank, in)."""

    up: Vectors
    down: Vectors

    @property
    def change(self) -> Vectors:
        """What is added: float32 (out, in). Sums of products of half-precision numbers are exact in double: the same bits anywhere."""
        added: Vectors = (self.up.astype(np.float64) @ self.down).astype(np.float32)
        return added


@dataclass(frozen=True)
class Alignment:
    """Contents of a file. ``id`` hashes it; ``base`` is the revision of the model it was learned on.

    ``means``: float32 (3, d), of English, Chinese, and both, under the aligned model. ``additions`` by module name.
    """

    id: str
    base: str
    means: Vectors
    additions: Mapping[str, Addition]
    card: Mapping[str, Any]


def read_alignment(path: Path) -> Alignment:
    """Read and check a file. Raises :class:`AlignmentError`."""
    try:
        stamp = path.stat()
    except OSError as error:
        raise AlignmentError(
            f"{path}: cannot be read ({error.strerror}). Check embedding.alignment, or make the file with `monitor align`."
        ) from error
    return _read(path, (stamp.st_size, stamp.st_mtime_ns))


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: tuple[int, int]) -> Alignment:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        card = json.loads(arrays.pop(CARD).tobytes())
        means = arrays.pop(MEANS).astype(np.float32)
        additions = _additions(arrays)
        base = str(card["base"])
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise AlignmentError(
            f"{path}: is no alignment file, or damaged ({error}). Make it again with `monitor align`."
        ) from error
    if means.ndim != 2 or not all(np.isfinite(array).all() for array in (means, *arrays.values())):
        raise AlignmentError(f"{path}: holds numbers that are not finite. Make it again with `monitor align`.")
    return Alignment(hashlib.sha256(path.read_bytes()).hexdigest()[:16], base, means, additions, card)


def _additions(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Addition]:
    names = sorted({name.removesuffix(DOWN).removesuffix(UP) for name in arrays})
    found = {
        name: Addition(arrays[name + UP].astype(np.float32), arrays[name + DOWN].astype(np.float32)) for name in names
    }
    for name, addition in found.items():
        if addition.up.ndim != 2 or addition.up.shape[1:] != addition.down.shape[:1]:
            raise ValueError(f"{name}: shapes {addition.up.shape} and {addition.down.shape} do not fit")
    return found


def write_alignment(
    path: Path, means: Vectors, additions: Mapping[str, Addition], card: Mapping[str, Any]
) -> Alignment:
    """Write the file (half precision for the additions) and read it back. ``card`` must hold ``base``."""
    arrays: dict[str, NDArray[Any]] = {MEANS: means, CARD: np.frombuffer(json.dumps(dict(card)).encode(), np.uint8)}
    for name, addition in additions.items():
        arrays[name + UP], arrays[name + DOWN] = addition.up.astype(np.float16), addition.down.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **arrays)
    return read_alignment(path)


def add_to_model(model: Any, alignment: Alignment) -> None:
    """Add the alignment to the weights of a torch module, in place. Raises :class:`AlignmentError` where it does not fit."""
    import torch  # noqa: PLC0415 - takes seconds

    for name, addition in alignment.additions.items():
        change = torch.from_numpy(addition.change)
        try:
            weight = model.get_submodule(name).weight
        except AttributeError:
            weight = None
        if weight is None or weight.shape != change.shape:
            raise AlignmentError(
                f"the alignment was learned on {alignment.base}: the model has no linear map {name} of shape "
                f"{tuple(change.shape)}. Set embedding.alignment: none, or learn one with `monitor align`."
            )
        with torch.no_grad():
            weight += change.to(weight.dtype)
