"""What the estimates of each week rest on, as hashes: a week whose hash is what it was need not be estimated again."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy

from monitor.trends.groups import Column, Floats, group_rows
from monitor.trends.study import Study
from monitor.trends.units import Weeks
from monitor.trends.windows import Windows

Hashes = npt.NDArray[np.uint64]
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class WeekInputs:
    """Hashes (w,) of what the rows of each of the ``weeks`` with articles rest on, by the table that has them."""

    weeks: Weeks
    weekly_frame_prevalence: Hashes
    story_frame_contrasts: Hashes


def week_inputs(study: Study) -> WeekInputs:
    """Hash the articles of each week's window with all that is made of them, what the coding of all weeks says, the settings and the code.

    The order of articles plays no part. Cost: linear in articles by frames.
    """
    articles, windows = study.units.articles, study.windows
    each = _articles(study)
    published = _by_week(articles.week, each, windows.weeks)
    last_told = _told(study, each)
    in_window, told_in_window = (_windowed(one, windows) for one in (published, last_told))
    common = _common(study, each)
    complete = study.calendar.complete(windows.weeks).astype(np.uint64)
    return WeekInputs(
        windows.weeks,
        _mixed(_mixed(in_window ^ common, complete), published),
        _mixed(_mixed(in_window ^ common, told_in_window), last_told),
    )


def _told(study: Study, each: Hashes) -> Hashes:
    """Hashes (w,) of the stories last told in each week in their text scope: of their articles and how many outlets their places had."""
    counts = study.units.articles.is_unit
    articles, coverage = study.units.articles.take(counts), study.coverage
    outlets = coverage.n_outlets(articles.text_scope.codes, articles.country.codes, articles.week).astype(np.uint64)
    stories = group_rows(articles.text_scope.codes, articles.story.codes)
    last = articles.week[stories.first].copy()
    np.maximum.at(last, stories.index, articles.week)
    return _by_week(last[stories.index], _mixed(each[counts], outlets), study.windows.weeks)


def _articles(study: Study) -> Hashes:
    """Hash of each article without its week, (n,): its descriptions, and the values of the unit it counts as."""
    articles, values = study.units.articles, study.units.values
    of_unit = np.zeros(len(values.prediction), dtype=np.uint64)
    for column in values.prediction.T:
        of_unit = _mixed(of_unit, _bits(column))
    coded = np.flatnonzero(values.is_coded)
    for matrix in (values.coded, values.exact, values.gold, values.weight, values.corrected):
        for column in matrix[coded].T:
            of_unit[coded] = _mixed(of_unit[coded], _bits(column.astype(np.float64)))
    found = _mixed(of_unit[articles.unit], articles.is_unit.astype(np.uint64))
    columns = (
        articles.story, articles.dispute, articles.outlet, articles.country, articles.language, articles.ownership,
        articles.audience, articles.text_scope,
    )  # fmt: skip
    for column in columns:
        found = _mixed(found, _names(column))
    return found


def _common(study: Study, each: Hashes) -> np.uint64:
    """Hash of what all weeks rest on."""
    articles, values = study.units.articles, study.units.values
    behind = articles.is_unit & (values.is_coded | study.pooled.drawable)[articles.unit]
    drawable = study.pooled.drawable[articles.unit[behind]].astype(np.uint64)
    coding = int(_mixed(_mixed(each[behind], _numbers(articles.week[behind])), drawable).sum(dtype=np.uint64))
    limits = study.settings.model_dump_json()
    return _hash("\n".join([code_digest(), study.scorer_id, *study.units.frames, limits, str(coding)]))


@cache
def code_digest() -> str:
    """Hash of the code of this package and the versions of what it counts with: estimates of other code are made anew."""
    whole = hashlib.blake2b(f"{np.__version__} {scipy.__version__}".encode(), digest_size=16)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()


def _by_week(weeks: Weeks, hashes: Hashes, present: Weeks) -> Hashes:
    """Sums of hashes, which no order changes, by each of the weeks ``present``."""
    order = np.argsort(weeks, kind="stable")
    upto = np.append(np.uint64(0), np.cumsum(hashes[order], dtype=np.uint64))
    ordered = weeks[order]
    found: Hashes = upto[np.searchsorted(ordered, present, "right")] - upto[np.searchsorted(ordered, present, "left")]
    return found


def _windowed(by_week: Hashes, windows: Windows) -> Hashes:
    """Hash of each window: of its weeks' hashes, each with its week."""
    dated = _mixed(by_week, _numbers(windows.weeks))
    return np.asarray(np.where(windows.inside, dated, np.uint64(0)).sum(axis=1, dtype=np.uint64))


def _numbers(weeks: Weeks) -> Hashes:
    return weeks.astype("datetime64[D]").astype(np.int64).astype(np.uint64)


def _names(column: Column) -> Hashes:
    return np.array([_hash(name) for name in column.names], dtype=np.uint64)[column.codes]


def _hash(text: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little"))


def _bits(column: Floats) -> Hashes:
    return np.ascontiguousarray(column).view(np.uint64)


def _mixed(state: Hashes, added: Hashes) -> Hashes:
    """One hash of two: the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    x = (state ^ added) + _ODD * (added | np.uint64(1))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)), dtype=np.uint64)
