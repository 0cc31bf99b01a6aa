"""Rows of files to articles: titles, texts out of HTML, times, versions; saved pages like pages from the web."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from monitor.articles import extract_articles
from monitor.articles.rows import fragment_text
from monitor.config import Settings
from monitor.config.settings import CollectSettings
from monitor.report.safe_text import safe_url
from monitor.sources import collect
from monitor.warehouse import Warehouse, fingerprint
from tests.articles.conftest import BODY_EN, OUTLETS


class Archive:
    """Files of one set, loaded and read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.warehouse = folder, Warehouse(folder / "data")

    def run(self, *rows: dict, pages: dict[str, str] | None = None, **keys):
        mapping, outlets = self.folder / "files.yaml", self.folder / "outlets.yaml"
        columns = {name: name for name in ("url", "title", "body", "body_html", "published", "seen", "byline")}
        one = {
            "name": "set",
            "format": "jsonl",
            "files": "*.jsonl",
            "columns": columns,
            "fixed": {"outlet": "ledger", "language": "en"},
        }
        (self.folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        for name, text in (pages or {}).items():
            (self.folder / name).write_text(text, encoding="utf-8")
        mapping.write_text(yaml.safe_dump({"sets": [{**one, **keys}]}), encoding="utf-8")
        outlets.write_text(OUTLETS, encoding="utf-8")
        settings = Settings(
            name="test", data_dir=self.folder / "data", outlets=outlets,
            collect=CollectSettings(source="files", files=mapping, files_root=self.folder),
        )  # fmt: skip
        collect(settings, self.warehouse)
        return extract_articles(settings, self.warehouse)

    def rows(self, sql: str) -> list[tuple]:
        with self.warehouse.transaction() as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path)


ROW = {"url": "https://ledger.example/a", "published": "2025-04-02 09:30", "seen": "2025-04-02T12:00:00Z"}
HTML = "<p>" + "</p><p>".join(BODY_EN) + "</p>"


def test_a_title_alone_is_an_article_of_that_scope(archive):
    archive.run({**ROW, "title": "Rules widen again - The Ledger"}, time_zone="America/New_York")
    assert archive.rows(
        "SELECT title, body, text_scope, language, country, published_at, published_method, first_seen_at FROM articles"
    ) == [
        ("Rules widen again", "", "title", "en", "USA", datetime(2025, 4, 2, 13, 30, tzinfo=UTC), "row",
         datetime(2025, 4, 2, 12, tzinfo=UTC)),
    ]  # fmt: skip
    assert archive.rows("SELECT position, text FROM passages") == [(0, "Rules widen again")]


def test_texts_come_from_text_or_html_with_their_credits_cut(archive):
    archive.run(
        {**ROW, "title": "One", "body": "\n".join((*BODY_EN, "Editing by A. Person")), "byline": "B. Writer"},
        {**ROW, "url": "https://ledger.example/b", "title": "Two", "body_html": HTML},
    )
    body = "\n".join(BODY_EN)
    assert archive.rows("SELECT title, body, text_scope, byline FROM articles ORDER BY title") == [
        ("One", body, "full", "B. Writer\nEditing by A. Person"), ("Two", body, "full", ""),
    ]  # fmt: skip


def test_html_is_read_and_never_trusted():
    text = fragment_text(
        "before<p>One <b>bold</b> word<script>steal()</script> after</p><style>p{}</style><!-- note --> loose<ul><li>a<li>b</ul>"
        "line<br>break<iframe src='https://x.example'>no</iframe>"
    )
    assert text.split() == ["before", "One", "bold", "word", "after", "loose", "a", "b", "line", "break"]
    assert "word after" in text
    assert fragment_text("\x00").strip() == ""
    assert len(fragment_text("<div>" * 5000 + "deep")) < 20_000


def test_a_day_alone_counts_as_noon_where_it_was_published(archive):
    archive.run({**ROW, "title": "Day", "published": "2025-04-02"}, time_zone="Asia/Shanghai")
    assert archive.rows("SELECT published_at, published_method FROM articles") == [
        (datetime(2025, 4, 2, 4, tzinfo=UTC), "row_day")
    ]


def test_a_changed_row_makes_a_version_and_keeps_its_day(archive):
    archive.run({**ROW, "title": "Ports reopen"})
    summary = archive.run({**ROW, "title": "Ports reopen after strike", "published": "2025-04-03 10:00"})
    assert summary.n_versions == 1
    assert archive.rows("SELECT title, version, published_at FROM articles") == [
        ("Ports reopen after strike", 2, datetime(2025, 4, 2, 9, 30, tzinfo=UTC))
    ]
    assert archive.rows("SELECT version, title FROM article_versions ORDER BY version") == [
        (1, "Ports reopen"), (2, "Ports reopen after strike"),
    ]  # fmt: skip


def test_nothing_happens_twice(archive):
    rows = [{**ROW, "title": "One"}, {**ROW, "url": "", "title": "Two"}]
    archive.run(*rows)
    with archive.warehouse.transaction() as connection:
        before = fingerprint(connection)
    summary = archive.run(*rows)
    with archive.warehouse.transaction() as connection:
        assert fingerprint(connection) == before
    assert (summary.n_pages, summary.n_versions) == (0, 0)


def test_an_article_without_an_address_is_never_linked(archive):
    archive.run({**ROW, "url": "", "title": "Two"})
    url = archive.rows("SELECT url FROM articles")[0][0]
    assert url.startswith("urn:")
    assert safe_url(url) is None


def test_saved_pages_are_read_like_pages_from_the_web(archive):
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Rules widen - The Ledger</title>{}"
        "<meta property='article:published_time' content='2025-04-02T09:30:00Z'></head><body><article><h1>Rules widen</h1>" + HTML
        + "</article></body></html>"
    )  # fmt: skip
    pages = {
        "a.html": page.format("<link rel='canonical' href='https://ledger.example/saved'>"),
        "b.html": page.format(""),
    }
    archive.run(pages=pages, format="html", files="*.html", columns={})
    found = archive.rows("SELECT url, title, text_scope, published_at, published_method FROM articles ORDER BY url")
    at = datetime(2025, 4, 2, 9, 30, tzinfo=UTC)
    assert found[0] == ("https://ledger.example/saved", "Rules widen", "full", at, "page")
    assert found[1][0].startswith("urn:")
    assert found[1][1:] == found[0][1:]
