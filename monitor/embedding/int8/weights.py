"""Weights of a BERT encoder, by the names that transformers gives them, as NumPy arrays."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from monitor.embedding.alignment import Alignment, AlignmentError

Floats = NDArray[np.float32]

LAYER = "encoder.layer.{}."
QUERY_KEY_VALUE = ("attention.self.query", "attention.self.key", "attention.self.value")
ATTENTION_OUT, EXPAND, CONTRACT = "attention.output.dense", "intermediate.dense", "output.dense"
ATTENTION_NORM, NORM = "attention.output.LayerNorm", "output.LayerNorm"


@dataclass(frozen=True)
class BertWeights:
    """An encoder of post-norm layers (BERT: Devlin et al. 2019). ``words``: (vocabulary, d), as stored, in half precision."""

    layers: int
    heads: int
    norm_eps: float
    words: NDArray[np.float16]
    tensors: dict[str, Floats]

    @property
    def hidden(self) -> int:
        """Length d of a vector."""
        return int(self.words.shape[1])

    @property
    def positions(self) -> Floats:
        """What is added to a token's word vector for its place, (window, d); the type vector is in it."""
        types = self.tensors["embeddings.token_type_embeddings.weight"]
        summed: Floats = self.tensors["embeddings.position_embeddings.weight"] + types[0]
        return summed

    def of(self, layer: int, part: str, kind: str = "weight") -> Floats:
        """A layer's tensor; a linear map's weight is (out, in)."""
        return self.tensors[LAYER.format(layer) + f"{part}.{kind}"]

    def query_key_value(self, layer: int, kind: str = "weight") -> Floats:
        """The three maps of attention, one below the other: (3 d, d) or (3 d,)."""
        return np.concatenate([self.of(layer, part, kind) for part in QUERY_KEY_VALUE])


def read_weights(folder: Path, alignment: Alignment | None) -> BertWeights:
    """Read ``config.json`` and ``model.safetensors`` and add the alignment. Raises :class:`AlignmentError` where it does not fit."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    stored = load_file(folder / "model.safetensors")
    words = stored.pop("embeddings.word_embeddings.weight").astype(np.float16, copy=False)
    tensors = {name: tensor.astype(np.float32) for name, tensor in stored.items()}
    for name, addition in (alignment.additions if alignment else {}).items():
        change = addition.change
        weight = tensors.get(f"{name}.weight")
        if weight is None or weight.shape != change.shape:
            raise AlignmentError(
                f"the alignment was learned on {alignment.base if alignment else ''}: the model has no linear map {name} of shape "
                f"{change.shape}. Set embedding.alignment: none, or learn one with `monitor align`."
            )
        tensors[f"{name}.weight"] = weight + change
    return BertWeights(
        int(config["num_hidden_layers"]),
        int(config["num_attention_heads"]),
        float(config["layer_norm_eps"]),
        words,
        tensors,
    )
