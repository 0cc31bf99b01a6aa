"""How much a change rests on which outlets published: without any one of them, and among those that published both before and after."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from monitor.trends.groups import Bools, Floats, Ints, group_rows, group_sums

_EMPTY = 1e-9


@dataclass(frozen=True)
class OutletChanges:
    """Changes of k series and f frames, (k, f), NaN where a period is left without articles.

    ``least`` and ``most`` are those when any one outlet is left out of both periods, ``same`` that of the articles of
    outlets that published in both.
    """

    least: Floats
    most: Floats
    same: Floats


def outlet_changes(series: Ints, n_series: int, outlet: Ints, after: Bools, value: Floats) -> OutletChanges:
    """Changes of shares from articles (n): codes of series and outlet, period, ``value`` (n, f). Cost: linear in articles."""
    outlets = group_rows(series, outlet)
    owner, shape = series[outlets.first], (outlets.size, value.shape[1])
    n, total = np.zeros((2, outlets.size, 1)), np.zeros((2, *shape))
    for period, chosen in enumerate((~after, after)):
        n[period, :, 0] = np.bincount(outlets.index[chosen], minlength=outlets.size)
        total[period] = group_sums(outlets.index[chosen], value[chosen], outlets.size)

    def summed(values: Floats) -> Floats:
        return np.stack([group_sums(owner, one, n_series) for one in values])

    rest = _change(summed(n)[:, owner] - n, summed(total)[:, owner] - total)
    least, most = (np.full((n_series, shape[1]), sign * np.inf) for sign in (1, -1))
    np.minimum.at(least, owner, np.nan_to_num(rest, nan=np.inf))
    np.maximum.at(most, owner, np.nan_to_num(rest, nan=-np.inf))
    both = (n > 0).all(axis=0)
    same = _change(summed(n * both), summed(total * both))
    return OutletChanges(_finite(least), _finite(most), same)


def _change(n: Floats, total: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        before, after = total / np.where(n > _EMPTY, n, np.nan)
    change: Floats = after - before
    return change


def _finite(values: Floats) -> Any:
    return np.where(np.isinf(values), np.nan, values)
