"""Archives into the warehouse, interrupted and again, and on to articles."""

import gzip
import json
import os
import signal
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from monitor.articles import extract_articles
from monitor.cli import register
from monitor.config import ConfigError
from monitor.sources.frontier import Frontier
from monitor.sources.warc import journal
from monitor.text import short_id
from monitor.web import RawStore

from .archives import AT, Archive, page

URL = "https://ledger.example/a"
BODY = " ".join(
    f"Point {number} of the ministry's plan restricts exports of semiconductors to a rival." for number in range(8)
)


def many(n: int, packed: bool = True) -> Archive:
    archive = Archive(packed=packed)
    for number in range(n):
        archive.answer(f"{URL}{number}", page(f"{BODY} {number}"), at=f"2026-03-09T08:{number % 60:02d}:00Z")
    return archive


def test_a_page_is_a_link_a_fetch_and_a_raw_record_and_then_an_article(desk):
    desk.put(Archive().answer(URL, page(BODY, "Chip exports to be restricted"), at="2026-03-09T16:30:00.75+08:00"))
    assert desk.load().n_kept == 1
    at = "2026-03-09 08:30:00+00"
    fields = "url, kind, outlet_id, attempted_at::VARCHAR, outcome, status, content_type"
    assert desk.rows(f"SELECT {fields} FROM fetches") == [
        (URL, "page", "ledger", at, "ok", 200, "text/html; charset=utf-8")
    ]
    assert desk.rows("SELECT url, first_seen_at::VARCHAR, feed_url FROM links") == [(URL, at, None)]
    file, offset = desk.rows("SELECT warc_file, warc_offset FROM fetches")[0]
    assert RawStore(desk.warehouse.data_dir).read(file, offset).content == page(BODY, "Chip exports to be restricted")
    extract_articles(desk.settings(), desk.warehouse)
    found = desk.rows(
        "SELECT title, outlet_id, country, text_scope, published_method, published_at::VARCHAR FROM articles"
    )
    assert found == [("Chip exports to be restricted", "ledger", "USA", "full", "first_seen", at)]


def test_a_page_that_was_loaded_is_not_fetched(desk):
    desk.put(Archive().answer(URL))
    desk.load()
    at = desk.rows("SELECT attempted_at FROM fetches")[0][0]
    with desk.warehouse.transaction() as connection:
        assert Frontier.load(connection, at, at, 5).due(at.replace(year=2027)) == []


def test_the_same_page_adds_nothing_and_a_new_text_does(desk):
    archive = (
        Archive()
        .answer(URL)
        .answer(URL, at="2026-03-10T00:00:00Z")
        .answer(URL, page("AI ban lifted"), at="2026-03-11T00:00:00Z")
    )
    desk.put(archive)
    assert (desk.load().n_kept, desk.load().n_files_read_before) == (2, 1)
    before = desk.content()
    other = desk.put(Archive().answer(URL, at="2026-03-12T00:00:00Z"), "b.warc.gz")
    summary = desk.load(other)
    assert (summary.n_kept, summary.n_left_out) == (0, {"other_record": 1, "repeated": 1})
    after = desk.content()
    assert {name: after[name] for name in ("links", "fetches", "outlets")} == {
        name: before[name] for name in ("links", "fetches", "outlets")
    }
    moved = desk.put((desk.folder / "b.warc.gz").read_bytes(), "moved.warc.gz")
    assert desk.load(moved).n_files_read_before == 1


def test_what_was_removed_on_request_does_not_come_back(desk):
    desk.put(many(2))
    with desk.warehouse.transaction() as connection:
        connection.execute("INSERT INTO removals VALUES (?, now(), 'asked for')", [short_id("link", f"{URL}0")])
    summary = desk.load()
    assert (summary.n_kept, summary.n_left_out["removed"]) == (1, 1)
    assert desk.rows("SELECT url FROM links UNION SELECT url FROM fetches") == [(f"{URL}1",)]
    raw = b"".join(gzip.decompress(one.read_bytes()) for one in (desk.warehouse.data_dir / "raw").iterdir())
    assert f"{URL}0".encode() not in raw


def test_a_torn_file_keeps_what_came_before_and_is_gone_on_with(desk):
    whole = many(6).bytes()
    desk.put(whole[:-200])
    good = desk.put(Archive().answer("https://jiang.example/a"), "good.warc.gz")
    summary = desk.load(desk.folder / "a.warc.gz", good)
    assert (summary.n_files, summary.n_kept) == (2, 6)
    assert summary.faults == (
        "a.warc.gz: The file ends in the middle of a record, as one that was not fetched to its end. Fetch it again.",
    )
    again = desk.load(desk.folder / "a.warc.gz", good)
    assert (again.n_files, again.n_files_read_before, again.n_files_resumed, again.n_records) == (1, 1, 1, 0)
    assert desk.rows("SELECT done, n_kept, fault IS NULL FROM warc_files ORDER BY file") == [
        (False, 5, False),
        (True, 1, True),
    ]
    desk.put(whole)
    assert (desk.load().n_left_out["repeated"], desk.load().n_files_read_before) == (5, 1)
    assert desk.rows("SELECT count(*), bool_and(done), count(fault) FROM warc_files") == [(2, True, 0)]


