"""How much a figure rests on one outlet: the same with each outlet left out."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Floats, Ints, group_rows, group_sums
from monitor.trends.methods import article_values
from monitor.trends.study import Study
from monitor.trends.units import Articles


@dataclass(frozen=True)
class WithoutOne:
    """Least and largest share of c cells when any one outlet is left out, (c, f); NaN with a single outlet."""

    least: Floats
    most: Floats


def without_one_outlet(
    study: Study, articles: Articles, cell: Ints, n_cells: int, *, by_story: bool = False, raw: bool = False
) -> WithoutOne:
    """Leave out each outlet of each cell in turn. Values and weights are those of the cell with all its outlets."""
    parts = study.parts(articles, cell, n_cells, raw=raw)
    value = article_values(study.pooled, articles, parts, study.units.values).value
    weight = np.ones(len(articles))
    if by_story:
        stories = group_rows(cell, articles.story.codes)
        weight = 1 / np.bincount(stories.index)[stories.index]
    groups = group_rows(cell, articles.outlet.codes)
    owner = cell[groups.first]
    of_outlet = np.bincount(groups.index, weights=weight, minlength=groups.size)
    total = group_sums(groups.index, value * weight[:, None], groups.size)
    rest = np.bincount(owner, weights=of_outlet, minlength=n_cells)[owner] - of_outlet
    with np.errstate(divide="ignore", invalid="ignore"):
        without = (group_sums(owner, total, n_cells)[owner] - total) / np.where(rest > 1e-9, rest, np.nan)[:, None]
    least, most = np.full((n_cells, value.shape[1]), np.inf), np.full((n_cells, value.shape[1]), -np.inf)
    np.minimum.at(least, owner, np.nan_to_num(without, nan=np.inf))
    np.maximum.at(most, owner, np.nan_to_num(without, nan=-np.inf))
    return WithoutOne(np.where(np.isinf(least), np.nan, least), np.where(np.isinf(most), np.nan, most))
