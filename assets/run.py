"""``make run``: the whole line through Dagster, as a run that the UI shows afterwards."""

import argparse
import json
import logging
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

import dagster as dg

from assets.definitions import defs
from assets.resources import MonitorProject, default_config_file
from monitor.cli.summary import closing_words, run_totals
from monitor.config import ConfigError, Settings
from monitor.pipeline import check_files
from monitor.warehouse import Warehouse


def main() -> int:
    """Run the job in this process against the instance of the working directory and say what came out."""
    options = _options()
    started = time.monotonic()
    project = MonitorProject(config_file=options.config, data_dir=options.data_dir, files_root=options.files_root)
    try:
        settings = project.settings()
        _check_folder(settings)
        check_files(settings)  # a mistake is told before anything runs
    except ConfigError as error:
        sys.stderr.write(f"monitor: {error}\n")
        return 1
    _tell_progress()
    os.environ.setdefault("DAGSTER_HOME", str(Path.cwd()))
    if not _run(options):
        return 1
    warehouse = Warehouse(settings.data_dir)
    sys.stdout.write(closing_words(settings, warehouse, options.config, options.data_dir) + "\n")
    if options.json:
        sys.stdout.write(json.dumps(asdict(run_totals(warehouse, time.monotonic() - started))) + "\n")
    return 0


def _tell_progress() -> None:
    """A line on standard error for each stage that is done."""
    told = logging.getLogger("monitor.warehouse.stage")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message).160s", "%H:%M:%S"))
    told.addHandler(handler)
    told.setLevel(logging.INFO)
    told.propagate = False


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default=default_config_file(), help="settings file")
    parser.add_argument("--data-dir", default=None, help="data folder, instead of the settings file's")
    parser.add_argument("--files-root", default=None, help="folder of the file sets, instead of the settings file's")
    parser.add_argument(
        "--json", action="store_true", help="end with a JSON object: articles, relevant, stories, seconds, peak_mb"
    )
    return parser.parse_args()


def _check_folder(settings: Settings) -> None:
    """Raises ConfigError where the folder of the file sets is absent, before anything about its files is said."""
    folder = settings.collect.files_root
    if settings.collect.source == "files" and not folder.is_dir():
        raise ConfigError(
            f"there is no folder {folder} with files to read. The files are not part of this project: name the folder that holds "
            "them, e.g. make run-real REAL=../shared/data."
        )


def _run(options: argparse.Namespace) -> bool:
    """Run the job; on failure say in which steps, and last what to do where that is known."""
    chosen = {"config_file": options.config, "data_dir": options.data_dir, "files_root": options.files_root}
    with dg.DagsterInstance.get() as instance:
        result = defs.resolve_job_def("whole_line").execute_in_process(
            instance=instance,
            run_config={
                "resources": {"project": {"config": chosen}},
                "loggers": {"console": {"config": {"log_level": "WARNING"}}},
            },
            raise_on_error=False,
        )
    if not result.success:
        sys.stderr.write(
            "\n".join(_failure_words([event for event in result.all_events if event.is_step_failure])) + "\n"
        )
    return bool(result.success)


def _failure_words(failures: list[dg.DagsterEvent]) -> list[str]:
    """In which steps it failed, and what they say of it themselves (see :mod:`assets.failures`)."""
    failed = ", ".join(sorted(event.step_key or "?" for event in failures))
    said = [event.step_failure_data.user_failure_data for event in failures]
    sentences = [one.description for one in said if one is not None and one.description]
    return [
        f"monitor: the run failed in {failed}; `make ui` shows why (Runs, newest first). What was stored before is intact.",
        *(f"monitor: {sentence}" for sentence in sentences),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
