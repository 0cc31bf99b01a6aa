"""Findings picked out of many, each family by itself, with intervals that hold for those picked."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Bools, Floats, Groups, Ints, group_counts, group_rows
from monitor.trends.intervals import adjust

FALSE_SHARE = 0.05
"""At most this share of the findings, and of the selected intervals, may be expected to be false."""
LARGEST = 10
"""So many of a family are selected in any case, ties with the last of them as well."""
_DIGITS = 12  # both sides of one difference are the same to so many digits


@dataclass(frozen=True)
class Selection:
    """Which of r differences are selected; all (r,).

    ``q`` is p adjusted within the family, ``rank`` as in :func:`ranks`; ``missed`` is the chance with which the interval of a selected one
    may miss, NaN for the others.
    """

    q: Floats
    rank: Ints
    selected: Bools
    missed: Floats


def select(family: Ints, p: Floats, size: Floats) -> Selection:
    """Select in each family (codes, (r,)) those with q <= .05, or the ten that are clearest by p, whichever are more.

    Intervals of the R selected among m, at the level 1 - .05 R / m, miss the truth in at most 5% of the selected, in expectation
    (false coverage rate: Benjamini and Yekutieli 2005). Where R is fixed beforehand, as in a family without any q <= .05, this holds
    under any dependence: each of m intervals misses with .05 R / m, so .05 R of them are expected to. ``size`` (r,) breaks ties of p.
    """
    q, missed = np.full(p.shape, np.nan), np.full(p.shape, np.nan)
    rank = ranks(family, p, size)
    selected = (rank > 0) & (rank <= LARGEST)
    known = np.flatnonzero(rank)
    families = group_rows(family[known])
    for rows in _members(families):
        here = known[rows]
        q[here] = adjust(p[here])
        chosen = here[selected[here] | (q[here] <= FALSE_SHARE)]
        selected[chosen] = True
        missed[chosen] = FALSE_SHARE * len(chosen) / len(here)
    return Selection(q, rank, selected, missed)


def ranks(group: Ints, p: Floats, size: Floats) -> Ints:
    """Ranks within groups from 1, by p, then by absolute size; those with both the same share the better rank; 0 without a p, (r,)."""
    found = np.zeros(len(p), dtype=np.int64)
    known = np.flatnonzero(~np.isnan(p))
    groups = group_rows(group[known])
    keys = groups.index, np.round(p[known], _DIGITS), -np.round(np.abs(size[known]), _DIGITS)
    order = np.lexsort(keys[::-1])
    differs = np.ones(len(order), dtype=np.bool_)
    differs[1:] = np.any([np.diff(key[order]) != 0 for key in keys], axis=0)
    at = np.arange(len(order))
    first_alike = np.maximum.accumulate(np.where(differs, at, 0))
    start = np.cumsum(group_counts(groups.index, groups.size)) - group_counts(groups.index, groups.size)
    found[known[order]] = first_alike - start[groups.index[order]] + 1
    return found


def _members(groups: Groups) -> list[Ints]:
    """The rows of each group."""
    if not groups.size:
        return []
    order = np.argsort(groups.index, kind="stable")
    return [np.asarray(rows) for rows in np.split(order, np.cumsum(group_counts(groups.index, groups.size))[:-1])]
