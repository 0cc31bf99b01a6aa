"""The encoder as an ONNX graph, in float32 or with its linear maps in 8-bit integers.

Weights are rounded to 7 bits, one scale for each output: on processors without VNNI instructions onnxruntime adds pairs of products of
8 bits in 16, which full 8-bit weights overflow, so that vectors would differ between machines. Activations get one scale a
call, found from the text itself (dynamic quantisation); since each text is a call of its own, no text changes another's vector.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from monitor.embedding.int8.encoder import INPUT, OUTPUT
from monitor.embedding.int8.weights import ATTENTION_NORM, ATTENTION_OUT, CONTRACT, EXPAND, NORM, BertWeights

Floats = NDArray[np.float32]

MICROSOFT = "com.microsoft"
OPSETS = (("", 17), (MICROSOFT, 1))
IR_VERSION = 9
LARGEST = 63
SMALLEST = 1e-6


@dataclass(frozen=True)
class Corrections:
    """What keeps 8-bit activations close to the true ones; see :mod:`monitor.embedding.int8.corrections`.

    ``scales``: by activation, what its channels are divided by before rounding (and its map's weights multiplied by).
    ``shift`` (d,): mean error of the pooled vector, taken off.
    """

    scales: Mapping[str, Floats] = field(default_factory=dict)
    shift: Floats | None = None


def layer_input(layer: int) -> str:
    """Name of the activation that enters a layer."""
    return f"hidden{layer}"


def after_attention(layer: int) -> str:
    """Name of the activation between a layer's attention and its feed-forward part."""
    return f"attended{layer}"


def expanded(layer: int) -> str:
    """Name of the activation in the middle of a layer's feed-forward part."""
    return f"expanded{layer}"


def float_graph(weights: BertWeights, outputs: Sequence[str] = ()) -> bytes:
    """The model in float32, serialised; ``outputs`` names activations to give beside the vector."""
    return _Graph(weights, None).serialised(outputs)


def int8_graph(weights: BertWeights, corrections: Corrections) -> bytes:
    """The model with 8-bit linear maps, serialised. Input ``embedded`` float32 (1, tokens, d); output ``vector`` (1, d), the mean."""
    return _Graph(weights, corrections).serialised()


class _Graph:
    """Collects nodes and constants. ``corrections`` None: float32."""

    def __init__(self, weights: BertWeights, corrections: Corrections | None) -> None:
        self._weights, self._corrections = weights, corrections
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def serialised(self, outputs: Sequence[str] = ()) -> bytes:
        weights, tensors = self._weights, self._weights.tensors
        norm = [
            self._constant(f"embedded_{kind}", tensors[f"embeddings.LayerNorm.{kind}"]) for kind in ("weight", "bias")
        ]
        self._node("LayerNormalization", [INPUT, *norm], layer_input(0), axis=-1, epsilon=weights.norm_eps)
        for layer in range(weights.layers):
            self._layer(layer)
        self._node("ReduceMean", [layer_input(weights.layers)], "mean", axes=[1], keepdims=0)
        shift = self._corrections.shift if self._corrections else None
        shift = np.zeros(weights.hidden, np.float32) if shift is None else shift
        self._node("Sub", ["mean", self._constant("shift", shift)], OUTPUT)
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "tokens", weights.hidden])],
            [
                helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, weights.hidden]),
                *(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs),
            ],
            self._constants,
        )
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS]
        model: bytes = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION).SerializeToString()
        return model

    def _layer(self, layer: int) -> None:
        entering, attended, middle = layer_input(layer), after_attention(layer), expanded(layer)
        self._attention(layer, entering)
        self._linear(layer, ATTENTION_OUT, f"context{layer}", f"projected{layer}")
        self._add_and_norm(layer, (ATTENTION_OUT, ATTENTION_NORM), (f"projected{layer}", entering), attended)
        self._linear(layer, EXPAND, attended, f"wide{layer}")
        bias = self._constant(f"wide{layer}_bias", self._weights.of(layer, EXPAND, "bias"))
        self._node("BiasGelu", [f"wide{layer}", bias], middle, domain=MICROSOFT)
        self._linear(layer, CONTRACT, middle, f"narrow{layer}", by_token=True)
        self._add_and_norm(layer, (CONTRACT, NORM), (f"narrow{layer}", attended), layer_input(layer + 1))

    def _attention(self, layer: int, source: str) -> None:
        name, heads = f"context{layer}", self._weights.heads
        weight = self._weights.query_key_value(layer).T
        bias = self._constant(f"{name}_bias", self._weights.query_key_value(layer, "bias"))
        if self._corrections is None:
            self._node(
                "Attention",
                [source, self._constant(f"{name}_weight", weight), bias],
                name,
                domain=MICROSOFT,
                num_heads=heads,
            )
            return
        source, weight = self._scaled(source, weight)
        rounded, scale = _rounded(weight)
        parts = [f"{name}_rounded", f"{name}_scale", f"{name}_zero"]
        self._node("DynamicQuantizeLinear", [source], *parts)
        inputs = [
            parts[0], self._constant(f"{name}_weight", rounded), bias, parts[1], self._constant(f"{name}_weight_scale", scale),
            "", parts[2], self._constant(f"{name}_weight_zero", np.zeros(len(scale), np.int8)),
        ]  # fmt: skip
        self._node("QAttention", inputs, name, domain=MICROSOFT, num_heads=heads)

    def _linear(self, layer: int, part: str, source: str, target: str, *, by_token: bool = False) -> None:
        """A linear map without its bias, which the next node adds.

        ``by_token`` divides each token's activation by its largest value and multiplies the result by it: a token with a value of 70
        beside others of 1 would take the others' steps.
        """
        weight = self._weights.of(layer, part).T
        if self._corrections is None:
            self._node("MatMul", [source, self._constant(f"{target}_weight", weight)], target)
            return
        source, weight = self._scaled(source, weight)
        rounded, scale = _rounded(weight)
        constants = [self._constant(f"{target}_weight", rounded), self._constant(f"{target}_scale", scale)]
        if not by_token:
            self._node("DynamicQuantizeMatMul", [source, *constants], target, domain=MICROSOFT)
            return
        largest, even = f"{target}_largest", f"{target}_even"
        self._node("ReduceMax", [source], f"{largest}_found", axes=[-1], keepdims=1)
        self._node(
            "Max", [f"{largest}_found", self._constant(f"{target}_least", np.array([SMALLEST], np.float32))], largest
        )
        self._node("Div", [source, largest], even)
        self._node("DynamicQuantizeMatMul", [even, *constants], f"{target}_divided", domain=MICROSOFT)
        self._node("Mul", [f"{target}_divided", largest], target)

    def _scaled(self, source: str, weight: Floats) -> tuple[str, Floats]:
        """The activation divided by its scales, and the weights (in, out) multiplied by them."""
        scales = self._corrections.scales.get(source) if self._corrections else None
        if scales is None:
            return source, weight
        self._node(
            "Mul", [source, self._constant(f"{source}_inverse", (1 / scales).astype(np.float32))], f"{source}_even"
        )
        return f"{source}_even", weight * scales[:, None]

    def _add_and_norm(self, layer: int, parts: tuple[str, str], summed: tuple[str, str], target: str) -> None:
        """The sum of two activations and the bias of the map ``parts[0]``, brought to the norm ``parts[1]``."""
        (linear, norm), weights = parts, self._weights
        constants = [
            self._constant(f"{target}_{kind}", array)
            for kind, array in (
                ("weight", weights.of(layer, norm)),
                ("bias", weights.of(layer, norm, "bias")),
                ("added", weights.of(layer, linear, "bias")),
            )
        ]
        self._node("SkipLayerNormalization", [*summed, *constants], target, domain=MICROSOFT, epsilon=weights.norm_eps)

    def _node(self, operator: str, inputs: Sequence[str], *outputs: str, **attributes: Any) -> None:
        self._nodes.append(helper.make_node(operator, list(inputs), list(outputs), **attributes))

    def _constant(self, name: str, array: NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name


def _rounded(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights (in, out) as whole numbers of -63 to 63, and the scale of each output (out,)."""
    largest = np.abs(weight).max(axis=0)
    scale = np.where(largest > 0, largest / LARGEST, 1).astype(np.float32)
    return np.round(weight / scale).astype(np.int8), scale
