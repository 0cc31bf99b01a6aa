"""How far two sides frame apart, over all frames together, and which frame drives it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.trends.caveats import SENTENCES, cell_caveats
from monitor.trends.differences import CONTRASTS, withheld_pairs
from monitor.trends.groups import Column, distinct_counts, group_counts
from monitor.trends.intervals import adjust
from monitor.trends.methods import UNCORRECTED, method_names, reason_sentences
from monitor.trends.profile_distance import MIN_STORIES, Distance, profile_distance, withheld_distance
from monitor.trends.profiles import pair_profiles
from monitor.trends.rows import across, array, choice, join, melt
from monitor.trends.sides import Sides, compared_sides
from monitor.trends.study import Study
from monitor.trends.units import Articles

TOO_FEW = f"No interval: fewer than {MIN_STORIES} stories on a side."
NOTHING_VARIES = "No interval: no frame is in some of the articles and not in others."
IN_PART = "Read with care: some of the frames are uncorrected, on both sides."


@dataclass(frozen=True)
class Divergences:
    """Tables ``country_divergence`` (a row a pair) and ``country_divergence_frames`` (a row a pair and frame); None without two sides."""

    pairs: pa.Table | None
    frames: pa.Table | None


def country_divergence(study: Study, contrasts: tuple[str, ...] = CONTRASTS) -> Divergences:
    """Divergences over the weeks compared; q within a contrast."""
    articles = study.compared()
    pairs: list[pa.Table] = []
    frames: list[pa.Table] = []
    for contrast in contrasts:
        blocks = list(_contrast(articles, study, contrast))
        if blocks:
            pairs.append(_with_q(pa.concat_tables([block for block, _ in blocks])))
            frames += [block for _, block in blocks]
    return Divergences(*(pa.concat_tables(tables) if tables else None for tables in (pairs, frames)))


def _with_q(table: pa.Table) -> pa.Table:
    p = pc.fill_null(table["p"], float("nan")).to_numpy()
    return table.append_column("q", pa.array(adjust(p), pa.float64(), from_pandas=True))


def _contrast(articles: Articles, study: Study, contrast: str) -> Iterator[tuple[pa.Table, pa.Table]]:
    weeks = study.calendar.weeks
    for scope, here, sides in compared_sides(articles, contrast):
        a, b = sides.pairs.T
        start, stop = (np.full(len(a), weeks[end]) for end in (0, -1))
        cells: dict[str, Any] = {
            "range_start": start, "range_stop": stop, "contrast": contrast, "text_scope": scope,
            "side_a": Column(a, sides.labels), "side_b": Column(b, sides.labels),
        }  # fmt: skip
        described, withheld = _described(here, study, sides)
        found = [
            profile_distance(profile, study) if given else withheld_distance(profile)
            for profile, given in zip(pair_profiles(study, here, sides), withheld.codes == 0, strict=True)
        ]
        yield (
            _pairs(cells | described, found, withheld, study),
            melt(cells, _frames(found, withheld), study.units.frames, study.scorer_id),
        )


def _described(articles: Articles, study: Study, sides: Sides) -> tuple[dict[str, Any], Column]:
    """Counts of the pairs with what to keep in mind of their sides, and why a pair is withheld (code 0: it is not)."""
    side, size, (a, b) = sides.groups.index, sides.groups.size, sides.pairs.T
    n, outlets = group_counts(side, size), distinct_counts(side, articles.outlet.codes, size)
    stories = distinct_counts(side, articles.story.codes, size)
    caveats = cell_caveats(articles, side, size)
    caveat = Column(np.zeros(len(a), dtype=np.int64), ("",))
    for sentence in SENTENCES:
        holds = np.array([sentence in name for name in caveats.names], dtype=np.bool_)[caveats.codes]
        caveat = join(caveat, choice(holds[a] | holds[b], sentence, ""))
    counts = {
        "n_articles_a": n[a], "n_articles_b": n[b], "n_stories_a": stories[a], "n_stories_b": stories[b],
        "n_outlets_a": outlets[a], "n_outlets_b": outlets[b], "caveat": caveat,
    }  # fmt: skip
    return counts, withheld_pairs(outlets[sides.pairs], stories[sides.pairs], study.settings.min_outlets)


def _pairs(cells: dict[str, Any], found: list[Distance], withheld: Column, study: Study) -> pa.Table:
    method = np.stack([one.method for one in found])
    corrected = (method != UNCORRECTED).sum(axis=1)
    in_part = (corrected > 0) & (corrected < method.shape[1])
    p = np.array([one.p for one in found])
    given, enough = withheld.codes == 0, np.array([one.enough for one in found])
    unsure = join(choice(~enough, TOO_FEW, ""), choice(given & enough & np.isnan(p), NOTHING_VARIES, ""))
    why = reason_sentences(np.array([one.why.max() for one in found]))
    columns = cells | {
        "n_frames": np.full(len(found), method.shape[1]), "n_frames_corrected": corrected,
        "divergence": np.array([one.added.sum() for one in found]),
        "lo": np.array([one.lo for one in found]), "hi": np.array([one.hi for one in found]), "p": p,
        "method": method_names(method.max(axis=1)), "reason": join(join(withheld, unsure), why),
        "caveat": join(choice(in_part & given, IN_PART, ""), cells["caveat"]), "scorer_id": study.scorer_id,
    }  # fmt: skip
    return pa.table({name: array(values, len(found)) for name, values in columns.items()})


def _frames(found: list[Distance], withheld: Column) -> dict[str, Any]:
    method, why, added = (np.stack([getattr(one, name) for one in found]) for name in ("method", "why", "added"))
    return {
        "share_a": np.stack([one.share_a for one in found]), "share_b": np.stack([one.share_b for one in found]),
        "divergence": added * method.shape[1], "part": added,
        "method": method_names(method), "reason": join(across(withheld, method.shape), reason_sentences(why)),
    }  # fmt: skip
