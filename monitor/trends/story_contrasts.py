"""How one story is told in a country, against the story's other countries."""

import numpy as np
import pyarrow as pa
from scipy import stats

from monitor.trends.correction import Values
from monitor.trends.groups import Bools, Floats, Groups, Ints, group_counts, group_rows, group_sums
from monitor.trends.intervals import TAIL, adjust
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.study import Study
from monitor.trends.units import Articles

# Fewer articles on a side say next to nothing.
MIN_ARTICLES = 2
TOO_FEW = f"No interval: fewer than {MIN_ARTICLES} articles on a side."
NOT_ALL_CODED = (
    "Uncorrected: not every article of the story was coded, and one story has too few for a sampled correction."
)


def story_frame_contrasts(study: Study) -> pa.Table | None:
    """All rows of ``story_frame_contrasts``; None when no story is told in two countries. q over all rows with a p."""
    units = study.units
    articles = units.articles.take(units.articles.is_unit)
    if not len(articles):
        return None
    stories = group_rows(articles.text_scope.codes, articles.story.codes)
    cells = group_rows(stories.index, articles.country.codes)
    story = stories.index[cells.first]
    told_twice = np.flatnonzero(group_counts(story, stories.size)[story] > 1)
    if not len(told_twice):
        return None
    exact, value = _values(units.values, stories.index, stories.size, articles.unit)
    hits, n = group_sums(cells.index, value, cells.size), group_counts(cells.index, cells.size)
    all_hits = group_sums(story, hits, stories.size)[story]
    all_n = group_counts(stories.index, stories.size)[story]
    here, n_here = hits[told_twice], n[told_twice]
    others, n_others = (all_hits - hits)[told_twice], (all_n - n)[told_twice]
    thin = _thin(study, articles, cells)[told_twice]
    enough = (np.minimum(n_here, n_others) >= MIN_ARTICLES) & ~thin
    lo, hi, p = _inference(enough, here, n_here, others, n_others)
    row, coded = cells.first[told_twice], exact[story[told_twice]]
    share = np.where(thin[:, None], np.nan, here / n_here[:, None])
    share_others = others / n_others[:, None]
    few = choice((enough | thin)[:, None], "", TOO_FEW)
    why = join(study.coverage.reasons(thin[:, None]), few)
    by_frame = {
        "share": share, "share_others": share_others, "difference": share - share_others,
        "lo": lo, "hi": hi, "q": adjust(p),
        "method": choice(coded, "ppi", "uncorrected"),
        "reason": join(across(why, coded.shape), choice(coded, "", NOT_ALL_CODED)),
    }  # fmt: skip
    cells_out = {
        "story_id": articles.story.take(row), "country": articles.country.take(row),
        "text_scope": articles.text_scope.take(row),
        "n_articles": n_here, "n_others": n_others,
    }  # fmt: skip
    return melt(cells_out, by_frame, units.frames, study.scorer_id)


def _thin(study: Study, articles: Articles, cells: Groups) -> Bools:
    """Which cells (c,) speak of a place from too few outlets, up to the cell's last week."""
    last = articles.week[cells.first].copy()
    np.maximum.at(last, cells.index, articles.week)
    here = articles.take(cells.first)
    return study.coverage.thin(here.text_scope.codes, here.country.codes, last)


def _inference(
    enough: Bools, here: Floats, n_here: Ints, others: Floats, n_others: Ints
) -> tuple[Floats, Floats, Floats]:
    """Interval and p, (c, f) each, where there are articles ``enough`` (c,); NaN elsewhere."""
    lo, hi, p = (np.full(here.shape, np.nan) for _ in range(3))
    data = here[enough], n_here[enough][:, None], others[enough], n_others[enough][:, None]
    lo[enough], hi[enough] = agresti_caffo(*data)
    p[enough] = fisher(*data)
    return lo, hi, p


def _values(values: Values, story: Ints, n_stories: int, unit: Ints) -> tuple[Bools, Floats]:
    """Which stories are coded throughout (s, f), and articles' values (n, f): the coders' there, else the scorer's."""
    exact = group_sums(story, ~values.exact[unit], n_stories) == 0
    return exact, np.where(exact[story], values.corrected[unit], values.prediction[unit])


def agresti_caffo(hits_a: Floats, n_a: Ints, hits_b: Floats, n_b: Ints) -> tuple[Floats, Floats]:
    """Interval of a difference of two shares with a success and a failure added to each (Agresti and Caffo 2000)."""
    p_a, p_b = (hits_a + 1) / (n_a + 2), (hits_b + 1) / (n_b + 2)
    error = np.sqrt(p_a * (1 - p_a) / (n_a + 2) + p_b * (1 - p_b) / (n_b + 2))
    reach = stats.norm.ppf(1 - TAIL) * error
    return np.clip(p_a - p_b - reach, -1, 1), np.clip(p_a - p_b + reach, -1, 1)


def fisher(hits_a: Floats, n_a: Ints, hits_b: Floats, n_b: Ints) -> Floats:
    """Fisher's exact p, two-sided as twice the smaller tail; halves (split coders) go towards the common share."""
    total = n_a + n_b
    hits = np.rint(hits_a + hits_b)
    x = np.clip(
        np.where(hits_a / n_a > hits / total, np.floor(hits_a), np.ceil(hits_a)),
        np.maximum(0, hits - n_b),
        np.minimum(n_a, hits),
    )
    law = stats.hypergeom(total, hits, n_a)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(law.cdf(x), law.sf(x - 1))), dtype=np.float64)
