"""Differences between two sides in parts: stories of one side alone, attention to shared stories, and how these are told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from scipy import stats

from monitor.trends.clusters import NO_VARIANCE
from monitor.trends.comparison import Comparison, compare_sides
from monitor.trends.differences import CONTRASTS, withheld_pairs
from monitor.trends.groups import (
    Column,
    Floats,
    Groups,
    Ints,
    distinct_counts,
    group_counts,
    group_rows,
    group_sums,
    rows_of,
)
from monitor.trends.intervals import TAIL
from monitor.trends.methods import UNCORRECTED, method_names, reason_sentences
from monitor.trends.parts import PARTS, Told, difference_parts, jackknife, story_coefficients
from monitor.trends.pooled import Pooled
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.sides import Sides, compared_sides
from monitor.trends.study import Study
from monitor.trends.sums import Sums
from monitor.trends.units import Articles

RESOLUTIONS = ("story", "dispute")
"""What counts as the same event: the story, or the long-running dispute that it belongs to."""
MIN_SHARED = 3
TOO_FEW_SHARED = f"Not split: fewer than {MIN_SHARED} stories told by both sides."


@dataclass(frozen=True)
class _Split:
    """Parts of one pair: estimate and limits (3, f), what both sides tell."""

    estimate: Floats
    lo: Floats
    hi: Floats
    n_shared: int
    n_shared_a: int
    n_shared_b: int


def framing_decomposition(
    study: Study, contrasts: tuple[str, ...] = CONTRASTS, resolutions: tuple[str, ...] = RESOLUTIONS
) -> pa.Table | None:
    """Rows of ``framing_decomposition`` over the weeks compared, or None without two sides."""
    articles = study.compared()
    tables: list[pa.Table] = []
    for resolution in resolutions:
        told = articles if resolution == "story" else replace(articles, story=articles.dispute)
        influences = _influences(study, resolution)
        for contrast in contrasts:
            tables += _contrast(told, study, contrast, resolution, influences)
    return pa.concat_tables(tables) if tables else None


@dataclass(frozen=True)
class _Influences:
    """Influence of the events of a resolution on the offsets: rows ``starts[e]`` to ``starts[e + 1]`` are those of event e.

    ``stratum`` (r,) is the stratum whose offset it is, ``effect`` (r, f) the influence.
    """

    starts: Ints
    stratum: Ints
    effect: Floats

    def together(self, events: Ints, influence: Floats, n_strata: int) -> Floats:
        """Sums over ``events`` (e,) of what they do to the parts, (e, p, f), times what they do to the offsets, (p, s, f)."""
        row, at = rows_of(self.starts, events)
        effect, stratum = self.effect[row], self.stratum[row]
        return np.stack([group_sums(stratum, effect * one[at], n_strata) for one in influence.swapaxes(0, 1)])


def _influences(study: Study, resolution: str) -> _Influences:
    pooled, everything = study.pooled, study.units.articles
    order, starts = pooled.by_story(len(everything.story.names))
    if resolution == "story":
        return _Influences(starts, pooled.stratum[order], pooled.effect[order])
    pairs = group_rows(everything.dispute.codes, everything.story.codes).first
    row, at = rows_of(starts, everything.story.codes[pairs])
    dispute, stratum = everything.dispute.codes[pairs[at]], pooled.stratum[order[row]]
    cells = group_rows(dispute, stratum)
    effect = group_sums(cells.index, pooled.effect[order[row]], cells.size)
    upto = np.searchsorted(dispute[cells.first], np.arange(len(everything.dispute.names) + 1))
    return _Influences(upto.astype(np.int64), stratum[cells.first], effect)


def _contrast(
    articles: Articles, study: Study, contrast: str, resolution: str, influences: _Influences
) -> Iterator[pa.Table]:
    weeks = study.calendar.weeks
    for scope, here, sides in compared_sides(articles, contrast):
        start, stop = (np.full(len(sides.pairs), weeks[end]) for end in (0, -1))
        cells, by_frame = _split_pairs(here, study, sides, influences)
        cells |= {
            "range_start": start, "range_stop": stop, "contrast": contrast, "text_scope": scope, "resolution": resolution,
        }  # fmt: skip
        yield melt(cells, by_frame, study.units.frames, study.scorer_id)


def _split_pairs(
    articles: Articles, study: Study, sides: Sides, influences: _Influences
) -> tuple[dict[str, Any], dict[str, Any]]:
    side, size, (a, b) = sides.groups.index, sides.groups.size, sides.pairs.T
    found = compare_sides(study, articles, side, sides.pairs, size)
    raw = study.sums(articles, side, size, raw=True)
    owed = _owed(study, articles, side, size, influences)
    splits = [
        _split(study, found, (found.sums, raw), owed, pair=(at, int(one), int(other)))
        for at, (one, other) in enumerate(sides.pairs)
    ]
    outlets, stories = distinct_counts(side, articles.outlet.codes, size), group_counts(found.sums.cell, size)
    withheld = withheld_pairs(outlets[sides.pairs], stories[sides.pairs], study.settings.min_outlets)
    n_shared = np.array([one.n_shared for one in splits])
    few = choice(n_shared < MIN_SHARED, TOO_FEW_SHARED, "")
    given = (withheld.codes == 0)[:, None]
    split = given & (n_shared >= MIN_SHARED)[:, None]
    described = {
        "side_a": Column(a, sides.labels), "side_b": Column(b, sides.labels),
        "n_articles_a": group_counts(side, size)[a], "n_articles_b": group_counts(side, size)[b], "n_shared": n_shared,
        "n_shared_a": np.array([one.n_shared_a for one in splits]), "n_shared_b": np.array([one.n_shared_b for one in splits]),
    }  # fmt: skip
    by_frame: dict[str, Any] = {
        "difference": np.where(given, found.difference, np.nan),
        "difference_lo": np.where(given, found.lo, np.nan),
        "difference_hi": np.where(given, found.hi, np.nan),
    }
    for at, part in enumerate(PARTS):
        for name, values in (("", "estimate"), ("_lo", "lo"), ("_hi", "hi")):
            by_frame[part + name] = np.where(split, np.array([getattr(one, values)[at] for one in splits]), np.nan)
    by_frame["method"] = method_names(found.method)
    why = join(across(withheld, found.method.shape), across(few, found.method.shape))
    by_frame["reason"] = join(why, reason_sentences(found.why))
    return described, by_frame


@dataclass(frozen=True)
class _Owed:
    """What values owe to the coding of others, by side and story (r rows).

    ``mass`` (r, s, f) counts articles without coding by stratum, ``lean`` (r, l, f) sums their predictions less the stratum's mean.
    """

    cell: Ints
    story: Ints
    mass: Floats
    lean: Floats
    influences: _Influences


def _owed(study: Study, articles: Articles, side: Ints, size: int, influences: _Influences) -> _Owed:
    pooled, values, unit = study.pooled, study.units.values, articles.unit
    stratum = pooled.strata.of_unit[unit]
    rows = group_rows(side, articles.story.codes)
    parts = study.parts(articles, side, size)
    is_open = (parts.from_others[parts.groups.index] & ~values.coded[unit]).astype(np.float64)
    mass = _by_row(rows, stratum, is_open, pooled.strata.size)
    apart = is_open * (values.prediction[unit] - pooled.centre[stratum])
    lean = _by_row(rows, pooled.strata.language[stratum], apart, pooled.strata.n_languages)
    return _Owed(side[rows.first], articles.story.codes[rows.first], mass, lean, influences)


def _by_row(rows: Groups, code: Ints, values: Floats, n_codes: int) -> Floats:
    """Sums of ``values`` (n, f) by row and ``code`` (n,), (r, n_codes, f)."""
    cells = group_rows(rows.index, code)
    sums = np.zeros((rows.size, n_codes, values.shape[1]))
    sums[rows.index[cells.first], code[cells.first]] = group_sums(cells.index, values, cells.size)
    return sums


@dataclass(frozen=True)
class _Pair:
    """Two sides, the stories (codes) that either tells, and what they tell of them."""

    sides: tuple[int, int]
    stories: Ints
    told: Told


def _split(
    study: Study, found: Comparison, sums: tuple[Sums, Sums], owed: _Owed, *, pair: tuple[int, int, int]
) -> _Split:
    at, a, b = pair
    stories = np.unique(owed.story[(owed.cell == a) | (owed.cell == b)])
    corrected, raw = (_told(one, a, b, stories) for one in sums)
    uncorrected = found.method[at] == UNCORRECTED
    total_a, total_b = (
        np.where(uncorrected, getattr(raw, name), getattr(corrected, name)) for name in ("total_a", "total_b")
    )
    told = replace(corrected, total_a=total_a, total_b=total_b)
    shared = told.shared
    counts = int(shared.sum()), int(told.n_a[shared].sum()), int(told.n_b[shared].sum())
    if counts[0] < MIN_SHARED:
        nothing = np.full((len(PARTS), len(uncorrected)), np.nan)
        return _Split(nothing, nothing, nothing, *counts)
    estimate = difference_parts(told)
    variance, influence = jackknife(told)
    variance = _never_certain(variance, _degrees(told)[:, None] + 1)
    variance += np.where(uncorrected, 0.0, _variance_owed(study.pooled, _Pair((a, b), stories, told), owed, influence))
    reach = stats.t.ppf(1 - TAIL, _degrees(told))[:, None] * np.sqrt(np.maximum(variance, 0))
    return _Split(estimate, np.clip(estimate - reach, -1, 1), np.clip(estimate + reach, -1, 1), *counts)


def _told(sums: Sums, a: int, b: int, stories: Ints) -> Told:
    n, total = [], []
    for side in (a, b):
        rows = np.flatnonzero(sums.cell == side)
        place = np.searchsorted(stories, sums.story[rows])
        counts, values = np.zeros(len(stories)), np.zeros((len(stories), sums.total.shape[1]))
        counts[place], values[place] = sums.n[rows], sums.total[rows]
        n.append(counts)
        total.append(values)
    return Told(n[0], n[1], total[0], total[1])


def _variance_owed(pooled: Pooled, pair: _Pair, owed: _Owed, influence: Floats) -> Floats:
    """What the coding of other articles adds to the variance of the parts, (3, f)."""
    told, stories = pair.told, pair.stories
    n_strata, n_frames = pooled.strata.size, told.total_a.shape[1]
    weight = np.zeros((len(PARTS), n_strata, n_frames))
    lean = np.zeros((len(PARTS), pooled.strata.n_languages, n_frames))
    for number, side in enumerate(pair.sides):
        rows = slice(*np.searchsorted(owed.cell, (side, side + 1)))  # in the order of the sides
        on_side = story_coefficients(told, number)[:, np.searchsorted(stories, owed.story[rows])]
        for into, given in ((weight, owed.mass), (lean, owed.lean)):
            np.add(into, (on_side @ given[rows].reshape(on_side.shape[1], -1)).reshape(into.shape), out=into)
    together = owed.influences.together(stories, influence, n_strata)
    added = 2 * (together * weight).sum(axis=1)
    for frame in range(n_frames):
        added[:, frame] += ((weight[:, :, frame] @ pooled.covariance[frame]) * weight[:, :, frame]).sum(axis=1)
        added[:, frame] += lean[:, :, frame] ** 2 @ pooled.slope_variance[:, frame]
    return np.asarray(added, dtype=np.float64)


def _never_certain(variance: Floats, stories: Floats) -> Floats:
    """Where no story differs from the others, the variance of a share with half a story of another kind."""
    q = 0.5 / (stories + 1)
    return np.asarray(np.where(variance < NO_VARIANCE, q * (1 - q) / stories, variance), dtype=np.float64)


def _degrees(told: Told) -> Floats:
    """Degrees of freedom of the parts, (3,): the effective number of stories less one, for agenda and framing of the shared ones."""

    def effective(n_a: Floats, n_b: Floats) -> float:
        weight = n_a / n_a.sum() + n_b / n_b.sum()
        return float(weight.sum() ** 2 / (weight**2).sum())

    of_all, of_shared = effective(told.n_a, told.n_b), effective(told.n_a[told.shared], told.n_b[told.shared])
    return np.asarray(np.maximum(np.array([of_all, of_shared, of_shared]) - 1, 1), dtype=np.float64)
