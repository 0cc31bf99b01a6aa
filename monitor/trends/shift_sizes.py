"""Size of changes from a given week on, and what each rests on."""

from dataclasses import dataclass, fields

import numpy as np

from monitor.trends.caveats import CHANGE_TURNS, OTHER_OUTLETS, SENTENCES, cell_caveats
from monitor.trends.comparison import Comparison, compare_sides
from monitor.trends.groups import Bools, Column, Floats, Ints, group_counts
from monitor.trends.intervals import picked_interval
from monitor.trends.methods import UNCORRECTED, article_values
from monitor.trends.rows import choice, join
from monitor.trends.shift_outlets import OutletChanges, outlet_changes
from monitor.trends.study import Study
from monitor.trends.units import Articles

_LITTLE = 0.5


@dataclass(frozen=True)
class Sizes:
    """Changes of k series and f frames, (k, f): shares, the interval of their difference (that of the week as given, and one that holds
    for all weeks, series and frames at once), what they rest on.

    Numbers of articles and stories are those before and after; ``n_gold`` counts the coded articles behind the
    correction of the period with fewer. NaN and 0 where nothing was measured.
    """

    share_before: Floats
    share_after: Floats
    change: Floats
    lo: Floats
    hi: Floats
    picked_lo: Floats
    picked_hi: Floats
    least_without_outlet: Floats
    most_without_outlet: Floats
    change_same_outlets: Floats
    n_articles_before: Floats
    n_articles_after: Floats
    n_stories_before: Floats
    n_stories_after: Floats
    n_gold: Floats


@dataclass(frozen=True)
class Measured:
    """Sizes with the method and reason (codes as in :mod:`monitor.trends.methods`) and the caveat of each, (k, f)."""

    sizes: Sizes
    method: Ints
    why: Ints
    caveat: Column


def measure_changes(
    study: Study, articles: Articles, series: Ints, week: Ints, *, since: Ints, chosen: Bools, n_weeks: int
) -> Measured:
    """Measure the ``chosen`` (k, f) series and frames from the week ``since`` (k, f) on.

    ``articles`` (n) belong to ``series`` (n,) and a ``week`` (n,), counted like ``since``; ``n_weeks`` weeks were candidates. Every week
    that is the first of a change costs one comparison of all series.
    """
    k = len(since)
    nothing = {field.name: np.full(since.shape, np.nan) for field in fields(Sizes)}
    sizes = Sizes(**nothing)
    method, why = np.zeros(since.shape, dtype=np.int64), np.zeros(since.shape, dtype=np.int64)
    caveat = Column(np.zeros(since.shape, dtype=np.int64), ("",))
    n_looked_at = n_weeks * int(chosen.sum())
    for first in np.unique(since[chosen]):
        here, after = chosen & (since == first), week >= first
        side = 2 * series + after
        found = compare_sides(study, articles, side, np.column_stack([2 * np.arange(k) + 1, 2 * np.arange(k)]), 2 * k)
        outlets = _of_outlets(study, articles, side, found)
        for name, values in _named(found, outlets, side, k, n_looked_at).items():
            getattr(sizes, name)[here] = np.broadcast_to(values, since.shape)[here]
        method[here], why[here] = found.method[here], found.why[here]
        told = _caveats(cell_caveats(articles, side, 2 * k), found, outlets)
        caveat = _where(here, told, caveat)
    return Measured(sizes, method, why, caveat)


def _of_outlets(study: Study, articles: Articles, side: Ints, found: Comparison) -> OutletChanges:
    """Changes by outlet, of the same values that the shares of ``found`` are made of."""
    k = len(found.method)
    corrected, raw = (
        outlet_changes(
            side // 2, k, articles.outlet.codes, side % 2 == 1,
            article_values(study.pooled, articles, study.parts(articles, side, 2 * k, raw=kind), study.units.values).value,
        )
        for kind in (False, True)
    )  # fmt: skip
    uncorrected = found.method == UNCORRECTED
    return OutletChanges(
        *(
            np.where(uncorrected, getattr(raw, field.name), getattr(corrected, field.name))
            for field in fields(OutletChanges)
        )
    )


def _named(found: Comparison, outlets: OutletChanges, side: Ints, k: int, n_looked_at: int) -> dict[str, Floats]:
    picked_lo, picked_hi = picked_interval(found.difference, found.error, found.df, n_looked_at)
    before, after = 2 * np.arange(k), 2 * np.arange(k) + 1
    n, stories = group_counts(side, 2 * k)[:, None], group_counts(found.sums.cell, 2 * k)[:, None]
    return {
        "share_before": found.estimate_b, "share_after": found.estimate_a, "change": found.difference, "lo": found.lo, "hi": found.hi,
        "picked_lo": picked_lo, "picked_hi": picked_hi,
        "least_without_outlet": outlets.least, "most_without_outlet": outlets.most, "change_same_outlets": outlets.same,
        "n_articles_before": n[before], "n_articles_after": n[after],
        "n_stories_before": stories[before], "n_stories_after": stories[after],
        "n_gold": np.minimum(found.sums.n_gold[before], found.sums.n_gold[after]),
    }  # fmt: skip


def _caveats(of_periods: Column, found: Comparison, outlets: OutletChanges) -> Column:
    """Caveats by series and frame: each that holds of a period once, and those of a clear change that outlets make."""
    clear = found.lo * found.hi > 0
    with np.errstate(invalid="ignore"):
        turns = clear & (outlets.least * outlets.most < 0)
        little = clear & (outlets.same * np.sign(found.difference) < _LITTLE * np.abs(found.difference))
    told = join(choice(turns, CHANGE_TURNS, ""), choice(little & ~turns, OTHER_OUTLETS, ""))
    for sentence in SENTENCES:
        holds = np.array([sentence in name for name in of_periods.names], dtype=np.bool_)[of_periods.codes]
        either = (holds[::2] | holds[1::2])[:, None]
        told = join(choice(np.broadcast_to(either, clear.shape), sentence, ""), told)
    return told


def _where(here: Bools, yes: Column, no: Column) -> Column:
    """Strings of ``yes`` where ``here``, else of ``no``."""
    return Column(np.where(here, yes.codes, no.codes + len(yes.names)), (*yes.names, *no.names))
