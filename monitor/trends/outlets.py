"""How much a figure rests on one outlet: the same with each outlet left out."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Floats, group_rows, group_sums
from monitor.trends.methods import Parts
from monitor.trends.study import Study
from monitor.trends.sums import sum_parts
from monitor.trends.units import Articles


@dataclass(frozen=True)
class WithoutOne:
    """Least and largest share of c cells when any one outlet is left out, (c, f); NaN with a single outlet."""

    least: Floats
    most: Floats


def without_one_outlet(study: Study, articles: Articles, parts: Parts, *, by_story: bool = False) -> WithoutOne:
    """Leave out each outlet of each cell of ``parts`` in turn. Values and weights are those of the cell with all its outlets."""
    n_cells = len(parts.cell_method)
    weight = None
    if by_story:
        stories = group_rows(parts.cell[parts.groups.index], articles.story.codes)
        weight = 1 / np.bincount(stories.index)[stories.index]
    rows = sum_parts(study.pooled, articles, parts, study.units.values, key=articles.outlet.codes, weight=weight)
    groups = group_rows(parts.cell[rows.part], rows.key)
    owner = parts.cell[rows.part][groups.first]
    of_outlet = np.bincount(groups.index, weights=rows.n, minlength=groups.size)
    total = group_sums(groups.index, rows.total, groups.size)
    rest = np.bincount(owner, weights=of_outlet, minlength=n_cells)[owner] - of_outlet
    with np.errstate(divide="ignore", invalid="ignore"):
        without = (group_sums(owner, total, n_cells)[owner] - total) / np.where(rest > 1e-9, rest, np.nan)[:, None]
    least, most = np.full((n_cells, total.shape[1]), np.inf), np.full((n_cells, total.shape[1]), -np.inf)
    np.minimum.at(least, owner, np.nan_to_num(without, nan=np.inf))
    np.maximum.at(most, owner, np.nan_to_num(without, nan=-np.inf))
    return WithoutOne(np.where(np.isinf(least), np.nan, least), np.where(np.isinf(most), np.nan, most))
