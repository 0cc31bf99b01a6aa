"""Errors that a person can mend, told as what is wrong and what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg
import duckdb

from assets.resources import MonitorProject
from monitor.config import ConfigError
from monitor.embedding.blocks import ModelFileError
from monitor.embedding.source import ModelNotFoundError
from monitor.sources import CollectionRunningError
from monitor.sources.gdelt import FileListError
from monitor.warehouse import WarehouseLockedError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FULL_WORDS = ("No space left", "Disk quota", "File too large", "disk is full")
INTACT = "What was stored before is intact."

ADVICE: tuple[tuple[type[Exception], str], ...] = (
    (ConfigError, "Mend the file or the launchpad's field named above, then run again. Nothing was changed."),
    (WarehouseLockedError, "Wait for the other run to end (Runs shows it), or close the program that has the file open, then run again."),
    (CollectionRunningError, "Wait for the other run to end (Runs shows it), then run again. Nothing was collected twice."),
    (FileListError, "Run again later, or set collect.gdelt.file_list: false in the settings file: names then follow the clock."),
    (ModelNotFoundError, "Correct embedding.model or frames.nli_model in the settings file, or download the model, then run again."),
    (ModelFileError, "Install the model's package again (make clean setup), then run again."),
    (PermissionError, f"Give this user the right to read and write there, or set data_dir to another folder, then run again. {INTACT}"),
    (FileNotFoundError, f"Put the file back or correct its path in the settings file, then run again. {INTACT}"),
)  # fmt: skip
"""What to do about each kind of error; the first that fits counts."""


@contextmanager
def told(project: MonitorProject) -> Iterator[None]:
    """Turn errors that a person can mend into :class:`dagster.Failure`: cause, remedy, settings file and data folder; no retry.

    Any other error passes as it is: it is ours, and its traceback is needed.
    """
    try:
        yield
    except (RuntimeError, ValueError, OSError, duckdb.Error) as error:
        advice = advice_on(error, project)
        if advice is None:
            raise
        raise failure(error, advice, project) from None


def failure(error: Exception, advice: str, project: MonitorProject) -> dg.Failure:
    """The failure that the UI shows."""
    where: dict[str, dg.MetadataValue[Any]] = {
        "what is wrong": dg.MetadataValue.text(str(error)),
        "what to do": dg.MetadataValue.text(advice),
        "settings file": dg.MetadataValue.path(project.config_file),
    }
    name = getattr(error, "filename", None)
    if name:
        where["file"] = dg.MetadataValue.path(str(name))
    return dg.Failure(f"{str(error).rstrip('.')}. {advice}", metadata={**where}, allow_retries=False)


def advice_on(error: Exception, project: MonitorProject) -> str | None:
    """What to do about an error; None when no user could do anything."""
    if is_full_disk(error):
        where = folder_of(project)
        return f"The disk is full: free some space where {where} lies, or set data_dir to another disk, then run again. {INTACT}"
    return next((words for kind, words in ADVICE if isinstance(error, kind)), None)


def is_full_disk(error: Exception) -> bool:
    """Whether it says that nothing more can be written, from the system or from DuckDB."""
    if isinstance(error, OSError):
        return error.errno in FULL
    return isinstance(error, duckdb.Error) and any(words in str(error) for words in FULL_WORDS)


def folder_of(project: MonitorProject) -> str:
    """The data folder, as far as the settings can be read."""
    try:
        return str(project.settings().data_dir)
    except ConfigError:
        return project.data_dir or "the data folder"
