"""A warehouse whose articles and vectors are made up: an event is a direction, an article a title near it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from monitor.config import Settings, load_settings
from monitor.embedding import Projection, model_revision
from monitor.stories import StorySummary, group_stories
from monitor.text import text_hash
from monitor.topics import current_method
from monitor.warehouse import Warehouse, upsert

SAMPLE_SETTINGS = Path("config/sample.yaml").resolve()
START = datetime(2026, 1, 12, 8, tzinfo=UTC)
DIMENSIONS = 384  # as many as the real model: unrelated directions are then nearly at right angles


COLUMNS = {
    "articles": ("outlet_id", "country", "language", "title", "body", "published_at", "text_hash", "text_scope"),
    "passages": ("passage_id", "position", "field", "text", "text_hash"),
    "article_topics": ("topic_id", "method", "is_relevant"),
    "copies": ("copy_group",),
}


@dataclass
class World:
    """Adds articles and runs the stage. Vectors are stored beforehand, so that no model is loaded."""

    settings: Settings
    warehouse: Warehouse
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(3))
    events: dict[str, np.ndarray] = field(default_factory=dict)
    waiting: list[dict] = field(default_factory=list)
    method: str = ""

    def __post_init__(self) -> None:
        self.method = current_method(self.settings, self.warehouse)

    def event(self, name: str, like: str | None = None, share: float = 0.0) -> None:
        """An event, ``share`` of it the direction of another one."""
        own = self._direction()
        self.events[name] = own if like is None else share * self.events[like] + (1 - share) * own

    def add(
        self, article_id, event, day, language="en", *, copy_of=None, title=None, outlet="one", country="GBR", mix=None
    ):
        """An article about ``event`` (and ``mix``, a second one, in equal parts), ``day`` days after the start; stored by ``group``."""
        if event not in self.events:
            self.event(event)
        title = title or f"{event} reported by {article_id}"
        vector = self.events[event] + (self.events[mix] if mix else 0) + 0.8 * self._direction()
        self.waiting.append(
            {
                "article_id": article_id, "event": event, "language": language, "copy_group": copy_of or article_id, "title": title,
                "outlet_id": outlet, "country": country, "published_at": START + timedelta(days=day), "vector": vector, "body": "",
                "text_hash": text_hash(title), "text_scope": "title", "passage_id": article_id, "position": 0, "field": "title",
                "text": title,
                "topic_id": "t", "method": self.method, "is_relevant": True,
            }
        )  # fmt: skip

    def store(self) -> None:
        """Write the articles added since the last call."""
        rows, self.waiting = self.waiting, []
        if not rows:
            return
        self._store([row["title"] for row in rows], np.array([row["vector"] for row in rows]))
        with self.warehouse.transaction() as connection:
            for table, columns in COLUMNS.items():
                part = pa.Table.from_pylist([{name: row[name] for name in ("article_id", *columns)} for row in rows])
                upsert(connection, table, part, ("article_id",))

    def group(self) -> StorySummary:
        self.store()
        return group_stories(self.settings, self.warehouse)

    def stories(self) -> dict[str, str]:
        """Story of each article."""
        return dict(self.rows("SELECT article_id, story_id FROM story_members ORDER BY article_id"))

    def rows(self, sql: str) -> list[tuple]:
        with self.warehouse.transaction() as connection:
            return connection.execute(sql).fetchall()

    def _direction(self) -> np.ndarray:
        direction = self.random.normal(size=DIMENSIONS)
        return direction / np.linalg.norm(direction)

    def _store(self, texts: list[str], vectors: np.ndarray) -> None:
        store_vectors(self.settings, self.warehouse, texts, vectors)


def store_vectors(settings: Settings, warehouse: Warehouse, texts: list[str], vectors: np.ndarray) -> None:
    """Store made-up vectors under the model's revision."""
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    offsets = np.arange(0, unit.size + 1, unit.shape[1], dtype=np.int32)
    table = pa.table(
        {
            "text_hash": [text_hash(text) for text in texts],
            "model_revision": [model_revision(settings)] * len(texts),
            "vector": pa.ListArray.from_arrays(offsets, unit.reshape(-1)),
        }
    )
    with warehouse.transaction() as connection:
        upsert(connection, "vectors.embeddings", table, ("text_hash", "model_revision"))


@pytest.fixture
def make_world(tmp_path, monkeypatch):
    """Makes empty warehouses by name, in which made-up vectors need no language's mean taken off; the same calls give the same vectors."""
    nothing = Projection("made up", np.zeros((3, DIMENSIONS), np.float32))
    monkeypatch.setattr("monitor.stories.stage.load_projection", lambda *_: nothing)

    def make(name: str) -> World:
        settings = load_settings(SAMPLE_SETTINGS, tmp_path / name)
        return World(settings, Warehouse(settings.data_dir))

    return make


@pytest.fixture
def world(make_world) -> World:
    """One of them."""
    return make_world("data")
