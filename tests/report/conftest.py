"""A generated press in all the monitor's tables: six places, ten complete weeks, one week still running, one planted shift."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from monitor.config import Settings, load_model, load_settings
from monitor.config.outlets import Outlet, OutletFile
from monitor.text import short_id, text_hash
from monitor.warehouse import Warehouse, publish, replace

ROOT = Path(__file__).parents[2]
FIRST_WEEK, LAST_WEEK = date(2026, 1, 12), date(2026, 3, 16)
SCORER = "scorer-of-tests"
FRAMES = yaml.safe_load((ROOT / "config/codebook.yaml").read_text(encoding="utf-8"))["frames"]
USUAL = {  # place -> frames it likes, in order
    "CHN": (1, 7, 8),
    "TWN": (3, 4, 10),
    "SGP": (3, 9, 4),
    "USA": (0, 2, 3),
    "GBR": (4, 5, 9),
    "IND": (8, 6, 11),
}
HEADLINES = {
    "en": (
        "Labs trade charges over copied model, part {n}",
        "The regulator opens a file. Engineers ask what a rule would change. {f}.",
    ),
    "zh-Hans": ("两家实验室就模型复制互相指责（之{n}）", "监管部门已立案。工程师追问规则会改变什么。{f}。"),
    "zh-Hant": ("兩家實驗室就模型複製互相指責（之{n}）", "主管機關已立案。工程師追問規則會改變什麼。{f}。"),
}


@dataclass(frozen=True)
class Item:
    """An article to be filled in, with its coding."""

    url: str
    outlet: Outlet
    language: str
    published_at: datetime
    title: str
    body: str
    story: str | None
    frames: tuple[str, ...]
    original: str | None = None


def generated_items(outlets: list[Outlet], seed: int = 7) -> list[Item]:
    """About 700 articles on 44 stories; Taiwan turns to national security from the seventh week on."""
    rng = random.Random(seed)
    items: list[Item] = []
    for week in range(11):
        for slot in range(4):
            story = f"story-{week:02d}-{slot}"
            places = sorted(rng.sample(sorted(USUAL), 6 if slot == 0 else 3))
            for outlet in [one for one in outlets if one.country in places]:
                feed = rng.choice(outlet.feeds)
                for _ in range(1 if slot else 2):
                    frames = _draw(rng, outlet.country, week)
                    title, body = HEADLINES[feed.language]
                    names = "; ".join(
                        FRAMES[frame]["name"]["en" if feed.language == "en" else "zh"] for frame in frames
                    )
                    number = len(items)
                    items.append(Item(
                        url=f"https://{outlet.domain}/{number}", outlet=outlet, language=feed.language, story=story,
                        published_at=datetime(2026, 1, 12, 9, tzinfo=UTC) + timedelta(weeks=week, days=slot, minutes=number % 600),
                        title=title.format(n=number), body=body.format(f=names), frames=tuple(FRAMES[f]["id"] for f in frames),
                    ))  # fmt: skip
    return items


def _draw(rng: random.Random, country: str, week: int) -> list[int]:
    chances = dict(zip(USUAL[country], (0.6, 0.4, 0.3), strict=True))
    if country == "TWN":
        chances[0] = 0.75 if week >= 6 else 0.1
    return sorted(frame for frame in range(12) if rng.random() < chances.get(frame, 0.07))


def fill(warehouse: Warehouse, outlets: list[Outlet], items: list[Item], labels: dict[str, tuple[str, str]]) -> None:
    """Write every table a report reads. ``labels`` names stories in English and Chinese (by default their first title)."""
    tables = {
        "outlets": _outlets(outlets), "articles": _articles(items), "passages": _passages(items), "copies": _copies(items),
        "article_topics": _topics(items), "story_members": _members(items), "stories": _stories(items, labels),
        "fetches": _fetches(outlets, items), "codebooks": CODEBOOKS, "frames": _frames(), "scorers": SCORERS,
        "frame_scores": _scores(items), "frame_evidence": _evidence(items), "annotations": _annotations(items),
    }  # fmt: skip
    with warehouse.transaction() as connection:
        for table, rows in tables.items():
            replace(connection, table, rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows))
        connection.execute((Path(__file__).parent / "press_tables.sql").read_text(encoding="utf-8"))


CODEBOOKS = [
    {"codebook_version": "c1", "codebook_id": "ai", "title_en": "Frames", "title_zh": "框架", "source": "tests"}
]
SCORERS = [{
    "scorer_id": SCORER, "method": "prototype", "codebook_version": "c1", "model_revision": "e5-small@tests", "projection_id": "p1",
    "parameters": "{}",
}]  # fmt: skip


def _id(item: Item) -> str:
    return short_id("link", item.url)


def _monday(item: Item) -> date:
    day = item.published_at.date()
    return day - timedelta(days=day.weekday())


def _sentences(item: Item) -> list[str]:
    mark = "." if item.language == "en" else "。"
    return [item.title, *[part.strip() + mark for part in item.body.split(mark) if part.strip()]]


def _outlets(outlets: list[Outlet]) -> list[dict]:
    return [{
        "outlet_id": one.id, "name": one.name, "name_zh": one.name_zh, "domain": one.domain, "country": one.country,
        "languages": sorted({feed.language for feed in one.feeds}), "ownership": one.ownership, "audience": one.audience,
    } for one in outlets]  # fmt: skip


def _articles(items: list[Item]) -> list[dict]:
    return [{
        "article_id": _id(item), "url": item.url, "outlet_id": item.outlet.id, "country": item.outlet.country,
        "ownership": item.outlet.ownership, "audience": item.outlet.audience, "language": item.language, "title": item.title,
        "body": item.body, "published_at": item.published_at, "week": _monday(item), "text_hash": text_hash(item.title + "\n" + item.body),
        "text_scope": "full" if item.body else "title", "version": 1,
    } for item in items]  # fmt: skip


def _passages(items: list[Item]) -> list[dict]:
    rows = []
    for item in items:
        for position, text in enumerate(_sentences(item)):
            start = max(0, item.body.find(text)) if position else 0
            rows.append({
                "passage_id": short_id(_id(item), position), "article_id": _id(item), "position": position,
                "field": "body" if position else "title", "start": start, "stop": start + len(text), "text": text,
                "text_hash": text_hash(text),
            })  # fmt: skip
    return rows


def _copies(items: list[Item]) -> list[dict]:
    return [{
        "article_id": _id(item), "copy_group": item.original or _id(item), "is_original": item.original is None, "similarity": 1.0,
    } for item in items]  # fmt: skip


def _topics(items: list[Item]) -> list[dict]:
    return [{
        "article_id": _id(item), "topic_id": "ai", "method": "m1", "relevance": 0.9 if item.story else 0.1,
        "is_relevant": item.story is not None,
    } for item in items]  # fmt: skip


def _members(items: list[Item]) -> list[dict]:
    return [{"article_id": _id(item), "story_id": item.story, "similarity": 0.8} for item in items if item.story]


def _stories(items: list[Item], labels: dict[str, tuple[str, str]]) -> list[dict]:
    rows = []
    for story in sorted({item.story for item in items if item.story}):
        told = [item for item in items if item.story == story]
        english = next((item.title for item in told if item.language == "en"), story)
        chinese = next((item.title for item in told if item.language != "en"), english)
        label = labels.get(story, (english, chinese))
        rows.append({
            "story_id": story, "label_en": label[0], "label_zh": label[1], "dispute_id": "d1", "dispute_label_en": "Copied models",
            "dispute_label_zh": "模型复制之争", "first_published_at": min(item.published_at for item in told),
            "last_published_at": max(item.published_at for item in told), "n_articles": len(told),
            "n_outlets": len({item.outlet.id for item in told}), "countries": sorted({item.outlet.country for item in told}),
            "languages": sorted({item.language for item in told}),
        })  # fmt: skip
    return rows


def _fetches(outlets: list[Outlet], items: list[Item]) -> list[dict]:
    pages = [
        (item.url, "page", item.outlet.id, item.published_at, "ok" if number % 40 else "http_error")
        for number, item in enumerate(items)
    ]
    feeds = [
        (feed.url, "feed", one.id, datetime(2026, 3, 17, 6, tzinfo=UTC), "ok" if number else "unreadable")
        for one in outlets for number, feed in enumerate(one.feeds, start=one.id != outlets[0].id)
    ]  # fmt: skip
    return [{
        "fetch_id": short_id(url, kind, at), "url": url, "kind": kind, "outlet_id": outlet, "attempted_at": at, "outcome": outcome,
    } for url, kind, outlet, at, outcome in [*pages, *feeds]]  # fmt: skip


def _frames() -> list[dict]:
    return [{
        "codebook_version": "c1", "frame_id": frame["id"], "position": position, "name_en": frame["name"]["en"],
        "name_zh": frame["name"]["zh"],
        "definition_en": frame["definition"]["en"], "definition_zh": frame["definition"]["zh"],
    } for position, frame in enumerate(FRAMES)]  # fmt: skip


def _scores(items: list[Item]) -> list[dict]:
    return [{
        "article_id": _id(item), "frame_id": frame["id"], "scorer_id": SCORER, "text_hash": "", "score": 0.5, "probability": 0.5,
        "present": frame["id"] in item.frames,
    } for item in items if item.story for frame in FRAMES]  # fmt: skip


def _evidence(items: list[Item]) -> list[dict]:
    rows = []
    for item in items:
        texts = list(enumerate(_sentences(item)))[1:]
        for frame in item.frames if item.story else ():
            for rank, (position, text) in enumerate(texts[-3:][::-1], start=1):
                rows.append({
                    "article_id": _id(item), "frame_id": frame, "scorer_id": SCORER, "rank": rank,
                    "passage_id": short_id(_id(item), position), "field": "body", "start": 0, "stop": len(text), "score": 1.0 / rank,
                })  # fmt: skip
    return rows


def _annotations(items: list[Item]) -> list[dict]:
    return [{
        "article_id": _id(item), "task": "frame", "label": frame["id"], "present": frame["id"] in item.frames, "coder_id": "author",
        "coder_kind": "author", "codebook_version": "c1", "inclusion_probability": 1.0,
    } for item in items[::3] if item.story for frame in FRAMES]  # fmt: skip


@pytest.fixture(scope="session")
def outlets() -> list[Outlet]:
    """The sample's fictional outlets."""
    return load_model(ROOT / "config/sample-outlets.yaml", OutletFile).outlets


@pytest.fixture(scope="session")
def press(outlets: list[Outlet]) -> list[Item]:
    """The generated articles."""
    return generated_items(outlets)


@pytest.fixture(scope="session")
def item() -> type[Item]:
    """The class of a generated article, for tests that write their own."""
    return Item


@pytest.fixture(scope="session")
def make_house(
    outlets: list[Outlet], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[list[Item]], tuple[Settings, Warehouse]]:
    """Settings and a filled warehouse for a list of articles, in a folder of its own."""

    def make(items: list[Item]) -> tuple[Settings, Warehouse]:
        folder = tmp_path_factory.mktemp("house")
        settings = load_settings(ROOT / "config/sample.yaml", folder / "data")
        warehouse = Warehouse(settings.data_dir)
        fill(warehouse, outlets, items, {})
        return settings, warehouse

    return make


@pytest.fixture(scope="session")
def house(make_house: Callable, press: list[Item]) -> tuple[Settings, Warehouse]:
    """Settings and a warehouse filled with the generated press."""
    return make_house(press)


@pytest.fixture(scope="session")
def published(house: tuple[Settings, Warehouse]) -> Path:
    """The published copy of it."""
    return publish(house[1])
