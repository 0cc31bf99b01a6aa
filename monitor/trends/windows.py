"""From which weeks a week takes what one week alone is too short to tell."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Bools, Floats, Ints, group_sums
from monitor.trends.units import Weeks

YEAR = 52
"""Weeks with articles in a window."""


@dataclass(frozen=True)
class Windows:
    """The window of each of w weeks with articles (``weeks``, in order); ``inside`` (w, w): rows are windows, columns weeks.

    How alike the articles of a story or an outlet are is asked of a window: the ``span`` weeks that end with the week, or the first
    ``span`` there are. So what is known of a week does not change with the weeks that follow, once there have been so many.
    """

    weeks: Weeks
    inside: Bools

    @staticmethod
    def of(weeks: Weeks, span: int = YEAR) -> "Windows":
        """Windows of the weeks (any order, repeated or not)."""
        present = np.unique(weeks)
        place = np.arange(len(present))
        stop = np.maximum(place, min(span, len(present)) - 1)[:, None]
        return Windows(present, (place <= stop) & (place > stop - span))

    def place(self, weeks: Weeks) -> Ints:
        """Places of weeks among those with articles, (n,) each."""
        return np.searchsorted(self.weeks, weeks).astype(np.int64)

    def sums(self, weeks: Weeks, values: Floats) -> Floats:
        """Sums (w, k) over each window of ``values`` (n, k) of rows that belong to ``weeks`` (n,)."""
        by_week = group_sums(self.place(weeks), values, len(self.weeks))
        return np.asarray(self.inside.astype(np.float64) @ by_week, dtype=np.float64)

    def needed(self, asked: Bools) -> Bools:
        """Weeks (w,) in the windows of those ``asked`` (w,) for."""
        return np.asarray(self.inside[asked].any(axis=0), dtype=np.bool_)
