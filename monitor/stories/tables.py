"""The tables of the stage: what is read before the grouping and written after it, each in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from monitor.stories.identity import StoryEvent
from monitor.stories.items import Flags, Names, Texts
from monitor.stories.reach import Coverage, Gone
from monitor.warehouse import Warehouse, query, sql_text, upsert


@dataclass(frozen=True)
class Known:
    """Every story id there ever was (k,), whether it stands, and labels and dispute of those that do."""

    story_ids: Names
    stands: Flags
    labels_en: Texts
    labels_zh: Texts
    dispute_ids: Names


@dataclass(frozen=True)
class StoryNames:
    """Standing stories (s,): labels in both languages, dispute, labels of the dispute."""

    story_id: Names
    label_en: Texts
    label_zh: Texts
    dispute_id: Names
    dispute_label_en: Texts
    dispute_label_zh: Texts


def read_coverage(warehouse: Warehouse, topic_method: str, grouping: str) -> tuple[Coverage, Gone, Known]:
    """Relevant articles under ``topic_method``, members that are relevant no more, and the stored stories.

    An article counts as changed when it was not grouped in its present state by the method ``grouping``.
    """
    with warehouse.transaction() as connection:
        articles = query(connection, "stories_articles", method=topic_method, grouping=grouping)
        known = query(connection, "stories_known")
    relevant = _flags(articles, "is_relevant")
    article_ids, story_ids, days = (
        _names(articles, "article_id"),
        _names(articles, "story_id"),
        articles["day"].to_numpy(),
    )
    coverage = Coverage(
        article_ids=article_ids[relevant],
        days=days[relevant],
        languages=_names(articles, "language")[relevant],
        titles=_texts(articles, "title")[relevant],
        copy_groups=_names(articles, "copy_group")[relevant],
        story_ids=story_ids[relevant],
        similarity=articles["similarity"].to_numpy()[relevant],
        input_hashes=_names(articles, "input_hash")[relevant],
        changed=_flags(articles, "is_changed")[relevant],
    )
    stored = Known(
        _names(known, "story_id"),
        _flags(known, "stands"),
        _texts(known, "label_en"),
        _texts(known, "label_zh"),
        _names(known, "dispute_id"),
    )
    return coverage, Gone(article_ids[~relevant], story_ids[~relevant], days[~relevant]), stored


def write_stories(
    warehouse: Warehouse,
    coverage: Coverage,
    active: Flags,
    *,
    gone: Gone,
    events: Sequence[StoryEvent],
    names: StoryNames,
) -> None:
    """Store the regrouped members (``active`` rows of the coverage), the events, and the rows of all standing stories."""
    similarity = coverage.similarity[active]
    members = pa.table(
        {
            "article_id": pa.array(coverage.article_ids[active], pa.string()),
            "story_id": pa.array(coverage.story_ids[active], pa.string()),
            "similarity": pa.array(similarity, pa.float64(), mask=np.isnan(similarity)),
            "input_hash": pa.array(coverage.input_hashes[active], pa.string()),
        }
    )
    changes = pa.Table.from_pylist([vars(event) for event in events], schema=_EVENTS)
    labels = pa.table(
        {field: pa.array(getattr(names, field), pa.string()) for field in StoryNames.__dataclass_fields__}
    )
    with warehouse.transaction() as connection:
        query_ids = {"article_ids": [str(one) for one in gone.article_ids]}
        connection.execute(sql_text("stories_forget_members"), query_ids)
        upsert(connection, "story_members", members, ("article_id",))
        upsert(connection, "story_events", changes, ("story_id", "event", "other_story_id"))
        connection.register("story_labels", labels)
        rows = query(connection, "stories_rows")
        connection.unregister("story_labels")
        connection.execute(sql_text("stories_forget_stories"))
        upsert(connection, "stories", rows, ("story_id",))


_EVENTS = pa.schema(
    [
        ("story_id", pa.string()),
        ("event", pa.string()),
        ("other_story_id", pa.string()),
        ("n_articles", pa.int32()),
        ("at_article", pa.string()),
    ]
)


def _names(table: pa.Table, column: str) -> Names:
    return np.array(table[column].to_pylist(), dtype=np.str_)


def _texts(table: pa.Table, column: str) -> Texts:
    return np.array(table[column].to_pylist(), dtype=np.object_)


def _flags(table: pa.Table, column: str) -> Flags:
    return np.array(table[column].to_pylist(), dtype=np.bool_)
