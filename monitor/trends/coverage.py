"""In which weeks a place has outlets enough to be spoken of."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Bools, Column, Ints, group_rows
from monitor.trends.units import Articles, Weeks


@dataclass(frozen=True)
class Coverage:
    """Outlets of a place and scope that published within the ``span`` weeks up to each week: ``counts`` (scopes, places, weeks)."""

    counts: Ints
    first_week: np.datetime64
    min_outlets: int

    def thin(self, scope: Ints, place: Ints, weeks: Weeks) -> Bools:
        """True (n,) where fewer than ``min_outlets`` outlets of the place published in the weeks up to ``weeks``, which lie in range."""
        return np.asarray(self.n_outlets(scope, place, weeks) < self.min_outlets, dtype=np.bool_)

    def n_outlets(self, scope: Ints, place: Ints, weeks: Weeks) -> Ints:
        """Outlets of the place that published in the weeks up to ``weeks``, which lie in range, (n,)."""
        return np.asarray(self.counts[scope, place, _numbers(weeks, self.first_week)], dtype=np.int64)

    def reasons(self, thin: Bools) -> Column:
        """Why a row is withheld, an empty string where it is not; any shape."""
        sentence = f"Withheld: fewer than {self.min_outlets} outlets in the country or territory."
        return Column(thin.astype(np.int64), ("", sentence))


def read_coverage(articles: Articles, span: int, min_outlets: int) -> Coverage:
    """Count outlets; an outlet counts from a week in which it published for ``span`` weeks on. Cost: linear in articles."""
    first = articles.week.min()
    week = _numbers(articles.week, first)
    n_weeks = int(week.max()) + 1
    shape = (len(articles.text_scope.names), len(articles.country.names), n_weeks + 1)
    seen = group_rows(articles.text_scope.codes, articles.country.codes, articles.outlet.codes, week).first
    scope, place, outlet = (column.codes[seen] for column in (articles.text_scope, articles.country, articles.outlet))
    start = week[seen]
    # sorted by scope, place, outlet, week: an outlet counts until its next week or for ``span`` weeks, whichever is earlier
    same = np.ones(len(seen) - 1, dtype=np.bool_)
    for codes in (scope, place, outlet):
        same &= codes[1:] == codes[:-1]
    following = np.append(np.where(same, start[1:], n_weeks), n_weeks)
    stop = np.minimum(start + span, following)
    steps = np.zeros(shape, dtype=np.int64)
    np.add.at(steps, (scope, place, start), 1)
    np.add.at(steps, (scope, place, stop), -1)
    return Coverage(np.cumsum(steps, axis=2)[:, :, :-1], first, min_outlets)


def _numbers(weeks: Weeks, first: np.datetime64) -> Ints:
    return np.asarray((weeks - first).astype(np.int64) // 7, dtype=np.int64)
