"""Lasting changes of a frame in a country."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.trends.groups import Bools, Column, Floats, Groups, Ints, distinct_counts, group_counts, group_rows
from monitor.trends.methods import ArticleValues, article_values, method_names, reason_sentences
from monitor.trends.rows import join, melt
from monitor.trends.scan import MIN_STORIES, MIN_WEEKS, family_p, make_blocks, null_maxima, scan
from monitor.trends.shift_sizes import measure_changes
from monitor.trends.study import Study
from monitor.trends.units import Articles

ALPHA = 0.05
TOO_SHORT = f"Not tested: fewer than {MIN_WEEKS} weeks or {MIN_STORIES} stories on each side of every week."


@dataclass(frozen=True)
class Series:
    """Articles in k series, one by country and text scope; ``week`` (n,) from the first compared, with their values."""

    articles: Articles
    groups: Groups
    week: Ints
    valued: ArticleValues
    n_outlets: Ints
    enough_outlets: Bools


def frame_shifts(study: Study) -> pa.Table | None:
    """All rows of ``frame_shifts``, or None without articles. p is family-wise over all rows and candidate weeks."""
    if not len(study.compared()):
        return None
    series = _series(study)
    best, p = _search(series, study)
    return _table(series, study, best, p)


def _series(study: Study) -> Series:
    articles = study.compared()
    groups = group_rows(articles.text_scope.codes, articles.country.codes)
    parts = study.parts(articles, groups.index, groups.size, split=True)
    valued = article_values(study.pooled, articles, parts, study.units.values)
    week = (articles.week - study.calendar.weeks[0]).astype(np.int64) // 7
    outlets = distinct_counts(groups.index, articles.outlet.codes, groups.size)
    return Series(articles, groups, week, valued, outlets, outlets >= study.settings.min_outlets)


def _search(series: Series, study: Study) -> tuple[Ints, Floats]:
    """Week (from the first compared) of the largest change and its p, (k, f) each; NaN: not tested."""
    shape, n_weeks = (series.groups.size, series.valued.value.shape[1]), len(study.calendar.weeks)
    rows = series.enough_outlets[series.groups.index]
    untested = np.zeros(shape, dtype=np.int64), np.full(shape, np.nan)
    if n_weeks < 2 * MIN_WEEKS or not rows.any():
        return untested
    story, groups = series.articles.story.codes[rows], series.groups.index[rows]
    blocks = make_blocks(
        story, series.week[rows], groups, series.valued.value[rows], n_weeks=n_weeks, n_series=shape[0]
    )
    size = np.nan_to_num(np.abs(scan(blocks)), nan=-1.0)
    peak = np.where(size.max(axis=0) < 0, np.nan, size.max(axis=0))
    if np.isnan(peak).all():
        return untested
    maxima = null_maxima(blocks, study.settings.permutations, study.settings.seed)
    return size.argmax(axis=0) + MIN_WEEKS, family_p(peak, maxima)


def candidate_weeks(n_weeks: int) -> int:
    """How many weeks can be the first of a change, of ``n_weeks`` looked at."""
    return max(n_weeks - 2 * MIN_WEEKS + 1, 0)


def _table(series: Series, study: Study, best: Ints, p: Floats) -> pa.Table:
    articles, groups, weeks = series.articles, series.groups, study.calendar.weeks
    tested = ~np.isnan(p)
    untested = ("", TOO_SHORT, f"Not tested: fewer than {study.settings.min_outlets} outlets.")
    why = Column(np.where(tested, 0, np.where(series.enough_outlets, 1, 2)[:, None]), untested)
    cells: dict[str, Any] = {
        "country": articles.country.take(groups.first),
        "language": "all",
        "text_scope": articles.text_scope.take(groups.first),
        "n_weeks": np.full(groups.size, len(weeks)),
        "range_stop": np.full(groups.size, weeks[-1]),
        "n_articles": group_counts(groups.index, groups.size),
        "n_outlets": series.n_outlets,
        "n_stories": distinct_counts(groups.index, articles.story.codes, groups.size),
    }
    found = measure_changes(
        study, articles, groups.index, series.week, since=best, chosen=tested, n_weeks=candidate_weeks(len(weeks))
    )
    method, why_uncorrected = (
        np.where(tested, ours, theirs)
        for ours, theirs in ((found.method, series.valued.method), (found.why, series.valued.why))
    )
    by_frame: dict[str, Any] = vars(found.sizes) | {
        "week": np.where(tested, weeks[best], np.datetime64("NaT")),
        "p": p,
        "is_shift": tested & (np.nan_to_num(p, nan=1.0) <= ALPHA),
        "method": method_names(method),
        "caveat": found.caveat,
        "reason": join(why, reason_sentences(why_uncorrected)),
    }
    return melt(cells, by_frame, study.units.frames, study.scorer_id)
