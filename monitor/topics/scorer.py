"""Relevance of articles to every topic, from their passages and vectors: the one computation behind stage and single text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.config import Settings
from monitor.embedding import Projection, embed_fixed, embed_texts, load_projection, model_revision
from monitor.text import short_id
from monitor.topics.closeness import Closeness, make_closeness
from monitor.topics.definition import Topic, Topics, load_topics
from monitor.topics.keywords import prepare
from monitor.topics.relevance import PassageGroup, score_topic
from monitor.warehouse import Warehouse

SCORING_FORMAT = 2  # raise when the same article gets another score under the same topics, model and projection

PASSAGE_COLUMNS = ("article_id", "language", "field", "text")
"""Columns of the passages that are read; rows in any order."""


@dataclass(frozen=True)
class TopicScorer:
    """The topics of the settings under the current model and projection; their own sentences are embedded when first needed."""

    settings: Settings
    warehouse: Warehouse
    topics: Topics
    projection: Projection

    @property
    def method(self) -> str:
        """Name of this way of scoring: hash of topics file, model revision and projection."""
        return short_id(self.topics.content_hash, model_revision(self.settings), self.projection.id, SCORING_FORMAT)

    @cached_property
    def _scales(self) -> list[tuple[Topic, Closeness]]:
        """Each topic with the scale of closeness that its own sentences span."""
        scales = []
        for topic in self.topics.topics:
            sides = [
                self.projection.apply(embed_fixed(self.settings, self.warehouse, side.all), side.languages)
                for side in (topic.prototypes, topic.contrast)
            ]
            scales.append((topic, make_closeness(*sides)))
        return scales

    def score(self, article_ids: Sequence[str], passages: pa.Table, vectors: NDArray[np.float32]) -> pa.Table:
        """Every article and topic: article_id, topic_id, relevance, keyword_score, prototype_score, is_relevant.

        ``passages`` has the columns :data:`PASSAGE_COLUMNS`, ``vectors`` (n, d) their vectors as the model gives them. Articles
        without any passage get relevance 0; an article's scores depend on its own passages only.
        """
        owner = np.asarray(passages["article_id"].to_pylist(), dtype=object)
        with_text, number = np.unique(owner, return_inverse=True)
        group = PassageGroup(
            prepared=[prepare(text) for text in passages["text"].to_pylist()],
            vectors=self.projection.apply(vectors, passages["language"].to_pylist()),
            article=number.astype(np.int64),
            is_title=np.asarray(passages["field"].to_pylist(), dtype=object) == "title",
        )
        place = {article: index for index, article in enumerate(with_text.tolist())}
        at = np.array([place.get(article, -1) for article in article_ids], dtype=np.int64)
        tables = [_rows(topic, closeness, group, article_ids, at) for topic, closeness in self._scales]
        return pa.concat_tables(tables)

    def score_text(self, passages: pa.Table) -> pa.Table:
        """:meth:`score` for one text that is not in the warehouse; its vectors come through the cache."""
        (article_id,) = set(passages["article_id"].to_pylist())
        return self.score(
            [article_id], passages, embed_texts(self.settings, self.warehouse, passages["text"].to_pylist())
        )


def open_topics(settings: Settings, warehouse: Warehouse) -> TopicScorer:
    """The topics of the settings, ready to score. Raises :class:`monitor.config.ConfigError` for a wrong topics file."""
    return TopicScorer(settings, warehouse, load_topics(settings.topics), load_projection(settings, warehouse))


def _rows(
    topic: Topic, closeness: Closeness, group: PassageGroup, article_ids: Sequence[str], at: NDArray[np.int64]
) -> pa.Table:
    """One topic's rows; ``at`` is each article's number in ``group``, -1 for those without a passage."""
    if group.prepared:
        scores = score_topic(topic, closeness, group)
        relevance, keyword, prototype = (
            np.where(at >= 0, values[at], 0.0) for values in (scores.relevance, scores.keyword, scores.prototype)
        )
    else:
        relevance, keyword, prototype = (np.zeros(len(at)) for _ in range(3))
    return pa.table(
        {
            "article_id": list(article_ids),
            "topic_id": [topic.id] * len(at),
            "relevance": relevance,
            "keyword_score": keyword,
            "prototype_score": pa.array(prototype, mask=at < 0),
            "is_relevant": (relevance >= topic.threshold) & (keyword >= topic.least_keyword) & (at >= 0),
        }
    )
