"""A warehouse with a few articles, their passages embedded; language means from few pairs, to be quick."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from monitor.config import load_settings
from monitor.embedding import embed_passages
from monitor.sample.pairs import pairs_path
from monitor.text import short_id, text_hash
from monitor.warehouse import Warehouse, upsert

SAMPLE_SETTINGS = Path("config/sample.yaml").resolve()

ARTICLES = {
    "ban-en": ("en", ["Ministry orders foreign chatbot off app stores",
                      "Officials said the AI assistant sent users' data abroad and posed a risk to national security."]),
    "ban-zh": ("zh-Hant", ["數位部門禁用境外聊天機器人", "官員表示，該人工智慧助理把使用者資料傳往境外，有資安風險。"]),
    "title": ("en", ["Export curbs on AI chips tighten again"]),
    "match": ("en", ["Late goal wins the derby", "The home side scored in the last minute and the crowd sang all night."]),
    "rain": ("zh-Hans", ["暴雨致多地停电", "气象部门说，大雨将持续到周日，部分列车停运。"]),
    "empty": ("en", []),
}  # fmt: skip


@pytest.fixture(scope="session")
def few_pairs(tmp_path_factory):
    with pairs_path().open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (len(row["en"]), row["en"]))[:40]
    path = tmp_path_factory.mktemp("pairs") / "pairs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["zh", "en"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("monitor.embedding.projection.pairs_path", lambda: path)
        yield path


@pytest.fixture(scope="module")
def press(tmp_path_factory, few_pairs):
    """Settings and warehouse; what is embedded in one test is there for the next."""
    settings = load_settings(SAMPLE_SETTINGS, tmp_path_factory.mktemp("press"))
    topics = settings.data_dir / "topics.yaml"
    topics.write_text(settings.topics[0].resolve().read_text(encoding="utf-8"), encoding="utf-8")
    settings = settings.model_copy(update={"topics": topics})
    warehouse = Warehouse(settings.data_dir)
    for article_id, (language, texts) in ARTICLES.items():
        write(warehouse, article_id, language, texts)
    embed_passages(settings, warehouse)
    return settings, warehouse


def write(warehouse: Warehouse, article_id: str, language: str, texts: list[str]) -> None:
    """Write or overwrite an article whose passages are ``texts``, the first its title."""
    article = {"article_id": [article_id], "language": [language], "text_hash": [text_hash("\n".join(texts))]}
    fields = ["title", *["body"] * len(texts)][: len(texts)]
    passages = [
        {"passage_id": short_id(article_id, at), "article_id": article_id, "position": at, "field": fields[at], "start": 0,
         "stop": len(text), "text": text, "text_hash": text_hash(text)}
        for at, text in enumerate(texts)
    ]  # fmt: skip
    with warehouse.transaction() as connection:
        upsert(connection, "articles", pa.table(article), ["article_id"])
        if passages:
            upsert(connection, "passages", pa.Table.from_pylist(passages), ["passage_id"])


@pytest.fixture(scope="session")
def write_article():
    return write
