"""Commands to type next, with the settings file and the data folder that were given."""

import shlex
from pathlib import Path

DEFAULT_CONFIG = Path("config/sample.yaml")


def command(config: Path | str, data_dir: Path | str | None, *words: str) -> str:
    """``.venv/bin/monitor WORDS --config FILE --data-dir DIR``, leaving out what is the default."""
    given = ["--config", str(config)] if Path(config) != DEFAULT_CONFIG else []
    given += ["--data-dir", str(data_dir)] if data_dir is not None else []
    return shlex.join([".venv/bin/monitor", *words, *given])
