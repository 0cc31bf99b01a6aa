"""The passages that gaps are looked for in, as arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.embedding import Projection
from monitor.embedding.cache import vectors_of
from monitor.frames.pooling import group_passages, in_context, unit
from monitor.text import visual_length

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

CONTEXT = 0.5  # weight of the sentences before and after, as in the prototype scorer


@dataclass(frozen=True)
class Coverage:
    """Passages (n) of articles in stories, sorted by article and position.

    ``table`` has the columns of ``queries/gaps_passages.sql`` but the vector; ``vectors`` float64 (n, d), language-neutral, unit length.
    """

    table: pa.Table
    vectors: Floats

    @cached_property
    def article(self) -> Whole:
        """Number of each passage's article, from 0."""
        return _numbers(self.table, "article_id")

    @cached_property
    def story(self) -> Whole:
        """Number of each passage's story, from 0."""
        return _numbers(self.table, "story_id")

    @cached_property
    def outlet(self) -> Whole:
        """Number of each passage's outlet, from 0."""
        return _numbers(self.table, "outlet_id")

    @cached_property
    def is_title(self) -> Flags:
        """Whether a passage is its article's title."""
        return np.array([field == "title" for field in self.table["field"].to_pylist()], dtype=bool)

    @cached_property
    def is_chinese(self) -> Flags:
        """Whether a passage's article is in Chinese, in either script."""
        return np.array([language.startswith("zh") for language in self.table["language"].to_pylist()], dtype=bool)

    @cached_property
    def lengths(self) -> Floats:
        """Visual length of each passage."""
        return np.array([visual_length(text) for text in self.table["text"].to_pylist()], dtype=np.float64)

    @cached_property
    def in_place(self) -> Floats:
        """Vectors mixed with those of the sentences before and after, (n, d), unit length."""
        return in_context(
            self.vectors, group_passages(self.table), self.table["position"].to_numpy(), self.lengths, CONTEXT
        )

    @cached_property
    def centres(self) -> Floats:
        """Centre of each story (n_stories, d), unit length: the mean of its articles' means."""
        by_article = _sums(self.vectors, self.article) / np.bincount(self.article)[:, None]
        _, first = np.unique(self.article, return_index=True)
        return unit(_sums(by_article, self.story[first]))

    @cached_property
    def centrality(self) -> Floats:
        """Cosine of each passage to its story's centre."""
        nearness: Floats = np.einsum("ij,ij->i", self.vectors, self.centres[self.story])
        return nearness

    @cached_property
    def beyond_story(self) -> Floats:
        """What a passage says in its place beyond its story: vectors without the direction of the story's centre, unit length."""
        own = self.centres[self.story]
        along = np.einsum("ij,ij->i", self.in_place, own)
        return unit(self.in_place - along[:, None] * own)


def read_coverage(found: pa.Table, projection: Projection) -> Coverage:
    """Arrays from the rows of ``queries/gaps_passages.sql``."""
    vectors = projection.apply(vectors_of(found["vector"]), found["language"].to_pylist())
    return Coverage(found.drop_columns(["vector"]), vectors.astype(np.float64))


def _numbers(table: pa.Table, column: str) -> Whole:
    _, numbers = np.unique(np.asarray(table[column].to_pylist(), dtype=object), return_inverse=True)
    return numbers.astype(np.int64)


def _sums(vectors: Floats, group: Whole) -> Floats:
    sums = np.zeros((int(group.max()) + 1, vectors.shape[1]))
    np.add.at(sums, group, vectors)
    return sums
