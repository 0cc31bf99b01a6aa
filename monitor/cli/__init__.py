"""The command line: the same functions as the Dagster layer, for a terminal.

A command that prints JSON prints one object on the last line of standard output; everything else goes to standard error.
"""

# ruff: noqa: F401, I001 - importing a module with commands registers them, and app comes first

import logging
import sys

import duckdb

from monitor.cli.app import app
from monitor.config import ConfigError
from monitor.embedding import AlignmentError
from monitor.warehouse import WarehouseLockedError

from monitor.cli import (
    align,
    check,
    codebook,
    evaluate,
    evaluate_frames,
    evaluate_invariance,
    evaluate_roles,
    explain,
    gaps,
    gold,
    gold_agreement,
    look,
    train,
    work,
)

__all__ = ["main"]


def main() -> None:
    """Entry point of the console script ``monitor``: errors that a user can mend end in a sentence, not a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        app()
    except (ConfigError, AlignmentError, WarehouseLockedError, FileNotFoundError, duckdb.Error) as error:
        sys.stderr.write(f"monitor: {error}\n")
        raise SystemExit(1) from None
    except OSError as error:
        sys.stderr.write(f"monitor: {error}. What was stored before is intact; mend this and run again.\n")
        raise SystemExit(1) from None
