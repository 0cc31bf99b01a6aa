"""Differences of shares between countries, and between ownerships, audiences and languages."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.trends.clusters import cross_products, pair_differences
from monitor.trends.groups import Column, Floats, Ints, distinct_counts, group_counts, group_rows, group_sums
from monitor.trends.intervals import adjust, difference_interval
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.sides import Sides, sides_of
from monitor.trends.study import Study
from monitor.trends.units import Articles

CONTRASTS = ("country", "ownership", "audience", "language")


def frame_differences(study: Study) -> pa.Table | None:
    """All rows of ``frame_differences`` over the weeks compared, or None without two sides; q within a contrast."""
    articles = study.compared()
    tables = []
    for contrast in CONTRASTS:
        blocks = list(_contrast(articles, study, contrast))
        if blocks:
            tables.append(_with_q(pa.concat_tables(blocks)))
    return pa.concat_tables(tables) if tables else None


def _with_q(table: pa.Table) -> pa.Table:
    p = pc.fill_null(table["p"], float("nan")).to_numpy()
    return table.append_column("q", pa.array(adjust(p), pa.float64(), from_pandas=True))


def _contrast(articles: Articles, study: Study, contrast: str) -> Iterator[pa.Table]:
    weeks = study.calendar.weeks
    for code, scope in enumerate(articles.text_scope.names):
        here = articles.take(articles.text_scope.codes == code)
        for sides in sides_of(here, contrast) if len(here) else ():
            if len(sides.pairs):
                start, stop = (np.full(len(sides.pairs), weeks[end]) for end in (0, -1))
                cells, by_frame = _compare(here, study, sides)
                cells |= {"range_start": start, "range_stop": stop, "contrast": contrast, "text_scope": scope}
                yield melt(cells, by_frame, study.units.frames, study.scorer_id)


def _compare(articles: Articles, study: Study, sides: Sides) -> tuple[dict[str, Any], dict[str, Any]]:
    side, size, (a, b) = sides.groups.index, sides.groups.size, sides.pairs.T
    values, gold = study.units.values, study.correctable(side, articles, size)
    cells = group_rows(articles.story.codes, side)
    story, owner = articles.story.codes[cells.first], side[cells.first]
    n = group_counts(cells.index, cells.size).astype(np.float64)
    both = np.hstack([values.prediction[articles.unit], values.corrected[articles.unit]])
    total = group_sums(cells.index, both, cells.size)
    found = pair_differences(story, owner, n, total, pairs=sides.pairs, n_sides=size)
    outlets, stories = distinct_counts(side, articles.outlet.codes, size), group_counts(owner, size)
    withheld = _withheld(outlets[sides.pairs], stories[sides.pairs], study.settings.min_outlets)
    enough = gold.enough[a] & gold.enough[b]

    def pick(both_kinds: Floats) -> Floats:
        plain, corrected = np.hsplit(both_kinds, 2)
        return np.where(withheld.codes[:, None] == 0, np.where(enough, corrected, plain), np.nan)

    difference = pick(found.difference)
    lo, hi, p = difference_interval(difference, pick(found.variance), found.df)
    n_side = group_counts(side, size)
    shared = cross_products(story, owner, np.ones_like(n), size).astype(np.int64)[a, b]
    reasons = gold.reasons()
    plain = Column(np.where(gold.enough[a], reasons.codes[b], reasons.codes[a]), reasons.names)
    described = {
        "side_a": Column(a, sides.labels), "side_b": Column(b, sides.labels),
        "n_articles_a": n_side[a], "n_articles_b": n_side[b], "n_outlets_a": outlets[a], "n_outlets_b": outlets[b],
        "n_stories": stories[a] + stories[b] - shared,
    }  # fmt: skip
    return described, {
        "estimate_a": pick(found.estimate_a), "estimate_b": pick(found.estimate_b),
        "difference": difference, "lo": lo, "hi": hi, "p": p,
        "method": choice(enough, "ppi", "uncorrected"),
        "reason": join(across(withheld, enough.shape), plain),
    }  # fmt: skip


def _withheld(outlets: Ints, stories: Ints, min_outlets: int) -> Column:
    """Why a pair is withheld, from the (p, 2) outlets and stories of its sides; code 0 where it is not, (p,)."""
    sentences = (
        "",
        f"Withheld: fewer than {min_outlets} outlets on a side.",
        "Withheld: fewer than two stories on a side.",
    )
    return Column(np.where(outlets.min(axis=1) < min_outlets, 1, np.where(stories.min(axis=1) < 2, 2, 0)), sentences)
