"""Files of every form, kind and hostile alike, into the warehouse."""

import csv
import gzip
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from monitor.config import ConfigError, Settings
from monitor.config.settings import CollectSettings
from monitor.sources import FilesSummary, collect, read_record
from monitor.sources.files import formats, listing
from monitor.warehouse import Warehouse, fingerprint
from monitor.web import RawStore

OUTLETS = """outlets:
  - {id: jiang, name: River News, name_zh: 江报, domain: jiang.example, country: CHN, ownership: state, feeds: []}
  - {id: ledger, name: The Ledger, domain: ledger.example, country: USA, feeds: []}
"""
COLUMNS = {"title": "title", "url": "url", "published": "time", "seen": "time", "domain": "site", "country": "place"}
ROW = {
    "title": "Ports reopen",
    "url": "https://ledger.example/a",
    "time": "2025-04-02T09:00:00Z",
    "site": "ledger.example",
    "place": "",
}


class Desk:
    """A folder of files, a mapping, and what an import leaves."""

    def __init__(self, folder: Path) -> None:
        self.root, self.folder = folder / "files", folder
        self.root.mkdir()
        (folder / "outlets.yaml").write_text(OUTLETS, encoding="utf-8")
        self.warehouse = Warehouse(folder / "data")
        self.sets: list[dict] = []

    def put(self, name: str, content: bytes | str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def jsonl(self, *rows: dict, name: str = "a.jsonl", **more) -> None:
        self.put(name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        self.set(format="jsonl", files=name, **more)

    def set(self, **keys) -> None:
        self.sets = [{"name": "mine", "columns": COLUMNS, **keys}]

    def settings(self) -> Settings:
        mapping = self.folder / "files.yaml"
        mapping.write_text(yaml.safe_dump({"sets": self.sets}, allow_unicode=True), encoding="utf-8")
        return Settings(
            name="test", data_dir=self.folder / "data", outlets=self.folder / "outlets.yaml",
            collect=CollectSettings(source="files", files=mapping, files_root=self.root),
        )  # fmt: skip

    def load(self) -> FilesSummary:
        found = collect(self.settings(), self.warehouse)
        assert isinstance(found, FilesSummary)
        return found

    def rows(self, sql: str) -> list[tuple]:
        with self.warehouse.transaction() as connection:
            return connection.execute(sql).fetchall()

    def unmapped(self) -> list[tuple]:
        return self.rows("SELECT row_number, kind FROM source_unmapped ORDER BY path, row_number")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def table(*rows: dict) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_the_four_forms_of_a_table_give_the_same_links(tmp_path):
    rows = [ROW, {**ROW, "url": "https://jiang.example/b", "title": "港口重新开放", "site": "jiang.example"}]
    found = []
    for form in ("jsonl", "csv", "csv.gz", "parquet"):
        (tmp_path / form).mkdir()
        desk = Desk(tmp_path / form)
        if form == "jsonl":
            desk.jsonl(*rows)
        elif form == "parquet":
            pq.write_table(pa.Table.from_pylist(rows), desk.root / "a.parquet")
            desk.set(format="parquet", files="*.parquet")
        else:
            text = "\ufeff" + table(*rows)
            desk.put(f"a.{form}", gzip.compress(text.encode()) if form == "csv.gz" else text)
            desk.set(format="csv", files=f"*.{form}")
        assert desk.load() == FilesSummary(n_files=1, n_rows=2, n_loaded=2)
        found.append(
            desk.rows("SELECT url, outlet_id, title_hint, published_hint, first_seen_at FROM links ORDER BY url")
        )
    at = datetime(2025, 4, 2, 9, tzinfo=UTC)
    assert found[0] == [
        ("https://jiang.example/b", "jiang", "港口重新开放", at, at),
        ("https://ledger.example/a", "ledger", "Ports reopen", at, at),
    ]
    assert found[1:] == [found[0]] * 3


def test_a_row_is_kept_raw_with_its_place_in_the_file(desk):
    desk.jsonl(ROW)
    desk.load()
    kind, file, offset, row, path, number = desk.rows(
        "SELECT kind, warc_file, warc_offset, outcome, path, row_number FROM fetches JOIN source_rows USING (fetch_id)"
    )[0]
    assert (kind, row, path, number) == ("row", "ok", "a.jsonl", 1)
    record = read_record(RawStore(desk.warehouse.data_dir).read(file, offset).content)
    assert (record.title, record.cells, record.published) == ("Ports reopen", ROW, datetime(2025, 4, 2, 9, tzinfo=UTC))


def test_what_is_wrong_with_a_row_is_listed_and_the_rest_is_loaded(desk):
    lines = [
        json.dumps(ROW), "{not json", "[1, 2]", json.dumps({**ROW, "title": " "}), json.dumps({**ROW, "time": "soon"}),
        json.dumps({**ROW, "time": "2999-01-01T00:00:00Z"}), json.dumps({**ROW, "time": ""}), json.dumps({**ROW, "url": "ftp://x"}),
        json.dumps({**ROW, "url": "", "site": ""}), "", json.dumps({**ROW, "title": "x" * 5000}), "[" * 100_000,
        json.dumps({**ROW, "url": "https://ledger.example/z", "title": "Nul\x00 and \ud83d half"}),
    ]  # fmt: skip
    desk.put("a.jsonl", "\n".join(lines))
    desk.set(format="jsonl", files="a.jsonl")
    summary = desk.load()
    assert (summary.n_rows, summary.n_loaded, summary.n_unmapped) == (12, 2, 10)
    kinds = [(2, "bad_json"), (3, "bad_json"), (4, "no_title"), *((at, "bad_time") for at in (5, 6, 7)), (8, "bad_url"), (9, "no_outlet"),
             (11, "bad_title"), (12, "bad_json")]  # fmt: skip
    assert desk.unmapped() == kinds
    assert all(reason.endswith(".") for (reason,) in desk.rows("SELECT reason FROM source_unmapped"))
    assert desk.rows("SELECT title_hint FROM links ORDER BY url") == [("Ports reopen",), ("Nul and � half",)]


def test_a_wrong_encoding_costs_its_rows_and_the_right_one_reads_them(desk):
    row = {**ROW, "title": "港口重新开放"}
    desk.put("a.csv", table(row, {**ROW, "url": "https://ledger.example/b"}).encode("gb18030"))
    desk.set(format="csv", files="a.csv")
    assert desk.load().n_loaded == 1
    assert desk.unmapped() == [(2, "encoding")]  # the header is row 1
    desk.set(format="csv", files="a.csv", encoding="gb18030")
    assert (desk.load().n_loaded, desk.unmapped()) == (2, [])
    assert desk.rows("SELECT title_hint FROM links WHERE url LIKE '%/a'") == [("港口重新开放",)]


def test_rows_that_are_too_large_or_ragged_are_passed_over(desk, monkeypatch):
    monkeypatch.setattr(formats, "MAX_ROW", 1000)
    good = table(ROW)
    desk.put("a.csv", f'{good}"{"x" * 3000}",u,t,s,p\nonly,two\n{good.splitlines()[1].replace("/a", "/b")}\n')
    desk.set(format="csv", files="a.csv")
    assert desk.load().n_loaded == 2
    assert desk.unmapped() == [(3, "too_large"), (4, "bad_csv")]
    desk.jsonl({**ROW, "title": "y" * 3000}, {**ROW, "url": "https://ledger.example/c"})
    assert desk.load().n_loaded == 1
    assert desk.rows("SELECT row_number, kind FROM source_unmapped WHERE file = 'a.jsonl'") == [(1, "too_large")]


def test_a_missing_column_is_told_once_for_the_file(desk):
    desk.put("a.csv", "headline,url\nx,https://ledger.example/a\n")
    desk.put("b.csv", table(ROW))
    desk.set(format="csv", files="*.csv")
    assert desk.load().n_loaded == 1
    number, kind, reason = desk.rows("SELECT row_number, kind, reason FROM source_unmapped")[0]
    assert (number, kind) == (None, "missing_column")
    assert "no column place, site, time, title" in reason


def test_members_of_an_archive_are_read_and_those_that_leave_it_are_not(desk):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, row, hour in (
            ("later.csv", {**ROW, "time": "2025-04-02T12:00:00Z"}, 12),
            ("early.csv", ROW, 9),
            ("../../evil.csv", {**ROW, "url": "https://ledger.example/evil"}, 1),
            ("note.txt", ROW, 1),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2025, 4, 2, hour, 0, 0)), table(row))
    desk.put("old/all.zip", packed.getvalue())
    desk.set(format="csv", files="old/*.zip", members="*.csv")
    summary = desk.load()
    assert (summary.n_files, summary.n_loaded, summary.n_repeated) == (1, 1, 1)
    assert desk.rows("SELECT path FROM source_rows") == [
        ("old/all.zip/early.csv",)
    ]  # the members' times are their order
    assert desk.rows("SELECT published_hint FROM links") == [(datetime(2025, 4, 2, 9, tzinfo=UTC),)]
    assert desk.rows("SELECT path, row_number, kind FROM source_unmapped") == [
        ("old/all.zip/../../evil.csv", None, "outside")
    ]


