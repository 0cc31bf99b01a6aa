"""What every asset is given: the settings file and the data folder it works on."""

import os
from datetime import date
from pathlib import Path

import dagster as dg
from pydantic import Field, ValidationError

from assets.weeks import week_named
from monitor.config import ConfigError, Settings, load_settings
from monitor.config.settings import FrameSettings
from monitor.warehouse import Warehouse

CONFIG_VARIABLE = "MONITOR_CONFIG"
"""Environment variable that names another settings file than the sample's."""


WAIT_SECONDS = 120.0
"""How long a step waits for another process to let go of the warehouse."""


def default_config_file() -> str:
    """The settings file that the UI works on unless the launchpad names another."""
    return os.environ.get(CONFIG_VARIABLE) or "config/sample.yaml"


class MonitorProject(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The project a run works on. Every field has a default: nothing needs to be filled in."""

    config_file: str = Field(
        default=default_config_file(),
        description=(
            "Settings file, relative to the project's folder, e.g. config/sample.yaml. The environment variable MONITOR_CONFIG "
            "sets the default; it also decides which weeks the partitions of weekly_report offer."
        ),
    )
    data_dir: str | None = Field(
        default=None,
        description="Folder for databases, raw pages and reports. Empty (null): data_dir of the settings file.",
    )
    files_root: str | None = Field(
        default=None,
        description="Folder that the file sets' paths are relative to. Empty (null): collect.files_root of the settings file.",
    )
    week: str = Field(
        default="",
        description=(
            "Week of latest_report: an ISO week such as 2026-W12, or a day of it such as 2026-03-16. Empty: the newest complete "
            "week. weekly_report takes its weeks from its partitions instead."
        ),
    )
    scorer: str = Field(
        default="",
        description=(
            "How frames are scored: prototype (built in, works offline), nli (needs frames.nli_model in the settings file) "
            "or head (needs frames.head there). "
            "Empty: frames.scorer of the settings file."
        ),
    )

    def settings(self) -> Settings:
        """Read the settings, with the scorer chosen here. Raises ConfigError, which names file, line and key."""
        settings = load_settings(Path(self.config_file), self.data_dir)
        if self.files_root:
            collect = settings.collect.model_copy(update={"files_root": Path(self.files_root)})
            settings = settings.model_copy(update={"collect": collect})
        return settings if not self.scorer.strip() else settings.model_copy(update={"frames": self._frames(settings)})

    def chosen_week(self) -> date | None:
        """Monday of the week to report; None for the newest complete one. Raises ConfigError."""
        return week_named(self.week)

    def warehouse(self) -> Warehouse:
        """The warehouse in the data folder."""
        return Warehouse(self.settings().data_dir, WAIT_SECONDS)

    def _frames(self, settings: Settings) -> FrameSettings:
        try:
            return FrameSettings.model_validate(settings.frames.model_dump() | {"scorer": self.scorer.strip()})
        except ValidationError as error:
            reasons = "; ".join(problem["msg"].removeprefix("Value error, ") for problem in error.errors())
            raise ConfigError(
                f"scorer: {self.scorer!r}: {reasons}. Choose prototype, nli or head in the launchpad, or leave it empty; nli_model "
                f"and head stand under frames in {self.config_file}."
            ) from error
