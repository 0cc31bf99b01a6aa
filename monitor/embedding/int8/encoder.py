"""Encoding with the 8-bit model: word vectors by NumPy, the layers by onnxruntime."""

# ruff: noqa: PLC0415 - onnxruntime is imported only where a model is really needed

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from monitor.embedding.encoder import Encoder, Ids, Vectors

INPUT, OUTPUT = "embedded", "vector"
"""Names of what the graph takes, float32 (1, tokens, d), and gives, (1, d)."""


class Int8Encoder(Encoder):
    """Word vectors (vocabulary, d) in half precision, what each place adds (window, d), and a session that runs the layers."""

    def __init__(
        self,
        tokenizer: Path,
        words: NDArray[np.float16],
        positions: Vectors,
        *,
        session: Any,
        prefix: str,
        model_revision: str,
    ) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._words, self._positions, self._session = words, positions, session
        super().__init__(prefix, model_revision, len(positions), words.shape[1])

    def embedded(self, text: str) -> Vectors:
        """What the layers read of a text that fits the window: float32 (1, tokens, d)."""
        return self._embedded(self._tokens(self.prefix + text, add_special_tokens=True)[: len(self._positions)])

    def _tokens(self, text: str, *, add_special_tokens: bool = False) -> Ids:
        return tuple(self._tokenizer.encode(text, add_special_tokens=add_special_tokens).ids)

    def _begin_thread(self) -> None:
        """Sessions are opened with one thread a call."""

    def _embedded(self, input_ids: Ids) -> Vectors:
        summed: Vectors = self._words[list(input_ids)].astype(np.float32) + self._positions[: len(input_ids)]
        return summed[None]

    def _forward(self, input_ids: Ids) -> Vectors:
        vector: Vectors = self._session.run([OUTPUT], {INPUT: self._embedded(input_ids)})[0][0]
        return vector / np.linalg.norm(vector)


def open_session(model: bytes | Path) -> Any:
    """An onnxruntime session with one thread a call; calls may run side by side."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    source = str(model) if isinstance(model, Path) else model
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
