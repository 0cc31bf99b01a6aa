"""From probabilities to frames that count as present: a threshold for each frame, and how many a text may carry."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

GRID = np.arange(0.2, 0.7001, 0.02)
COMMON_WEIGHT = 100.0
"""Positives that the common threshold is worth: a frame with fewer mostly keeps to it."""


@dataclass(frozen=True)
class Decision:
    """``thresholds`` (k,) of probabilities. ``least`` and ``most``: how many frames each coded text had, at least and at most.

    Where coders gave every text a frame, the likeliest one counts as present even below its threshold; where they
    never gave more than two, only the two likeliest can.
    """

    thresholds: Floats
    least: int
    most: int

    def present(self, probabilities: Floats) -> Bools:
        """Which frames count as present, (n, k)."""
        lead = probabilities - self.thresholds
        rank = (-lead).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
        found: Bools = ((lead >= 0) & (rank < self.most)) | (rank < self.least)
        return found


def choose_decision(probabilities: Floats, present: Bools, judged: Bools) -> Decision:
    """Thresholds that give the best F1 on out-of-fold probabilities, and the numbers of frames that coders gave.

    Least and most are taken over texts judged on every frame, and only where there are as many as frames and more.
    """
    whole = judged.all(axis=1)
    counts = present[whole].sum(axis=1)
    known = len(counts) > present.shape[1]
    least, most = (min(int(counts.min()), 1), int(counts.max())) if known else (0, present.shape[1])
    common = _best(probabilities, present, judged, least, most)
    own = np.array([_best_alone(probabilities[rows, k], present[rows, k], common) for k, rows in enumerate(judged.T)])
    weight = present.sum(axis=0) / (present.sum(axis=0) + COMMON_WEIGHT)
    return Decision(weight * own + (1 - weight) * common, least, max(most, 1))


def _best(probabilities: Floats, present: Bools, judged: Bools, least: int, most: int) -> float:
    k = present.shape[1]
    scores = [
        _f1(Decision(np.full(k, value), least, most).present(probabilities)[judged], present[judged]) for value in GRID
    ]
    return _middle_of_best(np.array(scores))


def _best_alone(probability: Floats, present: Bools, common: float) -> float:
    if not present.any():
        return common
    return _middle_of_best(np.array([_f1(probability >= value, present) for value in GRID]))


def _middle_of_best(scores: Floats) -> float:
    """The middle of the thresholds within a hair of the best: the best alone is mostly luck."""
    near = GRID[scores >= scores.max() - 0.005]
    return float(near.mean())


def _f1(predicted: Bools, present: Bools) -> float:
    hits = (predicted & present).sum()
    return float(2 * hits / max(1, predicted.sum() + present.sum()))
