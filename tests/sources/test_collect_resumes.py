import signal
import subprocess
import sys
import time

import pytest
import yaml
from filelock import FileLock

from monitor.config import ConfigError, load_settings
from monitor.sources import CollectionRunningError, collect
from monitor.warehouse import Warehouse

pytestmark = pytest.mark.slow

DAYS = 12


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory, settings_until, content):
    warehouse = Warehouse(tmp_path_factory.mktemp("uninterrupted"))
    collect(settings_until(DAYS), warehouse)
    return content(warehouse)


def test_two_cold_runs_are_alike(tmp_path, settings_until, content, uninterrupted):
    warehouse = Warehouse(tmp_path)
    collect(settings_until(DAYS), warehouse)
    assert content(warehouse) == uninterrupted


def test_a_longer_clock_goes_on_where_the_shorter_stopped(tmp_path, settings_until, content, uninterrupted):
    warehouse = Warehouse(tmp_path)
    collect(settings_until(5), warehouse)
    later = collect(settings_until(DAYS), warehouse)
    assert later.n_polls == DAYS - 5
    assert content(warehouse) == uninterrupted


def test_a_killed_run_is_repaired_by_running_again(tmp_path, settings_until, content, rows, uninterrupted):
    settings = settings_until(DAYS)
    file = tmp_path / "settings.yaml"
    file.write_text(yaml.safe_dump(settings.model_dump(mode="json")), encoding="utf-8")
    data = tmp_path / "data"
    code = (
        "import sys; from monitor.config import load_settings; from monitor.warehouse import Warehouse;"
        "from monitor.sources import collect; collect(load_settings(sys.argv[1]), Warehouse(sys.argv[2]))"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(file), str(data)], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (data / "raw" / "2026-01-21.warc.gz").exists():  # the tenth day: past one write, before the next
        assert time.monotonic() < deadline
        assert child.poll() is None
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    warehouse = Warehouse(data)
    days = rows(warehouse, "SELECT count(DISTINCT attempted_at) AS n FROM fetches")[0]["n"]
    assert 0 < days < DAYS
    summary = collect(settings, warehouse)
    assert summary.n_polls == DAYS - days
    assert content(warehouse) == uninterrupted


def test_an_error_loses_no_finished_poll(tmp_path, settings_until, rows):
    """Nothing can be written on the fifth day: a folder stands where the day's file should be."""
    warehouse = Warehouse(tmp_path)
    (tmp_path / "raw" / "2026-01-16.warc.gz").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        collect(settings_until(DAYS), warehouse)
    assert rows(warehouse, "SELECT max(attempted_at)::DATE::VARCHAR AS day FROM fetches") == [{"day": "2026-01-15"}]
    (tmp_path / "raw" / "2026-01-16.warc.gz").rmdir()
    assert collect(settings_until(6), warehouse).n_polls == 2


def test_a_feed_added_later_is_polled_for_all_days(tmp_path, settings_until, content, uninterrupted):
    settings, warehouse = settings_until(DAYS), Warehouse(tmp_path / "data")
    outlets = yaml.safe_load(settings.outlets.read_text(encoding="utf-8"))["outlets"]
    few = tmp_path / "few.yaml"
    few.write_text(yaml.safe_dump({"outlets": outlets[1:]}), encoding="utf-8")
    collect(settings.model_copy(update={"outlets": few}), warehouse)
    summary = collect(settings, warehouse)
    assert summary.n_feeds == 2 * DAYS
    assert content(warehouse) == uninterrupted


def test_a_second_collector_is_kept_out(tmp_path, settings_until):
    with FileLock(tmp_path / "collect.lock"), pytest.raises(CollectionRunningError, match="another process"):
        collect(settings_until(2), Warehouse(tmp_path, wait_seconds=0.2))


def test_the_sample_needs_a_clock(tmp_path, settings_until):
    with pytest.raises(ConfigError, match=r"collect\.clock: is missing"):
        collect(settings_until(2, clock=None), Warehouse(tmp_path))


def _live(tmp_path, **collect_settings):
    outlets = tmp_path / "outlets.yaml"
    feed = {"url": "http://127.0.0.1/feed.xml", "language": "en"}
    outlet = {"id": "inside", "name": "Inside", "domain": "inside.org", "country": "USA", "feeds": [feed]}
    outlets.write_text(yaml.safe_dump({"outlets": [outlet]}), encoding="utf-8")
    settings = load_settings("config/sample.yaml", tmp_path / "data")
    live = settings.collect.model_copy(update={"source": "feeds", "clock": None, **collect_settings})
    return settings.model_copy(update={"outlets": outlets, "collect": live})


def test_live_feeds_use_the_wall_clock_and_may_not_reach_loopback(tmp_path, rows):
    settings, warehouse = _live(tmp_path, contact="desk@inside.org"), Warehouse(tmp_path / "data")
    summary = collect(settings, warehouse)
    assert (summary.n_polls, summary.n_feeds, summary.n_failures) == (1, 1, 1)
    (row,) = rows(warehouse, "SELECT outcome, reason, abs(epoch(attempted_at) - epoch(now())) AS age FROM fetches")
    assert row["outcome"] == "refused"
    assert "127.0.0.1" in row["reason"]
    assert row["age"] < 60


def test_live_collection_without_contact_asks_nobody(tmp_path):
    settings, warehouse = _live(tmp_path), Warehouse(tmp_path / "data")
    with pytest.raises(ConfigError, match=r"config/sample.yaml:8: collect\.contact: is missing"):
        collect(settings, warehouse)
    assert not warehouse.path.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [({"time_zone": "Mars/Base"}, "no IANA time zone"), ({"feeds": "twice"}, "feeds given twice")],
)
def test_outlets_that_cannot_work(tmp_path, change, message):
    settings = _live(tmp_path, contact="desk@inside.org")
    data = yaml.safe_load(settings.outlets.read_text(encoding="utf-8"))
    outlet = data["outlets"][0]
    outlet.update({"feeds": outlet["feeds"] * 2} if change.get("feeds") else change)
    settings.outlets.write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        collect(settings, Warehouse(tmp_path / "data"))
