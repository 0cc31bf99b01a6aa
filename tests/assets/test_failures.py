"""A failure that a person can mend says what is wrong and what to do; any other keeps its traceback."""

import errno
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from filelock import FileLock

from assets.failures import told
from assets.resources import MonitorProject
from monitor.config import ConfigError
from monitor.sources import CollectionRunningError

PROJECT = MonitorProject(data_dir="some/data")


def failure_of(error: Exception) -> dg.Failure:
    with pytest.raises(dg.Failure) as raised, told(PROJECT):
        raise error
    return raised.value


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (ConfigError("config/x.yaml:3: name: missing"), "Mend the file"),
        (CollectionRunningError("another process collects"), "Wait for the other run"),
        (
            OSError(errno.ENOSPC, "No space left on device", "some/data/raw/a.warc"),
            "free some space where some/data lies",
        ),
        (
            duckdb.IOException("IO Error: Could not write: No space left on device"),
            "free some space where some/data lies",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "some/data"), "right to read and write"),
        (FileNotFoundError(errno.ENOENT, "No such file", "config/codebook.yaml"), "Put the file back"),
    ],
)
def test_what_is_wrong_comes_with_what_to_do(error, remedy):
    failure = failure_of(error)
    assert str(error).rstrip(".") in failure.description
    assert remedy in failure.description
    assert failure.allow_retries is False
    assert failure.metadata["settings file"].value == PROJECT.config_file
    assert failure.__cause__ is None
    assert failure.__suppress_context__


@pytest.mark.parametrize(
    "error", [ValueError("ours"), RuntimeError("ours"), duckdb.BinderException("ours"), OSError(errno.EIO, "?")]
)
def test_our_own_mistakes_pass_as_they_are(error):
    with pytest.raises(type(error)) as raised, told(PROJECT):
        raise error
    assert raised.value is error


def step_failure(result):
    return next(event for event in result.all_events if event.is_step_failure).step_failure_data


def test_a_mistake_in_the_settings_is_told_by_the_first_step(empty_workshop, settings_file):
    file = settings_file(("config/sample-outlets.yaml", "config/nowhere.yaml"))
    result = empty_workshop.run("whole_line", config_file=file)
    assert not result.success
    data = step_failure(result).user_failure_data
    assert "config/nowhere.yaml" in data.description
    assert "then run again" in data.description
    assert data.metadata["what to do"].value in data.description
    assert [event.step_key for event in result.all_events if event.is_step_start] == ["raw_coverage"]


def test_a_mistake_in_the_launchpad_is_told_by_the_first_step(empty_workshop):
    result = empty_workshop.run("whole_line", week="next")
    assert "'next' is no week" in step_failure(result).user_failure_data.description


def test_a_week_without_coverage_says_which_weeks_there_are(workshop):
    result = workshop.run("whole_line", "latest_report", week="2025-W01")
    assert "there is coverage from 2026-W03 to 2026-W12" in step_failure(result).user_failure_data.description


def test_a_locked_warehouse_names_the_process(workshop, monkeypatch):
    monkeypatch.setattr("assets.resources.WAIT_SECONDS", 0.1)
    folder = Path(workshop.project.data_dir)
    (folder / "warehouse.holder").write_text("4321\n", encoding="utf-8")
    with FileLock(folder / "warehouse.lock"):
        result = workshop.run("whole_line", "frame_quality")
    description = step_failure(result).user_failure_data.description
    assert "locked" in description
    assert "4321" in description
    assert "Wait for the other run" in description