def test_bombs_broken_archives_and_links_out_of_the_folder_are_refused(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(listing, "FREE_BYTES", 100_000)
    desk.put("bomb.jsonl.gz", gzip.compress((json.dumps(ROW) + "\n").encode() + b" " * 5_000_000))
    desk.put("torn.jsonl.gz", gzip.compress(b"{}\n" * 5000)[:-20])
    desk.put("none.zip", b"PK no archive")
    (tmp_path / "secret.jsonl").write_text(
        json.dumps({**ROW, "url": "https://ledger.example/secret"}), encoding="utf-8"
    )
    (desk.root / "out.jsonl").symlink_to(tmp_path / "secret.jsonl")
    desk.set(format="jsonl", files=["*.gz", "*.zip", "*.jsonl"])
    assert desk.load().n_loaded == 1
    assert desk.rows("SELECT file, kind FROM source_unmapped WHERE row_number IS NULL ORDER BY file") == [
        ("bomb.jsonl.gz", "too_large"), ("none.zip", "unreadable"), ("out.jsonl", "outside"), ("torn.jsonl.gz", "unreadable"),
    ]  # fmt: skip
    assert desk.rows("SELECT url FROM links") == [("https://ledger.example/a",)]


def test_a_second_run_reads_and_writes_nothing(desk):
    desk.jsonl(ROW, {"title": ""}, {**ROW, "url": "", "title": "No address"})
    desk.load()
    with desk.warehouse.transaction() as connection:
        before = fingerprint(connection), connection.execute("FROM fetches ORDER BY ALL").fetchall()
    assert desk.load() == FilesSummary(n_files_unchanged=1)
    with desk.warehouse.transaction() as connection:
        assert (fingerprint(connection), connection.execute("FROM fetches ORDER BY ALL").fetchall()) == before


def test_a_file_read_again_under_a_new_mapping_keeps_its_rows_and_counts(desk):
    desk.jsonl(ROW, ROW, {**ROW, "url": "https://ledger.example/b", "kind": "opinion"})
    first = desk.load()
    assert (first.n_loaded, first.n_repeated) == (2, 1)
    desk.set(format="jsonl", files="a.jsonl", time_zone="Asia/Shanghai")
    again = desk.load()
    assert (again.n_loaded, again.n_repeated) == (2, 1)
    assert desk.rows("SELECT count(*), count(DISTINCT link_id) FROM fetches JOIN source_rows USING (fetch_id)") == [
        (2, 2)
    ]


def test_a_changed_row_is_fetched_again_and_seen_later(desk):
    desk.jsonl(ROW)
    desk.load()
    desk.jsonl({**ROW, "title": "Ports reopen after strike"})
    assert desk.load().n_loaded == 1
    times = [at for (at,) in desk.rows("SELECT attempted_at FROM fetches ORDER BY 1")]
    assert len(times) == 2
    assert times[0] < times[1]
    assert desk.rows("SELECT count(*) FROM links") == [(1,)]


def test_rows_without_an_address_are_named_by_their_identity(desk):
    desk.put("a.csv", '"15:45, 23-Mar-2022",Launch goes well\n"18:00, 23-Mar-2022",Launch goes well\n')
    keys = {"format": "csv", "files": "a.csv", "header": False, "columns": {"published": 1, "seen": 1, "title": 2}}
    desk.set(**keys, fixed={"outlet": "jiang"}, time_zone="Asia/Shanghai", identity=["outlet", "title"])
    summary = desk.load()
    assert (summary.n_loaded, summary.n_repeated) == (1, 1)
    url, at = desk.rows("SELECT url, published_hint FROM links")[0]
    assert url.startswith("urn:monitor:row:")
    assert at == datetime(2022, 3, 23, 7, 45, tzinfo=UTC)


def test_outlets_come_from_the_file_or_are_made_from_rows(desk):
    site = {"url": "", "time": "2025-04-02"}
    desk.jsonl(
        {**ROW, **site, "title": "one", "site": "sport.jiang.example", "place": "France"},
        {**ROW, **site, "title": "two", "site": "news.unknown.co.uk", "place": "United Kingdom"},
        {**ROW, **site, "title": "three", "site": "unknown.co.uk", "place": ""},
        {**ROW, **site, "title": "four", "site": "unknown.co.uk", "place": "Turkey"},
        {**ROW, **site, "title": "five", "site": "nowhere.example", "place": "Atlantis"},
    )
    summary = desk.load()
    assert (summary.n_loaded, summary.n_unmapped, summary.n_without_country) == (5, 0, 1)
    found = desk.rows(
        "SELECT title_hint, outlet_id, country, ownership FROM links JOIN outlets USING (outlet_id) ORDER BY title_hint"
    )
    assert found == [
        ("five", "nowhere.example", None, "unknown"), ("four", "unknown.co.uk-tur", "TUR", "unknown"), ("one", "jiang", "CHN", "state"),
        ("three", "unknown.co.uk", "GBR", "unknown"), ("two", "unknown.co.uk", "GBR", "unknown"),
    ]  # fmt: skip


def test_values_keep_and_cut(desk):
    columns = {**COLUMNS, "language": "tongue"}
    desk.jsonl(
        {**ROW, "title": "[Video] Ports  reopen", "tongue": "Chinese"}, {**ROW, "tongue": "French"},
        columns=columns, keep={"tongue": ["Chinese"]}, values={"language": {"Chinese": "zh-Hans"}}, cut=[r"^\[Video\]"],
    )  # fmt: skip
    summary = desk.load()
    assert (summary.n_rows, summary.n_loaded, summary.n_left_out, summary.n_unmapped) == (2, 1, 1, 0)
    assert desk.rows("SELECT title_hint, language_hint FROM links") == [("Ports reopen", "zh-Hans")]


def test_where_no_file_can_be_read_at_all_the_run_says_why(desk):
    desk.put("b.csv", "url,title\nhttps://a.example/1,One\n")
    desk.set(format="csv", files="b.csv", columns={"url": "url", "title": "title", "published": "Wann"})
    with pytest.raises(ConfigError, match=r"no file could be read: .*no column Wann"):
        desk.load()


def test_round_ups_are_left_out_and_counted(desk):
    desk.jsonl({**ROW, "title": "World news round-up"}, ROW, leave_out=[r"round-up$"])
    summary = desk.load()
    assert (summary.n_rows, summary.n_loaded, summary.n_left_out) == (2, 1, 1)
    assert "World news round-up" not in {title for (title,) in desk.rows("SELECT title_hint FROM links")}


def test_a_pattern_of_left_out_titles_that_never_ends_is_a_mistake_too(desk):
    desk.jsonl({**ROW, "title": "a" * 900 + "!"}, leave_out=[r"(a|aa|aaa)+$"])
    with pytest.raises(ConfigError, match="takes more than 1 s"):
        desk.load()


def test_a_pattern_that_never_ends_is_a_mistake_in_the_mapping(desk):
    desk.jsonl({**ROW, "title": "a" * 900 + "!"}, cut=[r"(a|aa|aaa)+$"])
    with pytest.raises(ConfigError, match="takes more than 1 s"):
        desk.load()


def test_saved_pages_are_named_by_the_list_by_themselves_or_by_their_file(desk):
    page = "<html><head>{}<title>T</title></head><body><p>Text</p></body></html>"
    desk.put("p/one.html", page.format("<link rel='canonical' href='https://ledger.example/one#top'>"))
    desk.put("p/two.html", page.format("<link rel='canonical' href='javascript:alert(1)'>"))
    desk.put("p/three.html", page.format(""))
    desk.put("p/empty.html", "")
    desk.put("urls.csv", "file,url\np/three.html,https://jiang.example/three\n")
    desk.sets = [
        {
            "name": "pages",
            "format": "html",
            "files": "p/*.html",
            "fixed": {"outlet": "ledger"},
            "urls": {"path": "urls.csv"},
        }
    ]
    assert desk.load().n_loaded == 3
    urls = [url for (url,) in desk.rows("SELECT url FROM fetches WHERE kind = 'page' ORDER BY url")]
    assert urls[:2] == ["https://jiang.example/three", "https://ledger.example/one"]
    assert urls[2].startswith("urn:monitor:row:")
    assert desk.rows("SELECT path, kind FROM source_unmapped") == [("p/empty.html", "empty")]


def test_each_set_has_its_window(desk):
    desk.jsonl(ROW, {**ROW, "url": "https://ledger.example/b", "time": "2025-04-05T23:00:00Z"})
    desk.load()
    window = "SELECT source_set, starts_at, stops_at FROM coverage_windows"
    assert desk.rows(window) == [("mine", datetime(2025, 4, 2, tzinfo=UTC), datetime(2025, 4, 6, tzinfo=UTC))]
    desk.set(format="jsonl", files="a.jsonl", covers={"start": date(2025, 3, 31), "stop": date(2025, 4, 6)})
    assert desk.load().n_files_unchanged == 1
    assert desk.rows(window) == [("mine", datetime(2025, 3, 31, tzinfo=UTC), datetime(2025, 4, 7, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"files": "../secret/*.csv"}, "files.yaml:.*inside files_root"),
        ({"files": "/etc/passwd"}, "inside files_root"),
        ({"columns": {"url": "u"}}, "must name the title's column"),
        ({"columns": {"title": "t"}}, "whose rows are these"),
        ({"encoding": "utf-99"}, "unknown encoding"),
        ({"time_zone": "Mars/Base"}, "no IANA time zone"),
        ({"cut": ["(open"]}, "no regular expression"),
        ({"fixed": {"country": "Atlantis"}}, "unknown place"),
        ({"colums": {}}, "unknown key"),
        ({"files": "absent/*.csv"}, "no file in"),
        ({"covers": {"start": "2025-02-01", "stop": "2025-01-01"}}, "stop lies before start"),
    ],
)
def test_a_mapping_that_cannot_work_says_where(desk, keys, message):
    desk.put("a.csv", table(ROW))
    desk.set(**{"format": "csv", "files": "a.csv", **keys})
    with pytest.raises(ConfigError, match=message):
        desk.load()