KILLED = """
import os, signal, sys
from pathlib import Path
from monitor.sources.warc import journal, load_warcs
from tests.sources.warc.conftest import Desk
journal.PAGES_AT_ONCE = 3
write, n = journal.Journal.write, [0]
def dying(self, file):
    n[0] += 1
    if n[0] == 3 and sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    write(self, file)
    if n[0] == 3:
        os.kill(os.getpid(), signal.SIGKILL)
journal.Journal.write = dying
desk = Desk(Path(sys.argv[1]))
desk.load()
"""


@pytest.mark.slow
@pytest.mark.parametrize(("form", "moment"), [("members", "before"), ("plain", "after")])
def test_a_run_that_is_killed_goes_on_and_leaves_what_one_run_leaves(tmp_path, monkeypatch, form, moment):
    from .conftest import Desk

    archive = many(10, packed=form == "members")
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
        Desk(tmp_path / name).put(archive)
    whole, killed = Desk(tmp_path / "whole"), Desk(tmp_path / "killed")
    whole.load()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, killed.folder, moment], env={**os.environ, "PYTHONPATH": "."}, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert killed.rows("SELECT n_kept, done FROM warc_files") == [({"before": 6, "after": 9}[moment], False)]
    monkeypatch.setattr(journal, "PAGES_AT_ONCE", 3)
    summary = killed.load()
    assert (summary.n_files_resumed, summary.n_kept) == (1, {"before": 4, "after": 1}[moment])
    assert killed.content() == whole.content()


def test_another_filter_reads_from_the_start(desk):
    desk.put(Archive().answer(URL).answer(URL + "2", page("Rain")))
    assert [desk.load().n_kept, desk.load(topics_only=False).n_kept] == [1, 1]
    assert desk.rows("SELECT n_records, n_kept, n_repeated, n_other_topic FROM warc_files") == [(3, 1, 1, 0)]


def test_paths_without_a_file_are_an_error_before_anything_is_read(desk):
    desk.put(Archive().answer(URL))
    with pytest.raises(ConfigError, match="there is no such file"):
        desk.load(desk.folder / "a.warc.gz", desk.folder / "b.warc.gz")
    with pytest.raises(ConfigError, match="is a folder"):
        desk.load(desk.folder)


def test_the_command_tells_the_outcome_and_prints_json(desk):
    desk.put(Archive().answer(URL).answer("https://else.example/a", page("Rain")))
    config = desk.folder / "config.yaml"
    config.write_text(
        f"name: test\noutlets: {desk.folder}/outlets.yaml\ntopics: config/topics.yaml\n", encoding="utf-8"
    )
    shared = ["--config", str(config), "--data-dir", str(desk.folder / "data")]

    def run(*words: str):
        return CliRunner().invoke(register(["collect"]), ["collect", "warc", *words, *shared])

    first = run(str(desk.folder / "a.warc.gz"))
    assert first.exit_code == 0, first.output
    assert "Files read: 1. Records: 3, pages kept: 1." in first.stderr
    assert "of outlets that are not in the outlets' file" in first.stderr
    assert json.loads(first.stdout.splitlines()[-1])["n_kept"] == 1
    both = run(str(desk.folder / "a.warc.gz"), "--all-outlets", "--all-topics")
    assert json.loads(both.stdout.splitlines()[-1])["n_left_out"] == {"other_record": 1, "repeated": 1}
    broken = run(str(desk.put(b"", "empty.warc")))
    assert (broken.exit_code, "empty.warc: The file is empty." in broken.stderr) == (1, True)


def test_counts_add_up(desk):
    desk.put(many(3).answer("https://else.example/", at=AT).answer(URL + "0", status="301 Moved").raw(b"WARC/nothing"))
    desk.load()
    columns = [
        name for (name,) in desk.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = 'warc_files'")
    ]
    parts = [
        name
        for name in columns
        if name.startswith("n_") and name not in {"n_records", "n_bytes", "n_bytes_read", "n_member_records"}
    ]
    assert desk.rows(f"SELECT n_records, {' + '.join(parts)}, n_bytes_read = n_bytes FROM warc_files") == [(7, 7, True)]
