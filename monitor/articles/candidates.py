"""Pairs of texts that may be copies, out of any number of texts, without comparing all with all."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.articles.shingles import Hashes

_Keys = NDArray[np.uint64]
_Places = NDArray[np.int64]

_SKETCH = 96
# In how many texts a shingle may stand for all of them to be paired. What stands in more is a set phrase, or the text of an agency that
# everybody printed: there each text is paired with the few before it, so that no phrase costs more than its length.
_FEW = 32
_BEFORE = 2
_MET = 2
_AT_ONCE = 10_000
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def candidate_pairs(sets: Sequence[Hashes], least: float) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of positions in ``sets`` whose Jaccard similarity may reach ``least``; by the later one, in order.

    Each set is known by its 96 smallest numbers (bottom-k sketch: Broder 1997). Sets of one size and similarity J are expected to have
    96 * 2J / (1 + J) of them in common, other sets at least 96 J. Pairs are met at the numbers that stand in few sketches, at two
    of them at least, and stay where half of 96 J was in common. Time grows as n log n for n texts, whatever they say.
    """
    keys = _postings(sets)
    met, counts = np.unique(
        np.concatenate([_paired(*keys, lag) for lag in range(1, _FEW)] + [_with_first(*keys)]), return_counts=True
    )
    met = met[counts >= _MET]
    sketches, lengths = _padded(sets)
    for start in range(0, len(met), _AT_ONCE):
        some = met[start : start + _AT_ONCE]
        later, earlier = (some >> _HALF).astype(np.int64), (some & _LOW).astype(np.int64)
        shared = _shared(sketches, lengths, later, earlier)
        kept = shared >= least / 2 * np.minimum(lengths[later], lengths[earlier])
        yield from zip(later[kept].tolist(), earlier[kept].tolist(), strict=True)


def _padded(sets: Sequence[Hashes]) -> tuple[NDArray[np.uint32], _Places]:
    """The sketches as rows of a matrix (n, 96), filled up with zeros, and the length of each."""
    lengths = np.array([min(len(one), _SKETCH) for one in sets], np.int64)
    sketches = np.zeros((len(sets), _SKETCH), np.uint32)
    for row, one in zip(sketches, sets, strict=True):
        row[: len(one[:_SKETCH])] = one[:_SKETCH]
    return sketches, lengths


def _shared(sketches: NDArray[np.uint32], lengths: _Places, later: _Places, earlier: _Places) -> _Places:
    """How many numbers the sketches of each pair have in common."""
    both = np.empty((len(later), 2 * _SKETCH), np.uint64)
    column = np.arange(_SKETCH)
    for side, rows in enumerate((later, earlier)):
        part = both[:, side * _SKETCH : (side + 1) * _SKETCH]
        filling = np.uint64(2**32) + (column + side * _SKETCH).astype(np.uint64)  # no number, and no two alike
        part[:] = np.where(column < lengths[rows][:, None], sketches[rows].astype(np.uint64), filling)
    both.sort(axis=1)
    shared: _Places = np.count_nonzero(both[:, 1:] == both[:, :-1], axis=1)
    return shared


def _postings(sets: Sequence[Hashes]) -> tuple[_Keys, _Places, _Places]:
    """For each number that stands in several sketches, and each set it stands in: the set, the length of the run of sets with this
    number, and the place in that run; runs lie one after another, each in the order of the sets.
    """
    sketches = [one[:_SKETCH].astype(np.uint64) << _HALF | np.uint64(at) for at, one in enumerate(sets)]
    keys = np.concatenate(sketches) if sketches else np.empty(0, np.uint64)
    keys.sort()
    starts = np.flatnonzero(np.diff(keys >> _HALF, prepend=_LOW + np.uint64(1)))
    lengths = np.diff(starts, append=len(keys))
    runs = np.repeat(lengths, lengths)
    places = np.arange(len(keys)) - np.repeat(starts, lengths)
    several = runs > 1
    return keys[several] & _LOW, runs[several], places[several]


def _paired(owners: _Keys, runs: _Places, places: _Places, lag: int) -> _Keys:
    """Each set with the one ``lag`` places before it in the run."""
    at = np.flatnonzero((places >= lag) & ((runs <= _FEW) | (lag <= _BEFORE)))
    pairs: _Keys = owners[at] << _HALF | owners[at - lag]
    return pairs


def _with_first(owners: _Keys, runs: _Places, places: _Places) -> _Keys:
    """In long runs each set with the first of the run."""
    at = np.flatnonzero((runs > _FEW) & (places > _BEFORE))
    pairs: _Keys = owners[at] << _HALF | owners[at - places[at]]
    return pairs
