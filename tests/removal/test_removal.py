"""An article that is removed is nowhere any more, and does not come back."""

import gzip
import random
import shutil
from datetime import UTC, datetime
from importlib import import_module

import duckdb
import pytest
from warcio.archiveiterator import ArchiveIterator

from monitor.config import ConfigError, load_settings
from monitor.removal import Removal, find_removable, finish_removal, remove
from monitor.sources import collect
from monitor.stories import group_stories
from monitor.warehouse import Warehouse
from monitor.web import RawStore

removing = import_module("monitor.removal.remove")  # the package's function has the module's name
OTHER = "SELECT article_id FROM articles WHERE article_id != ? ORDER BY article_id LIMIT 1"


@pytest.fixture
def project(sample_run, tmp_path):
    """Settings and warehouse of a run of one's own."""
    data = tmp_path / "data"
    shutil.copytree(sample_run.settings.data_dir, data)
    return load_settings("config/sample.yaml", data), Warehouse(data)


def quoted_article(settings, warehouse) -> tuple[str, str, str]:
    """Id, address and title of an article that a report quotes."""
    reports = "".join(path.read_text("utf-8") for path in settings.report_dir.glob("*.html"))
    with warehouse.transaction() as connection:
        rows = connection.execute("SELECT article_id, url, title FROM articles ORDER BY article_id").fetchall()
    return next(row for row in rows if row[1] in reports)


def texts_with(path, word: str) -> list[str]:
    """Tables of a database with a text column in which ``word`` occurs."""
    found = []
    with duckdb.connect(str(path), read_only=True) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type = 'VARCHAR'"
        ).fetchall()
        for table, column in columns:
            if connection.execute(f"SELECT count(*) FROM {table} WHERE contains({column}, ?)", [word]).fetchone()[0]:
                found.append(table)
    return found


@pytest.mark.slow
def test_a_removed_article_is_nowhere_and_does_not_come_back(project):
    settings, warehouse = project
    article_id, url, title = quoted_article(settings, warehouse)
    assert texts_with(warehouse.path, title)
    assert texts_with(warehouse.published_path, url)
    with warehouse.transaction() as connection:
        other = connection.execute(OTHER, [article_id]).fetchone()[0]
        query = "SELECT warc_file, warc_offset FROM fetches JOIN links USING (url) WHERE link_id = ? AND warc_file IS NOT NULL"
        page, kept = (connection.execute(query, [one]).fetchone() for one in (article_id, other))
        n_vectors = connection.execute("SELECT count(*) FROM vectors.embeddings").fetchone()[0]
    before = RawStore(warehouse.data_dir).read(*kept)
    done = remove(settings, warehouse, find_removable(warehouse, Removal(url=url + "#top")), "asked for")
    assert (done.n_links, done.n_raw_pages) == (1, 1)
    assert dict(done.rows_by_table)["passages"] > 1
    assert done.reports
    for path in (warehouse.path, warehouse.published_path):
        assert [*texts_with(path, title), *texts_with(path, url)] == []
        assert title.encode() not in path.read_bytes()
    assert title.encode() not in gzip.decompress((warehouse.data_dir / "raw" / page[0]).read_bytes())
    assert RawStore(warehouse.data_dir).read(*kept) == before
    with warehouse.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM vectors.embeddings").fetchone()[0] < n_vectors
        assert connection.execute("SELECT link_id, reason FROM removals").fetchall() == [(article_id, "asked for")]
        connection.execute(
            "DELETE FROM fetches WHERE kind = 'feed'"
        )  # as if no day had been polled: all feeds name their articles again
    collect(settings, warehouse)
    with warehouse.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM links WHERE url = ?", [url]).fetchone() == (0,)
    group_stories(settings, warehouse)
    with warehouse.transaction() as connection:
        assert connection.execute(
            "SELECT count(*) FROM story_members WHERE article_id = ?", [article_id]
        ).fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM stories WHERE label_en = ''").fetchone() == (0,)


@pytest.mark.slow
def test_a_removal_that_was_killed_is_finished_by_the_next_call(project, monkeypatch):
    settings, warehouse = project
    _, url, title = quoted_article(settings, warehouse)

    def killed(_warehouse):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(removing, "compact", killed)
        with pytest.raises(KeyboardInterrupt):
            remove(settings, warehouse, find_removable(warehouse, Removal(url=url)), "asked for")
    assert find_removable(warehouse, Removal(url=url)).urls == ()
    assert texts_with(warehouse.published_path, title)
    assert finish_removal(warehouse)
    assert [*texts_with(warehouse.path, title), *texts_with(warehouse.published_path, title)] == []
    assert title.encode() not in warehouse.path.read_bytes()
    assert not finish_removal(warehouse)


def test_removal_by_outlet_and_age_names_what_both_mean(project):
    _, warehouse = project
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    with warehouse.transaction() as connection:
        outlet, n = connection.execute(
            "SELECT outlet_id, count(*) FROM articles WHERE published_at < ? GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1",
            [moment],
        ).fetchone()
    found = find_removable(warehouse, Removal(outlet_id=outlet, before=moment))
    assert len(found.titles) == n
    assert len(find_removable(warehouse, Removal(before=moment)).titles) > n


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Removal(), "nothing to remove"),
        (Removal(url="ftp://a.example/x"), "no http or https address"),
        (Removal(url="https://a.example/x", outlet_id="a"), "names one article"),
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(tmp_path, asked, said):
    with pytest.raises(ConfigError, match=said):
        find_removable(Warehouse(tmp_path), asked)


@pytest.mark.parametrize(("size", "left"), [(0, []), (5000, ["metadata"])])
def test_a_blanked_record_leaves_the_others_where_they_are(tmp_path, size, left):
    store = RawStore(tmp_path)
    at = datetime(2026, 3, 1, tzinfo=UTC)
    places = [
        store.append(f"https://a.example/{one}", random.Random(one).randbytes(size), "text/html", at)
        for one in range(3)
    ]
    length = (tmp_path / "raw" / places[0][0]).stat().st_size
    assert store.blank(*places[1])
    path = tmp_path / "raw" / places[0][0]
    assert path.stat().st_size == length
    assert [store.read(*place).url[-1] for place in (places[0], places[2])] == ["0", "2"]
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["resource", *left, "resource"]  # what is packed too small for a record becomes an empty member
    assert b"example/1" not in gzip.decompress(path.read_bytes())
    assert not store.blank(places[1][0], length + 5)
