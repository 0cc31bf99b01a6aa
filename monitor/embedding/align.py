"""Learning an alignment from translation pairs: the encoder is changed a little so that both sides get the same vector.

Each pair's target is the mean of its two vectors under the unchanged model, each with its language's mean taken off, so that what
only one of the languages says is averaged away while texts keep their distances to one another (self-distillation, after the
multilingual distillation of Reimers and Gurevych 2020, arXiv 2004.09813). Both sides are drawn to the target, and to each
other rather than to the other pairs of the batch (InfoNCE: van den Oord et al. 2018). Only low-rank additions to the linear maps
are learned (LoRA: Hu et al. 2021): the model cannot be bent far by a few thousand pairs, and what is learned fits in 2.5 MB.
"""

# ruff: noqa: PLC0415 - torch takes seconds to import

import csv
import hashlib
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from monitor.config import ConfigError, Settings
from monitor.embedding.alignment import Addition, Alignment, write_alignment
from monitor.embedding.source import load_base_encoder
from monitor.embedding.torch_encoder import TorchEncoder

if TYPE_CHECKING:
    from monitor.embedding.low_rank import LowRank

LEAST_PAIRS = 200
"""With fewer, the languages' means alone are noisy."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class AlignParameters:
    """How an alignment is learned. Chosen on parallel news of other years than those reported; see docs/methods.md."""

    rank: int = 16
    epochs: int = 5
    learning_rate: float = 5e-4
    batch: int = 32
    contrast: float = 0.3
    """Weight of the contrast with other pairs."""
    temperature: float = 0.02
    distance: float = 30.0
    """Weight of the distance to the target, 1 - cosine: raw cosines differ by hundredths."""
    tokens: int = 256
    """Longer texts are cut while learning."""
    seed: int = 1


@dataclass(frozen=True)
class TranslationPairs:
    """Texts and their translations; ``sha256`` is of the files."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    sha256: str


def read_translation_pairs(paths: Sequence[Path]) -> TranslationPairs:
    """Read CSV files with the columns zh and en. Raises ConfigError naming file and line."""
    english, chinese, whole = [], [], hashlib.sha256()
    for path in paths:
        try:
            whole.update(path.read_bytes())
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                for row in reader:
                    if not (row.get("zh") or "").strip() or not (row.get("en") or "").strip():
                        raise ConfigError(f"{path}:{reader.line_num}: columns zh and en must both hold a text.")
                    english.append(row["en"])
                    chinese.append(row["zh"])
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read ({error.strerror}). Check --pairs.") from error
        except UnicodeDecodeError as error:
            raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    if len(english) < LEAST_PAIRS:
        raise ConfigError(f"{len(english)} translation pairs: at least {LEAST_PAIRS} are needed to learn from.")
    return TranslationPairs(tuple(english), tuple(chinese), whole.hexdigest())


def learn_alignment(
    settings: Settings, pairs: TranslationPairs, path: Path, parameters: AlignParameters | None = None
) -> Alignment:
    """Learn from ``pairs`` for the model of the settings and write ``path``. A few hours of words: about 20 minutes on 2 cores.

    The result differs in its last digits from machine to machine; the file, once written, is what counts. Raises
    :class:`monitor.config.ConfigError` for a model without linear maps to change.
    """
    import torch

    from monitor.embedding.low_rank import insert_low_rank

    parameters = parameters or AlignParameters()
    started, encoder = time.monotonic(), load_base_encoder(settings)
    texts = [*pairs.english, *pairs.chinese]
    with tqdm(total=len(texts), desc="reading pairs", unit="text", disable=None) as bar:
        targets = _targets(encoder.encode(texts, on_done=bar.update))
    torch.manual_seed(parameters.seed)
    maps = insert_low_rank(encoder.network, parameters.rank)
    if not maps:
        raise ConfigError(f"embedding.model: {settings.embedding.model} has no linear maps that can be aligned.")
    losses = _train(encoder, maps, pairs, targets, parameters)
    additions = {name: _addition(one) for name, one in maps.items()}
    with tqdm(total=len(texts), desc="measuring means", unit="text", disable=None) as bar:
        vectors = encoder.encode(texts, on_done=bar.update)
    by_language = [vectors[: len(pairs.english)].mean(axis=0), vectors[len(pairs.english) :].mean(axis=0)]
    card = {
        "base": encoder.model_revision,
        "pairs": len(pairs.english),
        "pairs_sha256": pairs.sha256,
        "parameters": asdict(parameters),
        "loss_by_epoch": [round(one, 4) for one in losses],
        "seconds": round(time.monotonic() - started),
        "versions": {name: metadata.version(name) for name in ("torch", "transformers", "sentence-transformers")},
    }
    return write_alignment(path, np.stack([*by_language, np.mean(by_language, axis=0)]), additions, card)


def _targets(vectors: Vectors) -> Vectors:
    """One target a pair, unit length: the pair's mean with each language's own mean replaced by the common one."""
    english, chinese = np.split(vectors, 2)
    centred = ((english - english.mean(axis=0)) + (chinese - chinese.mean(axis=0))) / 2
    target = centred + vectors.mean(axis=0)
    unit: Vectors = target / np.linalg.norm(target, axis=1, keepdims=True)
    return unit


def _addition(one: "LowRank") -> Addition:
    return Addition(one.up.detach().numpy(), one.down.detach().numpy())


def _train(
    encoder: TorchEncoder,
    maps: "dict[str, LowRank]",
    pairs: TranslationPairs,
    targets: Vectors,
    parameters: AlignParameters,
) -> list[float]:
    """Mean loss of each epoch."""
    import torch

    rng = random.Random(parameters.seed)  # noqa: S311 - the order of training
    trained = [weight for one in maps.values() for weight in (one.down, one.up)]
    optimiser = torch.optim.AdamW(trained, lr=parameters.learning_rate, weight_decay=0.01)
    steps = parameters.epochs * -(-len(targets) // parameters.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / 20) * max(0.0, 1 - step / steps)
    )
    losses = []
    for epoch in range(parameters.epochs):
        total, batches = 0.0, _batches(pairs.english, parameters.batch, rng)
        for batch in tqdm(batches, f"aligning, epoch {epoch + 1} of {parameters.epochs}", unit="batch", disable=None):
            loss = _loss(encoder, pairs, targets, batch, parameters)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        losses.append(total / len(batches))
    return losses


def _batches(texts: Sequence[str], size: int, rng: random.Random) -> list[list[int]]:
    """All indices in batches of like lengths (less padding), in a random order."""
    order = rng.sample(range(len(texts)), len(texts))
    sorted_within = [
        index
        for start in range(0, len(order), 8 * size)
        for index in sorted(order[start : start + 8 * size], key=lambda one: len(texts[one]))
    ]
    batches = [sorted_within[start : start + size] for start in range(0, len(sorted_within), size)]
    rng.shuffle(batches)
    return batches


def _loss(
    encoder: TorchEncoder, pairs: TranslationPairs, targets: Vectors, batch: Sequence[int], parameters: AlignParameters
) -> Any:
    import torch
    from torch.nn import functional

    english, chinese = (
        encoder.forward_batch([side[index] for index in batch], parameters.tokens)
        for side in (pairs.english, pairs.chinese)
    )
    target = torch.from_numpy(targets[list(batch)])
    distance = sum((1 - (side * target).sum(dim=1)).mean() for side in (english, chinese))
    logits, own = english @ chinese.T / parameters.temperature, torch.arange(len(batch))
    contrast = (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2
    return parameters.distance * distance + parameters.contrast * contrast
