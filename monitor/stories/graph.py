"""The windowed graph: which articles resemble each other closely enough in content and time."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from monitor.stories.items import Floats, Items
from monitor.stories.links import Links
from monitor.stories.neighbourhoods import depth_of, drop_for, links_for, within_neighbourhoods
from monitor.stories.scale import LEAST_LINK, PENALTY_PART, PENALTY_RANGE, Reach, Scale, language_scale

BLOCK = 512  # rows of a block of similarities
ROUNDING = 1e-3  # of a cosine: what is looked at more closely, though rounding may have put it under the least
DECIMALS = 4  # of a link: the last bits of a matrix product must not decide


def learn_scale(items: Items, reach: Reach) -> Scale:
    """The scale of a coverage: language means and spread, and from its links the least link and the penalty for a missing one.

    The least link is the weight that ``reach.links`` times n links exceed (fewer where neighbourhoods end early, see
    :mod:`monitor.stories.neighbourhoods`), the penalty ``reach.resolution`` times the mean over all pairs
    in the window of what a link has above it. Both are bounded (see :mod:`monitor.stories.scale`), so that little coverage is safe.
    """
    scale = language_scale(items)
    links = find_links(items, scale, reach)
    weights = links.weight
    pairs = _pairs_in_window(items.days, reach.window_days)
    if not pairs or not len(weights):
        return scale
    depth = depth_of(links, len(items)) if reach.follows_drops else None
    wanted = int((reach.links if depth is None else links_for(depth, reach.links)) * len(items))
    least = float(-np.partition(-weights, wanted)[wanted]) if len(weights) > wanted else LEAST_LINK
    gains = np.maximum(weights - least, 0)
    most = max(PENALTY_RANGE[1], PENALTY_PART * float(gains[gains > 0].mean()) if gains.any() else 0.0)
    penalty = float(np.clip(reach.resolution * float(gains.sum()) / pairs, PENALTY_RANGE[0], most))
    return replace(scale, least_link=least, penalty=penalty, drop=np.inf if depth is None else drop_for(depth))


def find_links(items: Items, scale: Scale, reach: Reach) -> Links:
    """Links of weight above ``scale.least_link`` between items at most ``reach.window_days`` apart.

    The weight is the cosine in deviations of unrelated pairs less ``reach.decay_per_day`` for every day between: a follow-up a
    week later joins when it is clearly the same event. Links behind the drop that ends a neighbourhood are left out. Rows are
    compared in time-sorted blocks: cost is n times the number of items in a window, memory one block.
    """
    parts = list(_blocks(items, scale, reach))
    if not parts:
        empty = np.empty(0, np.int64)
        return Links(empty, empty, np.empty(0, np.float64))
    found = Links(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("one", "other", "weight")))
    return found if np.isinf(scale.drop) else within_neighbourhoods(found, len(items), scale.drop)


def _blocks(items: Items, scale: Scale, reach: Reach) -> Iterator[Links]:
    order = np.argsort(items.days, kind="stable")
    vectors, days = scale.centred(items)[order], items.days[order]
    ends = np.searchsorted(days, days + reach.window_days, side="right")
    least = np.float32(scale.centre + scale.least_link * scale.spread - ROUNDING)  # time only takes away
    for start in range(0, len(order), BLOCK):
        stop = min(start + BLOCK, len(order))
        cosine = vectors[start:stop] @ vectors[start : int(ends[stop - 1])].T
        rows, columns = np.divmod(np.flatnonzero(cosine.ravel() > least), cosine.shape[1])
        gap = days[start + columns] - days[start + rows]
        near = (columns > rows) & (gap <= reach.window_days)
        rows, columns, gap = rows[near], columns[near], gap[near]
        deviations = (cosine[rows, columns].astype(np.float64) - scale.centre) / scale.spread
        weight = np.round(deviations - reach.decay_per_day * gap, DECIMALS)
        kept = weight > scale.least_link
        yield Links(order[start + rows[kept]], order[start + columns[kept]], weight[kept])


def _pairs_in_window(days: Floats, window_days: float) -> int:
    """Number of pairs at most ``window_days`` apart."""
    ordered = np.sort(days)
    return int((np.searchsorted(ordered, ordered + window_days, side="right") - np.arange(len(ordered)) - 1).sum())
