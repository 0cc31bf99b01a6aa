"""A sentence-transformers model in float32: any model, and what learning needs."""

# ruff: noqa: PLC0415 - torch and its company take seconds to import: only where a model is really needed

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from monitor.embedding.alignment import Alignment, add_to_model
from monitor.embedding.encoder import Encoder, Ids, Vectors

DEFAULT_WINDOW = 512


class TorchEncoder(Encoder):
    """A sentence-transformers model in float32 on the CPU. Its weights can be changed: an alignment is learned on it."""

    def __init__(self, model: Any, prefix: str, model_revision: str) -> None:
        self._model = model
        self._tokenizer = model.tokenizer
        limits = (model.max_seq_length, getattr(self._tokenizer, "model_max_length", None))
        window = int(min((limit for limit in limits if limit), default=DEFAULT_WINDOW))
        super().__init__(prefix, model_revision, window, int(model.get_embedding_dimension()))

    @classmethod
    def load(
        cls,
        name_or_path: str,
        prefix: str,
        model_revision: str,
        *,
        hub_revision: str | None = None,
        offline: bool = True,
    ) -> "TorchEncoder":
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
        """Vectors of a batch as a torch tensor (n, d), unit length, with gradients: for learning.

        In half precision (bfloat16) where the processor has it: without it, a matrix product took eighty times as long as in float32.

        Longer texts are cut at ``max_tokens``. Unlike :meth:`encode`, a vector depends a little on its batch-mates.
        """
        import torch
        from torch.nn import functional

        prefixed = [self.prefix + text for text in texts]
        read = self._tokenizer(prefixed, padding=True, truncation=True, max_length=max_tokens, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported()):
            features = self._model({name: read[name] for name in ("input_ids", "attention_mask")})
        return functional.normalize(features["sentence_embedding"].float(), dim=1)

    def _tokens(self, text: str, *, add_special_tokens: bool = False) -> Ids:
        return tuple(
            self._tokenizer(text, truncation=False, verbose=False, add_special_tokens=add_special_tokens)["input_ids"]
        )

    def _forward(self, input_ids: Ids) -> Vectors:
        import torch

        with torch.inference_mode():
            ids = torch.tensor([input_ids])
            features = self._model({"input_ids": ids, "attention_mask": torch.ones_like(ids)})
            vector: Vectors = features["sentence_embedding"][0].float().numpy()
        return vector

    @contextmanager
    def _one_thread_a_call(self) -> Iterator[None]:
        """One thread within a forward call: with more, sums are split otherwise on machines with other numbers of cores."""
        import torch

        before = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(before)

    def _begin_thread(self) -> None:
        import torch

        torch.set_num_threads(1)


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
