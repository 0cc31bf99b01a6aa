"""Text to vector, one text a forward call."""

# ruff: noqa: PLC0415 - torch and its company take seconds to import: only where a model is really needed

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.embedding.alignment import Alignment, add_to_model

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]
DEFAULT_WINDOW = 512


class EncodingError(ValueError):
    """A text cannot be embedded; the message says which one and why."""


@dataclass(frozen=True)
class _Window:
    """A stretch of a text as the model reads it."""

    input_ids: tuple[int, ...]
    n_tokens: int  # its weight among the windows of a text


class Encoder:
    """A sentence-transformers model in float32 on the CPU.

    Each text is a forward call of its own, on one thread, so that no vector depends on its batch-mates (matrix products
    of other shapes or thread counts add up in another order); several calls run side by side. Texts longer than the
    model's window are read in consecutive windows, each with the prefix, and get the mean of their vectors weighted by
    tokens.
    """

    def __init__(self, model: Any, prefix: str, model_revision: str) -> None:
        self.model_revision = model_revision
        self.prefix = prefix
        self._model = model
        self._tokenizer = model.tokenizer
        limits = (model.max_seq_length, getattr(self._tokenizer, "model_max_length", None))
        self._window = int(min((limit for limit in limits if limit), default=DEFAULT_WINDOW))
        self._dimension = int(model.get_embedding_dimension())
        self._prefix_ids = self._tokens(prefix.rstrip())
        self._head, self._tail = self._special_tokens()

    @classmethod
    def load(
        cls,
        name_or_path: str,
        prefix: str,
        model_revision: str,
        *,
        hub_revision: str | None = None,
        offline: bool = True,
    ) -> "Encoder":
        """Load a folder or a hub model; ``offline`` keeps the libraries from asking the network."""
        from sentence_transformers import SentenceTransformer

        with quiet_bars():
            model = SentenceTransformer(
                name_or_path,
                device="cpu",
                revision=hub_revision,
                local_files_only=offline,
                model_kwargs={"dtype": "float32"},
            )
        model.eval()
        return cls(model, prefix, model_revision)

    def align(self, alignment: Alignment) -> None:
        """Add an alignment to the weights. Raises :class:`monitor.embedding.AlignmentError` where it does not fit."""
        add_to_model(self.network, alignment)

    @property
    def network(self) -> Any:
        """The transformer inside, a torch module: what an alignment is learned on and added to."""
        return self._model[0].model

    def forward_batch(self, texts: Sequence[str], max_tokens: int) -> Any:
        """Vectors of a batch as a torch tensor (n, d), unit length, with gradients: for learning, in half precision.

        Longer texts are cut at ``max_tokens``. Unlike :meth:`encode`, a vector depends a little on its batch-mates.
        """
        import torch
        from torch.nn import functional

        prefixed = [self.prefix + text for text in texts]
        read = self._tokenizer(prefixed, padding=True, truncation=True, max_length=max_tokens, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            features = self._model({name: read[name] for name in ("input_ids", "attention_mask")})
        return functional.normalize(features["sentence_embedding"].float(), dim=1)

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
        with _one_thread_a_call(), ThreadPoolExecutor(workers, initializer=_use_one_thread) as pool:
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

    def _tokens(self, text: str, *, add_special_tokens: bool = False) -> tuple[int, ...]:
        return tuple(
            self._tokenizer(text, truncation=False, verbose=False, add_special_tokens=add_special_tokens)["input_ids"]
        )

    def _special_tokens(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What the tokenizer puts before and after a text."""
        text = self._tokens("a")
        ids = self._tokens("a", add_special_tokens=True)
        start = next(at for at in range(len(ids)) if ids[at : at + len(text)] == text)
        return ids[:start], ids[start + len(text) :]

    def _forward(self, input_ids: tuple[int, ...]) -> Vectors:
        import torch

        with torch.inference_mode():
            ids = torch.tensor([input_ids])
            features = self._model({"input_ids": ids, "attention_mask": torch.ones_like(ids)})
            vector: Vectors = features["sentence_embedding"][0].float().numpy()
        return vector


def _use_one_thread() -> None:
    import torch

    torch.set_num_threads(1)


@contextmanager
def _one_thread_a_call() -> Iterator[None]:
    """One thread within a forward call: with more, sums are split otherwise on machines with other numbers of cores."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def quiet_bars() -> Iterator[None]:
    """Without transformers' own progress bars, which say nothing to our users."""
    from transformers.utils import logging as transformers_logging

    shown = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            transformers_logging.enable_progress_bar()
