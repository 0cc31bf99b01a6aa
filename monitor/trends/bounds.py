"""Between which values a share must lie, given what is coded among its own articles."""

import numpy as np

from monitor.trends.correction import Values
from monitor.trends.groups import Floats, Ints, group_rows, group_sums
from monitor.trends.units import Articles


def within_bounds(
    estimate: Floats, articles: Articles, cell: Ints, values: Values, *, by_story: bool = False
) -> Floats:
    """``estimate`` (c, f) of the ``articles`` (n) of each ``cell`` (n,): no less than if no article without coding carried the frame, no
    more than if all did (Manski 1989). NaN stays.

    A corrected share is right on average; of a handful of articles, all but one coded, it may be none that they could have. With
    ``by_story`` every story of a cell weighs 1.
    """
    weight = np.ones(len(articles))
    if by_story:
        stories = group_rows(cell, articles.story.codes)
        weight = 1 / np.bincount(stories.index)[stories.index]
    size = np.bincount(cell, weights=weight, minlength=len(estimate))[:, None]
    rows = np.flatnonzero(values.is_coded[articles.unit])
    unit = articles.unit[rows]
    coded = values.coded[unit] * weight[rows, None]
    with_frame = group_sums(cell[rows], coded * values.gold[unit], len(estimate)) / size
    without = group_sums(cell[rows], coded * (1 - values.gold[unit]), len(estimate)) / size
    return np.clip(estimate, with_frame, 1 - without)
