"""How well frames are found: trained on one file of coding and tested on another, or by folds of one."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.config import ConfigError, Settings
from monitor.evaluate.tfidf import tfidf_baseline
from monitor.frames.head import METHODS, Applier, Labelled, cluster_folds, read_coded_csv, train_head, trainable
from monitor.frames.head.model import TrainedOn
from monitor.frames.measures import Found, measures
from monitor.warehouse import Warehouse

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TFIDF = "tfidf"
EVERY = (*METHODS, TFIDF)


@dataclass(frozen=True)
class Split:
    """One training and one test set; frames of ``test`` are those of the whole evaluation."""

    train: Labelled
    test: Labelled


def evaluate_frames(
    settings: Settings,
    warehouse: Warehouse,
    train: Path,
    test: Path | None = None,
    *,
    folds: int = 5,
    methods: Sequence[str] = EVERY,
    seed: int = 0,
) -> dict[str, Any]:
    """Train on ``train`` and test on ``test``; without ``test`` by ``folds`` folds of ``train``. Ready for JSON.

    Figures of the first method of ``fine-tuned``, ``linear``, ``tfidf`` that was asked for stand on top; ``methods`` holds
    those of each. A frame of the test file that the training file lacks is never found and counts as a miss. Writes
    nothing but vectors. Raises ConfigError for files that cannot be used (see
    :func:`monitor.frames.head.read_coded_csv`, :func:`monitor.frames.head.trainable`).
    """
    files = [read_coded_csv(path) for path in (train, test) if path is not None]
    splits = _splits([file.coded for file in files], folds, seed)
    best = next(name for name in ("fine-tuned", "linear", TFIDF) if name in methods)
    results = {name: _measured(settings, warehouse, splits, name, seed) for name in methods}
    learned = set(splits[0].train.base_languages)
    return {
        "train": _told(files[0].coded, str(train)),
        "test": _told(files[1].coded, str(test)) if test is not None else None,
        "folds": None if test is not None else folds,
        "seed": seed,
        "method": best,
        "zero_shot_languages": sorted({one for split in splits for one in split.test.base_languages} - learned),
        "refused_rows": sum(len(file.refused) for file in files),
        **results[best],
        "methods": results,
    }


def _splits(sets: list[Labelled], folds: int, seed: int) -> list[Split]:
    if len(sets) == 2:
        frames = tuple(dict.fromkeys([*sets[0].frames, *sets[1].frames]))
        return [Split(sets[0], sets[1].only_frames(frames))]
    whole = sets[0]
    if len(set(whole.clusters)) < folds or folds < 2:
        raise ConfigError(f"{len(set(whole.clusters))} different texts or ids cannot be split into {folds} folds.")
    fold = cluster_folds(whole.clusters, folds, seed)
    return [
        Split(whole.rows(np.flatnonzero(fold != one)), whole.rows(np.flatnonzero(fold == one))) for one in range(folds)
    ]


def _measured(settings: Settings, warehouse: Warehouse, splits: list[Split], method: str, seed: int) -> dict[str, Any]:
    clock, found = time.monotonic(), []
    for number, split in enumerate(splits, start=1):
        found.append(_found(settings, warehouse, split, method, seed))
        log.info("%s: part %d of %d after %.0f s", method, number, len(splits), time.monotonic() - clock)
    whole = Found(
        frames=found[0].frames,
        languages=tuple(one for part in found for one in part.languages),
        clusters=tuple(one for part in found for one in part.clusters),
        gold=np.concatenate([part.gold for part in found]),
        predicted=np.concatenate([part.predicted for part in found]),
        probabilities=np.concatenate([part.probabilities for part in found]),
    )
    return measures(whole) | {"seconds": round(time.monotonic() - clock, 1)}


def _found(settings: Settings, warehouse: Warehouse, split: Split, method: str, seed: int) -> Found:
    learned, _ = trainable(split.train)
    if method == TFIDF:
        probabilities, present = tfidf_baseline(learned, split.test, seed)
    else:
        head = train_head(settings, warehouse, learned, method, seed=seed)
        none = TrainedOn(
            (), (), (), np.zeros((0, len(head.frames)))
        )  # a text that both files hold is tested like any other
        applied = Applier(settings, warehouse, replace(head, trained_on=none)).apply(split.test.passages)
        probabilities, present = applied.probabilities, applied.present
    frames = split.test.frames
    columns = [frames.index(name) for name in learned.frames]
    all_probabilities, all_present = np.zeros(split.test.present.shape), np.zeros(split.test.present.shape, bool)
    all_probabilities[:, columns], all_present[:, columns] = probabilities, present
    return Found(
        frames, split.test.base_languages, split.test.clusters, split.test.present, all_present, all_probabilities
    )


def _told(coded: Labelled, path: str) -> dict[str, Any]:
    languages = coded.base_languages
    return {
        "file": Path(path).name,
        "n": len(coded),
        "clusters": len(set(coded.clusters)),
        "languages": {name: languages.count(name) for name in sorted(set(languages))},
        "frames": dict(zip(coded.frames, coded.present.sum(axis=0).tolist(), strict=True)),
        "frames_a_text": round(float(coded.present.sum(axis=1).mean()), 3),
    }
