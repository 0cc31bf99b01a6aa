"""The baseline that a head must beat: logistic regression on TF-IDF of words and character n-grams, no model involved."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from monitor.frames.head.decision import choose_decision
from monitor.frames.head.folds import cluster_folds
from monitor.frames.head.labelled import Labelled
from monitor.frames.head.linear import choose_penalty, fit_linear
from monitor.frames.head.platt import fit_lines
from monitor.frames.head.training import LINEAR_FOLDS
from monitor.frames.pooling import group_passages

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def tfidf_baseline(train: Labelled, test: Labelled, seed: int) -> tuple[Floats, Bools]:
    """Probabilities and what counts as present for ``test`` (n, k), trained, calibrated and thresholded on ``train``.

    Words and pairs of words, and 2 to 5 characters within words; penalty, calibration and thresholds are chosen as for
    a head.
    """
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    texts, asked = _texts(train), _texts(test)
    features = hstack([words.fit_transform(texts), letters.fit_transform(texts)]).tocsr()
    penalty = choose_penalty(features, train.present, train.judged, train.clusters, seed)
    fold = cluster_folds(train.clusters, LINEAR_FOLDS, seed + 1)
    out_of_fold = np.empty(train.present.shape)
    for one in range(LINEAR_FOLDS):
        inside = fold != one
        part = fit_linear(features[inside], train.present[inside], train.judged[inside], penalty)
        out_of_fold[~inside] = part.logits(features[~inside])
    lines = fit_lines(out_of_fold, train.present, train.judged)
    decision = choose_decision(lines.probabilities(out_of_fold), train.present, train.judged)
    whole = fit_linear(features, train.present, train.judged, penalty)
    new = hstack([words.transform(asked), letters.transform(asked)]).tocsr()
    probabilities = lines.probabilities(whole.logits(new))
    return probabilities, decision.present(probabilities)


def _texts(coded: Labelled) -> list[str]:
    starts = group_passages(coded.passages).starts.tolist()
    passages = coded.passages["text"].to_pylist()
    stops = [*starts[1:], len(passages)]
    return [" ".join(passages[start:stop]) for start, stop in zip(starts, stops, strict=True)]
