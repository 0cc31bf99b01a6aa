"""The encoder as fine-tuning sees it: which weights are tuned, and how they are copied and put back."""

# ruff: noqa: PLC0415 - torch takes seconds to import: only where a model is really needed

import re
from collections.abc import Iterable
from typing import Any

from monitor.config import ConfigError, Settings
from monitor.embedding import TorchEncoder
from monitor.embedding.source import current_alignment, load_base_encoder

LAYER = re.compile(r"(?:^|\.)layer\.(\d+)\.")


def open_encoder(settings: Settings) -> TorchEncoder:
    """The encoder of the settings, its alignment included, as an object of its own, whose weights may be changed."""
    encoder, alignment = load_base_encoder(settings), current_alignment(settings)
    if alignment is not None:
        encoder.align(alignment)
    return encoder


def tuned_names(encoder: TorchEncoder) -> list[str]:
    """Names of the weights that are tuned: the upper half of the encoder's layers, sorted.

    Word vectors and lower layers stay as they are: they carry what the languages share, they are most of the weights,
    and a text in a language without coding is read by them as before. Raises ConfigError for a model without layers.
    """
    names = [name for name, _ in encoder.network.named_parameters()]
    number = {name: int(found.group(1)) for name in names if (found := LAYER.search(name))}
    layers = max(number.values(), default=-1) + 1
    if layers < 2:
        raise ConfigError(
            "embedding.model: this model has no numbered layers to tune; train with --method linear, or choose another."
        )
    return sorted(name for name, layer in number.items() if layer >= layers // 2)


def copied(encoder: TorchEncoder, names: Iterable[str]) -> dict[str, Any]:
    """Copies of the named weights (torch tensors)."""
    weights = dict(encoder.network.named_parameters())
    return {name: weights[name].detach().clone() for name in names}


def restore(encoder: TorchEncoder, weights: dict[str, Any]) -> None:
    """Put copies of named weights back. Raises ValueError for a name or shape that the model does not have."""
    import torch

    own = dict(encoder.network.named_parameters())
    with torch.no_grad():
        for name, weight in weights.items():
            if name not in own or own[name].shape != weight.shape:
                raise ValueError(f"the model has no weight {name} of shape {tuple(weight.shape)}")
            own[name].copy_(weight)
