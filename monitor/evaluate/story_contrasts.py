"""How often contrasts within a story alarm in vain, and their intervals miss, those picked for their size above all.

Each world (:mod:`monitor.evaluate.worlds.told`) is estimated by the function that fills ``story_frame_contrasts``.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.evaluate.worlds.told import Telling, ToldWorld, draw_told
from monitor.trends.groups import Bools, Floats, Ints
from monitor.trends.selection import FALSE_SHARE
from monitor.trends.story_contrasts import story_frame_contrasts

LEVELS = (0.05, 0.01, 0.001)
Pairs = dict[str, Floats]
"""For each figure, what it is a sum of and over how many: (2,)."""


@dataclass(frozen=True)
class _Looked:
    """Rows (r,) of a world's table with the truth."""

    table: pa.Table
    true: Floats
    true_share: Floats

    def __getitem__(self, column: str) -> Floats:
        return np.array(self.table[column].to_pylist(), np.float64)

    def misses(self, prefix: str = "") -> Bools:
        """Where the interval leaves out the truth."""
        truth = self.true_share if prefix == "share_" else self.true
        return np.asarray((truth < self[f"{prefix}lo"]) | (truth > self[f"{prefix}hi"]), dtype=np.bool_)

    @property
    def corrected(self) -> Bools:
        """Where the values were corrected."""
        return np.array([method != "uncorrected" for method in self.table["method"].to_pylist()], np.bool_)


def measure(design: Telling, seeds: Iterable[int]) -> dict[str, float]:
    """Figures of a design over the worlds of some seeds.

    ``p<=``: the share of contrasts with p up to a level (false alarms where places tell stories alike). ``missed`` and ``missed_share``: of
    95% intervals, the share that leaves out the truth. ``selected_missed``: the mean over weeks of the share of selected intervals that do,
    ``selected_missed_plainly``: the same if the plain intervals were used. ``weeks_with_findings`` and ``false_findings``: weeks with any q
    <= .05, and the mean share of these whose sign is wrong or that do not differ. ``width`` and ``selected_width``: mean widths.
    """
    total: Pairs = defaultdict(lambda: np.zeros(2))
    for seed in seeds:
        for name, pair in _one_world(design, draw_told(design, seed)).items():
            total[name] = total[name] + pair
    return {name: round(float(hit / of), 4) for name, (hit, of) in total.items() if of}


def _one_world(design: Telling, world: ToldWorld) -> Pairs:
    table = story_frame_contrasts(world.study)
    if table is None:
        return {}
    rows = _with_truth(table, world)
    p, given = rows["p"], ~np.isnan(rows["lo"])
    if design.gold:
        given &= rows.corrected
    found = {f"p<={level}": _share(p <= level, ~np.isnan(p)) for level in LEVELS}
    found["missed"] = _share(rows.misses(), given)
    found["missed_share"] = _share(rows.misses("share_"), given)
    found["width"] = np.array([(rows["hi"] - rows["lo"])[given].sum(), given.sum()])
    return found | _of_selected(rows)


def _of_selected(rows: _Looked) -> Pairs:
    selected = rows["selected"] > 0
    week = np.unique(rows.table["week"].to_numpy(), return_inverse=True)[1]
    finding = rows["q"] <= FALSE_SHARE
    false = finding & (rows.true * rows["difference"] <= 0)
    width = (rows["selected_hi"] - rows["selected_lo"])[selected]
    found = {
        "selected_missed": _mean_of_shares(rows.misses("selected_") & selected, selected, week),
        "selected_missed_plainly": _mean_of_shares(rows.misses() & selected, selected, week),
        "false_findings": _mean_of_shares(false, finding, week),
        "selected_width": np.array([width.sum(), len(width)]),
    }
    of_week = np.bincount(week, weights=finding) > 0
    return found | {"weeks_with_findings": np.array([of_week.sum(), len(of_week)], np.float64)}


def _with_truth(table: pa.Table, world: ToldWorld) -> _Looked:
    """The truth of the others is the mean over the other places, by their numbers of articles."""
    articles = world.study.units.articles
    codes = zip(
        ("story_id", "country", "frame_id"),
        (articles.story.names, articles.country.names, world.study.units.frames),
        strict=True,
    )
    story, place, frame = (_codes(table[column], names) for column, names in codes)
    n = np.zeros(world.truth.shape[:2])
    np.add.at(n, (articles.story.codes, articles.country.codes), 1)
    here, n_here = world.truth[story, place, frame], n[story, place]
    all_of_them = (n[:, :, None] * world.truth).sum(axis=1)[story, frame]
    others = (all_of_them - n_here * here) / (n.sum(axis=1)[story] - n_here)
    return _Looked(table, here - others, here)


def _codes(column: pa.ChunkedArray, names: tuple[str, ...]) -> Ints:
    places = {name: at for at, name in enumerate(names)}
    return np.array([places[name] for name in column.to_pylist()], np.int64)


def _share(hit: NDArray[np.bool_], of: NDArray[np.bool_]) -> Floats:
    return np.array([(hit & of).sum(), of.sum()], np.float64)


def _mean_of_shares(hit: Bools, of: Bools, group: Ints) -> Floats:
    """The sum over groups of shares of ``of`` that are ``hit``, 0 where there is none, and the number of groups."""
    hits, n = (np.bincount(group, weights=one) for one in (hit, of))
    return np.array([(hits / np.maximum(n, 1)).sum(), len(n)])
