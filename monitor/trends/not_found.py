"""Stories that most countries carry, and countries in whose collected outlets they were not found: not silence."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.trends.calendar import WEEK
from monitor.trends.carrying import MIN_PAIRS, Told, fit_carrying
from monitor.trends.groups import Bools, Column, Floats, Ints, distinct_counts, group_rows
from monitor.trends.intervals import adjust
from monitor.trends.rows import choice, join, plain
from monitor.trends.study import Study
from monitor.trends.tellings import OutletWeeks, Press, Tellings
from monitor.trends.units import Weeks

MIN_COUNTRIES = 3
LATE_DAYS = 3
FINDABLE = 0.05
TOO_FEW_PAIRS = f"Not judged: fewer than {MIN_PAIRS} pairs of story and other country to learn from."
SOME_DOWN = "Read with care: not every outlet of the country or territory was reached in those weeks."
LATE = f"Read with care: the story began in the last {LATE_DAYS} days looked at."
PARTLY_SEEN = "Read with care: not every week of the story was seen whole."
SENTENCES = (TOO_FEW_PAIRS, SOME_DOWN, LATE, PARTLY_SEEN)
_DAY_US = 86_400_000_000


@dataclass(frozen=True)
class _Stories:
    """Stories (g) that began in range and that three countries or more carry.

    Code, first and last time (days) and week, (g,); articles by country ``on_it`` (g, c).
    """

    code: Ints
    first_at: Floats
    last_at: Floats
    first_week: Weeks
    last_week: Weeks
    on_it: Floats


@dataclass(frozen=True)
class _Seen:
    """What came in from countries in the weeks of stories, (g, c).

    Articles on the topic, outlets that published, those of them that were never down, outlets that were down.
    """

    n: Floats
    n_outlets: Ints
    n_steady: Ints
    n_down: Ints


def not_found_in_sources(study: Study, press: Press) -> pa.Table | None:
    """Rows of ``not_found_in_sources`` over the weeks compared, or None without any. q over all pairs looked at.

    Articles of every text scope and reprints count: a headline is enough to have carried a story. Cost: linear in
    articles, and one fit a country.
    """
    stories = _stories(press.tellings)
    if stories is None:
        return None
    seen = _seen(press, stories)
    enough = seen.n_steady >= study.settings.min_outlets
    told = Told(stories.on_it, seen.n, enough)
    n_others, n_found, share = told.others()
    looked_at = (n_found >= MIN_COUNTRIES) & (2 * n_found >= n_others)
    absent = stories.on_it == 0
    expected, chance, n_pairs = _chances(seen.n * share, absent, looked_at & enough)
    q = _adjusted(chance, absent)
    rows = looked_at & absent & (seen.n_outlets + seen.n_down > 0)
    if not rows.any():
        return None
    g, c = np.nonzero(rows)
    least = study.settings.min_outlets
    reasons = (
        "", f"Withheld: fewer than {least} outlets in the country or territory.",
        f"Withheld: fewer than {least} outlets in the country or territory were reached throughout.", TOO_FEW_PAIRS,
    )  # fmt: skip
    why = np.where(seen.n_outlets < least, 1, np.where(~enough, 2, np.where(np.isnan(chance), 3, 0)))
    start, stop = (np.full(len(g), press.weeks[end]) for end in (0, -1))
    columns: dict[str, Any] = {
        "range_start": start, "range_stop": stop, "story_id": Column(stories.code[g], press.tellings.story.names),
        "country": Column(c, press.tellings.country.names), "n_countries": n_others[g, c].astype(np.int64),
        "n_countries_found": n_found[g, c].astype(np.int64),
        "n_articles": seen.n[g, c].astype(np.int64), "n_outlets": seen.n_outlets[g, c], "n_outlets_down": seen.n_down[g, c],
        "expected": expected[g, c], "chance": chance[g, c], "n_pairs": n_pairs[c], "q": q[g, c], "reason": Column(why[g, c], reasons),
        "caveat": _caveats(study, press, stories, seen, (g, c)),
    }  # fmt: skip
    return _with_story(plain(columns, study.scorer_id), press, stories, told, (g, c))


def _stories(tellings: Tellings) -> _Stories | None:
    """Cost: one sort of the articles in stories."""
    here = tellings.take(tellings.in_story & ~tellings.began_before)
    if not len(here):
        return None
    groups = group_rows(here.story.codes)
    wide = distinct_counts(groups.index, here.country.codes, groups.size) >= MIN_COUNTRIES
    if not wide.any():
        return None
    here = here.take(wide[groups.index])
    groups = group_rows(here.story.codes)
    order = np.argsort(groups.index, kind="stable")  # articles are in order of time
    first = np.flatnonzero(np.diff(groups.index[order], prepend=-1))
    last = np.append(first[1:], len(order)) - 1
    shape = (groups.size, len(here.country.names))
    place = groups.index * shape[1] + here.country.codes
    on_it = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)
    a, b = order[first], order[last]
    return _Stories(here.story.codes[a], here.at[a], here.at[b], here.week[a], here.week[b], on_it)


def _seen(press: Press, stories: _Stories) -> _Seen:
    """What came in from each country in the weeks of each story; stories of the same weeks are counted once."""
    names = press.tellings.country.names
    spans = group_rows(*(_number(weeks, press.weeks) for weeks in (stories.first_week, stories.last_week)))
    outlets = _known(press.outlets, names)
    found = [_span(press, outlets, stories.first_week[row], stories.last_week[row]) for row in spans.first]
    return _Seen(*(np.array(columns)[spans.index] for columns in zip(*found, strict=True)))


def _span(
    press: Press, outlets: OutletWeeks, start: np.datetime64, stop: np.datetime64
) -> tuple[Floats, Ints, Ints, Ints]:
    told, size = press.tellings, len(press.tellings.country.names)
    within = (told.week >= start) & (told.week <= stop)
    n = np.bincount(told.country.codes[within], minlength=size).astype(np.float64)
    rows = np.flatnonzero((outlets.week >= start) & (outlets.week <= stop))
    groups = group_rows(outlets.outlet.codes[rows])
    country = outlets.country.codes[rows[groups.first]]
    published = np.bincount(groups.index, weights=outlets.n_articles[rows], minlength=groups.size) > 0
    down = np.bincount(groups.index, weights=outlets.is_down[rows], minlength=groups.size) > 0
    counts = (np.bincount(country[which], minlength=size) for which in (published, published & ~down, down))
    return n, *counts  # type: ignore[return-value]


def _known(outlets: OutletWeeks, names: tuple[str, ...]) -> OutletWeeks:
    """Outlets of countries that told anything on the topic, with the codes of these countries."""
    code = {name: at for at, name in enumerate(names)}
    to = np.array([code.get(name, -1) for name in outlets.country.names], dtype=np.int64)
    country = to[outlets.country.codes] if len(to) else outlets.country.codes
    rows = np.flatnonzero(country >= 0)
    return OutletWeeks(
        outlets.outlet.take(rows), Column(country[rows], names), outlets.week[rows], outlets.n_articles[rows], outlets.is_down[rows]
    )  # fmt: skip


def _number(weeks: Weeks, span: Weeks) -> Ints:
    return np.asarray((weeks - span[0]).astype(np.int64) // 7, dtype=np.int64)


def _chances(mean: Floats, absent: Bools, used: Bools) -> tuple[Floats, Floats, Ints]:
    """Expected articles and chance of none, (g, c), by what the other countries show, and the pairs behind it, (c,); NaN: too few pairs."""
    expected, chance = np.full(mean.shape, np.nan), np.full(mean.shape, np.nan)
    n_pairs = int(used.sum()) - used.sum(axis=0)
    for country in np.flatnonzero(used.any(axis=0) & (n_pairs >= MIN_PAIRS)):
        rest = used.copy()
        rest[:, country] = False
        law = fit_carrying(mean[rest], absent[rest])
        here = used[:, country]
        expected[here, country] = law.expected(mean[here, country])
        chance[here, country] = law.chance_of_none(mean[here, country])
    return expected, chance, n_pairs


def _adjusted(chance: Floats, absent: Bools) -> Floats:
    """q of all pairs looked at, (g, c); NaN where there is no chance.

    The chance of none is the smallest p that a pair could have shown, known beforehand. Pairs in which it is above 5% could
    never have been found, and do not count among those looked at (Tarone 1990; Gilbert 2005); theirs is 1.
    """
    q = np.where(np.isnan(chance), np.nan, 1.0)
    could = chance <= FINDABLE
    q[could] = adjust(np.where(absent, chance, 1.0)[could])
    return q


def _caveats(study: Study, press: Press, stories: _Stories, seen: _Seen, at: tuple[Ints, Ints]) -> Column:
    g, c = at
    stop = (press.weeks[-1] + WEEK).astype("datetime64[D]").astype(np.int64)
    late = np.asarray(stories.first_at[g] >= stop - LATE_DAYS, dtype=np.bool_)
    weeks = np.stack([stories.first_week[g], stories.last_week[g]])
    partly = np.asarray(~study.calendar.complete(weeks.reshape(-1)).reshape(weeks.shape).all(axis=0), dtype=np.bool_)
    down = choice(seen.n_down[g, c] > 0, SOME_DOWN, "")
    return join(down, join(choice(late, LATE, ""), choice(partly, PARTLY_SEEN, "")))


def _with_story(table: pa.Table, press: Press, stories: _Stories, told: Told, at: tuple[Ints, Ints]) -> pa.Table:
    """The table with the story's times, the countries that carry it and their articles."""
    g, _ = at
    names = np.array(press.tellings.country.names)
    carried = (stories.on_it > 0) & told.seen
    moments = [(days[g] * _DAY_US).round().astype(np.int64) for days in (stories.first_at, stories.last_at)]
    stamp = pa.timestamp("us", tz="UTC")
    return (
        table.append_column("first_published_at", pa.array(moments[0]).cast(stamp))
        .append_column("last_published_at", pa.array(moments[1]).cast(stamp))
        .append_column("n_articles_found", pa.array((stories.on_it * told.seen).sum(axis=1)[g].astype(np.int64)))
        .append_column("countries_found", pa.array([list(names[row]) for row in carried[g]], pa.list_(pa.string())))
    )
