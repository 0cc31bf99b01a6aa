"""The linear head: one logistic regression a frame (scikit-learn), its penalty chosen by cross-validated log loss."""

# ruff: noqa: PLC0415 - scikit-learn takes a second to import

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_expit, logit

from monitor.frames.head.folds import cluster_folds

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""Inverse penalties tried. Vectors have length 1 and lie close together, so the good ones are large."""
FOLDS = 5
ITERATIONS = 2000


@dataclass(frozen=True)
class Linear:
    """Weights (k, d) and intercepts (k,) of k frames."""

    weights: Floats
    intercepts: Floats

    def logits(self, features: Floats) -> Floats:
        """Logits (n, k) of features (n, d)."""
        result: Floats = features @ self.weights.T + self.intercepts
        return result


def fit_linear(features: Floats, present: Bools, judged: Bools, inverse_penalty: float) -> Linear:
    """Fit k regressions on (n, d). A frame seen on one side only gets no weights and its smoothed share as intercept."""
    from sklearn.linear_model import LogisticRegression

    weights, intercepts = np.zeros((present.shape[1], features.shape[1])), np.zeros(present.shape[1])
    for frame in range(present.shape[1]):
        rows = judged[:, frame]
        gold = present[rows, frame]
        if gold.all() or not gold.any():
            intercepts[frame] = logit((gold.sum() + 0.5) / (len(gold) + 1))
            continue
        model = LogisticRegression(C=inverse_penalty, max_iter=ITERATIONS).fit(features[rows], gold)
        weights[frame], intercepts[frame] = model.coef_[0], model.intercept_[0]
    return Linear(weights, intercepts)


def choose_penalty(features: Floats, present: Bools, judged: Bools, clusters: tuple[str, ...], seed: int) -> float:
    """The inverse penalty of :data:`PENALTIES` with the least log loss over folds that keep clusters whole."""
    fold = cluster_folds(clusters, min(FOLDS, len(set(clusters))), seed)
    losses = []
    for penalty in PENALTIES:
        logits = np.empty(present.shape)
        for one in np.unique(fold):
            inside = fold != one
            model = fit_linear(features[inside], present[inside], judged[inside], penalty)
            logits[~inside] = model.logits(features[~inside])
        losses.append(log_loss(logits, present, judged))
    return PENALTIES[int(np.argmin(losses))]


def log_loss(logits: Floats, present: Bools, judged: Bools) -> float:
    """Mean log loss over what was judged."""
    return float(-log_expit(np.where(present, logits, -logits))[judged].mean())
