"""Disputes: stories grouped more coarsely, whatever their time, with ids that stay."""

from dataclasses import dataclass

import numpy as np

from monitor.stories.communities import group
from monitor.stories.identity import fresh_id, match_by_overlap
from monitor.stories.items import Floats, Ints, Items, Names, Vectors
from monitor.stories.numbering import by_first_appearance, sums_by_group
from monitor.stories.scale import Reach, unit

CENTRAL_ARTICLES = 5  # of a story, which stand for it
MOST_FORMING = 10_000
"""Stories that form the disputes, at most: each is compared with every other, so the cost grows with their square."""
BLOCK = 8192  # stories compared with the forming ones at a time


def central_rows(stories: Ints, similarity: Floats) -> Ints:
    """Rows of the most central articles of each story, at most five each, in row order (``similarity`` is ``nan`` for an article alone)."""
    order = np.lexsort((np.arange(len(stories)), -np.nan_to_num(similarity, nan=-2.0), stories))
    starts = np.searchsorted(stories[order], stories[order], side="left")
    return np.sort(order[np.arange(len(order)) - starts < CENTRAL_ARTICLES])


def centres(stories: Ints, vectors: Vectors, n_stories: int) -> Vectors:
    """Mean vector (n_stories, d) of each story's rows, unit length."""
    return unit(sums_by_group(stories, vectors, n_stories).astype(np.float32))


@dataclass(frozen=True)
class Stories:
    """Stories in the order of their first articles (s,): id, centre, number of articles, stored dispute ("" for none).

    The centre (s, d) is zero where it was not read; it must be there for the forming stories and for those without a stored dispute.
    """

    story_ids: Names
    centres: Vectors
    n_articles: Ints
    disputes: Names


def group_disputes(stories: Stories, links: float, resolution: float, most: int = MOST_FORMING) -> tuple[Names, Ints]:
    """Dispute id (s,) and dispute number (s,) of each story: communities of the graph of story centres, without time.

    The ``most`` largest stories form the disputes. A dispute keeps its id by the largest overlap in articles; a new one is named after its
    earliest story. Any other story joins the dispute of the forming story nearest to it; one whose centre was not read keeps its
    dispute, or goes where most of that dispute went.
    """
    s = len(stories.story_ids)
    if not s:
        return np.empty(0, np.str_), np.empty(0, np.int64)
    forming = forming_stories(stories.n_articles, most)
    labels, ids = _formed(stories, forming, links, resolution)
    of_story = np.full(s, "", dtype=object)
    of_story[forming] = ids[labels]
    others = np.setdiff1d(np.arange(s), forming)
    read = np.linalg.norm(stories.centres[others], axis=1) > 0
    of_story[others[read]] = ids[labels[_nearest(stories.centres[others[read]], stories.centres[forming])]]
    heirs = _heirs(stories.disputes[forming], ids[labels], stories.n_articles[forming])
    of_story[others[~read]] = [heirs.get(str(one), str(one)) for one in stories.disputes[others[~read]]]
    names = of_story.astype(np.str_)
    return names, by_first_appearance(np.unique(names, return_inverse=True)[1].astype(np.int64))


def forming_stories(n_articles: Ints, most: int = MOST_FORMING) -> Ints:
    """Rows of the ``most`` largest stories, the later ones of equal size, in row order."""
    order = np.lexsort((-np.arange(len(n_articles)), -n_articles))
    return np.sort(order[:most])


def _formed(stories: Stories, forming: Ints, links: float, resolution: float) -> tuple[Ints, Names]:
    """Number (f,) of the dispute of each forming story, and the disputes' ids by number."""
    timeless = Reach(window_days=1.0, decay_per_day=0.0, links=links, resolution=resolution)
    f = len(forming)
    labels = group(Items(stories.centres[forming], np.full(f, "all"), np.zeros(f)), timeless)
    ids = match_by_overlap(labels, stories.disputes[forming], stories.n_articles[forming].astype(np.float64))
    used = {str(name) for name in stories.disputes if name}
    for label in range(int(labels.max()) + 1):
        if label not in ids:
            ids[label] = fresh_id("dispute", (str(name) for name in stories.story_ids[forming[labels == label]]), used)
    return labels, np.array([ids[label] for label in range(len(ids))], dtype=np.str_)


def _nearest(centres: Vectors, to: Vectors) -> Ints:
    """Row of ``to`` with the largest cosine to each of ``centres``, block by block."""
    blocks = [(centres[at : at + BLOCK] @ to.T).argmax(axis=1) for at in range(0, len(centres), BLOCK)]
    return np.concatenate(blocks) if blocks else np.empty(0, np.int64)


def _heirs(stored: Names, now: Names, n_articles: Ints) -> dict[str, str]:
    """For each stored dispute of a forming story the dispute that holds most of its articles now, the first of several."""
    pairs, inverse = np.unique(np.stack([stored, now], axis=1), axis=0, return_inverse=True)
    articles = np.bincount(inverse.reshape(-1), n_articles)
    heirs: dict[str, str] = {}
    for row in np.lexsort((np.arange(len(pairs)), -articles)):
        heirs.setdefault(str(pairs[row, 0]), str(pairs[row, 1]))
    return heirs
