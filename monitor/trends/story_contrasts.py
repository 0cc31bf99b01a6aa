"""How one story is told in a place, against the story's other places: every frame, and the contrasts that stand out."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.trends.caveats import FEW, FEW_ARTICLES
from monitor.trends.groups import Bools, Column, Floats, Ints, group_rows
from monitor.trends.methods import method_names, reason_sentences
from monitor.trends.rows import across, choice, join, melt
from monitor.trends.selection import ranks, select
from monitor.trends.small_samples import Apart, difference, interval_of_share
from monitor.trends.story_sides import Made, StorySides, story_sides
from monitor.trends.study import Study
from monitor.trends.told_twice import Told, told_twice
from monitor.trends.units import Weeks

# Fewer articles on a side say next to nothing.
MIN_ARTICLES = 2
TOO_FEW = f"No interval: fewer than {MIN_ARTICLES} articles on a side."
ONE_OUTLET_A_SIDE = "Read with care: all articles of a side are by one outlet."


def story_frame_contrasts(study: Study, asked: Bools | None = None) -> pa.Table | None:
    """All rows of ``story_frame_contrasts``; None when no story is told in two places.

    With ``asked`` (w,), of the weeks of ``study.windows``, only those of stories last told in these weeks.

    A family are the contrasts of the stories of one text scope that were last told in the same week, without frames that none or all
    of a story's articles carry: nothing could differ there.
    """
    read = _read(study, asked)
    if read is None:
        return None
    made, alike = read
    told, sides = made.told, story_sides(study, made, alike)
    given = _given(study, told, sides)
    apart = difference(*sides.samples, sides.debts.apart)
    could_differ = (sides.carried > 0) & (sides.carried < 1)
    p = np.where(given.interval[:, None] & could_differ, apart.p, np.nan)
    first, week = told.articles.take(told.cells.first), told.last_week[told.story]
    shares = _shares(sides, given)
    by_frame = shares | _contrasts(
        apart, shares["difference"], given, p, _Groups(first.text_scope.codes, week, told.story)
    )
    by_frame |= {
        "method": method_names(sides.method), "reason": _reasons(study, sides, given), "caveat": across(_caveats(sides, given), p.shape),
    }  # fmt: skip
    cells = {
        "story_id": first.story, "country": first.country, "text_scope": first.text_scope, "week": week,
        "n_articles": _whole(sides.here.n), "n_others": _whole(sides.others.n),
        "n_outlets": _whole(sides.here.outlets), "n_outlets_others": _whole(sides.others.outlets),
    }  # fmt: skip
    return melt(cells, by_frame, study.units.frames, study.scorer_id)


def _read(study: Study, asked: Bools | None) -> tuple[Made, Floats] | None:
    """The stories last told in the weeks ``asked`` for, and how alike an outlet's articles on each are, (s,)."""
    windows, articles = study.windows, study.units.articles
    told = told_twice(articles.take(articles.is_unit))
    if told is None:
        return None
    place = windows.place(told.last_week)
    if asked is None:
        made = lenders = Made.of(study, told)
    elif not asked[place].any():
        return None
    else:
        made, lenders = (Made.of(study, told.only(weeks[place])) for weeks in (asked, windows.needed(asked)))
    return made, lenders.alike(windows)[windows.place(made.told.last_week)]


@dataclass(frozen=True)
class _Given:
    """What can be said of each cell, (c,): of ``here``, of ``others``, and of both with articles enough for an ``interval``."""

    here: Bools
    others: Bools
    interval: Bools


@dataclass(frozen=True)
class _Groups:
    """Where a cell (c,) is looked at: in the family of its text scope and week, and in its story."""

    scope: Ints
    week: Weeks
    story: Ints


def _given(study: Study, told: Told, sides: StorySides) -> _Given:
    """A side is spoken of when enough outlets of its places publish, up to its last week, whether or not they all tell the story."""
    last = told.articles.week[told.cells.first].copy()
    np.maximum.at(last, told.cells.index, told.articles.week)
    first = told.articles.take(told.cells.first)
    outlets = study.coverage.n_outlets(first.text_scope.codes, first.country.codes, last).astype(np.float64)[:, None]
    here, others = (one[:, 0] >= study.settings.min_outlets for one in (outlets, told.others(outlets)))
    enough = np.minimum(sides.here.n, sides.others.n)[:, 0] >= MIN_ARTICLES
    return _Given(here, others, here & others & enough)


def _shares(sides: StorySides, given: _Given) -> dict[str, Floats]:
    """Shares of both sides with their intervals, and the difference, (c, f); a corrected share outside 0 to 1 is cut off there."""
    found = {}
    for name, sample, owed, shown in (
        ("share", sides.samples[0], sides.debts.here, given.here), ("share_others", sides.samples[1], sides.debts.others, given.others)
    ):  # fmt: skip
        lo, hi = interval_of_share(sample, owed)
        for column, values in ((name, np.clip(sample.share, 0, 1)), (f"{name}_lo", lo), (f"{name}_hi", hi)):
            found[column] = np.where(shown[:, None], values, np.nan)
    found["difference"] = found["share"] - found["share_others"]
    return found


def _contrasts(apart: Apart, found: Floats, given: _Given, p: Floats, groups: _Groups) -> dict[str, Any]:
    """Intervals, ranks and selection, (c, f) each; ``found`` are the differences, which an interval never leaves out."""
    n_frames = p.shape[1]
    family = np.repeat(group_rows(groups.scope, _numbers(groups.week)).index, n_frames)
    flat = p.reshape(-1), apart.centre.reshape(-1)
    picked = select(family, *flat)
    in_story = ranks(np.repeat(groups.story, n_frames), *flat)
    columns: dict[str, Any] = {"p": p, "q": picked.q, "selected": picked.selected}
    columns |= {"rank_in_week": _or_nothing(picked.rank), "rank_in_story": _or_nothing(in_story)}
    for name, missed in (
        ("", np.where(given.interval[:, None], 0.05, np.nan)),
        ("selected_", picked.missed.reshape(p.shape)),
    ):
        lo, hi = apart.interval(missed)
        columns |= {f"{name}lo": np.minimum(lo, found), f"{name}hi": np.maximum(hi, found)}
    return {name: values.reshape(p.shape) for name, values in columns.items()}


def _reasons(study: Study, sides: StorySides, given: _Given) -> Column:
    few = choice(given.here & given.others & ~given.interval, TOO_FEW, "")
    others = choice(
        given.here & ~given.others, f"Withheld: fewer than {study.settings.min_outlets} outlets on a side.", ""
    )
    why = join(join(study.coverage.reasons(~given.here), others), few)
    return join(across(why, sides.why.shape), reason_sentences(sides.why))


def _caveats(sides: StorySides, given: _Given) -> Column:
    articles, outlets = (
        np.minimum(getattr(sides.here, name), getattr(sides.others, name))[:, 0] for name in ("n", "outlets")
    )
    few = choice(given.interval & (articles < FEW_ARTICLES), FEW, "")
    return join(few, choice(given.interval & (outlets == 1), ONE_OUTLET_A_SIDE, ""))


def _numbers(weeks: Weeks) -> Ints:
    return np.asarray((weeks - weeks.min()).astype(np.int64) // 7, dtype=np.int64)


def _or_nothing(rank: Ints) -> Floats:
    return np.where(rank > 0, rank, np.nan)


def _whole(column: Floats) -> Ints:
    return column[:, 0].astype(np.int64)
