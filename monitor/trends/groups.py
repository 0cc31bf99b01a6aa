"""Grouping rows by integer codes, and sums over groups."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
# So many possible combinations a row are counted rather than sorted.
_COUNTED = 8


@dataclass(frozen=True)
class Column:
    """A column of names as codes: ``names`` sorted, ``codes`` (n,) indexes into them."""

    codes: Ints
    names: tuple[str, ...]

    def take(self, rows: Ints | Bools) -> "Column":
        """The column at some rows, under the same names."""
        return Column(self.codes[rows], self.names)


@dataclass(frozen=True)
class Groups:
    """Rows in groups: ``index`` (n,) is the group of each row, ``first`` (m,) the first row of each group."""

    index: Ints
    first: Ints

    @property
    def size(self) -> int:
        """Number of groups."""
        return len(self.first)


def group_rows(*codes: Ints) -> Groups:
    """Rows that agree in all codes (each (n,), from 0), groups in the order of the codes.

    Cost: linear where few combinations are possible, else one sort of n integers.
    """
    key = np.zeros(len(codes[0]), dtype=np.int64)
    span = 1
    for code in codes:
        width = int(code.max()) + 1 if len(code) else 1
        span *= width
        if span > 2**62:
            raise OverflowError("too many combinations to group by in 64 bits")
        key = key * width + code
    if span <= _COUNTED * len(key) + _COUNTED:
        return _by_counting(key, span)
    row_bits = len(key).bit_length()
    if span.bit_length() + row_bits <= 62:
        return _by_sorting(key, row_bits)
    _, first, index = np.unique(key, return_index=True, return_inverse=True)
    return Groups(index.astype(np.int64), first.astype(np.int64))


def _by_counting(key: Ints, span: int) -> Groups:
    n = len(key)
    first = np.full(span, n, dtype=np.int64)
    first[key[::-1]] = np.arange(n - 1, -1, -1)  # of equal keys the last one assigned stays: the first row
    found = np.flatnonzero(first < n)
    place = np.empty(span, dtype=np.int64)
    place[found] = np.arange(len(found))
    return Groups(place[key], first[found])


def _by_sorting(key: Ints, row_bits: int) -> Groups:
    """Sorts key and row as one integer: several times as fast as an argsort, and the rows of a group stay in order."""
    packed = np.sort((key << row_bits) | np.arange(len(key)))
    row, key = packed & ((1 << row_bits) - 1), packed >> row_bits
    starts = np.append(True, key[1:] != key[:-1])
    index = np.empty(len(key), dtype=np.int64)
    index[row] = np.cumsum(starts) - 1
    return Groups(index, row[starts])


def rows_of(starts: Ints, groups: Ints) -> tuple[Ints, Ints]:
    """Rows of some groups (k,), one group after the other, and the place in ``groups`` of each; group g has rows ``starts[g]`` to
    ``starts[g + 1]``.
    """
    n = starts[groups + 1] - starts[groups]
    at = np.repeat(np.arange(len(groups)), n)
    within = np.arange(len(at)) - (np.cumsum(n) - n)[at]
    return starts[groups][at] + within, at


def group_sums(index: Ints, values: Floats | Bools, size: int) -> Floats:
    """Sums of ``values`` (n, f) over groups, (size, f)."""
    n = len(index)
    # by columns there is nothing to sort: a row belongs to one group
    membership = sparse.csc_matrix((np.ones(n), index, np.arange(n + 1)), shape=(size, n))
    return np.asarray(membership @ values.astype(np.float64, copy=False), dtype=np.float64)


def group_counts(index: Ints, size: int) -> Ints:
    """Rows of each group, (size,)."""
    return np.bincount(index, minlength=size).astype(np.int64)


def distinct_counts(index: Ints, codes: Ints, size: int) -> Ints:
    """How many different codes each group holds, (size,)."""
    pairs = group_rows(index, codes)
    return group_counts(index[pairs.first], size)
