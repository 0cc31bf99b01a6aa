"""Names of the standing stories and their disputes after a grouping."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.config.settings import StorySettings
from monitor.stories.disputes import Stories, central_rows, centres, group_disputes
from monitor.stories.items import Flags, Ints, Names, Texts, Vectors
from monitor.stories.labels import group_labels, term_labels
from monitor.stories.numbering import by_first_appearance
from monitor.stories.reach import Coverage
from monitor.stories.tables import Known, StoryNames

LABEL_CONTEXT = 2000


def story_numbers(story_ids: Names) -> tuple[Ints, Names]:
    """The story number (n,) of each article, in the order of the stories' first articles, and the story ids (s,) in that order."""
    if not len(story_ids):
        return np.empty(0, np.int64), np.empty(0, np.str_)
    _, first, inverse = np.unique(story_ids, return_index=True, return_inverse=True)
    return by_first_appearance(inverse.astype(np.int64)), story_ids[np.sort(first)]


def name_stories(
    settings: StorySettings, coverage: Coverage, active: Flags, vectors: Vectors, known: Known
) -> StoryNames:
    """Labels and disputes of all standing stories.

    ``coverage`` with the new stories; ``vectors`` (n, d) centred, needed for the most central articles of the active stories and
    of the largest others (see :func:`monitor.stories.disputes.group_disputes`). Labels of stories without an active article stay
    as stored.
    """
    numbers, story_ids = story_numbers(coverage.story_ids)
    resting = ~np.isin(story_ids, coverage.story_ids[active])
    labels_en, labels_zh = _labels(coverage, numbers, ~resting)
    central = central_rows(numbers, coverage.similarity)
    stored = _aligned(story_ids, known.story_ids, known.dispute_ids)
    stories = Stories(
        story_ids,
        centres(numbers[central], vectors[central], len(story_ids)),
        np.bincount(numbers, minlength=len(story_ids)),
        stored,
    )
    dispute_ids, disputes = group_disputes(stories, settings.links_per_story, settings.dispute_resolution)
    n_disputes = int(disputes.max()) + 1 if len(disputes) else 0
    of_articles = disputes[numbers]
    dispute_en, dispute_zh = term_labels(of_articles, coverage.titles, coverage.languages, n_disputes)
    return StoryNames(
        story_ids,
        np.where(resting, _aligned(story_ids, known.story_ids, known.labels_en), labels_en),
        np.where(resting, _aligned(story_ids, known.story_ids, known.labels_zh), labels_zh),
        dispute_ids,
        np.array(dispute_en, dtype=np.object_)[disputes],
        np.array(dispute_zh, dtype=np.object_)[disputes],
    )


def _labels(coverage: Coverage, numbers: Ints, named: Flags) -> tuple[Texts, Texts]:
    """English and Chinese label of each story (s,), "" for those not ``named``.

    Terms are weighed against the newest ``LABEL_CONTEXT`` others as well: a day with one story has terms to tell it by.
    """
    read = named.copy()
    read[np.flatnonzero(~named)[-LABEL_CONTEXT:]] = True
    place, rows = np.cumsum(read) - 1, np.flatnonzero(read[numbers])
    told = group_labels(
        place[numbers[rows]],
        coverage.titles[rows],
        coverage.languages[rows],
        coverage.similarity[rows],
        int(read.sum()),
    )
    made = []
    for labels in told:
        every = np.full(len(named), "", dtype=np.object_)
        every[read] = labels
        made.append(np.where(named, every, ""))
    return made[0], made[1]


def _aligned(story_ids: Names, known_ids: Names, values: NDArray[Any]) -> NDArray[Any]:
    """The stored value of each story, "" for a new one; ``known_ids`` is sorted."""
    if not len(known_ids):
        return np.full(len(story_ids), "", dtype=values.dtype)
    order = np.argsort(known_ids)
    at = order[np.minimum(np.searchsorted(known_ids, story_ids, sorter=order), len(known_ids) - 1)]
    return np.where(known_ids[at] == story_ids, values[at], "")
