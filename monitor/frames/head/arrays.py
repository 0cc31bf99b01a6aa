"""A head as named arrays, and back."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.frames.head.decision import Decision
from monitor.frames.head.features import LanguageMeans
from monitor.frames.head.linear import Linear
from monitor.frames.head.model import LINEAR, METHODS, TUNED, Head, TrainedOn
from monitor.frames.head.platt import Lines

FORMAT = 1
FLOATS = ("means", "weights", "intercepts", "slopes", "offsets", "thresholds", "out_of_fold")
NAMES = ("method", "model_revision", "codebook_version", "frames", "ids", "hashes", "clusters")
WHOLE = ("format", "least", "most")


def head_arrays(head: Head) -> dict[str, NDArray[Any]]:
    """Every number and name of a head, without the encoder's weights."""
    trained = head.trained_on
    floats = {
        "means": head.means.vectors, "weights": head.linear.weights, "intercepts": head.linear.intercepts,
        "slopes": head.lines.slopes, "offsets": head.lines.offsets, "thresholds": head.decision.thresholds,
        "out_of_fold": trained.out_of_fold,
    }  # fmt: skip
    names = {
        "method": head.method, "model_revision": head.model_revision, "codebook_version": head.codebook_version,
        "frames": head.frames, "ids": trained.ids, "hashes": trained.hashes, "clusters": trained.clusters,
    }  # fmt: skip
    whole = {"format": FORMAT, "least": head.decision.least, "most": head.decision.most}
    return (
        {name: np.asarray(value, np.float64) for name, value in floats.items()}
        | {name: np.asarray(value, np.str_) for name, value in names.items()}
        | {name: np.asarray(value, np.int64) for name, value in whole.items()}
    )


def head_of(arrays: dict[str, NDArray[Any]], encoder: dict[str, NDArray[np.float16]]) -> Head:
    """The head of arrays whose types are right; see :func:`check_shapes` for whether they fit together."""
    frames, ids, hashes, clusters = (tuple(arrays[name].tolist()) for name in ("frames", "ids", "hashes", "clusters"))
    return Head(
        method=str(arrays["method"]),
        frames=frames,
        model_revision=str(arrays["model_revision"]),
        codebook_version=str(arrays["codebook_version"]),
        means=LanguageMeans(arrays["means"]),
        linear=Linear(arrays["weights"], arrays["intercepts"]),
        lines=Lines(arrays["slopes"], arrays["offsets"]),
        decision=Decision(arrays["thresholds"], int(arrays["least"]), int(arrays["most"])),
        trained_on=TrainedOn(ids, hashes, clusters, arrays["out_of_fold"]),
        encoder=encoder,
    )


def check_shapes(head: Head) -> None:
    """Raises ValueError where parts of a head do not fit together."""
    k, n = len(head.frames), len(head.trained_on.ids)
    if head.linear.weights.ndim != 2 or head.method not in METHODS or not k:
        raise ValueError("method or weights are not a head's")
    d = head.linear.weights.shape[1]
    wanted = {
        "means": (head.means.vectors, (3, d)), "weights": (head.linear.weights, (k, d)),
        "intercepts": (head.linear.intercepts, (k,)), "slopes": (head.lines.slopes, (k,)),
        "offsets": (head.lines.offsets, (k,)), "thresholds": (head.decision.thresholds, (k,)),
        "out_of_fold": (head.trained_on.out_of_fold, (n, k)),
    }  # fmt: skip
    wrong = [name for name, (array, shape) in wanted.items() if array.shape != shape]
    if wrong or len(head.trained_on.hashes) != n or len(head.trained_on.clusters) != n or len(set(head.frames)) != k:
        raise ValueError(f"{', '.join(wrong) or 'ids, hashes, stories or frames'} do not fit together")
    if (head.method == LINEAR) == bool(head.encoder) or (head.method == TUNED) != bool(head.encoder):
        raise ValueError(f"a {head.method} head with{'' if head.encoder else 'out'} encoder weights")
