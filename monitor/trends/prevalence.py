"""Weekly shares of articles that carry a frame."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.trends.caveats import cell_caveats
from monitor.trends.groups import Bools, Groups, Ints, distinct_counts, group_counts, group_rows
from monitor.trends.methods import Parts, method_names, reason_sentences
from monitor.trends.outlets import without_one_outlet
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.shares import cell_shares
from monitor.trends.study import Study
from monitor.trends.sums import PartRows, sum_parts, sum_stories
from monitor.trends.units import Articles

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
) -> pa.Table:
    """Rows of ``weekly_frame_prevalence``: of every margin, outlet panel and weighting, or of some."""
    return pa.concat_tables(_blocks(study, margins, panels, weightings))


def _blocks(
    study: Study, margins: tuple[tuple[str, ...], ...], panels: tuple[str, ...], weightings: tuple[str, ...]
) -> Iterator[pa.Table]:
    for panel, copies in product(panels, (False, True)):
        articles = study.units.articles if panel == "all" else _fixed(study)
        articles = articles if copies else articles.take(articles.is_unit)
        wanted = [weighting for weighting in weightings if (weighting == "copy") == copies]
        for margin in margins if len(articles) and wanted else ():
            cells = _cells_of(articles, margin)
            parts, thin = study.parts(articles, cells.index, cells.size), _thin(articles, cells, study, margin)
            named = _cells(articles, cells, study, margin)
            rows = sum_parts(study.pooled, articles, parts, study.units.values, key=articles.story.codes)
            for weighting in wanted:
                n, by_frame = _estimates(study, articles, parts, rows, thin, by_story=weighting == "story")
                told = named | n | {"panel": panel, "weighting": weighting}
                yield melt(told, by_frame, study.units.frames, study.scorer_id)


def _fixed(study: Study) -> Articles:
    articles, calendar = study.units.articles, study.calendar
    listed = np.array([name in calendar.panel for name in articles.outlet.names], dtype=np.bool_)
    return articles.take(listed[articles.outlet.codes] & calendar.compares(articles.week))


def _week_codes(articles: Articles) -> Ints:
    return np.asarray((articles.week - articles.week.min()).astype(np.int64) // 7, dtype=np.int64)


def _cells_of(articles: Articles, margin: tuple[str, ...]) -> Groups:
    codes = [getattr(articles, name).codes for name in margin]
    return group_rows(_week_codes(articles), articles.text_scope.codes, *codes)


def _cells(articles: Articles, cells: Groups, study: Study, margin: tuple[str, ...]) -> dict[str, Any]:
    weeks = articles.week[cells.first]
    named = {name: getattr(articles, name).take(cells.first) if name in margin else "all" for name in DIMENSIONS}
    return named | {
        "week": weeks,
        "complete": study.calendar.complete(weeks),
        "text_scope": articles.text_scope.take(cells.first),
        "n_articles": group_counts(cells.index, cells.size),
        "n_outlets": distinct_counts(cells.index, articles.outlet.codes, cells.size),
        "caveat": cell_caveats(articles, cells.index, cells.size),
    }


def _thin(articles: Articles, cells: Groups, study: Study, margin: tuple[str, ...]) -> Bools:
    """Cells (c,) that would speak of a place from too few outlets."""
    if "country" not in margin:
        return np.zeros(cells.size, dtype=np.bool_)
    here = articles.take(cells.first)
    return study.coverage.thin(here.text_scope.codes, here.country.codes, here.week)


def _estimates(
    study: Study, articles: Articles, parts: Parts, rows: PartRows, thin: Bools, *, by_story: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    sums = sum_stories(study.pooled, articles, parts, study.units.values, by_story=by_story, rows=rows)
    means = cell_shares(sums, study.pooled, len(thin))
    rest = without_one_outlet(study, articles, parts, by_story=by_story)
    found = (np.clip(means.estimate, 0, 1), means.lo, means.hi, np.clip(rest.least, 0, 1), np.clip(rest.most, 0, 1))
    shown = [np.where(thin[:, None], np.nan, values) for values in found]
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
