"""The stage: relevant articles to stories and disputes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from monitor.config import Settings
from monitor.config.settings import StorySettings
from monitor.embedding import Projection, load_projection, model_revision
from monitor.stories.communities import group
from monitor.stories.disputes import central_rows, forming_stories
from monitor.stories.graph import learn_scale
from monitor.stories.identity import Members, StoryEvent, identify
from monitor.stories.items import Flags, Floats, Ints, Items, Names, Vectors
from monitor.stories.naming import name_stories, story_numbers
from monitor.stories.reach import Coverage, Gone, within_reach
from monitor.stories.scale import Reach
from monitor.stories.tables import Known, read_coverage, write_stories
from monitor.stories.vectors import collapse_copies, lead_items, similarity_to_others
from monitor.text import short_id
from monitor.topics import current_method
from monitor.warehouse import Warehouse, record_stage

METHOD = "stories-2"  # of the code: a change of what it computes is a new name


@dataclass(frozen=True)
class StorySummary:
    """What :func:`group_stories` did."""

    n_articles: int  # relevant
    n_regrouped: int  # of them within reach of a new, changed or withdrawn one
    n_stories: int
    n_disputes: int
    n_founded: int = 0
    n_split: int = 0
    n_merged: int = 0
    n_withdrawn: int = 0


def group_stories(settings: Settings, warehouse: Warehouse) -> StorySummary:
    """Group the relevant articles into stories, and the stories into disputes.

    Reads ``articles``, ``article_topics`` (rows of the current topic method), ``passages``, ``copies`` and the vectors;
    writes ``story_members``, ``stories`` and ``story_events``. Only articles within reach of new, changed or withdrawn
    ones are grouped again; when there are none, nothing is embedded or written. Another method (settings, model) groups
    everything again; ids stay where stories overlap.
    """
    with record_stage(warehouse, "stories") as record:
        projection = load_projection(settings, warehouse)
        coverage, gone, known = read_coverage(
            warehouse, current_method(settings, warehouse), grouping_method(settings, projection)
        )
        active = within_reach(coverage, gone, settings.stories.window_days)
        if active.any() or len(gone):
            record.summary = _regroup(
                settings, warehouse, projection, coverage=coverage, gone=gone, known=known, active=active
            )
        else:
            disputes = len(np.unique(known.dispute_ids[known.stands]))
            record.summary = StorySummary(len(coverage), 0, int(known.stands.sum()), disputes)
    summary: StorySummary = record.summary
    return summary


def story_reach(settings: StorySettings) -> Reach:
    """How far stories reach by these settings."""
    return Reach(
        settings.window_days,
        settings.decay_per_day,
        settings.links_per_article,
        settings.resolution,
        follows_drops=True,
        merge_at=settings.merge_at,
        merge_decay_per_day=settings.merge_decay_per_day,
        longest_days=settings.longest_days,
    )


def grouping_method(settings: Settings, projection: Projection) -> str:
    """Hash of everything but the articles that decides the stories."""
    return short_id(METHOD, settings.stories.model_dump_json(), model_revision(settings), projection.id)


def _regroup(
    settings: Settings,
    warehouse: Warehouse,
    projection: Projection,
    *,
    coverage: Coverage,
    gone: Gone,
    known: Known,
    active: Flags,
) -> StorySummary:
    background = np.arange(len(coverage)) >= len(coverage) - settings.stories.background_articles
    needed = active | background | _standing(coverage, active)
    read = lead_items(settings, warehouse, projection, coverage, needed)
    vectors, labels = _grouped(settings.stories, coverage, read, needed=needed, background=background, active=active)
    members = Members(coverage.article_ids[active], labels, coverage.story_ids[active], coverage.changed[active])
    story_ids, events = identify(members, [str(one) for one in known.story_ids], [str(one) for one in gone.story_ids])
    coverage = _with_stories(coverage, active, story_ids, similarity_to_others(vectors[active], labels))
    names = name_stories(settings.stories, coverage, active, vectors, known)
    write_stories(warehouse, coverage, active, gone=gone, events=events, names=names)
    return _summary(len(coverage), int(active.sum()), len(names.story_id), len(np.unique(names.dispute_id)), events)


def _standing(coverage: Coverage, active: Flags) -> Flags:
    """The most central articles of the largest stories that are not grouped again: they stand for them among the disputes."""
    standing = np.zeros(len(coverage), np.bool_)
    resting = np.flatnonzero(~active)
    numbers, story_ids = story_numbers(coverage.story_ids[resting])
    forming = np.zeros(len(story_ids), np.bool_)
    forming[forming_stories(np.bincount(numbers, minlength=len(story_ids)))] = True
    central = central_rows(numbers, coverage.similarity[resting])
    standing[resting[central[forming[numbers[central]]]]] = True
    return standing


def _grouped(
    settings: StorySettings, coverage: Coverage, read: Items, *, needed: Flags, background: Flags, active: Flags
) -> tuple[Vectors, Ints]:
    """Centred vectors (n, d), zero where not ``needed``, and the community of each active article; ``read`` are the needed rows."""
    reach = story_reach(settings)
    around = collapse_copies(read.take(background[needed]), coverage.copy_groups[needed & background])
    scale = learn_scale(around.items, reach)
    units = collapse_copies(read.take(active[needed]), coverage.copy_groups[active])
    vectors = np.zeros((len(coverage), read.vectors.shape[1]), np.float32)
    vectors[needed] = scale.centred(read)
    return vectors, group(units.items, reach, scale)[units.of_row]


def _with_stories(coverage: Coverage, active: Flags, story_ids: Names, similarity: Floats) -> Coverage:
    """The coverage with the new stories and similarities of its active rows."""
    ids = coverage.story_ids.astype(object)  # fixed-width arrays would cut longer ids
    values = coverage.similarity.copy()
    ids[active], values[active] = story_ids, similarity
    return replace(coverage, story_ids=ids.astype(np.str_), similarity=values)


def _summary(
    n_articles: int, n_regrouped: int, n_stories: int, n_disputes: int, events: Sequence[StoryEvent]
) -> StorySummary:
    counts = Counter(event.event for event in events)
    return StorySummary(
        n_articles,
        n_regrouped,
        n_stories,
        n_disputes,
        counts["founded"],
        counts["split"],
        counts["merged"],
        counts["withdrawn"],
    )
