"""Low-rank additions to the linear maps of a transformer, while they are learned (LoRA: Hu et al. 2021, arXiv 2106.09685).

Twenty lines instead of the package peft, which would bring accelerate with it into every installation, for one command.
"""

from typing import Any

import torch
from torch import nn
from torch.nn import functional

START_SPREAD = 0.1


class LowRank(nn.Module):
    """A frozen linear map plus ``up @ down``; the addition is nothing at first."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(rank, linear.in_features) * START_SPREAD / rank**0.5)
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, inputs: Any) -> Any:
        """The map of ``inputs`` (..., in_features)."""
        return self.linear(inputs) + functional.linear(functional.linear(inputs, self.down), self.up)


def insert_low_rank(network: nn.Module, rank: int) -> dict[str, LowRank]:
    """Freeze ``network`` and wrap the linear maps of its layers (not its pooler). Returns them by module name."""
    network.requires_grad_(requires_grad=False)
    found = {
        name: module
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear) and any(part.isdigit() for part in name.split("."))
    }
    wrapped = {name: LowRank(module, rank) for name, module in found.items()}
    for name, module in wrapped.items():
        parent, _, last = name.rpartition(".")
        setattr(network.get_submodule(parent), last, module)
    return wrapped
