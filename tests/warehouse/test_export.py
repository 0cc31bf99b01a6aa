"""Files of tables and views: they read back as they are, take their places whole, and say where they come from."""

import hashlib
import json

import duckdb
import pytest

from monitor.config import ConfigError
from monitor.warehouse import ExportKind, Warehouse, export, published
from monitor.warehouse.catalogue import catalogue
from monitor.warehouse.cells import defused_sql

PARQUET, CSV = ExportKind(), ExportKind("csv")
NAMES = [
    "articles",
    "fetches",
    "passages",
    "v_articles",
    "v_country_gap",
    "v_frame_gaps",
    "v_frame_trend",
    "weekly_frame_prevalence",
]


def differing(connection, one, other):
    both = f"(({one}) EXCEPT ALL ({other})) UNION ALL (({other}) EXCEPT ALL ({one}))"
    return connection.execute(f"SELECT count(*) FROM ({both})").fetchone()[0]


def test_parquet_reads_back_equal(press_house, tmp_path):
    files = export(press_house, NAMES, tmp_path, PARQUET)
    assert [file.name for file in files] == NAMES
    with published(press_house) as connection:
        for name in NAMES:
            assert differing(connection, f"FROM {name}", f"FROM '{tmp_path}/{name}.parquet'") == 0, name


def test_csv_reads_back_equal_but_for_formulas(press_house, tmp_path):
    files = export(press_house, NAMES, tmp_path, CSV)
    with published(press_house) as connection:
        for file in files:
            types = {one["name"]: one["type"] for one in file.columns}
            cells = {name: "VARCHAR" if kind.endswith("[]") else kind for name, kind in types.items()}
            stored = ", ".join(defused_sql(name) if kind == "VARCHAR" else name for name, kind in types.items())
            read = ", ".join(
                f"from_json({name}, '[\"{kind[:-2]}\"]')" if kind.endswith("[]") else name
                for name, kind in types.items()
            )
            table = f"read_csv('{tmp_path / file.file}', header=true, columns={cells}, allow_quoted_nulls=false, auto_detect=false)"
            assert file.n_rows > 0
            assert differing(connection, f"SELECT {stored} FROM {file.name}", f"SELECT {read} FROM {table}") == 0, (
                file.name
            )
    assert "'=1+1 and so on" in (tmp_path / "articles.csv").read_text(encoding="utf-8")
    assert "'-court" in (tmp_path / "v_frame_gaps.csv").read_text(encoding="utf-8")


def test_the_same_cell_is_a_number_or_a_text(press_house, tmp_path):
    export(press_house, ["v_country_gap"], tmp_path, CSV)
    with duckdb.connect() as connection:
        types = dict(
            connection.execute(
                f"SELECT column_name, column_type FROM (DESCRIBE FROM '{tmp_path}/v_country_gap.csv')"
            ).fetchall()
        )
        lowest = connection.execute(f"SELECT min(difference) FROM '{tmp_path}/v_country_gap.csv'").fetchone()[0]
    assert types["difference"] == "DOUBLE"
    assert lowest < 0


def test_excel_is_told_that_it_is_utf_8(press_house, tmp_path):
    export(press_house, ["v_places"], tmp_path, ExportKind("csv", byte_order_mark=True))
    assert (tmp_path / "v_places.csv").read_bytes().startswith(b"\xef\xbb\xbfcountry,")


def test_sources_say_what_the_files_rest_on(press_house, tmp_path):
    files = export(
        press_house, ["V_FRAME_TREND", "v_frame_trend"], tmp_path / "new" / "folder", PARQUET, every_view=True
    )
    sources = json.loads((tmp_path / "new" / "folder" / "SOURCES.json").read_text(encoding="utf-8"))
    assert sources["newest_week"] == "2026-W12"
    assert (sources["scorer"], sources["model_revision"]) == ("scorer-of-tests", "e5-small@tests")
    assert sources["shared"] is False
    assert {one["name"] for one in sources["files"]} == {file.name for file in files}
    assert all(file.name.startswith("v_") for file in files)
    for one in sources["files"]:
        content = (tmp_path / "new" / "folder" / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert all(column["comment"] for column in one["columns"])


def test_names_and_folders_are_refused_in_a_sentence(press_house, tmp_path):
    with pytest.raises(ConfigError, match="did you mean v_frame_trend"):
        export(press_house, ["v_frame_trends"], tmp_path / "a", PARQUET)
    with pytest.raises(ConfigError, match="no table or view"):
        export(press_house, ["articles; DROP TABLE articles"], tmp_path / "a", PARQUET)
    with pytest.raises(ConfigError, match="nothing to export: name tables or views, or say --all"):
        export(press_house, [], tmp_path / "a", PARQUET)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match="is a file; name a folder"):
        export(press_house, ["v_weeks"], tmp_path / "file", PARQUET)
    with pytest.raises(FileNotFoundError, match="not there yet"):
        export(Warehouse(tmp_path / "none"), ["v_weeks"], tmp_path / "a", PARQUET)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_a_folder_holds_one_export(press_house, tmp_path):
    """So that what is zipped and sent is what SOURCES.json speaks of, and no table with bodies from before."""
    export(press_house, ["articles"], tmp_path, PARQUET)
    with pytest.raises(ConfigError, match=r"holds data that is not of this export \(articles.parquet\)"):
        export(press_house, ["v_weeks"], tmp_path, ExportKind(share=True))
    export(press_house, ["articles"], tmp_path, PARQUET)


def test_an_export_that_fails_changes_nothing(press_house, tmp_path):
    folder = tmp_path / "out"
    export(press_house, ["v_weeks", "v_places"], folder, PARQUET)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    broken = Warehouse(tmp_path / "broken")
    broken.data_dir.mkdir()
    broken.published_path.write_bytes(press_house.published_path.read_bytes())
    with duckdb.connect(str(broken.published_path)) as connection:
        connection.execute("CREATE OR REPLACE VIEW v_weeks AS SELECT error('the disk is full') AS week")
    for target in (folder, tmp_path / "fresh"):
        with pytest.raises(duckdb.Error, match="the disk is full"):
            export(broken, ["v_places", "v_weeks"], target, PARQUET)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert not (tmp_path / "fresh").exists()


def test_what_a_killed_export_left_is_swept_away(press_house, tmp_path):
    (tmp_path / ".unfinished").mkdir()
    (tmp_path / ".unfinished" / "articles.parquet").write_bytes(b"half")
    export(press_house, ["v_weeks"], tmp_path, PARQUET)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SOURCES.json", "v_weeks.parquet"]


def test_the_catalogue_knows_every_table_and_view(press_house):
    with published(press_house) as connection:
        relations = catalogue(connection)
        for name, relation in relations.items():
            described = connection.execute(f"DESCRIBE {name}").fetchall()
            assert [column.name for column in relation.columns] == [row[0] for row in described]
    assert relations["v_weeks"].is_view
    assert not relations["articles"].is_view
