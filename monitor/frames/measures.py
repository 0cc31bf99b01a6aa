"""Measures of frames found against frames coded: F1 with intervals, by frame and language, and calibration."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.frames.bootstrap import cluster_sums, draw_weights, interval
from monitor.frames.calibration import calibration

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """What a method says of n texts on k frames beside what coders say; matrices are (n, k)."""

    frames: tuple[str, ...]
    languages: tuple[str, ...]
    clusters: tuple[str, ...]
    gold: Bools
    predicted: Bools
    probabilities: Floats

    def rows(self, kept: Bools) -> "Found":
        """The texts where ``kept`` (n,) is true."""
        at = np.flatnonzero(kept)
        return Found(
            self.frames,
            tuple(self.languages[row] for row in at),
            tuple(self.clusters[row] for row in at),
            self.gold[kept],
            self.predicted[kept],
            self.probabilities[kept],
        )


def measures(found: Found) -> dict[str, Any]:
    """Figures of all texts, by frame and by language, ready for JSON.

    Macro F1 is the mean over frames that coders or the method found at least once. Intervals are 95%, by bootstrap over
    clusters (stories, or repeated texts). Calibration is over all judgements, n texts by k frames.
    """
    by_language = {
        name: _figures(found.rows(np.array([one == name for one in found.languages])))
        for name in sorted(set(found.languages))
    }
    return _figures(found) | {"languages": by_language}


def _figures(found: Found) -> dict[str, Any]:
    _, codes = np.unique(np.array(found.clusters), return_inverse=True)
    n_clusters, k = int(codes.max()) + 1, len(found.frames)
    both, either = found.gold & found.predicted, found.gold.astype(int) + found.predicted
    sums = cluster_sums(codes, np.hstack([both, either]).astype(np.float64), n_clusters)
    weights = draw_weights(n_clusters)
    whole, drawn = sums.sum(axis=0)[None], weights @ sums
    one, many = _f1s(whole, k), _f1s(drawn, k)
    tied = np.repeat(codes, k)
    error = calibration(found.probabilities.ravel(), found.gold.ravel(), tied)
    return {
        "n": len(found.clusters),
        "micro_f1": _number(one.micro[0]),
        "micro_f1_interval": interval(many.micro, n_clusters),
        "macro_f1": _number(one.macro[0]),
        "macro_f1_interval": interval(many.macro, n_clusters),
        "calibration_error": error.error,
        "calibration_error_interval": (error.lo, error.hi),
        "n_judgements": error.n,
        "reliability": error.reliability.to_pylist(),
        "frames": {
            name: _frame(found, index, codes)
            | {"f1": _number(one.each[0, index]), "f1_interval": interval(many.each[:, index], n_clusters)}
            for index, name in enumerate(found.frames)
        },
    }


def _frame(found: Found, k: int, codes: NDArray[np.int64]) -> dict[str, Any]:
    error = calibration(found.probabilities[:, k], found.gold[:, k], codes)
    gold, predicted = found.gold[:, k], found.predicted[:, k]
    return {
        "n_positive": int(gold.sum()),
        "n_predicted": int(predicted.sum()),
        "precision": _ratio((gold & predicted).sum(), predicted.sum()),
        "recall": _ratio((gold & predicted).sum(), gold.sum()),
        "calibration_error": error.error,
        "calibration_error_interval": (error.lo, error.hi),
    }


@dataclass(frozen=True)
class _F1:
    each: Floats
    micro: Floats
    macro: Floats


def _f1s(sums: Floats, k: int) -> _F1:
    """F1 from draws of (both, gold + predicted) by frame, (draws, 2k); NaN where nothing was there and nothing found."""
    both, either = sums[:, :k], sums[:, k:]
    each = np.divide(2 * both, either, out=np.full_like(both, np.nan), where=either > 0)
    top, bottom = 2 * both.sum(axis=1), either.sum(axis=1)
    micro = np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0)
    defined = either > 0
    total, count = np.where(defined, each, 0.0).sum(axis=1), defined.sum(axis=1)
    macro = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
    return _F1(each, micro, macro)


def _ratio(top: np.int64, bottom: np.int64) -> float | None:
    return round(float(top) / float(bottom), 4) if bottom else None


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)
