"""Differences of shares between countries, and between ownerships, audiences and languages."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.trends.caveats import SENTENCES, SIGN_TURNS, cell_caveats
from monitor.trends.clusters import cross_products
from monitor.trends.comparison import Comparison, compare_sides
from monitor.trends.groups import Bools, Column, Floats, Ints, distinct_counts, group_counts
from monitor.trends.intervals import adjust, picked_interval
from monitor.trends.methods import UNCORRECTED, method_names, reason_sentences
from monitor.trends.outlets import without_one_outlet
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.sides import Sides, compared_sides
from monitor.trends.study import Study
from monitor.trends.units import Articles

CONTRASTS = ("country", "ownership", "audience", "language")


def frame_differences(study: Study, contrasts: tuple[str, ...] = CONTRASTS) -> pa.Table | None:
    """Rows of ``frame_differences`` over the weeks compared, or None without two sides; q within a contrast."""
    articles = study.compared()
    tables = []
    for contrast in contrasts:
        blocks = list(_contrast(articles, study, contrast))
        if blocks:
            tables.append(_with_q(pa.concat_tables(blocks)))
    return pa.concat_tables(tables) if tables else None


def _with_q(table: pa.Table) -> pa.Table:
    p = pc.fill_null(table["p"], float("nan")).to_numpy()
    return table.append_column("q", pa.array(adjust(p), pa.float64(), from_pandas=True))


def _contrast(articles: Articles, study: Study, contrast: str) -> Iterator[pa.Table]:
    weeks = study.calendar.weeks
    for scope, here, sides in compared_sides(articles, contrast):
        start, stop = (np.full(len(sides.pairs), weeks[end]) for end in (0, -1))
        cells, by_frame = _compare(here, study, sides)
        cells |= {"range_start": start, "range_stop": stop, "contrast": contrast, "text_scope": scope}
        yield melt(cells, by_frame, study.units.frames, study.scorer_id)


def _compare(articles: Articles, study: Study, sides: Sides) -> tuple[dict[str, Any], dict[str, Any]]:
    side, size, (a, b) = sides.groups.index, sides.groups.size, sides.pairs.T
    found = compare_sides(study, articles, side, sides.pairs, size)
    sums = found.sums
    outlets, stories = distinct_counts(side, articles.outlet.codes, size), group_counts(sums.cell, size)
    withheld = withheld_pairs(outlets[sides.pairs], stories[sides.pairs], study.settings.min_outlets)

    least, most = _without_outlet(study, articles, side, sides, found)

    def shown(values: Floats) -> Floats:
        return np.where(withheld.codes[:, None] == 0, values, np.nan)

    picked = picked_interval(found.difference, found.error, found.df, int(np.sum(~np.isnan(shown(found.p)))))
    n_side = group_counts(side, size)
    shared = cross_products(sums.story, sums.cell, np.ones(len(sums.n)), size).astype(np.int64)[a, b]
    described = {
        "side_a": Column(a, sides.labels), "side_b": Column(b, sides.labels),
        "n_articles_a": n_side[a], "n_articles_b": n_side[b], "n_outlets_a": outlets[a], "n_outlets_b": outlets[b],
        "n_stories": stories[a] + stories[b] - shared,
    }  # fmt: skip
    return described, {
        "estimate_a": shown(found.estimate_a), "estimate_b": shown(found.estimate_b),
        "difference": shown(found.difference), "lo": shown(found.lo), "hi": shown(found.hi), "p": shown(found.p),
        "picked_lo": shown(picked[0]), "picked_hi": shown(picked[1]),
        "least_without_outlet": shown(least), "most_without_outlet": shown(most),
        "method": method_names(found.method),
        "caveat": _caveats(cell_caveats(articles, side, size), sides, (found.lo * found.hi > 0) & (shown(least) * shown(most) < 0)),
        "reason": join(across(withheld, found.method.shape), reason_sentences(found.why)),
    }  # fmt: skip


def _without_outlet(
    study: Study, articles: Articles, side: Ints, sides: Sides, found: Comparison
) -> tuple[Floats, Floats]:
    """Least and largest difference of each pair when one outlet of either side is left out, (p, f)."""
    (a, b), size = sides.pairs.T, sides.groups.size
    least, most = [], []
    for raw in (False, True):
        rest = without_one_outlet(study, articles, study.parts(articles, side, size, raw=raw))
        mean_a, mean_b = found.estimate_a, found.estimate_b
        least.append(np.minimum(rest.least[a] - mean_b, mean_a - rest.most[b]))
        most.append(np.maximum(rest.most[a] - mean_b, mean_a - rest.least[b]))
    uncorrected = found.method == UNCORRECTED
    return np.where(uncorrected, least[1], least[0]), np.where(uncorrected, most[1], most[0])


def _caveats(of_sides: Column, sides: Sides, turns: Bools) -> Column:
    """Caveats of pairs by frame, (p, f): each sentence that holds of a side, once."""
    a, b = sides.pairs.T
    found = choice(turns, SIGN_TURNS, "")
    for sentence in SENTENCES:
        holds = np.array([sentence in name for name in of_sides.names], dtype=np.bool_)[of_sides.codes]
        here = np.broadcast_to((holds[a] | holds[b])[:, None], turns.shape)
        found = join(choice(here, sentence, ""), found)
    return found


def withheld_pairs(outlets: Ints, stories: Ints, min_outlets: int) -> Column:
    """Why a pair is withheld, from the (p, 2) outlets and stories of its sides; code 0 where it is not, (p,)."""
    sentences = (
        "",
        f"Withheld: fewer than {min_outlets} outlets on a side.",
        "Withheld: fewer than two stories on a side.",
    )
    return Column(np.where(outlets.min(axis=1) < min_outlets, 1, np.where(stories.min(axis=1) < 2, 2, 0)), sentences)
