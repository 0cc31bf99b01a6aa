"""``make run``: the whole line through Dagster, as a run that the UI shows afterwards."""

import argparse
import os
import sys
from pathlib import Path

import dagster as dg

from assets.definitions import defs
from assets.resources import MonitorProject
from monitor.cli.summary import closing_words
from monitor.config import ConfigError
from monitor.pipeline import check_files


def main() -> int:
    """Run the job in this process against the instance of the working directory and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="config/sample.yaml", help="settings file")
    parser.add_argument("--data-dir", default=None, help="data folder, instead of the settings file's")
    options = parser.parse_args()
    project = MonitorProject(config_file=options.config, data_dir=options.data_dir)
    try:
        settings = project.settings()
        check_files(settings)  # a mistake is told before anything runs
    except ConfigError as error:
        sys.stderr.write(f"monitor: {error}\n")
        return 1
    os.environ.setdefault("DAGSTER_HOME", str(Path.cwd()))
    with dg.DagsterInstance.get() as instance:
        result = defs.resolve_job_def("whole_line").execute_in_process(
            instance=instance,
            run_config={
                "resources": {"project": {"config": {"config_file": options.config, "data_dir": options.data_dir}}},
                "loggers": {"console": {"config": {"log_level": "WARNING"}}},
            },
            raise_on_error=False,
        )
    if not result.success:
        failed = ", ".join(sorted(event.step_key or "?" for event in result.all_events if event.is_step_failure))
        sys.stderr.write(
            f"monitor: the run failed in {failed}; `make ui` shows why (Runs, newest first). What was stored before is intact.\n"
        )
        return 1
    sys.stdout.write(closing_words(settings, project.warehouse()) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
