"""The command line: the same functions as the Dagster layer, for a terminal.

A command that prints JSON prints one object on the last line of standard output; everything else goes to standard error.
"""

import logging
import sys
from collections.abc import Sequence
from importlib import import_module

import duckdb
from typer import Typer

from monitor.cli.app import app
from monitor.config import ConfigError
from monitor.warehouse import WarehouseLockedError

__all__ = ["main", "register"]

COMMANDS = {
    "alerts": ("deliver",),
    "align": ("align",),
    "codebook": ("codebook",),
    "collect": ("collect", "collect_gdelt", "collect_sitemaps", "collect_warc"),
    "deliveries": ("deliver",),
    "dictionary": ("export",),
    "doctor": ("check",),
    "evaluate": (
        "evaluate",
        "evaluate_convert",
        "evaluate_duplicates",
        "evaluate_extraction",
        "evaluate_frames",
        "evaluate_invariance",
        "evaluate_language",
        "evaluate_roles",
        "evaluate_stories",
        "evaluate_thinned",
    ),
    "explain": ("explain",),
    "export": ("export",),
    "fingerprint": ("look",),
    "gaps": ("gaps",),
    "gold": ("gold", "gold_agreement"),
    "query": ("look",),
    "remove": ("remove",),
    "report": ("work",),
    "run": ("work",),
    "send": ("deliver",),
    "sources": ("sources",),
    "train": ("train",),
}
"""The modules of this package that hold a command; importing one registers it. The libraries that they need take seconds to import."""


def register(words: Sequence[str] = ()) -> Typer:
    """The application with the command that ``words`` begin with, or with all of them where that is none."""
    named = COMMANDS.get(words[0], ()) if words else ()
    for module in named or sorted({module for modules in COMMANDS.values() for module in modules}):
        import_module(f"monitor.cli.{module}")
    return app


def main() -> None:
    """Entry point of the console script ``monitor``: errors that a user can mend end in a sentence, not a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        register(sys.argv[1:])()
    except (ConfigError, WarehouseLockedError, FileNotFoundError, duckdb.Error) as error:
        sys.stderr.write(f"monitor: {error}\n")
        raise SystemExit(1) from None
    except RuntimeError as error:
        # Imported here, where it is loaded already if the error is one of its own: a second for every other command.
        from monitor.embedding import AlignmentError, ModelFileError, ModelNotFoundError  # noqa: PLC0415
        from monitor.sources import CollectionRunningError  # noqa: PLC0415

        known = AlignmentError | CollectionRunningError | ModelFileError | ModelNotFoundError
        if not isinstance(error, known):
            raise
        sys.stderr.write(f"monitor: {error}\n")
        raise SystemExit(1) from None
    except OSError as error:
        sys.stderr.write(f"monitor: {error}. What was stored before is intact; mend this and run again.\n")
        raise SystemExit(1) from None
