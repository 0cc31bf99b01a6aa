"""Which country's outlets tell shared stories first."""

from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
from scipy import stats

from monitor.trends.groups import Bools, Column, Floats, Ints, distinct_counts
from monitor.trends.intervals import TAIL, adjust
from monitor.trends.rows import choice, join, plain
from monitor.trends.shuffled_lags import Lags, median_limits, shuffled_p, story_lags
from monitor.trends.study import Study
from monitor.trends.tellings import Press, Tellings

MIN_STORIES = 5
TOO_FEW = f"Not tested: fewer than {MIN_STORIES} stories told by both."
MANY_DAYS = "Read with care: of half of the articles or more only the day is known."
FEW_STORIES = "Read with care: fewer than 10 stories."
_HALF_DAY = 0.5
_FIGURES = (
    "lag_days", "lag_lo", "lag_hi", "mean_lag_days", "lag_beyond_chance_days", "lo", "hi", "share_a_first", "share_a_first_by_chance", "p",
)  # fmt: skip


def lead_lag(study: Study, press: Press) -> pa.Table | None:
    """Rows of ``lead_lag`` over the weeks compared: all pairs of countries that tell a story both; None without one.

    Cost: every pair of countries reads the articles of both.
    """
    told, undated = _own_tellings(press.tellings)
    names = press.tellings.country.names
    outlets = distinct_counts(press.tellings.country.codes, press.tellings.outlet.codes, len(names))
    here = np.zeros((len(told.story.names), len(names)), dtype=np.bool_)
    here[told.story.codes, told.country.codes] = True
    of_country = [np.flatnonzero(told.country.codes == code) for code in range(len(names))]
    rows = []
    for a, b in combinations(np.flatnonzero(here.any(axis=0)), 2):
        shared = here[:, a] & here[:, b]
        if shared.any():
            both = np.sort(np.concatenate([of_country[a], of_country[b]]))  # still by story and time
            both = both[shared[told.story.codes[both]]]
            rows.append(_pair(told.take(both), undated, (int(a), int(b)), study, outlets))
    if not rows:
        return None
    return _table(rows, study, press, outlets)


def _own_tellings(tellings: Tellings) -> tuple[Tellings, Tellings]:
    """Articles with a known time, sorted by story and time, and undated ones; of stories that began in range, no reprints."""
    kept = tellings.take(tellings.in_story & tellings.is_own & ~tellings.began_before)
    dated = kept.take(kept.dated)
    return dated.take(np.lexsort((dated.at, dated.story.codes))), kept.take(~kept.dated)


def _pair(here: Tellings, undated: Tellings, pair: tuple[int, int], study: Study, outlets: Ints) -> dict[str, Any]:
    """Figures of one pair from its articles on the stories that both tell, sorted by story and time."""
    is_a = here.country.codes == pair[0]
    unsure = _unsure(here, undated.take(np.isin(undated.country.codes, pair)), is_a, pair[0])
    used = ~unsure
    n_stories, n_left_out = (len(np.unique(here.story.codes[rows])) for rows in (used, unsure))
    row: dict[str, Any] = {
        "pair": pair, "n_stories": n_stories, "n_stories_left_out": n_left_out, "n_articles_a": int((used & is_a).sum()),
        "n_articles_b": int((used & ~is_a).sum()), "days_only": bool(2 * here.day_only[used].sum() >= used.sum()),
        **dict.fromkeys(_FIGURES, np.nan),
    }  # fmt: skip
    enough = min(outlets[pair[0]], outlets[pair[1]]) >= study.settings.min_outlets
    if enough and n_stories >= MIN_STORIES:
        slack = np.where(here.day_only, _HALF_DAY, 0.0)
        lags = story_lags(here.story.codes[used], here.at[used], slack[used], is_a[used])
        row |= _figures(lags, study, pair)
    return row


def _unsure(here: Tellings, undated: Tellings, is_a: Bools, a: int) -> Bools:
    """Articles (n,) of stories that an undated article may have begun in a country: seen within a day of its first, or earlier.

    A collector that polls daily sees an article within a day.
    """
    if not len(undated):
        return np.zeros(len(here), dtype=np.bool_)
    size = len(here.story.names)
    key = here.story.codes * 2 + is_a
    first = np.full(2 * size, np.inf)
    np.minimum.at(first, key, here.at)
    seen = undated.story.codes * 2 + (undated.country.codes == a)
    doubtful = np.zeros(size, dtype=np.bool_)
    doubtful[undated.story.codes[undated.at < first[seen] + 1]] = True
    return np.asarray(doubtful[here.story.codes], dtype=np.bool_)


def _figures(lags: Lags, study: Study, pair: tuple[int, int]) -> dict[str, float]:
    beyond, g = lags.beyond, len(lags.lag)
    lo, hi = median_limits(lags.lag)
    reach = float(stats.t.ppf(1 - TAIL, g - 1) * beyond.std(ddof=1) / np.sqrt(g))
    generator = np.random.default_rng((study.settings.seed, *pair))
    return {
        "lag_days": float(np.median(lags.lag)), "lag_lo": lo, "lag_hi": hi, "mean_lag_days": float(lags.cut.mean()),
        "lag_beyond_chance_days": float(beyond.mean()), "lo": float(beyond.mean()) - reach, "hi": float(beyond.mean()) + reach,
        "share_a_first": float(lags.first.mean()), "share_a_first_by_chance": float(lags.first_null.mean()),
        "p": shuffled_p(lags, study.settings.permutations, generator),
    }  # fmt: skip


def _table(rows: list[dict[str, Any]], study: Study, press: Press, outlets: Ints) -> pa.Table:
    a, b = np.array([row["pair"] for row in rows]).T
    names = press.tellings.country.names

    def floats(name: str) -> Floats:
        return np.array([row[name] for row in rows], dtype=np.float64)

    def ints(name: str) -> Ints:
        return np.array([row[name] for row in rows], dtype=np.int64)

    thin = np.minimum(outlets[a], outlets[b]) < study.settings.min_outlets
    few = ints("n_stories") < MIN_STORIES
    reasons = ("", f"Withheld: fewer than {study.settings.min_outlets} outlets on a side.", TOO_FEW)
    counts = ("n_stories", "n_stories_left_out", "n_articles_a", "n_articles_b")
    tested = ~thin & ~few
    days = tested & np.array([row["days_only"] for row in rows], dtype=np.bool_)
    start, stop = (np.full(len(rows), press.weeks[end]) for end in (0, -1))
    columns = {
        "range_start": start, "range_stop": stop, "country_a": Column(a, names), "country_b": Column(b, names),
        **{name: ints(name) for name in counts}, "n_outlets_a": outlets[a], "n_outlets_b": outlets[b],
        **{name: floats(name) for name in _FIGURES}, "q": adjust(floats("p")),
        "reason": Column(np.where(thin, 1, np.where(few, 2, 0)), reasons),
        "caveat": join(choice(tested & (ints("n_stories") < 10), FEW_STORIES, ""), choice(days, MANY_DAYS, "")),
    }  # fmt: skip
    return plain(columns, study.scorer_id)
