"""Attention: how much of a country's coverage is on a story or dispute, against the other countries."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import stats

from monitor.trends.attention import (
    LEVELS,
    Attention,
    Cells,
    Counts,
    count_articles,
    dispute_attention,
    place_articles,
    story_attention,
)  # fmt: skip
from monitor.trends.caveats import FEW, FEW_ARTICLES, ONE_OUTLET, ONE_STORY
from monitor.trends.groups import Bools, Column, Floats
from monitor.trends.intervals import TAIL, adjust
from monitor.trends.rows import choice, join, plain
from monitor.trends.study import Study
from monitor.trends.units import Articles

NOWHERE = "unknown"
NOT_COMPARED = "Not compared: no other country or territory has outlets enough."


def agenda(study: Study) -> pa.Table | None:
    """Rows of ``agenda`` over the weeks compared, or None without an event that enough outlets tell; q within a level.

    Every country with outlets enough has a row for every event, those with no article on it too; other countries have one,
    withheld, for what they tell.
    """
    articles = study.compared()
    tables = []
    for level in LEVELS:
        blocks = list(_level(articles, study, level))
        if blocks:
            tables.append(_with_q(pa.concat_tables(blocks)))
    return pa.concat_tables(tables) if tables else None


def _with_q(table: pa.Table) -> pa.Table:
    p = pc.fill_null(table["p"], float("nan")).to_numpy()
    return table.drop_columns("p").append_column("q", pa.array(adjust(p), pa.float64(), from_pandas=True))


def _level(articles: Articles, study: Study, level: str) -> Iterator[pa.Table]:
    somewhere = articles.country.codes != _code(articles.country, NOWHERE)
    least, weeks = study.settings.min_outlets, study.calendar.weeks
    for code, scope in enumerate(articles.text_scope.names):
        here = articles.take((articles.text_scope.codes == code) & somewhere)
        cells = place_articles(here, level, least) if len(here) else None
        if cells is None or not (cells.event >= 0).any():
            continue
        counts = count_articles(cells, level)
        columns = _columns(cells, counts, level, least)
        start, stop = (np.full(len(columns["share"]), weeks[end]) for end in (0, -1))
        columns |= {"range_start": start, "range_stop": stop, "level": level, "text_scope": scope}
        yield plain(columns, study.scorer_id)


def _code(column: Column, name: str) -> int:
    return column.names.index(name) if name in column.names else -1


def _columns(cells: Cells, counts: Counts, level: str, min_outlets: int) -> dict[str, Any]:
    enough = counts.n_outlets >= min_outlets
    found = _attention(cells, counts, enough, level)
    others, lo, hi, p = _against_others(found)
    event, country = np.nonzero((counts.on_it > 0) | enough)

    def of(values: Any) -> Any:
        return values[event, country]

    n_others = max(int(enough.sum()) - 1, 0)
    alone = enough & (n_others == 0)
    reasons = ("", f"Withheld: fewer than {min_outlets} outlets in the country or territory.", NOT_COMPARED)
    caveat = _caveats(counts, level)
    return {
        "event_id": counts.events.take(event), "country": counts.countries.take(country), "n_articles": counts.n[country],
        "n_on_it": of(counts.on_it), "n_outlets": counts.n_outlets[country], "n_outlets_on_it": of(counts.outlets_on_it),
        "n_countries": np.full(len(event), n_others), "share": of(found.share), "lo": of(found.lo), "hi": of(found.hi),
        "share_others": of(others), "difference": of(found.share - others), "difference_lo": of(lo), "difference_hi": of(hi), "p": of(p),
        "reason": Column(np.where(~enough, 1, np.where(alone, 2, 0))[country], reasons),
        "caveat": Column(of(caveat.codes), caveat.names),
    }  # fmt: skip


def _attention(cells: Cells, counts: Counts, enough: Bools, level: str) -> Attention:
    """Shares of the countries with outlets enough; NaN for the others."""
    wide = Attention(*(np.full(counts.on_it.shape, np.nan) for _ in range(5)))
    if enough.any():
        rows = enough[cells.country]
        number = np.cumsum(enough) - 1
        inside = Cells(cells.articles.take(rows), number[cells.country[rows]], cells.event[rows])
        estimate = story_attention if level == "story" else dispute_attention
        found = estimate(inside, counts.of_countries(enough))
        for name in ("share", "lo", "hi", "df", "shrink"):
            getattr(wide, name)[:, enough] = getattr(found, name)
    return wide


def _against_others(found: Attention) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean of the others, limits and p of the difference from it, (e, c) each.

    A limit lies as far from the difference as the root of the sum of the squared distances of the shares' own limits (Zou
    and Donner 2008), times what stories told by several countries take off. p is Student's for the distance of 0 in
    units of that reach, so that an interval without 0 has p below .05; degrees of freedom are Satterthwaite's.
    """
    known = ~np.isnan(found.share)
    n_others = known.sum(axis=1, keepdims=True) - 1.0

    def rest(values: Floats, power: int) -> Floats:
        return np.asarray((np.nansum(values, axis=1, keepdims=True) - values) / n_others**power, dtype=np.float64)

    with np.errstate(divide="ignore", invalid="ignore"):
        others = rest(found.share, 1)
        below, above = (found.share - found.lo) ** 2, (found.hi - found.share) ** 2
        to_lo, to_hi = (
            np.sqrt(found.shrink * (own + rest(other, 2))) for own, other in ((below, above), (above, below))
        )
        difference = found.share - others
        own, other = (np.where(difference > 0, *pair) for pair in ((below, above), (above, below)))
        df = (own + rest(other, 2)) ** 2 / (own**2 / found.df + rest(other**2 / found.df, 4))
        distance = np.abs(difference) / np.where(difference > 0, to_lo, to_hi)
    p = 2 * stats.t.sf(distance * -stats.t.ppf(TAIL, df), df)
    return others, np.clip(difference - to_lo, -1, 1), np.clip(difference + to_hi, -1, 1), p


def _caveats(counts: Counts, level: str) -> Column:
    """Caveats of each event and country, (e, c); none where the country has no article on it."""
    n = counts.on_it
    few = (n > 0) & (n < FEW_ARTICLES)
    of_outlet = ~few & (n > 0) & (2 * counts.most_outlet >= n)
    of_story = ~few & (n > 0) & (2 * counts.most_story >= n) & (level == "dispute")
    return join(choice(few, FEW, ""), join(choice(of_story, ONE_STORY, ""), choice(of_outlet, ONE_OUTLET, "")))
