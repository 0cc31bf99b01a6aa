"""One cold run of the whole line on the sample, shared by all tests that look at its results."""

import os
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest

from monitor.config import Settings, load_settings
from monitor.warehouse import Warehouse

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class SampleRun:
    """The data folder of a finished run on the sample, and the Dagster home that recorded it."""

    settings: Settings
    warehouse: Warehouse
    dagster_home: Path
    run_id: str


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory) -> SampleRun:
    """The whole line, cold, through Dagster, in folders of its own."""
    from assets.definitions import defs

    home, data = tmp_path_factory.mktemp("dagster"), tmp_path_factory.mktemp("sample") / "data"
    (home / "dagster.yaml").write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    with dg.DagsterInstance.from_config(str(home)) as instance:
        result = defs.resolve_job_def("whole_line").execute_in_process(
            instance=instance,
            run_config={
                "resources": {"project": {"config": {"config_file": "config/sample.yaml", "data_dir": str(data)}}},
                "loggers": {"console": {"config": {"log_level": "WARNING"}}},
            },
        )
        assert result.success
    settings = load_settings("config/sample.yaml", data)
    return SampleRun(settings, Warehouse(data), home, result.run_id)


@pytest.fixture(scope="session", autouse=True)
def _in_the_projects_folder():
    """Paths in the shipped settings are relative to the project's folder."""
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)
