"""Training a head: cross-fitted by story, calibrated and thresholded on what it says of stories it has not seen."""

import logging
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from monitor.config import ConfigError, Settings
from monitor.embedding import TorchEncoder, embed_texts, model_revision
from monitor.frames.head.decision import choose_decision
from monitor.frames.head.features import LanguageMeans, language_means, text_means
from monitor.frames.head.finetune import Gold, Reading, Tuned, TuningParameters, soup, tune
from monitor.frames.head.folds import cluster_folds
from monitor.frames.head.labelled import Labelled
from monitor.frames.head.linear import Linear, choose_penalty, fit_linear
from monitor.frames.head.model import LINEAR, Head, TrainedOn, reading_hashes
from monitor.frames.head.network import copied, open_encoder, restore
from monitor.frames.head.platt import fit_lines
from monitor.frames.pooling import Groups, group_passages
from monitor.warehouse import Warehouse

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LEAST_TEXTS = 20
LEAST_POSITIVES = 3
"""Texts with a frame, and without it, below which it is left out of the head."""
LINEAR_FOLDS, TUNED_FOLDS = 5, 3


@dataclass(frozen=True)
class Features:
    """What training reads of n texts: their feature vectors (n, d), under which model, and the language means."""

    vectors: Floats
    groups: Groups
    means: LanguageMeans
    revision: str


def trainable(coded: Labelled) -> tuple[Labelled, tuple[str, ...]]:
    """The coding without the frames that have too few texts on one side, and the names of these.

    Raises ConfigError for fewer than twenty texts or stories enough to split, and where no frame is left.
    """
    if len(coded) < LEAST_TEXTS or len(set(coded.clusters)) < LINEAR_FOLDS:
        raise ConfigError(
            f"only {len(coded)} coded texts ({len(set(coded.clusters))} stories); a head needs {LEAST_TEXTS} or more, of "
            f"{LINEAR_FOLDS} stories or more. Code more, or use frames.scorer: prototype."
        )
    with_frame = (coded.present & coded.judged).sum(axis=0)
    without = (~coded.present & coded.judged).sum(axis=0)
    kept = np.minimum(with_frame, without) >= LEAST_POSITIVES
    if not kept.any():
        raise ConfigError(
            f"no frame was found in {LEAST_POSITIVES} texts and absent from {LEAST_POSITIVES}; there is nothing to learn. "
            "Check the column labels, or code more texts."
        )
    names = np.array(coded.frames, object)
    return coded.only_frames(tuple(names[kept])), tuple(names[~kept])


def read_features(settings: Settings, warehouse: Warehouse, coded: Labelled) -> Features:
    """Vectors through the cache, centred and averaged by text."""
    groups, means = group_passages(coded.passages), language_means(settings, warehouse)
    raw = embed_texts(settings, warehouse, coded.passages["text"].to_pylist()).astype(np.float64)
    centred = raw - means.of(coded.passages["language"].to_pylist())
    return Features(text_means(centred, groups), groups, means, model_revision(settings))


def train_head(
    settings: Settings,
    warehouse: Warehouse,
    coded: Labelled,
    method: str,
    *,
    seed: int = 0,
    codebook_version: str = "",
    parameters: TuningParameters | None = None,
) -> Head:
    """Train on coding whose frames are all :func:`trainable`; ``method`` is ``linear`` or ``fine-tuned``.

    Reads and writes ``vectors.embeddings``. The same coding and seed give the same head on the same machine.
    """
    features = read_features(settings, warehouse, coded)
    penalty = choose_penalty(features.vectors, coded.present, coded.judged, coded.clusters, seed)
    log.info("%d texts, %d frames, inverse penalty %g", len(coded), len(coded.frames), penalty)
    encoder: dict[str, NDArray[np.float16]] = {}
    if method == LINEAR:
        linear, out_of_fold = _linear(features.vectors, coded, penalty, seed)
    else:
        whole, out_of_fold = _tuned(
            settings, features, coded, penalty, replace(parameters or TuningParameters(), seed=seed)
        )
        linear = whole.linear
        encoder = {name: weight.numpy().astype(np.float16) for name, weight in whole.encoder.items()}
    lines = fit_lines(out_of_fold, coded.present, coded.judged)
    decision = choose_decision(lines.probabilities(out_of_fold), coded.present, coded.judged)
    trained_on = TrainedOn(coded.ids, reading_hashes(coded.passages, features.groups), coded.clusters, out_of_fold)
    return Head(
        method, coded.frames, features.revision, codebook_version, features.means, linear, lines, decision, trained_on,
        encoder,
    )  # fmt: skip


def _linear(vectors: Floats, coded: Labelled, penalty: float, seed: int) -> tuple[Linear, Floats]:
    """The head on all texts, and the logits of heads on other stories."""
    fold = cluster_folds(coded.clusters, LINEAR_FOLDS, seed + 1)
    out_of_fold = np.empty(coded.present.shape)
    for one in range(LINEAR_FOLDS):
        inside = fold != one
        part = fit_linear(vectors[inside], coded.present[inside], coded.judged[inside], penalty)
        out_of_fold[~inside] = part.logits(vectors[~inside])
    return fit_linear(vectors, coded.present, coded.judged, penalty), out_of_fold


def _tuned(
    settings: Settings, features: Features, coded: Labelled, penalty: float, parameters: TuningParameters
) -> tuple[Tuned, Floats]:
    """The mean of models tuned on parts of the stories, and the logits of each for the stories it had not seen."""
    encoder, fold = open_encoder(settings), cluster_folds(coded.clusters, TUNED_FOLDS, parameters.seed + 1)
    reading = _reading(features, coded)
    parts, out_of_fold = [], np.empty(coded.present.shape)
    for one in range(TUNED_FOLDS):
        inside, outside = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        start = fit_linear(features.vectors[inside], coded.present[inside], coded.judged[inside], penalty)
        gold = Gold(coded.present[inside], coded.judged[inside])
        part = tune(encoder, reading.take(inside), gold, start, replace(parameters, seed=parameters.seed + one))
        out_of_fold[outside] = _say(encoder, part, reading.take(outside))
        parts.append(part)
    return soup(parts), out_of_fold


def _reading(features: Features, coded: Labelled) -> Reading:
    passages, starts = coded.passages["text"].to_pylist(), features.groups.starts.tolist()
    stops = [*starts[1:], len(passages)]
    texts = tuple(tuple(passages[start:stop]) for start, stop in zip(starts, stops, strict=True))
    return Reading(texts, text_means(features.means.of(coded.passages["language"].to_pylist()), features.groups))


def _say(encoder: TorchEncoder, part: Tuned, reading: Reading) -> Floats:
    """Raw logits (n, k) of texts under a tuned part."""
    before = copied(encoder, part.encoder)
    restore(encoder, part.encoder)
    try:
        vectors = encoder.encode([one for text in reading.texts for one in text]).astype(np.float64)
    finally:
        restore(encoder, before)
    sizes = np.array([len(text) for text in reading.texts])
    means = np.add.reduceat(vectors, np.cumsum(sizes) - sizes, axis=0) / sizes[:, None]
    return part.linear.logits(means - reading.means)
