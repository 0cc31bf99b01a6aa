"""The sides of a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from monitor.trends.groups import Groups, Ints, group_rows
from monitor.trends.units import Articles


@dataclass(frozen=True)
class Sides:
    """Rows in sides: ``groups`` of the rows, ``labels`` of the k sides, ``pairs`` (p, 2) of them that are compared."""

    groups: Groups
    labels: tuple[str, ...]
    pairs: Ints


def sides_of(articles: Articles, contrast: str) -> Iterator[Sides]:
    """The sides of a contrast: overall, and for all but countries within each country (``CHN:state``)."""
    column = getattr(articles, contrast)
    groups = group_rows(column.codes)
    labels = tuple(column.names[code] for code in column.codes[groups.first])
    yield Sides(groups, labels, _pairs(np.zeros(len(labels), dtype=np.int64)))
    if contrast != "country":
        country = articles.country
        groups = group_rows(country.codes, column.codes)
        where = country.codes[groups.first]
        what = column.codes[groups.first]
        labels = tuple(f"{country.names[a]}:{column.names[b]}" for a, b in zip(where, what, strict=True))
        yield Sides(groups, labels, _pairs(where))


def compared_sides(articles: Articles, contrast: str) -> Iterator[tuple[str, Articles, Sides]]:
    """Text scopes, each with its articles and the sides of a contrast among them, where there are two to compare."""
    for code, scope in enumerate(articles.text_scope.names):
        here = articles.take(articles.text_scope.codes == code)
        for sides in sides_of(here, contrast) if len(here) else ():
            if len(sides.pairs):
                yield scope, here, sides


def _pairs(family: Ints) -> Ints:
    """All pairs of sides of the same family, (p, 2)."""
    found = [pair for code in np.unique(family) for pair in combinations(np.flatnonzero(family == code), 2)]
    return np.array(found, dtype=np.int64).reshape(-1, 2)
