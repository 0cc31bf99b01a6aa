"""A generator of small worlds: articles, stories, scores and codings with a known truth, stored in a real warehouse."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from monitor.config.settings import Clock, CollectSettings, Settings, TrendSettings
from monitor.trends import TrendSummary, estimate_for
from monitor.warehouse import Warehouse, replace

FRAMES = ("security", "openness", "industry")
SCORER, METHOD, CODEBOOK = "scorer1", "topics1", "codebook1"
MONDAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Article:
    """One article of a world: ``predicted`` and ``gold`` are the frames present; gold None when not coded."""

    article_id: str
    week: int
    country: str = "USA"
    story: str = "s1"
    outlet: str = "o1"
    language: str = "en"
    ownership: str = "private"
    audience: str = "domestic"
    scope: str = "full"
    copy_group: str | None = None
    relevant: bool = True
    predicted: frozenset[str] = frozenset()
    gold: frozenset[str] | None = None
    probability: float | None = 1.0
    hour: int = 9


@dataclass
class World:
    """A warehouse and what was put in it."""

    warehouse: Warehouse
    settings: Settings
    articles: list[Article] = field(default_factory=list)
    scorer: str = SCORER

    def add(
        self, article_id: str, week: int = 0, present: str = "", coded: str | None = None, **fields: Any
    ) -> "World":
        """One article; ``present`` are the frames the scorer saw, ``coded`` those the coder saw (None: not coded)."""
        gold = None if coded is None else frozenset(coded.split())
        self.articles.append(Article(article_id, week, predicted=frozenset(present.split()), gold=gold, **fields))
        return self

    def draw(self, shares: dict[str, dict[str, Any]], *, weeks: int = 10, stories: int = 4, seed: int = 1) -> "World":
        """Draw two articles a story and country, ``stories`` a week, from true shares (country -> frame -> share).

        A share of the form ``(before, after, week)`` changes at that week; one in ten scores is wrong.
        """
        generator = np.random.default_rng(seed)
        for week, story, country, number in product(range(weeks), range(stories), shares, range(2)):
            gold = {frame for frame in FRAMES if generator.random() < _share(shares[country].get(frame, 0.3), week)}
            wrong = {frame for frame in FRAMES if generator.random() < 0.1}
            self.add(
                f"w{week:02d}s{story}{country}{number}",
                week,
                " ".join(gold ^ wrong),
                " ".join(gold),
                country=country,
                story=f"w{week:02d}s{story}",
                outlet=f"{country}{int(generator.integers(4))}",
            )
        return self

    def run(self) -> TrendSummary:
        """Store the articles and run the stage."""
        self.store()
        return estimate_for(self.settings, self.warehouse, SCORER, METHOD)

    def store(self) -> "World":
        """Write the articles through Arrow into the tables the stage reads."""
        rows = self.articles
        coded = [row for row in rows if row.gold is not None]
        n, ids = len(rows), [row.article_id for row in rows]
        tables = {
            "articles": _articles(rows),
            "article_topics": _table(article_id=ids, method=[METHOD] * n, is_relevant=[r.relevant for r in rows]),
            "copies": _table(article_id=ids, copy_group=[r.copy_group or r.article_id for r in rows]),
            "story_members": _table(article_id=ids, story_id=[r.story for r in rows]),
            "scorers": _table(scorer_id=[SCORER], method=["prototype"], codebook_version=[CODEBOOK]),
            "frames": _table(
                codebook_version=[CODEBOOK] * 3, frame_id=list(FRAMES), position=[0, 1, 2], name_en=list(FRAMES)
            ),
            "frame_scores": _judgements(rows, "predicted"),
            "annotations": _judgements(coded, "gold"),
        }
        with self.warehouse.transaction() as connection:
            for name, table in tables.items():
                replace(connection, name, table)
        return self

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Rows of a query as dictionaries."""
        with self.warehouse.transaction() as connection:
            connection.execute(sql)
            return connection.to_arrow_table().to_pylist()


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty world: ten weeks on the clock, a quick permutation test, gold from humans."""
    settings = Settings(
        name="test",
        data_dir=tmp_path,
        outlets=tmp_path / "outlets.yaml",
        collect=CollectSettings(source="sample", clock=Clock(start=MONDAY, stop=date(2026, 3, 15))),
        trends=TrendSettings(permutations=200, min_outlets=3),
    )
    return World(Warehouse(tmp_path), settings)


@pytest.fixture
def one_outlet_is_enough(world: World) -> World:
    """The world, with shares for places of a single outlet: most arithmetic can be shown on one."""
    trends = world.settings.trends.model_copy(update={"min_outlets": 1})
    world.settings = world.settings.model_copy(update={"trends": trends})
    return world


def week_of(number: int) -> date:
    """Monday of a week, counted from 2026-W02."""
    return MONDAY + timedelta(weeks=number)


def _share(share: Any, week: int) -> float:
    before, after, change = share if isinstance(share, tuple) else (share, share, 0)
    return after if week >= change else before


def _table(**columns: Any) -> pa.Table:
    return pa.table(dict(columns))


def _articles(rows: list[Article]) -> pa.Table:
    published = [datetime.combine(week_of(row.week), time(row.hour), UTC) for row in rows]
    return _table(
        article_id=[r.article_id for r in rows], url=[r.article_id for r in rows], outlet_id=[r.outlet for r in rows],
        country=[r.country for r in rows], ownership=[r.ownership for r in rows], audience=[r.audience for r in rows],
        language=[r.language for r in rows], published_at=published, first_seen_at=published,
        week=[week_of(r.week) for r in rows], text_scope=[r.scope for r in rows],
    )  # fmt: skip


def _judgements(rows: list[Article], kind: str) -> pa.Table:
    pairs = [(row, frame) for row in rows for frame in FRAMES]
    present = [frame in getattr(row, kind) for row, frame in pairs]
    ids, frames = [row.article_id for row, _ in pairs], [frame for _, frame in pairs]
    n = len(pairs)
    if kind == "predicted":
        return _table(article_id=ids, frame_id=frames, scorer_id=[SCORER] * n, present=present)
    return _table(
        article_id=ids, task=["frame"] * n, label=frames, present=present, coder_id=["coder"] * n,
        coder_kind=["human"] * n, codebook_version=[CODEBOOK] * n,
        inclusion_probability=pa.array([row.probability for row, _ in pairs], pa.float64()),
    )  # fmt: skip
