"""What shares within a story, and their differences, owe to the coding of other articles."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from monitor.trends.correction import Values
from monitor.trends.groups import Bools, Floats, Ints, group_sums
from monitor.trends.methods import Parts
from monitor.trends.pooled import Pooled
from monitor.trends.small_samples import Owed
from monitor.trends.told_twice import Told

_CELLS = 4096  # at a time: their tables stay in the processor's cache


@dataclass(frozen=True)
class Debts:
    """Of c places of stories (``here``), of the other places of each one's story, and of the difference (``apart``), for f frames.

    The slopes (c, f) are those of the values on what they are made of: 1 where nothing is owed.
    """

    here: Owed
    others: Owed
    apart: Owed
    slope_here: Floats
    slope_others: Floats


def story_debts(pooled: Pooled, told: Told, parts: Parts, values: Values) -> Debts:
    """Debts of the cells of ``told``; ``parts`` are those of its stories.

    An article without coding has the value offset + slope * prediction. A share so owes the mean of its strata's offsets, of variance w'
    C w with w the shares of its articles without coding in each stratum, and in each language the mean distance of its predictions from
    their stratum's mean, times the slope. That a story's own articles had a part in the coding is left aside: it is one story of many.

    Stories are taken some at a time, so that the tables of cells by strata stay small.
    """
    open_ = parts.from_others[parts.groups.index] & ~values.coded[told.articles.unit]
    size, n_frames = told.cells.size, open_.shape[1]
    variance, slope = np.zeros((3, size, n_frames)), np.ones((2, size, n_frames))
    frames = np.flatnonzero(open_.any(axis=0))
    if len(frames):
        order = np.argsort(told.cells.index, kind="stable")
        ends = np.searchsorted(told.cells.index[order], np.arange(size + 1))
        for cells in _some_at_a_time(told.story):
            rows = order[ends[cells.start] : ends[cells.stop]]
            block = _block(pooled, told, values, (rows, open_[rows]), cells)
            for frame in frames:
                here, others = block.owing(int(frame))
                for at, one in enumerate((here, others, here - others)):
                    variance[at, cells, frame] = _variance(pooled, one, int(frame))
                for at, one in enumerate((here, others)):
                    slope[at, cells, frame] += one[:, : pooled.strata.size] @ (pooled.slope[:, frame] - 1)
    df = np.maximum(_least_gold(pooled, parts, told.stories.size)[told.story] - 1, 1)
    owed_here, owed_others, apart = (Owed(one, df) for one in variance)
    return Debts(owed_here, owed_others, apart, slope[0], slope[1])


def _some_at_a_time(story: Ints) -> Iterator[slice]:
    """Cells, which are in the order of their stories, in blocks of whole stories."""
    starts = np.append(np.flatnonzero(np.append(True, story[1:] != story[:-1])), len(story))
    at = 0
    while at < len(story):
        stop = int(starts[np.searchsorted(starts, min(at + _CELLS, len(story)))])
        yield slice(at, stop)
        at = stop


@dataclass(frozen=True)
class _Block:
    """Articles (n) of some cells: ``cell`` from 0, ``stratum`` and ``language``, columns of a table as ``width`` wide.

    ``counted`` (n, f) is 1 for those without coding, ``distance`` (n, f) how far these are from their stratum's mean. ``n`` counts the
    articles of the cells (c, 1), ``story`` numbers the cells' stories from 0.
    """

    cell: Ints
    stratum: Ints
    language: Ints
    width: int
    counted: Floats
    distance: Floats
    n: Floats
    story: Ints

    def owing(self, frame: int) -> tuple[Floats, Floats]:
        """By cell, and by the other cells of its story: shares of articles without coding in each stratum, then in each language their
        distance from their stratum's mean, (c, s + l).
        """
        size = len(self.n) * self.width
        table: Floats = np.asarray(
            np.bincount(self.cell * self.width + self.stratum, weights=self.counted[:, frame], minlength=size),
            np.float64,
        )
        table += np.bincount(self.cell * self.width + self.language, weights=self.distance[:, frame], minlength=size)
        own = table.reshape(-1, self.width)
        return own / self.n, self._others(own) / self._others(self.n)

    def _others(self, by_cell: Floats) -> Floats:
        return group_sums(self.story, by_cell, int(self.story[-1]) + 1)[self.story] - by_cell


def _block(pooled: Pooled, told: Told, values: Values, chosen: tuple[Ints, Bools], cells: slice) -> _Block:
    """The articles of some cells: their rows (n,), and for which frames they are without coding, (n, f)."""
    rows, open_ = chosen
    strata, unit = pooled.strata, told.articles.unit[rows]
    stratum, counted = strata.of_unit[unit], open_.astype(np.float64)
    cell, story = told.cells.index[rows] - cells.start, told.story[cells]
    n = np.bincount(cell, minlength=len(story)).astype(np.float64)[:, None]
    return _Block(
        cell, stratum, strata.size + strata.language[stratum], strata.size + strata.n_languages, counted,
        counted * (values.prediction[unit] - pooled.centre[stratum]), n, story - story[0],
    )  # fmt: skip


def _variance(pooled: Pooled, owing: Floats, frame: int) -> Floats:
    weight, lean = owing[:, : pooled.strata.size], owing[:, pooled.strata.size :]
    of_offsets = np.einsum("cs,cs->c", weight @ pooled.covariance[frame], weight)
    return np.asarray(of_offsets + lean**2 @ pooled.slope_variance[:, frame], dtype=np.float64)


def _least_gold(pooled: Pooled, parts: Parts, n_stories: int) -> Floats:
    """The fewest coded articles that any part of a story's values rests on, (s, f); infinite where none does."""
    gold = np.where(parts.from_others, pooled.n_gold[parts.stratum], np.inf)
    found = np.full((n_stories, gold.shape[1]), np.inf)
    np.minimum.at(found, parts.cell, gold)
    return found
