"""Reports copied into a folder, such as one that a web server shows."""

from pathlib import Path

from monitor.config import Settings
from monitor.delivery.outcome import Outcome
from monitor.report.whole_files import write_if_new


def copy_reports(settings: Settings, target: Path) -> Outcome:
    """Copy every file under the reports folder that differs there, each whole or not at all; indexes (``index.*``) come last.

    What the folder holds besides is left alone: no report is deleted there.
    """
    source = settings.report_dir
    copied = 0
    try:
        if target.resolve() == source.resolve() or source.resolve() in target.resolve().parents:
            return Outcome("failed", "delivery.folder lies in the reports folder itself; name another one.")
        for file in sorted(_files(source), key=lambda one: (one.stem == "index", one)):
            copied += write_if_new(target / file.relative_to(source), file.read_bytes())
    except OSError as error:
        return Outcome("failed", f"{error.strerror or type(error).__name__}; {copied} files were copied before.")
    return Outcome("sent", f"{copied} files copied.")


def _files(source: Path) -> list[Path]:
    """Regular files, but for hidden ones (those being written)."""
    found = (path for path in source.rglob("*") if path.is_file() and not path.is_symlink())
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(source).parts)]
