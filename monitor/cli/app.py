"""The command-line application and the options that its commands share."""

import json
import math
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.config import ConfigError, Settings, load_settings
from monitor.warehouse import Warehouse

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Measures how Chinese and English media frame AI security disputes. `make run` does the same through Dagster.",
)

ConfigOption = Annotated[Path, typer.Option("--config", "-c", help="settings file", envvar="MONITOR_CONFIG")]
DataOption = Annotated[Path | None, typer.Option("--data-dir", help="data folder, instead of the settings file's")]
DEFAULT_CONFIG = Path("config/sample.yaml")


def open_project(config: Path, data_dir: Path | None) -> tuple[Settings, Warehouse]:
    """Settings and warehouse of a command. Raises ConfigError."""
    settings = load_settings(config, data_dir)
    if settings.data_dir.exists() and not settings.data_dir.is_dir():
        raise ConfigError(f"{settings.data_dir}: a file, not a folder. Give the folder of the data (--data-dir).")
    return settings, Warehouse(settings.data_dir)


def say(text: str = "") -> None:
    """Tell the person at the terminal something, on standard error."""
    sys.stderr.write(text + "\n")


def print_json(data: Any) -> None:
    """Print one JSON object as the last line of standard output; what is no number becomes null."""
    sys.stdout.write(json.dumps(_finite(data), ensure_ascii=False, default=str, allow_nan=False) + "\n")


def _finite(data: Any) -> Any:
    """JSON has no NaN and no infinity: many readers refuse a document that holds one. Decimals are numbers too."""
    if isinstance(data, Mapping):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    if isinstance(data, Decimal):
        return float(data)
    return None if isinstance(data, float) and not math.isfinite(data) else data


def print_for_programs(data: Any) -> None:
    """Print one JSON object where standard output is a file or a pipe; at a terminal sentences have told it already."""
    if not sys.stdout.isatty():
        print_json(data)


@app.callback()
def _monitor() -> None:
    """Keeps a command's name a word of the command line, also where it is the only one registered."""
