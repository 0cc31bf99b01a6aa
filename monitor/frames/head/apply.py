"""A head applied to passages: vectors, logits of passages and texts, probabilities, what counts as present."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import expit
from tqdm import tqdm

from monitor.config import Settings
from monitor.embedding import TorchEncoder, embed_texts
from monitor.frames.head.features import text_means
from monitor.frames.head.model import TUNED, Head, reading_hashes
from monitor.frames.head.network import open_encoder, restore
from monitor.frames.pooling import group_passages
from monitor.warehouse import Warehouse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LONG_WORK = 200


@dataclass(frozen=True)
class Applied:
    """Calibrated logits by passage (passages, k); by text (n, k) logits, probabilities and what counts as present.

    A text's logits are the mean of its passages' logits, except where ``from_coding`` (n,) is true.
    """

    by_passage: Floats
    logits: Floats
    probabilities: Floats
    present: Bools
    from_coding: Bools


class Applier:
    """Applies one head; loads a tuned encoder when it is first needed."""

    def __init__(self, settings: Settings, warehouse: Warehouse, head: Head) -> None:
        self._settings, self._warehouse, self._head = settings, warehouse, head
        self._own = {one: row for row, one in enumerate(head.trained_on.ids)}

    def apply(self, passages: pa.Table) -> Applied:
        """Apply to every text in ``passages``, grouped by article_id.

        A text that the head was trained on, with the same words, gets the logits that it had out of fold: those of
        parts that never saw its story. Its passages are read by the whole head, for the evidence.
        """
        groups, head = group_passages(passages), self._head
        texts, languages = passages["text"].to_pylist(), passages["language"].to_pylist()
        features = self._vectors(texts) - head.means.of(languages)
        by_passage = head.lines.logits(head.linear.logits(features))
        logits = text_means(by_passage, groups)
        rows, own = self._known(groups.ids.to_pylist(), reading_hashes(passages, groups))
        logits[rows] = head.lines.logits(head.trained_on.out_of_fold[own])
        from_coding = np.zeros(len(logits), bool)
        from_coding[rows] = True
        probabilities: Floats = expit(logits)
        return Applied(by_passage, logits, probabilities, head.decision.present(probabilities), from_coding)

    def _known(self, ids: list[str], hashes: tuple[str, ...]) -> tuple[list[int], list[int]]:
        stored = self._head.trained_on.hashes
        pairs = [
            (row, self._own[one])
            for row, (one, words) in enumerate(zip(ids, hashes, strict=True))
            if one in self._own and stored[self._own[one]] == words
        ]
        return [row for row, _ in pairs], [own for _, own in pairs]

    def _vectors(self, texts: list[str]) -> Floats:
        if self._head.method != TUNED:
            return embed_texts(self._settings, self._warehouse, texts).astype(np.float64)
        distinct = sorted(set(texts))
        bar = None if len(distinct) >= LONG_WORK else True
        with tqdm(total=len(distinct), desc="reading texts", unit="text", mininterval=1.0, disable=bar) as progress:
            vectors = self._encoder.encode(distinct, on_done=progress.update).astype(np.float64)
        row = {text: index for index, text in enumerate(distinct)}
        return vectors[[row[text] for text in texts]]

    @cached_property
    def _encoder(self) -> TorchEncoder:
        import torch  # noqa: PLC0415 - takes seconds

        encoder, weights = open_encoder(self._settings), self._head.encoder
        restore(encoder, {name: torch.tensor(weight.astype(np.float32)) for name, weight in weights.items()})
        return encoder
