"""What lasts longer than an event: a running series, such as the daily report from a front, is looked at again by itself.

Each of its items resembles the next, so links chain them for as long as the series runs. Among themselves, centred on what all
of them share and measured against their own usual likeness, the events inside it stand out; those become the stories.
"""

from collections.abc import Callable

import numpy as np

from monitor.stories.items import Floats, Ints, Items
from monitor.stories.numbering import by_first_appearance

FEWEST = 4
"""Items in a community that is looked at again."""
ROUNDS = 4
"""Times that a part is looked at again."""


def split_lasting(items: Items, labels: Ints, longest_days: float, regroup: Callable[[Items], Ints]) -> Ints:
    """Community (n,) of each item after grouping again what lasts longer than ``longest_days``, numbered by first appearance.

    ``regroup`` gives the community of each of some items by their own scale. A community that it leaves whole stays.
    """
    labels = labels.copy()
    waiting = [np.flatnonzero(labels == one) for one in _lasting(labels, items.days, longest_days)]
    free = int(labels.max()) + 1 if len(labels) else 0
    for _ in range(ROUNDS):
        parts = [(rows, regroup(items.take(rows))) for rows in waiting]
        waiting = []
        for rows, found in parts:
            if not found.any():
                continue
            labels[rows] = free + found
            free += int(found.max()) + 1
            waiting += [rows[found == one] for one in _lasting(found, items.days[rows], longest_days)]
    return by_first_appearance(labels)


def _lasting(labels: Ints, days: Floats, longest_days: float) -> Ints:
    """The communities of some items from whose first to whose last more than ``longest_days`` pass."""
    if not len(labels):
        return labels
    order = np.lexsort((days, labels))
    starts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    stops = np.append(starts[1:], len(order))
    lasted = days[order[stops - 1]] - days[order[starts]]
    found: Ints = labels[order[starts]][(lasted > longest_days) & (stops - starts >= FEWEST)]
    return found
