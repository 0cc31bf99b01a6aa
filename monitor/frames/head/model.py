"""What a trained head is: numbers alone, ready to be applied to passages or written down."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.frames.head.decision import Decision
from monitor.frames.head.features import LanguageMeans
from monitor.frames.head.linear import Linear
from monitor.frames.head.platt import Lines
from monitor.frames.pooling import Groups
from monitor.text import text_hash

Floats = NDArray[np.float64]

LINEAR, TUNED = "linear", "fine-tuned"
METHODS = (LINEAR, TUNED)


@dataclass(frozen=True)
class TrainedOn:
    """The n texts behind a head: ids, hash of the words it read, story, and raw logits (n, k) by parts that never saw
    the text's story. Whoever corrects the head's predictions by the same coding needs these, not what it says of them now.
    """

    ids: tuple[str, ...]
    hashes: tuple[str, ...]
    clusters: tuple[str, ...]
    out_of_fold: Floats


@dataclass(frozen=True)
class Head:
    """A head for k frames over vectors of length d.

    ``encoder`` holds weights that tuning changed, by name, as float16; empty for a linear head.
    """

    method: str
    frames: tuple[str, ...]
    model_revision: str
    codebook_version: str
    means: LanguageMeans
    linear: Linear
    lines: Lines
    decision: Decision
    trained_on: TrainedOn
    encoder: dict[str, NDArray[np.float16]] = field(default_factory=dict)


def reading_hashes(passages: pa.Table, groups: Groups) -> tuple[str, ...]:
    """Hash of the words of each text, as its passages give them."""
    texts = passages["text"].to_pylist()
    stops = [*groups.starts[1:].tolist(), len(texts)]
    return tuple(
        text_hash("\n".join(texts[start:stop])) for start, stop in zip(groups.starts.tolist(), stops, strict=True)
    )
