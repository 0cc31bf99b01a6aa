"""Weekly shares of articles that carry a frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.trends.bounds import within_bounds
from monitor.trends.caveats import cell_caveats
from monitor.trends.groups import Bools, Groups, distinct_counts, group_counts, group_rows
from monitor.trends.methods import UNCORRECTED, Parts, method_names, reason_sentences
from monitor.trends.outlets import without_one_outlet
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.shares import CellMeans, Likeness, cell_shares
from monitor.trends.study import Study
from monitor.trends.sums import PartRows, sum_parts, sum_stories
from monitor.trends.units import Articles, Weeks

DIMENSIONS = ("country", "language", "ownership", "audience")
# What is told apart in one set of estimates; every dimension left out is summed over and named `all`.
MARGINS: tuple[tuple[str, ...], ...] = (
    ("country", "language"), ("country",), ("language",), (), ("country", "ownership"), ("country", "audience"),
)  # fmt: skip
PANELS = ("all", "fixed")
WEIGHTINGS = ("article", "story", "copy")
ONE_STORY = "No interval: all articles belong to one story."


def weekly_prevalence(
    study: Study,
    margins: tuple[tuple[str, ...], ...] = MARGINS,
    panels: tuple[str, ...] = PANELS,
    weightings: tuple[str, ...] = WEIGHTINGS,
    asked: Bools | None = None,
) -> pa.Table:
    """Rows of ``weekly_frame_prevalence``: of every margin, outlet panel and weighting, or of some.

    With ``asked`` (w,), of the weeks of ``study.windows``, the panel of all outlets has rows of those weeks only.
    """
    blocks = list(_blocks(study, margins, panels, weightings, asked))
    return pa.concat_tables(blocks) if blocks else pa.table({})


def _blocks(
    study: Study,
    margins: tuple[tuple[str, ...], ...],
    panels: tuple[str, ...],
    weightings: tuple[str, ...],
    asked: Bools | None,
) -> Iterator[pa.Table]:
    for panel, copies in product(panels, (False, True)):
        in_windows, in_weeks = _articles(study, panel, asked, copies=copies)
        wanted = [weighting for weighting in weightings if (weighting == "copy") == copies]
        for margin in margins if len(in_weeks) and wanted else ():
            lenders = _Cells.of(study, in_windows, margin)
            cells = lenders if in_weeks is in_windows else _Cells.of(study, in_weeks, margin)
            named, thin, places = _named(cells, margin), _thin(cells, margin), study.windows.place(cells.weeks)
            for weighting in wanted:
                by_story = weighting == "story"
                lent = lenders.means(by_story=by_story)
                found = lent if cells is lenders else cells.means(by_story=by_story)
                alike = Likeness.of(lent, lenders.weeks, study.windows).at(places)
                n, by_frame = _estimates(cells, found, alike, thin, by_story=by_story)
                told = named | n | {"panel": panel, "weighting": weighting}
                yield melt(told, by_frame, study.units.frames, study.scorer_id)


def _articles(study: Study, panel: str, asked: Bools | None, *, copies: bool) -> tuple[Articles, Articles]:
    """The articles that likeness is asked of, and those of the weeks estimated: the same ones where all are."""
    articles = study.units.articles if panel == "all" else _fixed(study)
    articles = articles if copies else articles.take(articles.is_unit)
    if asked is None or panel != "all":
        return articles, articles
    place = study.windows.place(articles.week)
    return articles.take(study.windows.needed(asked)[place]), articles.take(asked[place])


@dataclass(frozen=True)
class _Cells:
    """Articles (n) in c cells of a margin, and how these are corrected; ``rows`` are the articles by part and story."""

    study: Study
    articles: Articles
    groups: Groups
    parts: Parts
    rows: PartRows

    @staticmethod
    def of(study: Study, articles: Articles, margin: tuple[str, ...]) -> "_Cells":
        codes = [getattr(articles, name).codes for name in margin]
        groups = group_rows(study.windows.place(articles.week), articles.text_scope.codes, *codes)
        parts = study.parts(articles, groups.index, groups.size)
        rows = sum_parts(study.pooled, articles, parts, study.units.values, key=articles.story.codes)
        return _Cells(study, articles, groups, parts, rows)

    @property
    def weeks(self) -> Weeks:
        """The week of each cell, (c,)."""
        return np.asarray(self.articles.week[self.groups.first])

    def means(self, *, by_story: bool) -> CellMeans:
        """Means of the cells; with ``by_story`` every story of a cell weighs 1."""
        pooled, values = self.study.pooled, self.study.units.values
        sums = sum_stories(pooled, self.articles, self.parts, values, by_story=by_story, rows=self.rows)
        return CellMeans.of(sums, self.groups.size)


def _fixed(study: Study) -> Articles:
    articles, calendar = study.units.articles, study.calendar
    listed = np.array([name in calendar.panel for name in articles.outlet.names], dtype=np.bool_)
    return articles.take(listed[articles.outlet.codes] & calendar.compares(articles.week))


def _named(cells: _Cells, margin: tuple[str, ...]) -> dict[str, Any]:
    articles, groups, weeks = cells.articles, cells.groups, cells.weeks
    named = {name: getattr(articles, name).take(groups.first) if name in margin else "all" for name in DIMENSIONS}
    return named | {
        "week": weeks,
        "complete": cells.study.calendar.complete(weeks),
        "text_scope": articles.text_scope.take(groups.first),
        "n_articles": group_counts(groups.index, groups.size),
        "n_outlets": distinct_counts(groups.index, articles.outlet.codes, groups.size),
        "caveat": cell_caveats(articles, groups.index, groups.size),
    }


def _thin(cells: _Cells, margin: tuple[str, ...]) -> Bools:
    """Cells (c,) that would speak of a place from too few outlets."""
    if "country" not in margin:
        return np.zeros(cells.groups.size, dtype=np.bool_)
    here = cells.articles.take(cells.groups.first)
    return cells.study.coverage.thin(here.text_scope.codes, here.country.codes, here.week)


def _estimates(
    cells: _Cells, found: CellMeans, alike: Likeness, thin: Bools, *, by_story: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    study, sums = cells.study, found.sums
    means = cell_shares(found, study.pooled, alike)
    rest = without_one_outlet(study, cells.articles, cells.parts, by_story=by_story)
    bounded = within_bounds(means.estimate, cells.articles, cells.groups.index, study.units.values, by_story=by_story)
    estimate = np.clip(np.where(sums.method == UNCORRECTED, means.estimate, bounded), 0, 1)
    lo, hi = np.minimum(means.lo, estimate), np.maximum(means.hi, estimate)
    limits = (estimate, lo, hi, np.clip(rest.least, 0, 1), np.clip(rest.most, 0, 1))
    shown = [np.where(thin[:, None], np.nan, values) for values in limits]
    withheld = across(study.coverage.reasons(thin), means.estimate.shape)
    alone = across(choice(means.n_clusters[:, None] < 2, ONE_STORY, ""), means.estimate.shape)
    return {"n_stories": means.n_clusters.astype(np.int64)}, {
        "n_gold": sums.n_gold,
        "estimate": shown[0],
        "lo": shown[1],
        "hi": shown[2],
        "least_without_outlet": shown[3],
        "most_without_outlet": shown[4],
        "method": method_names(sums.method),
        "reason": join(withheld, join(reason_sentences(sums.why), alone)),
    }
