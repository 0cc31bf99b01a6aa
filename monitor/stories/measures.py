"""Agreement of a clustering with gold clusters: B-cubed and pairwise precision, recall and F1.

B-cubed after Bagga and Baldwin (1998) and Amigó et al. (2009); pairwise counts pairs of items. Everything is read off the
contingency table of labels and gold, so the cost is that of sorting, not of the pairs.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """Precision, recall and F1, each 0 to 1; ``nan`` where there is nothing to measure."""

    precision: float
    recall: float
    f1: float


def bcubed(labels: ArrayLike, gold: ArrayLike) -> Scores:
    """B-cubed scores of ``labels`` (n,) against ``gold`` (n,), singletons included.

    Precision is the mean over items of the share of the item's cluster that belongs to its gold cluster, recall the mean of the
    share of its gold cluster found in its cluster, F1 their harmonic mean. No item gives ``nan``. Raises ValueError for unequal lengths.
    """
    cells, rows, columns = _contingency(labels, gold)
    total = cells.count.sum()
    if total == 0:
        return Scores(np.nan, np.nan, np.nan)
    squared = cells.count.astype(np.float64) ** 2
    precision = float((squared / rows[cells.row]).sum() / total)
    recall = float((squared / columns[cells.column]).sum() / total)
    return Scores(precision, recall, 2 * precision * recall / (precision + recall))


def pairwise(labels: ArrayLike, gold: ArrayLike) -> Scores:
    """Scores over the n (n - 1) / 2 pairs: a pair is found when ``labels`` agree, true when ``gold`` agree.

    Precision is ``nan`` when no pair is found, recall when no pair is true, F1 when neither. Raises ValueError for unequal lengths.
    """
    return _from_pairs(_pair_counts(labels, gold))


def pairwise_across(labels: ArrayLike, gold: ArrayLike, groups: ArrayLike) -> Scores:
    """Pairwise scores over the pairs whose two items lie in different ``groups`` (n,), e.g. languages.

    All pairs less the pairs inside each group: linear in the number of items.
    """
    labels, gold, groups = np.asarray(labels), np.asarray(gold), np.asarray(groups)
    _same_length(labels, groups)
    counts = _pair_counts(labels, gold)
    for group in np.unique(groups):
        inside = groups == group
        counts = counts - _pair_counts(labels[inside], gold[inside])
    return _from_pairs(counts)


@dataclass(frozen=True)
class _Cells:
    """The non-empty cells of the contingency table."""

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    count: Counts


def _contingency(labels: ArrayLike, gold: ArrayLike) -> tuple[_Cells, Counts, Counts]:
    """Non-empty cells, sizes of the clusters and sizes of the gold clusters."""
    labels, gold = np.asarray(labels), np.asarray(gold)
    _same_length(labels, gold)
    _, rows, row_sizes = np.unique(labels, return_inverse=True, return_counts=True)
    _, columns, column_sizes = np.unique(gold, return_inverse=True, return_counts=True)
    width = max(len(column_sizes), 1)
    cells, counts = np.unique(rows.astype(np.int64) * width + columns, return_counts=True)
    return (
        _Cells(cells // width, cells % width, counts.astype(np.int64)),
        row_sizes.astype(np.int64),
        column_sizes.astype(np.int64),
    )


def _pair_counts(labels: ArrayLike, gold: ArrayLike) -> Counts:
    """Pairs found and true, pairs found, pairs true: (3,)."""
    cells, rows, columns = _contingency(labels, gold)
    return np.array([int((sizes * (sizes - 1) // 2).sum()) for sizes in (cells.count, rows, columns)], dtype=np.int64)


def _from_pairs(counts: Counts) -> Scores:
    both, found, true = (int(count) for count in counts)
    return Scores(
        both / found if found else np.nan,
        both / true if true else np.nan,
        2 * both / (found + true) if found + true else np.nan,
    )


def _same_length(one: NDArray[Any], other: NDArray[Any]) -> None:
    if one.shape != other.shape or one.ndim != 1:
        raise ValueError(
            f"labels and gold must be two vectors of the same length, got shapes {one.shape} and {other.shape}"
        )
