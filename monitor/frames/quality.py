"""How well the current scorer agrees with each coder (precision, recall, F1 with interval, calibration)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from monitor.config import Settings
from monitor.frames.bootstrap import draw_weights, interval
from monitor.frames.calibration import calibration
from monitor.frames.codebook import load_codebook
from monitor.frames.coding.agreement import measure_agreement
from monitor.frames.score import current_scorer_id
from monitor.warehouse import Warehouse, query, record_stage, sql_text, upsert

Floats = NDArray[np.float64]

QUALITY_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("scorer_id", "coder_id", "coder_kind", "language", "frame_id")),
        *((name, pa.int32()) for name in ("n_articles", "n_positive")),
        *((name, pa.float64()) for name in ("precision", "recall", "f1", "f1_lo", "f1_hi")),
        *((name, pa.float64()) for name in ("calibration_error", "calibration_lo", "calibration_hi")),
    ]
)


@dataclass(frozen=True)
class QualitySummary:
    """Rows written, and coders that were compared with the scorer."""

    scorer_id: str
    coders: int
    quality_rows: int
    agreement_rows: int


def measure_quality(settings: Settings, warehouse: Warehouse) -> QualitySummary:
    """Compare the current scorer with every coder, and the coders with each other.

    Reads frame_scores, annotations, articles, story_members; replaces the scorer's rows of frame_quality and the
    codebook version's rows of coder_agreement and coder_confusion. Where several coders count as gold, what counts (coder
    and kind ``gold``: decided, or by majority) is compared too. An article that was not scored (not relevant, say) is not compared.
    """
    with record_stage(warehouse, "quality") as record:
        scorer_id, codebook = current_scorer_id(settings, warehouse), load_codebook(settings.codebook)
        with warehouse.transaction() as connection:
            judged = query(connection, "frames_judged_scores", scorer_id=scorer_id).to_pandas()
        quality = pa.Table.from_pylist(
            [row | {"scorer_id": scorer_id} for row in quality_rows(judged, codebook.frame_ids)], schema=QUALITY_SCHEMA
        )
        with warehouse.transaction() as connection:
            connection.execute(sql_text("frames_forget_quality"), {"scorer_id": scorer_id})
            upsert(connection, "frame_quality", quality, ["scorer_id", "coder_id", "language", "frame_id"])
        n_agreement = measure_agreement(warehouse, codebook)
        n_coders = int(judged["coder_id"].nunique())
        record.summary = summary = QualitySummary(scorer_id, n_coders, quality.num_rows, n_agreement)
    return summary


def quality_rows(judged: pd.DataFrame, frames: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Rows of ``frame_quality`` without scorer_id, from one row for each judgement.

    Columns read: coder_id, coder_kind, language, article_id, cluster, frame_id, gold, predicted, probability. Per
    coder and language (and ``all``): one row a frame that was judged, then ``micro`` and ``macro`` (the mean over
    frames whose F1 is defined).
    """
    for (coder, kind), of_coder in judged.groupby(["coder_id", "coder_kind"], sort=True):
        parts = [("all", of_coder), *of_coder.groupby("language", sort=True)]
        for language, part in parts:
            for row in _part_rows(part, frames):
                yield {"coder_id": coder, "coder_kind": kind, "language": language} | row


def _part_rows(part: pd.DataFrame, frames: tuple[str, ...]) -> Iterator[dict[str, object]]:
    codes, clusters = pd.factorize(part["cluster"], sort=True)
    frame = pd.Categorical(part["frame_id"], categories=list(frames)).codes
    gold, predicted = part["gold"].to_numpy(bool), part["predicted"].to_numpy(bool)
    counts = np.zeros((len(clusters), len(frames), 3))  # true positives, false positives, misses
    np.add.at(counts, (codes, frame), np.column_stack([gold & predicted, ~gold & predicted, gold & ~predicted]))
    flat = counts.reshape(len(clusters), -1)
    drawn = (draw_weights(len(clusters)) @ flat).reshape(-1, len(frames), 3)
    whole = counts.sum(axis=0)
    probability = part["probability"].to_numpy(np.float64)
    for index, name in enumerate(frames):
        rows = frame == index
        if rows.any():
            scores = _scores(whole[index]) | _interval(_f1(drawn[:, index]), len(clusters))
            yield _sizes(part[rows], name) | scores | _calibration(probability[rows], gold[rows], codes[rows])
    calibrated = _calibration(probability, gold, codes)
    micro = _scores(whole.sum(axis=0)) | _interval(_f1(drawn.sum(axis=1)), len(clusters))
    yield _sizes(part, "micro") | micro | calibrated
    yield _sizes(part, "macro") | _macro(whole, drawn, len(clusters)) | calibrated


def _sizes(part: pd.DataFrame, name: str) -> dict[str, object]:
    return {"frame_id": name, "n_articles": int(part["article_id"].nunique()), "n_positive": int(part["gold"].sum())}


def _macro(whole: Floats, drawn: Floats, n_clusters: int) -> dict[str, object]:
    means = [_mean(values) for values in _precision_recall_f1(whole)]
    scores = _f1(drawn)
    defined = ~np.isnan(scores)
    sums = np.where(defined, scores, 0).sum(axis=1)
    averaged = np.divide(sums, defined.sum(axis=1), out=np.full(len(sums), np.nan), where=defined.any(axis=1))
    return dict(zip(("precision", "recall", "f1"), means, strict=True)) | _interval(averaged, n_clusters)


def _scores(counts: Floats) -> dict[str, object]:
    values = (_number(value) for value in _precision_recall_f1(counts))
    return dict(zip(("precision", "recall", "f1"), values, strict=True))


def _interval(values: Floats, n_clusters: int) -> dict[str, object]:
    low, high = interval(values, n_clusters)
    return {"f1_lo": low, "f1_hi": high}


def _precision_recall_f1(counts: Floats) -> tuple[Floats, Floats, Floats]:
    hits, false, missed = counts[..., 0], counts[..., 1], counts[..., 2]
    return _ratio(hits, hits + false), _ratio(hits, hits + missed), _ratio(2 * hits, 2 * hits + false + missed)


def _f1(counts: Floats) -> Floats:
    return _precision_recall_f1(counts)[2]


def _ratio(top: Floats, bottom: Floats) -> Floats:
    """NaN where nothing was there to be found and nothing was found."""
    ratio: Floats = np.divide(top, bottom, out=np.full(np.shape(bottom), np.nan), where=np.asarray(bottom) > 0)
    return ratio


def _number(value: Floats) -> float | None:
    return None if np.isnan(value) else round(float(value), 6)


def _mean(values: Floats) -> float | None:
    defined = values[~np.isnan(values)]
    return round(float(defined.mean()), 6) if len(defined) else None


def _calibration(probability: Floats, gold: NDArray[np.bool_], clusters: NDArray[np.int64]) -> dict[str, object]:
    found = calibration(probability, gold, clusters)
    return {"calibration_error": found.error, "calibration_lo": found.lo, "calibration_hi": found.hi}
