"""The command `doctor`: is everything in place, and how is what is not mended?"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, print_json, say
from monitor.config import ConfigError, OutletFile, Settings, load_model, load_settings
from monitor.embedding import load_encoder
from monitor.frames import load_codebook
from monitor.topics import load_topics
from monitor.warehouse import Warehouse, WarehouseLockedError

LEAST_FREE_BYTES = 2_000_000_000


@dataclass(frozen=True)
class Finding:
    """One check of the doctor: what was looked at, whether it is well, and what to do when it is not."""

    check: str
    ok: bool
    words: str


@app.command()
def doctor(config: ConfigOption = DEFAULT_CONFIG, data_dir: DataOption = None) -> None:
    """Check configuration, model, disk and locks, and say how to mend each. Exits with 1 when something is wrong."""
    findings = list(examine(config, data_dir))
    for finding in findings:
        say(f"{'ok  ' if finding.ok else 'FAIL'} {finding.check}: {finding.words}")
    print_json({"ok": all(finding.ok for finding in findings), "checks": {f.check: f.ok for f in findings}})
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def examine(config: Path, data_dir: Path | None) -> Iterator[Finding]:
    """Yield a finding for each thing checked; later checks are left out when the settings cannot be read."""
    try:
        settings = load_settings(config, data_dir)
    except ConfigError as error:
        yield Finding("settings", False, str(error))
        return
    yield Finding("settings", True, str(config))
    yield _tried("outlets", lambda: f"{len(load_model(settings.outlets, OutletFile).outlets)} outlets")
    yield _tried("topics", lambda: f"{len(load_topics(settings.topics).topics)} topics")
    yield _tried("codebook", lambda: f"version {load_codebook(settings.codebook).version}")
    yield _contact(settings)
    yield _disk(settings)
    yield _lock(settings)
    yield _tried("model", lambda: f"{load_encoder(settings).model_revision} loads and answers offline")


def _tried(check: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(check, True, look())
    except Exception as error:
        return Finding(check, False, str(error))


def _contact(settings: Settings) -> Finding:
    if settings.collect.source != "feeds" or settings.collect.contact:
        return Finding(
            "contact", True, settings.collect.contact or "not needed: nothing is asked of other people's sites"
        )
    return Finding(
        "contact",
        False,
        f"{settings.where('collect', 'contact')} is empty: put an e-mail or URL there; sites must be able to reach you",
    )


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    words = f"{free / 1e9:.1f} GB free at {folder}"
    if free < LEAST_FREE_BYTES:
        return Finding(
            "disk", False, f"{words}: free at least {LEAST_FREE_BYTES / 1e9:.0f} GB, or set data_dir to another disk"
        )
    return Finding("disk", True, words)


def _lock(settings: Settings) -> Finding:
    if not settings.data_dir.exists():
        return Finding("database", True, f"{settings.data_dir} is not there yet; the first run makes it")
    try:
        with Warehouse(settings.data_dir, wait_seconds=1).transaction() as connection:
            version = connection.execute("SELECT max(number) FROM schema_migrations").fetchone()
    except WarehouseLockedError as error:
        return Finding("database", False, str(error))
    return Finding("database", True, f"schema {version[0] if version else '?'}")
