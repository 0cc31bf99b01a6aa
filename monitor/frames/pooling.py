"""From passages to articles: grouping, context, pooling, and the best passages as evidence. All vectorised."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.frames.scorer import DIGITS, FrameScores

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Groups:
    """Passages by article: ``of[i]`` is the group of passage i; groups are runs of rows in the order of ``ids``."""

    ids: pa.Array
    of: Whole
    starts: Whole

    @property
    def sizes(self) -> Whole:
        """Passages in each group."""
        return np.diff(np.append(self.starts, len(self.of)))


def group_passages(passages: pa.Table) -> Groups:
    """Group passages by article. Raises ValueError where an article's rows do not stand together."""
    encoded = passages["article_id"].combine_chunks().dictionary_encode()
    of = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    if np.any(np.diff(of) < 0):
        raise ValueError("passages must be sorted by article_id and position")
    return Groups(encoded.dictionary, of, np.flatnonzero(np.diff(of, prepend=-1)))


def in_context(vectors: Floats, groups: Groups, positions: Whole, lengths: Floats, weight: float) -> Floats:
    """Each vector mixed with those of the sentences before and after it in its article, at unit length.

    A sentence counts by the square root of its length, its neighbours ``weight`` times that: a short one says little without
    them. Titles (position 0) neither lend nor borrow: a headline stands for itself. ``vectors`` is (n, d).
    """
    follows = (np.diff(groups.of) == 0) & (positions[:-1] > 0)
    weighted = np.sqrt(np.maximum(lengths, 1.0))[:, None] * vectors
    mixed = weighted.copy()
    mixed[1:] += weight * follows[:, None] * weighted[:-1]
    mixed[:-1] += weight * follows[:, None] * weighted[1:]
    return unit(mixed)


def unit(vectors: Floats) -> Floats:
    """Rows at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    shortened: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return shortened


def log_mean_exp(scores: Floats, groups: Groups, sharpness: float, weights: Floats | None = None) -> Floats:
    """Pool (passages, frames) to (articles, frames) by ``log(mean(exp(sharpness * s))) / sharpness``.

    Lies between mean (sharpness to 0) and maximum (to infinity). Unlike a maximum or a mean of the best few, the
    mean of the exponentials has an expectation that does not depend on how many passages there are, so length alone
    adds nothing. ``weights`` (passages,), positive, say how much each counts in its article's mean; by default all the same.
    """
    weight = np.ones(len(scores)) if weights is None else weights
    top = np.maximum.reduceat(scores, groups.starts, axis=0)
    raised = weight[:, None] * np.exp(sharpness * (scores - top[groups.of]))
    sums = np.add.reduceat(raised, groups.starts, axis=0)
    whole = np.add.reduceat(weight, groups.starts)
    return top + np.log(sums / whole[:, None]) / sharpness


def mean_of_best(scores: Floats, groups: Groups, count: int) -> Floats:
    """Pool (passages, frames) to (articles, frames): the mean of an article's ``count`` best passages, or of all."""
    ranks = _ranks(scores, groups)
    kept = np.where(ranks < count, scores, 0.0)
    return np.add.reduceat(kept, groups.starts, axis=0) / np.minimum(groups.sizes, count)[:, None]


@dataclass(frozen=True)
class Scored:
    """A scorer's numbers: ``by_passage`` (passages, frames); ``scores`` and ``probabilities`` (articles, frames)."""

    by_passage: Floats
    scores: Floats
    probabilities: Floats
    threshold: float


def as_tables(
    passages: pa.Table, groups: Groups, frames: tuple[str, ...], scored: Scored, n_evidence: int
) -> FrameScores:
    """The two tables of a scorer's result: a frame is present where its score, as stored, reaches the threshold."""
    stored = scored.scores.round(DIGITS)
    n_articles, n_frames = stored.shape
    article, frame = np.divmod(np.arange(n_articles * n_frames), n_frames)
    names = pa.array(frames)
    articles = pa.table(
        {
            "article_id": groups.ids.take(pa.array(article)),
            "frame_id": names.take(pa.array(frame)),
            "score": stored.ravel(),
            "probability": scored.probabilities.round(DIGITS).ravel(),
            "present": (stored >= scored.threshold).ravel(),
        }
    )
    return FrameScores(articles, _evidence(passages, groups, names, scored.by_passage, n_evidence))


def _evidence(passages: pa.Table, groups: Groups, frames: pa.Array, by_passage: Floats, count: int) -> pa.Table:
    ranks = _ranks(by_passage, groups)
    row, frame = np.nonzero(ranks < count)
    picked = passages.select(["article_id", "passage_id", "field", "start", "stop"]).take(pa.array(row))
    return (
        picked.append_column("frame_id", frames.take(pa.array(frame)))
        .append_column("rank", pa.array(ranks[row, frame] + 1, pa.int32()))
        .append_column("score", pa.array(by_passage[row, frame].round(DIGITS)))
    )


def _ranks(scores: Floats, groups: Groups) -> Whole:
    """Rank (from 0) of each passage within its article, for each frame; ties go to the earlier passage."""
    ranks = np.empty(scores.shape, dtype=np.int64)
    rows = np.arange(len(scores))
    rounded = scores.round(DIGITS)
    for frame in range(scores.shape[1]):
        order = np.lexsort((rows, -rounded[:, frame], groups.of))
        ranks[order, frame] = rows - groups.starts[groups.of]
    return ranks
