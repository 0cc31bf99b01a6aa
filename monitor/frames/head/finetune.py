"""Fine-tuning the encoder's upper half from the linear head: linear probing, then fine-tuning.

Kumar et al. (2022, "Fine-Tuning can Distort Pretrained Features and Underperform Out-of-Distribution"): a head that fits
already when tuning begins leaves the features where they were for texts unlike those coded, here other languages.
"""

# ruff: noqa: PLC0415 - torch takes seconds to import: only where a model is really needed

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from monitor.embedding import TorchEncoder
from monitor.frames.head.linear import Linear
from monitor.frames.head.network import copied, restore, tuned_names

log = logging.getLogger(__name__)

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


MOST_TOKENS = 256
"""A passage is a sentence; a longer one is cut here while training."""


@dataclass(frozen=True)
class TuningParameters:
    """Chosen on English headlines coded by people (frames of gun violence), by folds; see docs/methods.md."""

    seed: int = 0
    epochs: int = 8
    texts_a_step: int = 16
    rate: float = 2e-4
    """Of the encoder's upper layers."""
    head_rate: float = 1e-2
    """Of the linear layer: its weights are some hundred times larger."""
    decay: float = 0.01
    warm_up: float = 0.1
    """Share of the steps over which the rates rise; then they fall to 0, linearly."""
    clip: float = 1.0
    passages_a_text: int = 6
    """Passages of a long text that one step reads, drawn anew each time; the mean over them is unbiased for its own."""
    bucket: int = 8
    """Steps' worth of texts that are sorted by length, so that little is padding."""


@dataclass(frozen=True)
class Reading:
    """The passages of n texts, and the language mean (n, d) that is taken off their vectors."""

    texts: tuple[tuple[str, ...], ...]
    means: Floats

    def take(self, rows: Whole) -> "Reading":
        """The texts at ``rows``."""
        return Reading(tuple(self.texts[row] for row in rows), self.means[rows])


@dataclass(frozen=True)
class Gold:
    """What coders found in n texts, and what they judged: both (n, k)."""

    present: Bools
    judged: Bools


@dataclass(frozen=True)
class Tuned:
    """What tuning changed: encoder weights by name (torch tensors) and the linear layer."""

    encoder: dict[str, Any]
    linear: Linear


def tune(encoder: TorchEncoder, reading: Reading, gold: Gold, start: Linear, parameters: TuningParameters) -> Tuned:
    """Tune ``encoder`` (put back as it was afterwards) on the n texts of ``reading`` and ``gold``, from the head ``start``.

    The loss is binary cross-entropy over what was judged.
    The same seed gives the same weights on the same machine and torch.
    """
    import torch

    names = tuned_names(encoder)
    before = copied(encoder, names)
    for name, weight in encoder.network.named_parameters():
        weight.requires_grad_(name in before)
    torch.manual_seed(parameters.seed)
    layer = torch.nn.Linear(start.weights.shape[1], len(start.intercepts))
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(start.weights))
        layer.bias.copy_(torch.tensor(start.intercepts))
    try:
        _train(encoder, layer, reading, gold, parameters)
        linear = Linear(
            layer.weight.detach().numpy().astype(np.float64), layer.bias.detach().numpy().astype(np.float64)
        )
        return Tuned(copied(encoder, names), linear)
    finally:
        restore(encoder, before)
        encoder.network.eval()


def _train(encoder: TorchEncoder, layer: Any, reading: Reading, gold: Gold, parameters: TuningParameters) -> None:
    import torch

    n, random = len(reading.texts), np.random.default_rng(parameters.seed)
    present, judged = (torch.tensor(one, dtype=torch.float32) for one in (gold.present, gold.judged))
    means = torch.tensor(reading.means, dtype=torch.float32)
    weights = dict(encoder.network.named_parameters())
    above, below = list(layer.parameters()), [weights[name] for name in tuned_names(encoder)]
    groups = [{"params": above, "lr": parameters.head_rate}, {"params": below, "lr": parameters.rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=parameters.decay, fused=True)
    steps = parameters.epochs * ceil(n / parameters.texts_a_step)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps, parameters.warm_up))
    encoder.network.train()
    with tqdm(total=steps, desc="fine-tuning", unit="step", mininterval=2.0, disable=None) as bar:
        for _ in range(parameters.epochs):
            for rows in _batches(reading, random, parameters):
                passages = [_some(reading.texts[row], random, parameters.passages_a_text) for row in rows]
                vectors = encoder.forward_batch([one for text in passages for one in text], MOST_TOKENS)
                logits = layer(_means(vectors, [len(text) for text in passages]) - means[rows])
                loss = torch.nn.functional.binary_cross_entropy_with_logits(
                    logits, present[rows], weight=judged[rows], reduction="sum"
                ) / judged[rows].sum().clamp(min=1)
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_([*above, *below], parameters.clip)
                optimiser.step()
                schedule.step()
                bar.update()


def _rate(step: int, steps: int, warm_up: float) -> float:
    rise = max(1.0, warm_up * steps)
    return min((step + 1) / rise, max(0.0, (steps - step) / max(1.0, steps - rise)))


def _batches(reading: Reading, random: np.random.Generator, parameters: TuningParameters) -> Iterator[list[int]]:
    """One epoch: all texts in random order, those of like length together."""
    length = np.array([max(map(len, text)) for text in reading.texts])
    order = random.permutation(len(reading.texts))
    for bucket in _chunks(order.tolist(), parameters.bucket * parameters.texts_a_step):
        batches = list(_chunks(sorted(bucket, key=lambda row: (length[row], row)), parameters.texts_a_step))
        for at in random.permutation(len(batches)):
            yield batches[at]


def _some(passages: tuple[str, ...], random: np.random.Generator, most: int) -> list[str]:
    if len(passages) <= most:
        return list(passages)
    return [passages[at] for at in sorted(random.choice(len(passages), most, replace=False))]


def _chunks(rows: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(rows), size):
        yield list(rows[start : start + size])


def _means(vectors: Any, sizes: list[int]) -> Any:
    """Mean of each text's vectors, (texts, d)."""
    import torch

    owner = torch.repeat_interleave(torch.arange(len(sizes)), torch.tensor(sizes))
    sums = torch.zeros(len(sizes), vectors.shape[1]).index_add_(0, owner, vectors)
    return sums / torch.tensor(sizes)[:, None]


def soup(parts: list[Tuned]) -> Tuned:
    """The mean of the weights of models tuned from one start on different parts of the coding.

    Wortsman et al. (2022, "Model soups"): about as good as asking all of them, for the price of one.
    """
    import torch

    encoder = {
        name: torch.stack([part.encoder[name] for part in parts]).mean(dim=0) for name in sorted(parts[0].encoder)
    }
    linear = Linear(
        np.mean([part.linear.weights for part in parts], axis=0),
        np.mean([part.linear.intercepts for part in parts], axis=0),
    )
    return Tuned(encoder, linear)
