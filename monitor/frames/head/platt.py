"""Probabilities from logits that the head had not been trained on: Platt's line for each frame, drawn towards a common one.

Platt (1999): logit of the probability = slope x logit + offset, fitted by maximum likelihood on out-of-fold logits. A
rare frame has too few positives for a line of its own, so each is penalised for its distance from the line of all
frames together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PULL = 5.0
"""Weight of the squared distance from the common line, in nats."""
LEAST_SLOPE = 0.05
"""A line may not turn round: a higher logit never means a lower probability."""


@dataclass(frozen=True)
class Lines:
    """Slopes and offsets (k,) of k frames."""

    slopes: Floats
    offsets: Floats

    def logits(self, raw: Floats) -> Floats:
        """Calibrated logits (n, k). Linear, so the mean over passages may be taken before or after."""
        result: Floats = raw * self.slopes + self.offsets
        return result

    def probabilities(self, raw: Floats) -> Floats:
        """Calibrated probabilities (n, k) of raw logits."""
        result: Floats = expit(self.logits(raw))
        return result


def fit_lines(raw: Floats, present: Bools, judged: Bools) -> Lines:
    """Fit on out-of-fold logits (n, k), judged where ``judged`` is true. Frames without judgements get the common line."""
    common = _fit(raw[judged], present[judged], np.array([1.0, 0.0]), 1e-3)
    lines = [
        _fit(raw[rows, frame], present[rows, frame], common, PULL)
        for frame, rows in ((frame, judged[:, frame]) for frame in range(raw.shape[1]))
    ]
    slopes, offsets = np.array(lines).reshape(-1, 2).T
    return Lines(slopes, offsets)


def _fit(raw: Floats, present: Bools, start: Floats, pull: float) -> Floats:
    def loss(line: Floats) -> tuple[float, Floats]:
        logits = line[0] * raw + line[1]
        slip = expit(logits) - present
        away = line - start
        value = -log_expit(np.where(present, logits, -logits)).sum() + pull * (away @ away)
        return float(value), np.array([slip @ raw, slip.sum()]) + 2 * pull * away

    bounds = [(LEAST_SLOPE, None), (None, None)]
    found: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found
