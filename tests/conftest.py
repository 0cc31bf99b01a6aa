"""One cold run of the whole line on the sample, shared by all tests that look at its results."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest
from filelock import FileLock

from monitor.config import Settings, load_settings
from monitor.warehouse import Warehouse
from monitor.warehouse.connect import VECTORS_FILE, WAREHOUSE_FILE

ROOT = Path(__file__).parent.parent
MAKES_THE_SAMPLE = "test_definitions.py"


@dataclass(frozen=True)
class SampleRun:
    """The data folder of a finished run on the sample, and the Dagster home that recorded it."""

    settings: Settings
    warehouse: Warehouse
    dagster_home: Path
    run_id: str


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory) -> SampleRun:
    """The whole line, cold, through Dagster, in folders of its own: run once, however many processes share the tests."""
    own = tmp_path_factory.mktemp("sample")
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample-run"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            work = tmp_path_factory.mktemp("run")
            (work / "run_id").write_text(_run(work), encoding="utf-8")
            work.rename(shared)
    for name in ("dagster", "data"):
        shutil.copytree(shared / name, own / name)
    data = own / "data"
    settings = load_settings("config/sample.yaml", data)
    return SampleRun(settings, Warehouse(data), own / "dagster", (shared / "run_id").read_text(encoding="utf-8"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that look at the finished sample come last, but for one that has it made while another process works on the rest.

    Nobody waits for the run then. Within the three groups files keep their order, and tests theirs.
    """
    of_the_sample = {item.path for item in items if "sample_run" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: 0 if item.path.name == MAKES_THE_SAMPLE else 1 + (item.path in of_the_sample))


def _run(folder: Path) -> str:
    """A run with its data and its record under ``folder``; returns its id."""
    from assets.definitions import defs

    home, data = folder / "dagster", folder / "data"
    home.mkdir()
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
    return result.run_id


@pytest.fixture(scope="session", autouse=True)
def _new_warehouses_are_copies(tmp_path_factory):
    """A warehouse begins as a copy of one that was migrated once: half a second of processor time less for each.

    Tests of the migrations themselves call :func:`monitor.warehouse.migrate.migrate`.
    """
    template = tmp_path_factory.mktemp("template")
    with Warehouse(template).transaction():
        pass
    opened = Warehouse._open

    def open_a_copy(self):
        for file in (WAREHOUSE_FILE, VECTORS_FILE):
            if not (self.data_dir / file).exists():
                shutil.copyfile(template / file, self.data_dir / file)
        return opened(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Warehouse, "_open", open_a_copy)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_printed():
    """Reports of the tests are not printed, which takes seconds each; tests of printing undo this."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("monitor.report.pdf.BROWSERS", ())
        yield


@pytest.fixture(scope="session", autouse=True)
def _in_the_projects_folder():
    """Paths in the shipped settings are relative to the project's folder."""
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)
