"""What every asset is given: the settings file and the data folder it works on."""

from pathlib import Path

import dagster as dg
from pydantic import Field

from monitor.config import Settings, load_settings
from monitor.warehouse import Warehouse


class MonitorProject(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The project a run works on."""

    config_file: str = Field(
        default="config/sample.yaml", description="Settings file, relative to the project's folder"
    )
    data_dir: str | None = Field(default=None, description="Data folder; empty takes the settings file's")

    def settings(self) -> Settings:
        """Read the settings. Raises ConfigError, which names file, line and key."""
        return load_settings(Path(self.config_file), self.data_dir)

    def warehouse(self) -> Warehouse:
        """The warehouse in the data folder."""
        return Warehouse(self.settings().data_dir)
