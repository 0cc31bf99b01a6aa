"""What keeps 8-bit activations close to the true ones, measured once on the project's own translation pairs.

1. A few channels of some activations are thirty times as large as the rest, and one scale for all would leave the rest a few steps.
   Each channel is divided by ``max(activation)^a / max(weight)^(1-a)`` and its weights multiplied by it, which changes nothing but
   the rounding (SmoothQuant: Xiao et al. 2023, arXiv 2211.10438).
2. The mean error of the vector is taken off: rounding pushes all texts the same way a little, which would add to every cosine
   (bias correction, as in Nagel et al. 2019, arXiv 1906.04721, but at the output).

Both are rounded, so that the last bits of another machine's arithmetic do not make another model.
"""

import csv
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from monitor.embedding.int8.encoder import INPUT, OUTPUT, Int8Encoder, open_session
from monitor.embedding.int8.graph import (
    Corrections,
    after_attention,
    expanded,
    float_graph,
    int8_graph,
    layer_input,
)
from monitor.embedding.int8.weights import CONTRACT, EXPAND, BertWeights
from monitor.sample.pairs import pairs_path

Floats = NDArray[np.float32]
Result = TypeVar("Result")

EVERY = 8
"""Each eighth pair is read: some hundred texts. With each fourth the mean cosine to float32 was .9997 as well."""
ACTIVATION_SHARE = 0.55
"""The exponent ``a``; .5 to .8 were tried: vectors, the mean taken off, are closest to float32 at .55."""
STEPS_A_DOUBLING = 4
SHIFT_DECIMALS = 4
SMALLEST = 1e-3


def measure_corrections(weights: BertWeights, encoder: Int8Encoder) -> tuple[Corrections, float]:
    """Corrections for ``weights``, and the least cosine of the corrected model to float32 on the texts read.

    ``encoder`` turns texts into what the graph takes.
    """
    inputs = [encoder.embedded(text) for text in calibration_texts()]
    names = [
        name
        for layer in range(weights.layers)
        for name in (layer_input(layer), after_attention(layer), expanded(layer))
    ]
    truth, largest = _float_run(weights, inputs, names)
    scales = _scales(weights, dict(zip(names, largest, strict=True)))
    raw = _run(int8_graph(weights, Corrections(scales)), inputs)
    shift = np.round((raw - truth).mean(axis=0), SHIFT_DECIMALS).astype(np.float32)
    return Corrections(scales, shift), float(_cosines(raw - shift, truth).min())


def calibration_texts() -> list[str]:
    """Texts of the project in both languages."""
    with pairs_path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::EVERY]
    return [row[side] for row in rows for side in ("en", "zh")]


def _float_run(weights: BertWeights, inputs: Sequence[Floats], names: Sequence[str]) -> tuple[Floats, list[Floats]]:
    """Vectors in float32 (n, d), and for each named activation the largest absolute value of each channel."""
    session = open_session(float_graph(weights, names))

    def run(embedded: Floats) -> list[Floats]:
        vector, *activations = session.run([OUTPUT, *names], {INPUT: embedded})
        return [vector[0], *(np.abs(one[0]).max(axis=0) for one in activations)]

    vectors, *largest = zip(*_side_by_side(run, inputs), strict=True)
    return np.stack(vectors), [np.max(found, axis=0) for found in largest]


def _run(graph: bytes, inputs: Sequence[Floats]) -> Floats:
    session = open_session(graph)
    return np.stack(_side_by_side(lambda embedded: session.run([OUTPUT], {INPUT: embedded})[0][0], inputs))


def _side_by_side(run: Callable[[Floats], Result], inputs: Sequence[Floats]) -> list[Result]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(run, inputs))


def _scales(weights: BertWeights, largest: dict[str, Floats]) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for layer in range(weights.layers):
        maps = {
            layer_input(layer): weights.query_key_value(layer),
            after_attention(layer): weights.of(layer, EXPAND),
            expanded(layer): weights.of(layer, CONTRACT),
        }
        found |= {name: _balance(largest[name], np.abs(weight).max(axis=0)) for name, weight in maps.items()}
    return found


def _balance(activation: Floats, weight: Floats) -> Floats:
    """Scale of each channel, in quarter powers of two, with a geometric mean near 1."""
    logs = ACTIVATION_SHARE * np.log2(np.maximum(activation, SMALLEST))
    logs -= (1 - ACTIVATION_SHARE) * np.log2(np.maximum(weight, SMALLEST))
    steps = np.round(STEPS_A_DOUBLING * (logs - logs.mean()))
    scales: Floats = np.exp2(steps / STEPS_A_DOUBLING).astype(np.float32)
    return scales


def _cosines(one: Floats, other: Floats) -> Floats:
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosines: Floats = (one * other).sum(axis=1) / lengths
    return cosines
