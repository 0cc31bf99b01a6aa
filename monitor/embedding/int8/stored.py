"""The 8-bit model in the cache folder: built once from the bundled model, checked, then read in a tenth of a second."""

import json
import logging
import os
import tempfile
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from monitor.embedding.alignment import Alignment
from monitor.embedding.blocks import ModelFileError
from monitor.embedding.bundled import BUILD_WAIT_SECONDS, bundled_folder
from monitor.embedding.int8.encoder import Int8Encoder, open_session

log = logging.getLogger(__name__)

FORMAT = 1  # raise when the same weights give another 8-bit model
LEAST_COSINE = 0.995
"""To float32, on the texts that the corrections were measured on; a test holds .998."""
WORDS = "embeddings.word_embeddings.weight"


def open_int8(path: Path, prefix: str, model_revision: str, alignment: Alignment | None) -> Int8Encoder:
    """The bundled model under an alignment, in 8 bits; ``path`` is its file, built (22 MB, about 5 s) where it is missing.

    Raises :class:`monitor.embedding.ModelFileError` where what was built is not close to float32.
    """
    folder = bundled_folder()
    if not path.is_file():
        try:
            with FileLock(path.with_suffix(".lock"), timeout=BUILD_WAIT_SECONDS):
                if not path.is_file():
                    _build(folder, path, prefix, model_revision, alignment)
        except Timeout:
            raise ModelFileError(
                f"{path}: another process has been building the model for {BUILD_WAIT_SECONDS:.0f} s. Stop it, then run again."
            ) from None
    try:
        session = open_session(path)
    except Exception as error:  # onnxruntime's own kinds of error, for a file that is cut short
        raise ModelFileError(f"{path}: cannot be read ({type(error).__name__}). Delete it, and run again.") from error
    words, positions = _word_vectors(folder)
    return Int8Encoder(
        folder / "tokenizer.json", words, positions, session=session, prefix=prefix, model_revision=model_revision
    )


def _build(folder: Path, path: Path, prefix: str, model_revision: str, alignment: Alignment | None) -> None:
    # Here, since the package onnx, which writes graphs, is needed for nothing else.
    from monitor.embedding.int8.corrections import measure_corrections  # noqa: PLC0415
    from monitor.embedding.int8.graph import int8_graph  # noqa: PLC0415
    from monitor.embedding.int8.weights import read_weights  # noqa: PLC0415

    log.info("building %s (once)", path)
    weights = read_weights(folder, alignment)
    reader = Int8Encoder(
        folder / "tokenizer.json",
        weights.words,
        weights.positions,
        session=None,
        prefix=prefix,
        model_revision=model_revision,
    )
    corrections, least = measure_corrections(weights, reader)
    if not least >= LEAST_COSINE:
        raise ModelFileError(
            f"{path}: the 8-bit model is too far from the model it was made of (cosine {least:.4f}, needed {LEAST_COSINE}). "
            "Set embedding.precision: float32."
        )
    handle, work = tempfile.mkstemp(prefix=path.stem, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(int8_graph(weights, corrections))
        Path(work).replace(path)
    finally:
        Path(work).unlink(missing_ok=True)


def _word_vectors(folder: Path) -> tuple[NDArray[np.float16], NDArray[np.float32]]:
    """Word vectors, left on the disk until they are asked for, and what each place adds."""
    path = folder / "model.safetensors"
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))

    def tensor(name: str) -> NDArray[np.float16]:
        about = header[name]
        if about["dtype"] != "F16":
            raise ModelFileError(f"{path}: {name} is {about['dtype']}, not F16. Delete the folder, and run again.")
        return np.memmap(path, np.float16, "r", 8 + length + about["data_offsets"][0], tuple(about["shape"]))

    places = tensor("embeddings.position_embeddings.weight").astype(np.float32)
    types = tensor("embeddings.token_type_embeddings.weight")[0].astype(np.float32)
    return tensor(WORDS), places + types
