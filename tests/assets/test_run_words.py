"""``make run`` ends with the sentence that helps."""

import sys

import pytest
import yaml

from assets.run import main

OUTLET = {
    "id": "a", "name": "A", "domain": "a.invalid", "country": "GBR", "feeds": [{"url": "https://a.invalid/f", "language": "en"}],
}  # fmt: skip


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """Run with live settings of one outlet; the exit status and the lines on standard error."""

    def run(time_zone="UTC", **collect):
        outlets = [OUTLET | {"time_zone": time_zone}]
        (tmp_path / "outlets.yaml").write_text(yaml.safe_dump({"outlets": outlets}), encoding="utf-8")
        settings = {
            "name": "mine",
            "outlets": str(tmp_path / "outlets.yaml"),
            "collect": {"source": "feeds", **collect},
        }
        (tmp_path / "mine.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        options = ["--config", str(tmp_path / "mine.yaml"), "--data-dir", str(tmp_path / "data")]
        monkeypatch.setattr(sys, "argv", ["run", *options])
        monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
        return main(), capsys.readouterr().err.strip().splitlines()

    return run


def test_a_missing_contact_is_one_sentence_before_anything_runs(call, tmp_path):
    status, lines = call()
    assert (status, len(lines)) == (1, 1)
    assert lines[0].startswith(f"monitor: {tmp_path}/mine.yaml:1: collect.contact: is missing")
    assert not (tmp_path / "data").exists()


def test_a_failure_that_we_know_is_told_last(call):
    status, lines = call("Mars/Olympus", contact="desk@example.org")
    assert status == 1
    assert lines[-2].startswith("monitor: the run failed in raw_coverage")
    assert lines[-1].startswith("monitor: outlets: a: time_zone: 'Mars/Olympus' is no IANA time zone")
