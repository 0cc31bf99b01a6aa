"""Transactions, migrations, idempotent writes, publishing and fingerprints, on real files."""

import subprocess
import sys
import textwrap

import duckdb
import pyarrow as pa
import pytest

from monitor.warehouse import Warehouse, WarehouseLockedError, fingerprint, publish, replace, upsert
from monitor.warehouse.keys import KEYS, repeated_keys
from monitor.warehouse.migrate import migrate, migrations

ROWS = pa.table({"article_id": ["a", "b"], "story_id": ["s", "s"], "similarity": [0.5, None]})


@pytest.fixture
def warehouse(tmp_path):
    return Warehouse(tmp_path / "data", wait_seconds=2)


def members(warehouse):
    with warehouse.transaction() as connection:
        return connection.execute("SELECT article_id, story_id, similarity FROM story_members ORDER BY ALL").fetchall()


def test_every_table_and_column_is_commented(warehouse):
    with warehouse.transaction() as connection:
        bare = connection.execute("""
            SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
            UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE NOT internal AND comment IS NULL
        """).fetchall()
    assert bare == []


def test_migrations_run_once_and_are_numbered_without_gaps(warehouse, tmp_path):
    numbers = [number for number, _, _ in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    with duckdb.connect(str(tmp_path / "new.duckdb")) as connection:
        connection.execute(f"ATTACH '{tmp_path}/vectors.duckdb' AS vectors")
        assert migrate(connection) == [name for _, name, _ in migrations()]
        assert connection.execute("SELECT count(*) FROM schema_migrations").fetchone() == (len(numbers),)
        assert migrate(connection) == []
    with warehouse.transaction() as connection:
        assert migrate(connection) == []


def test_schema_keeps_to_what_a_lake_can_hold(warehouse):
    with warehouse.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_constraints()").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchone() == (0,)
        assert connection.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND data_type LIKE '%[_]'"
        ).fetchone() == (0,)


def test_an_upsert_twice_leaves_the_same_rows(warehouse):
    for _ in range(2):
        with warehouse.transaction() as connection:
            assert upsert(connection, "story_members", ROWS, ["article_id"]) == 2
    assert members(warehouse) == [("a", "s", 0.5), ("b", "s", None)]


def test_an_upsert_changes_what_differs_unless_told_not_to(warehouse):
    changed = pa.table({"article_id": ["a"], "story_id": ["t"], "similarity": [None]}, schema=ROWS.schema)
    with warehouse.transaction() as connection:
        upsert(connection, "story_members", ROWS, ["article_id"])
        upsert(connection, "story_members", changed, ["article_id"], update=False)
    assert members(warehouse)[0] == ("a", "s", 0.5)
    with warehouse.transaction() as connection:
        upsert(connection, "story_members", changed, ["article_id"])
    assert members(warehouse)[0] == ("a", "t", None)


def test_an_upsert_refuses_repeated_keys(warehouse):
    twice = pa.concat_tables([ROWS, ROWS])
    with (
        warehouse.transaction() as connection,
        pytest.raises(ValueError, match=r"2 of 4 incoming rows repeat a key \(article_id\)"),
    ):
        upsert(connection, "story_members", twice, ["article_id"])


def test_replace_deletes_only_what_it_says(warehouse):
    with warehouse.transaction() as connection:
        replace(connection, "story_members", ROWS)
        replace(connection, "story_members", ROWS.slice(0, 0), where="article_id = 'b'")
    assert members(warehouse) == [("a", "s", 0.5)]


def test_a_failed_transaction_leaves_nothing(warehouse):
    def half_way():
        with warehouse.transaction() as connection:
            upsert(connection, "story_members", ROWS, ["article_id"])
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        half_way()
    assert members(warehouse) == []


def test_fingerprints_see_content_and_multiplicity_not_order(warehouse):
    with warehouse.transaction() as connection:
        empty = fingerprint(connection)
        replace(connection, "story_members", ROWS)
        one = fingerprint(connection)
        replace(connection, "story_members", ROWS.take([1, 0]))
        assert fingerprint(connection) == one
        connection.execute("INSERT INTO story_members SELECT * FROM story_members WHERE article_id = 'a'")
        assert fingerprint(connection)["story_members"] != one["story_members"]
    assert empty["story_members"] != one["story_members"]
    assert empty["articles"] == one["articles"]
    assert "fetches" not in one
    assert "embeddings" in one


def test_repeated_keys_are_found(warehouse):
    with warehouse.transaction() as connection:
        replace(connection, "story_members", ROWS)
        assert repeated_keys(connection, "story_members") == 0
        connection.execute("INSERT INTO story_members SELECT * FROM story_members WHERE article_id = 'a'")
        assert repeated_keys(connection, "story_members") == 1
        tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert set(KEYS) <= tables


HOLDER = """
import sys
from monitor.warehouse import Warehouse
with Warehouse(sys.argv[1]).transaction() as connection:
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_locked_warehouse_waits_then_names_the_holder(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLDER), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(WarehouseLockedError, match=rf"still locked after 1 s by process {holder.pid}"),
            Warehouse(tmp_path, 1).transaction(),
        ):
            pass
        holder.stdin.write("\n")
        holder.stdin.flush()
        holder.wait(timeout=20)
    with Warehouse(tmp_path, 1).transaction() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_publishing_under_an_open_reader(warehouse):
    with warehouse.transaction() as connection:
        replace(connection, "story_members", ROWS)
    publish(warehouse)
    with duckdb.connect(str(warehouse.published_path), read_only=True) as reader:
        with warehouse.transaction() as connection:
            replace(connection, "story_members", ROWS.slice(0, 1))
        publish(warehouse)
        assert reader.execute("SELECT count(*) FROM story_members").fetchone() == (2,)
    with duckdb.connect(str(warehouse.published_path), read_only=True) as reader:
        assert reader.execute("SELECT count(*) FROM story_members").fetchone() == (1,)
        assert (
            reader.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'stories'")
            .fetchone()[0]
            .startswith("One row per story")
        )
        assert reader.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'embeddings'").fetchone() == (0,)
    assert list(warehouse.data_dir.glob("*.tmp*")) == []
