"""Two weeks of the sample, collected over HTTP and read: the words that were written are the words that come out."""

from dataclasses import dataclass
from datetime import date

import pytest

from monitor.articles import extract_articles
from monitor.articles.clean import normalise
from monitor.config import Clock, load_settings
from monitor.sample import article_url, load_press
from monitor.sources import collect
from monitor.text import short_id
from monitor.warehouse import Warehouse

STOP = date(2026, 1, 25)


@dataclass(frozen=True)
class Outcome:
    """What the stage made of the sample: articles and copies by article id."""

    articles: dict[str, dict]
    copies: dict[str, dict]
    versions: dict[str, int]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory) -> Outcome:
    data = tmp_path_factory.mktemp("sample") / "data"
    settings = load_settings("config/sample.yaml", data)
    clock = Clock(start=settings.collect.clock.start, stop=STOP)
    settings = settings.model_copy(update={"collect": settings.collect.model_copy(update={"clock": clock})})
    warehouse = Warehouse(data)
    collect(settings, warehouse)
    extract_articles(settings, warehouse)
    with warehouse.transaction() as connection:
        articles = connection.execute("SELECT * FROM articles").to_arrow_table().to_pylist()
        copies = connection.execute("SELECT * FROM copies").to_arrow_table().to_pylist()
        versions = connection.execute(
            "SELECT article_id, count(*) FROM article_versions GROUP BY article_id"
        ).fetchall()
    return Outcome(
        {row["article_id"]: row for row in articles}, {row["article_id"]: row for row in copies}, dict(versions)
    )


def shown():
    """The press's articles that its web shows within the two weeks, with their article ids."""
    return [
        (article, short_id("link", article_url(article.id)))
        for article in load_press()
        if max(article.shown_from.date(), article.published_at.date()) < STOP
    ]


def test_every_article_shown_is_there_with_its_title_language_and_minute(outcome):
    assert len(shown()) > 60
    for article, article_id in shown():
        row = outcome.articles[article_id]
        text = article.text_at(article.versions[-1].shown_from)
        assert row["title"] in {one.title for one in article.versions}, article.id
        assert row["language"] == article.language, article.id
        assert row["published_at"] == article.published_at.replace(second=0), article.id
        assert (row["text_scope"] == "title") == (not text.body), article.id


def test_bodies_are_those_written_but_for_the_credits_that_are_kept_aside(outcome):
    for article, article_id in shown():
        row = outcome.articles[article_id]
        if row["text_scope"] == "title":
            assert row["body"] == "", article.id
            continue
        read = "".join(f"{row['body']}{row['byline']}".split())
        written = ["".join(normalise(text.body).split()) for text in article.versions]
        assert sorted(read) in [sorted(text) for text in written], article.id


def test_reprints_are_copies_and_nothing_else_is(outcome):
    pairs = {article_id: article.reprint_of for article, article_id in shown()}
    known = {article.id: article_id for article, article_id in shown()}
    for article_id, original in pairs.items():
        copy = outcome.copies[article_id]
        if original in known:
            assert copy["copy_group"] == outcome.copies[known[original]]["copy_group"]
        else:
            assert copy["is_original"], article_id
