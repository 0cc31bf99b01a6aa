"""What is passed on: no bodies, no names of coders, short quotations, and nothing that nobody decided on."""

import duckdb
import pytest

from monitor.config import ConfigError
from monitor.warehouse import ExportKind, Warehouse, export, published
from monitor.warehouse.catalogue import catalogue
from monitor.warehouse.export_select import export_select
from monitor.warehouse.sharing import NOT_SHARED, SHARED
from tests.warehouse.conftest import HIDDEN


@pytest.fixture(scope="module")
def relations(press_house):
    with published(press_house) as connection:
        return catalogue(connection)


@pytest.fixture(scope="module")
def shared(press_house, tmp_path_factory):
    """Everything that can be passed on, as CSV and as Parquet."""
    folder = tmp_path_factory.mktemp("shared")
    for kind in ("csv", "parquet"):
        export(press_house, list(SHARED), folder / kind, ExportKind(kind, share=True))
    return folder


def test_every_table_and_view_is_decided_on(relations):
    """A new one goes into SHARED or NOT_SHARED of monitor/warehouse/sharing.py, with its reason."""
    assert set(SHARED) | set(NOT_SHARED) == set(relations)
    assert not set(SHARED) & set(NOT_SHARED)
    for name, rule in SHARED.items():
        assert {*rule.left_out, *rule.numbered} <= {column.name for column in relations[name].columns}
        assert {column.name for column in relations[name].columns if column.name.startswith("coder")} - {
            "coder_kind"
        } == set(rule.numbered)
        assert export_select(relations[name], share=True)


def test_no_body_byline_or_coder_is_in_any_file(press_house, shared):
    with published(press_house) as connection:
        marked = connection.execute(f"SELECT count(*) FROM articles WHERE contains(body, '{HIDDEN}')").fetchone()[0]
    assert marked > 100
    texts = [path for path in shared.rglob("*") if path.suffix in {".csv", ".json"}]
    assert [path.name for path in texts if HIDDEN in path.read_text(encoding="utf-8")] == []
    with duckdb.connect() as connection:
        for path in (shared / "parquet").glob("*.parquet"):
            found = connection.execute(
                f"SELECT count(*) FROM '{path}' AS row WHERE contains(row::VARCHAR, '{HIDDEN}')"
            ).fetchone()
            assert found == (0,), path.name
    assert len(texts) == len(SHARED) + 2


def test_quotations_are_short_and_lead_to_their_article(press_house, shared):
    """Of one body at most 300 characters and half of it, yet nearly every frame that is present is shown by a sentence."""
    with published(press_house) as connection:
        evidence = f"'{shared}/parquet/v_evidence.parquet'"
        quoted = (
            f"SELECT DISTINCT article, url, start, passage FROM {evidence} WHERE field = 'body' AND passage IS NOT NULL"
        )
        longest, most, half = connection.execute(f"""
            SELECT max(length(passage)), max(n), max(n / length(a.body))
            FROM (SELECT *, sum(length(passage)) OVER (PARTITION BY article) AS n FROM ({quoted})) AS q
            JOIN articles AS a ON a.article_id = q.article AND a.url = q.url
        """).fetchone()
        n_cut = connection.execute(
            f"SELECT count(*) FROM {evidence} WHERE length(passage) = 300 AND suffix(passage, '…')"
        ).fetchone()[0]
        rows = connection.execute(
            f"SELECT (SELECT count(*) FROM {evidence}) - (SELECT count(*) FROM v_evidence)"
        ).fetchone()
        kept = connection.execute(
            f"SELECT avg((passage IS NOT NULL)::INT) FROM {evidence} WHERE is_present AND rank = 1"
        ).fetchone()[0]
    assert longest == most == 300
    assert half <= 0.5
    assert n_cut > 0
    assert rows == (0,)
    assert kept > 0.9


def test_coders_are_numbered(shared):
    with duckdb.connect() as connection:
        assert connection.execute(
            f"SELECT DISTINCT coder FROM '{shared}/parquet/v_frame_quality.parquet'"
        ).fetchall() == [("coder 1",)]
        names = [row[0] for row in connection.execute(f"DESCRIBE FROM '{shared}/parquet/articles.parquet'").fetchall()]
    assert {"title", "url"} <= set(names)
    assert not {"body", "byline"} & set(names)


@pytest.mark.parametrize(
    ("name", "why"), [("passages", "v_evidence quotes"), ("annotations", "names coders"), ("fetches", "v_data_health")]
)
def test_what_is_not_passed_on_is_refused_with_the_reason(press_house, tmp_path, name, why):
    with pytest.raises(ConfigError, match=f"{name}: not passed on with --share, because .*{why}"):
        export(press_house, ["v_weeks", name], tmp_path / "out", ExportKind(share=True))
    assert not (tmp_path / "out").exists()


def test_a_table_that_nobody_decided_on_is_refused(tmp_path, press_house):
    warehouse = Warehouse(tmp_path)
    warehouse.published_path.write_bytes(press_house.published_path.read_bytes())
    with duckdb.connect(str(warehouse.published_path)) as connection:
        connection.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
    with pytest.raises(ConfigError, match=r"notes: not passed on .*sharing\.py decides it"):
        export(warehouse, ["notes"], tmp_path / "out", ExportKind(share=True))
    export(warehouse, ["notes"], tmp_path / "out", ExportKind())


@pytest.mark.parametrize("name", ["v_evidence", "v_frame_gaps"])
def test_what_is_quoted_is_found_by_hashing(press_house, relations, name):
    """A join of every row with every other did not end within minutes over a million rows of evidence."""
    with published(press_house) as connection:
        plan = connection.execute(f"EXPLAIN {export_select(relations[name], share=True)}").fetchall()[0][1]
    assert "HASH_JOIN" in plan
    assert "BLOCKWISE_NL_JOIN" not in plan
