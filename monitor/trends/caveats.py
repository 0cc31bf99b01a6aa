"""What to keep in mind of a figure that is given all the same."""

import numpy as np

from monitor.trends.groups import Bools, Column, Ints, group_counts, group_rows
from monitor.trends.rows import choice, join
from monitor.trends.units import Articles

FEW_ARTICLES = 5
_HALF = 0.5
FEW = f"Read with care: fewer than {FEW_ARTICLES} articles."
ONE_STORY = "Read with care: one story holds half of the articles or more."
ONE_OUTLET = "Read with care: one outlet holds half of the articles or more."
SENTENCES = (FEW, ONE_STORY, ONE_OUTLET)
SIGN_TURNS = "Read with care: without one of the outlets this clear difference would turn round."
CHANGE_TURNS = "Read with care: without one of the outlets this change would turn round."
OTHER_OUTLETS = "Read with care: outlets that published both before and after changed less than half as much."


def cell_caveats(articles: Articles, cell: Ints, n_cells: int) -> Column:
    """Caveats of c cells, (c,): sentences, or an empty string. ``cell`` (n,) is the cell of each article."""
    n = group_counts(cell, n_cells)
    few = n < FEW_ARTICLES
    by_story = _is_held_by_one(cell, articles.story.codes, n) & ~few
    by_outlet = _is_held_by_one(cell, articles.outlet.codes, n) & ~few
    return join(choice(few, FEW, ""), join(choice(by_story, ONE_STORY, ""), choice(by_outlet, ONE_OUTLET, "")))


def _is_held_by_one(cell: Ints, codes: Ints, n: Ints) -> Bools:
    groups = group_rows(cell, codes)
    largest = np.zeros(len(n), dtype=np.int64)
    np.maximum.at(largest, cell[groups.first], group_counts(groups.index, groups.size))
    return np.asarray(largest >= _HALF * n, dtype=np.bool_)
