"""A copy of the finished sample that a test may change, and ways to run parts of the line on it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest

from assets.definitions import defs
from assets.resources import MonitorProject
from monitor.warehouse import Warehouse


@dataclass(frozen=True)
class Workshop:
    """A data folder of its own and a Dagster instance that records what is run on it."""

    project: MonitorProject
    instance: dg.DagsterInstance

    @property
    def warehouse(self) -> Warehouse:
        return self.project.warehouse()

    def sql(self, text: str) -> None:
        with self.warehouse.transaction() as connection:
            connection.execute(text)

    def run(
        self, job: str, *assets: str, tags: dict[str, str] | None = None, **config: str
    ) -> dg.ExecuteInProcessResult:
        """Run a job, or only some of its assets with their checks, without raising."""
        project = {"config_file": self.project.config_file, "data_dir": self.project.data_dir, **config}
        return defs.resolve_job_def(job).execute_in_process(
            instance=self.instance,
            asset_selection=[dg.AssetKey(name) for name in assets] or None,
            run_config={
                "resources": {"project": {"config": project}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
            tags=tags,
            raise_on_error=False,
        )

    def weeks(self) -> frozenset[str]:
        """Keys of the partitions of weekly_report that are materialised."""
        return frozenset(self.instance.get_materialized_partitions(dg.AssetKey("weekly_report")))


@pytest.fixture
def workshop(sample_run, tmp_path) -> Iterator[Workshop]:
    data = tmp_path / "data"
    shutil.copytree(sample_run.settings.data_dir, data)
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield Workshop(MonitorProject(config_file="config/sample.yaml", data_dir=str(data)), instance)


@pytest.fixture
def empty_workshop(tmp_path) -> Iterator[Workshop]:
    """As before the first run."""
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield Workshop(MonitorProject(config_file="config/sample.yaml", data_dir=str(tmp_path / "data")), instance)


@pytest.fixture
def settings_file(tmp_path):
    """Write a copy of the sample's settings with some text replaced; returns its path."""

    def write(*changes: tuple[str, str]) -> str:
        text = Path("config/sample.yaml").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "settings.yaml").write_text(text, encoding="utf-8")
        return str(tmp_path / "settings.yaml")

    return write
