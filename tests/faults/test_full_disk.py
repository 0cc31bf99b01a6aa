"""A disk that fills up loses nothing that was stored before, and the next run goes on."""

import subprocess
import sys
import textwrap

import pyarrow as pa

from monitor.warehouse import Warehouse, fingerprint, replace

FILLING = textwrap.dedent("""
    import resource, signal, sys
    import pyarrow as pa
    from monitor.warehouse import Warehouse, upsert
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write past the limit then fails as one on a full disk does
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    rows = pa.table({"article_id": [f"new-{n:06}" for n in range(200_000)], "story_id": [f"story-{n * 7919:09}" for n in range(200_000)]})
    with Warehouse(sys.argv[1]).transaction() as connection:
        upsert(connection, "story_members", rows, ["article_id"])
""")


def test_what_was_stored_before_survives_and_the_next_write_succeeds(tmp_path):
    warehouse = Warehouse(tmp_path)
    with warehouse.transaction() as connection:
        replace(connection, "story_members", pa.table({"article_id": ["a", "b"], "story_id": ["s", "s"]}))
        before = fingerprint(connection)
    limit = warehouse.path.stat().st_size + 100_000
    answer = subprocess.run(
        [sys.executable, "-c", FILLING, str(tmp_path), str(limit)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode != 0
    assert "File too large" in answer.stderr
    with warehouse.transaction() as connection:
        assert fingerprint(connection) == before
        replace(connection, "story_members", pa.table({"article_id": ["c"], "story_id": ["s"]}))
    with warehouse.transaction() as connection:
        assert connection.execute("SELECT article_id FROM story_members").fetchall() == [("c",)]
