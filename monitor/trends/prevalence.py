"""Weekly shares of articles that carry a frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.trends.clusters import cluster_means
from monitor.trends.correction import Correctable
from monitor.trends.coverage import Coverage
from monitor.trends.groups import Bools, Floats, Groups, Ints, distinct_counts, group_counts, group_rows, group_sums
from monitor.trends.intervals import share_interval
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.study import Study
from monitor.trends.units import Articles

DIMENSIONS = ("country", "language", "ownership", "audience")
# What is told apart in one set of estimates; every dimension left out is summed over and named `all`.
MARGINS: tuple[tuple[str, ...], ...] = (
    ("country", "language"), ("country",), ("language",), (), ("country", "ownership"), ("country", "audience"),
)  # fmt: skip
ONE_STORY = "No interval: all articles belong to one story."


@dataclass(frozen=True)
class Sums:
    """Articles of one set of estimates in c cells, summed by story within the cell: g rows, ``cell`` (g,) theirs."""

    cells: Groups
    cell: Ints
    n: Floats
    total: Floats
    gold: Correctable


def weekly_prevalence(study: Study) -> pa.Table:
    """All rows of ``weekly_frame_prevalence``: every margin, outlet panel and weighting."""
    return pa.concat_tables(_blocks(study))


def _blocks(study: Study) -> Iterator[pa.Table]:
    for panel, members in (("all", study.units.articles), ("fixed", _fixed(study))):
        for weightings, articles in ((("article", "story"), members.take(members.is_unit)), (("copy",), members)):
            if not len(articles):
                continue
            for margin in MARGINS:
                sums = _sums(articles, study, margin)
                described = _cells(articles, sums.cells, study, margin)
                thin = _thin(articles, sums.cells, study, margin)
                for weighting in weightings:
                    n, by_frame = _estimates(sums, weighting, study.coverage, thin)
                    cells = described | n | {"panel": panel, "weighting": weighting}
                    yield melt(cells, by_frame, study.units.frames, study.scorer_id)


def _fixed(study: Study) -> Articles:
    articles, calendar = study.units.articles, study.calendar
    listed = np.array([name in calendar.panel for name in articles.outlet.names], dtype=np.bool_)
    return articles.take(listed[articles.outlet.codes] & calendar.compares(articles.week))


def _week_codes(articles: Articles) -> Ints:
    return np.asarray((articles.week - articles.week.min()).astype(np.int64) // 7, dtype=np.int64)


def _sums(articles: Articles, study: Study, margin: tuple[str, ...]) -> Sums:
    codes = [getattr(articles, name).codes for name in margin]
    cells = group_rows(_week_codes(articles), articles.text_scope.codes, *codes)
    stories = group_rows(cells.index, articles.story.codes)
    values = study.units.values
    gold = study.correctable(cells.index, articles, cells.size)
    total = group_sums(stories.index, values.prediction[articles.unit], stories.size)
    cell = cells.index[stories.first]
    if gold.enough.any():
        corrected = group_sums(stories.index, values.corrected[articles.unit], stories.size)
        total = np.where(gold.enough[cell], corrected, total)
    return Sums(cells, cell, group_counts(stories.index, stories.size).astype(np.float64), total, gold)


def _cells(articles: Articles, cells: Groups, study: Study, margin: tuple[str, ...]) -> dict[str, Any]:
    weeks = articles.week[cells.first]
    named = {name: getattr(articles, name).take(cells.first) if name in margin else "all" for name in DIMENSIONS}
    return named | {
        "week": weeks,
        "complete": study.calendar.complete(weeks),
        "text_scope": articles.text_scope.take(cells.first),
        "n_articles": group_counts(cells.index, cells.size),
        "n_outlets": distinct_counts(cells.index, articles.outlet.codes, cells.size),
    }


def _thin(articles: Articles, cells: Groups, study: Study, margin: tuple[str, ...]) -> Bools:
    """Cells (c,) that would speak of a place from too few outlets."""
    if "country" not in margin:
        return np.zeros(cells.size, dtype=np.bool_)
    here = articles.take(cells.first)
    return study.coverage.thin(here.text_scope.codes, here.country.codes, here.week)


def _estimates(sums: Sums, weighting: str, coverage: Coverage, thin: Bools) -> tuple[dict[str, Any], dict[str, Any]]:
    n, total = sums.n, sums.total
    if weighting == "story":
        n, total = np.ones_like(n), total / n[:, None]
    means = cluster_means(sums.cell, n, total, sums.cells.size)
    size = group_sums(sums.cell, n[:, None], sums.cells.size)[:, 0]
    lo, hi = share_interval(means, size)
    shown = [np.where(thin[:, None], np.nan, values) for values in (np.clip(means.estimate, 0, 1), lo, hi)]
    withheld = across(coverage.reasons(thin), means.estimate.shape)
    alone = across(choice(means.n_clusters[:, None] < 2, ONE_STORY, ""), means.estimate.shape)
    return {"n_stories": means.n_clusters.astype(np.int64)}, {
        "n_gold": sums.gold.n_gold,
        "estimate": shown[0],
        "lo": shown[1],
        "hi": shown[2],
        "method": sums.gold.methods(),
        "reason": join(withheld, join(sums.gold.reasons(), alone)),
    }
