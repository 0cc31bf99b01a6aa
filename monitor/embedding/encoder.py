"""Text to vector, one text a forward call."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Ids = tuple[int, ...]


class EncodingError(ValueError):
    """A text cannot be embedded; the message says which one and why."""


@dataclass(frozen=True)
class _Window:
    """A stretch of a text as the model reads it."""

    input_ids: Ids
    n_tokens: int  # its weight among the windows of a text


class Encoder(ABC):
    """A model that gives texts their vectors.

    Each text is a forward call of its own, on one thread, so that no vector depends on its batch-mates (matrix products
    of other shapes or thread counts add up in another order); several calls run side by side. Texts longer than the
    model's window are read in consecutive windows, each with the prefix, and get the mean of their vectors weighted by
    tokens.
    """

    def __init__(self, prefix: str, model_revision: str, window: int, dimension: int) -> None:
        self.model_revision = model_revision
        self.prefix = prefix
        self._window, self._dimension = window, dimension
        self._prefix_ids = self._tokens(prefix.rstrip())
        self._head, self._tail = self._special_tokens()

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def encode(self, texts: Sequence[str], *, on_done: Callable[[], object] | None = None) -> Vectors:
        """Vectors of ``texts``: float32 (n, d), unit length, the same bits in whatever company and order.

        ``on_done`` is called after each text, for a progress bar. Raises :class:`EncodingError` for an empty text or a
        vector that is not finite.
        """
        for index, text in enumerate(texts):
            if not text.strip():
                raise EncodingError(f"text {index} of {len(texts)} is empty. Leave empty texts out.")
        vectors = np.empty((len(texts), self._dimension), np.float32)
        workers = max(1, min(os.cpu_count() or 1, len(texts)))
        with self._one_thread_a_call(), ThreadPoolExecutor(workers, initializer=self._begin_thread) as pool:
            for index, vector in enumerate(pool.map(self._encode_one, texts)):
                vectors[index] = vector
                if on_done is not None:
                    on_done()
        return vectors

    def _encode_one(self, text: str) -> Vectors:
        windows = self._windows(text)
        total = np.zeros(self._dimension, np.float64)
        for window in windows:
            total += self._forward(window.input_ids).astype(np.float64) * window.n_tokens
        length = np.linalg.norm(total)
        if not np.isfinite(length) or length == 0:
            raise EncodingError(
                f"the model {self.model_revision} gave no usable vector (not finite, or zero) for {text[:80]!r}. "
                "Check the model, or build it again."
            )
        return (total / length).astype(np.float32)

    def _windows(self, text: str) -> list[_Window]:
        clean = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates, as in text_hash
        whole = self._tokens(self.prefix + clean, add_special_tokens=True)
        if len(whole) <= self._window:
            return [_Window(whole, len(whole))]
        body = self._tokens(clean)
        room = self._window - len(self._head) - len(self._prefix_ids) - len(self._tail)
        chunks = [body[start : start + room] for start in range(0, len(body), room)]
        return [_Window(self._head + self._prefix_ids + chunk + self._tail, len(chunk)) for chunk in chunks]

    def _special_tokens(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What the tokenizer puts before and after a text."""
        text = self._tokens("a")
        ids = self._tokens("a", add_special_tokens=True)
        start = next(at for at in range(len(ids)) if ids[at : at + len(text)] == text)
        return ids[:start], ids[start + len(text) :]

    @abstractmethod
    def _tokens(self, text: str, *, add_special_tokens: bool = False) -> Ids:
        """Tokens of a text."""

    @abstractmethod
    def _forward(self, input_ids: Ids) -> Vectors:
        """Vector (d,) of one window."""

    @contextmanager
    def _one_thread_a_call(self) -> Iterator[None]:
        """What holds while texts are encoded; nothing by default."""
        yield

    @abstractmethod
    def _begin_thread(self) -> None:
        """What each worker does first."""
