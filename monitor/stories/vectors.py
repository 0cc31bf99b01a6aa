"""Vectors of articles: the title and the first sentences, read as one text."""

from dataclasses import dataclass

import numpy as np

from monitor.config import Settings
from monitor.embedding import Projection, embed_texts
from monitor.stories.items import Flags, Floats, Ints, Items, Names, Vectors, items
from monitor.stories.lead import lead_of
from monitor.stories.numbering import sums_by_group
from monitor.stories.reach import Coverage
from monitor.stories.scale import unit
from monitor.warehouse import Warehouse, query


def lead_items(
    settings: Settings, warehouse: Warehouse, projection: Projection, coverage: Coverage, rows: Flags
) -> Items:
    """The chosen ``rows`` (n,) of the coverage as items, through the cache of vectors.

    Title and lead in one text tell stories apart better than any weighting of the vectors of single sentences. Raises ValueError
    when an article has no text or its vector a number that is not finite.
    """
    ids = [str(one) for one in coverage.article_ids[rows]]
    with warehouse.transaction() as connection:
        table = query(connection, "stories_leads", article_ids=ids, sentences=settings.stories.lead_sentences)
    leads = {row["article_id"]: lead_of(row["title"], row["sentences"]) for row in table.to_pylist()}
    if missing := [one for one in ids if one not in leads]:
        raise ValueError(
            f"{len(missing)} relevant articles have no passage to read, the first is {missing[0]}: extract the articles again"
        )
    languages = [str(one) for one in coverage.languages[rows]]
    vectors = projection.apply(embed_texts(settings, warehouse, [leads[one] for one in ids]), languages)
    try:
        return items(vectors, languages, coverage.days[rows])
    except ValueError as error:
        raise ValueError(
            f"articles cannot be grouped into stories: {error} (rows are the {len(ids)} articles read, in time order)"
        ) from error


@dataclass(frozen=True)
class Units:
    """Items in which copies of one text are one, and the unit (n,) of each row."""

    items: Items
    of_row: Ints


def collapse_copies(rows: Items, copy_groups: Names) -> Units:
    """One unit for the rows of a copy group: their mean vector, the time and language of the first row. Copies always share a story."""
    _, first, inverse = np.unique(copy_groups, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first, kind="stable"), kind="stable")
    of_row, first = rank[inverse], np.sort(first)
    sums = sums_by_group(of_row, rows.vectors, len(first))
    return Units(Items(unit(sums.astype(np.float32)), rows.languages[first], rows.days[first]), of_row)


def similarity_to_others(vectors: Vectors, stories: Ints) -> Floats:
    """Cosine (n,) of each row to the mean of the other rows of its story; ``nan`` for a row alone."""
    if not len(stories):
        return np.empty(0, np.float64)
    sums = sums_by_group(stories, vectors, int(stories.max()) + 1)
    others = sums[stories] - vectors
    lengths = np.linalg.norm(others, axis=1)
    alone = np.bincount(stories)[stories] == 1
    cosine: Floats = np.where(
        alone, np.nan, (others * vectors).sum(axis=1) / np.where(alone | (lengths == 0), 1.0, lengths)
    )
    return np.round(cosine, 6)
