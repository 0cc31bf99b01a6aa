"""Disputes: stories grouped more coarsely, whatever their time, with ids that stay."""

from dataclasses import dataclass

import numpy as np

from monitor.stories.communities import group
from monitor.stories.identity import fresh_id, match_by_overlap
from monitor.stories.items import Floats, Ints, Items, Names, Vectors
from monitor.stories.scale import Reach, unit

CENTRAL_ARTICLES = 5  # of a story, which stand for it


def central_rows(stories: Ints, similarity: Floats) -> Ints:
    """Rows of the most central articles of each story, at most five each, in row order (``similarity`` is ``nan`` for an article alone)."""
    order = np.lexsort((np.arange(len(stories)), -np.nan_to_num(similarity, nan=-2.0), stories))
    starts = np.searchsorted(stories[order], stories[order], side="left")
    return np.sort(order[np.arange(len(order)) - starts < CENTRAL_ARTICLES])


def centres(stories: Ints, vectors: Vectors, n_stories: int) -> Vectors:
    """Mean vector (n_stories, d) of each story's rows, unit length."""
    sums = np.zeros((n_stories, vectors.shape[1]), np.float64)
    np.add.at(sums, stories, vectors)
    return unit(sums.astype(np.float32))


@dataclass(frozen=True)
class Stories:
    """Stories in the order of their first articles (s,): id, centre, number of articles, stored dispute ("" for none)."""

    story_ids: Names
    centres: Vectors
    n_articles: Ints
    disputes: Names


def group_disputes(stories: Stories, links: float, resolution: float) -> tuple[Names, Ints]:
    """Dispute id (s,) and dispute number (s,) of each story: communities of the graph of story centres, without time.

    A dispute keeps its id by the largest overlap in articles; a new one is named after its earliest story.
    """
    s = len(stories.story_ids)
    if not s:
        return np.empty(0, np.str_), np.empty(0, np.int64)
    timeless = Reach(window_days=1.0, decay_per_day=0.0, links=links, resolution=resolution)
    labels = group(Items(stories.centres, np.full(s, "all"), np.zeros(s)), timeless)
    ids = match_by_overlap(labels, stories.disputes, stories.n_articles.astype(np.float64))
    used = {str(name) for name in stories.disputes if name}
    for label in range(int(labels.max()) + 1):
        if label not in ids:
            ids[label] = fresh_id("dispute", (str(name) for name in stories.story_ids[labels == label]), used)
    return np.array([ids[label] for label in range(len(ids))], dtype=np.str_)[labels], labels
