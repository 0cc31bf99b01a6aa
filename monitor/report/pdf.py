"""Reports as PDF, printed by a browser where there is one.

A PDF is a picture of the HTML page beside it and no content of its own: its bytes hold the time of printing, so the table ``reports``
has no row for it. Without a browser, or with one that fails, the report is whole all the same.
"""

import logging
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

log = logging.getLogger(__name__)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Commands that print, the first one found on the PATH."""
SECONDS = 90
"""Time for one page; usually two to six seconds."""
OPTIONS = (
    "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-extensions", "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)  # fmt: skip
"""Nothing is asked of the network (a page has nothing to ask; the browser by itself would), headings become the outline."""


def print_pages(pages: Sequence[Path]) -> tuple[Path, ...]:
    """Print each HTML page to a PDF beside it, unless the one there is newer than its page; returns what was printed.

    A PDF of an older page goes in any case: it says what the page says no longer. A failure is logged, once, and never raised.
    """
    due = [page for page in pages if not _is_current(page)]
    for page in due:
        page.with_suffix(".pdf").unlink(missing_ok=True)
    if due and browser_on_path() is None:
        log.info("no PDF: none of %s is on the PATH", ", ".join(BROWSERS) or "the browsers that print")
        return ()
    printed: list[Path] = []
    for page in due:
        pdf = page.with_suffix(".pdf")
        if not write_pdf(page, pdf):
            break  # the next page would wait as long for the same browser
        printed.append(pdf)
    return tuple(printed)


def write_pdf(html_path: Path, pdf_path: Path, seconds: float = SECONDS) -> bool:
    """Print ``html_path`` to ``pdf_path``, which appears whole or not at all. False, with a warning in the log, where that failed."""
    browser = browser_on_path()
    if browser is None:
        log.info("no PDF: none of %s is on the PATH", ", ".join(BROWSERS))
        return False
    part = pdf_path.with_name(f"{pdf_path.name}.part")  # not hidden: a browser in a snap may not write hidden files
    try:
        with TemporaryDirectory(prefix="monitor-print-", ignore_cleanup_errors=True) as profile:
            trouble = _run(_command(browser, html_path, part, profile), Path(profile) / "said", seconds)
        if trouble is None and not _is_pdf(part):
            trouble = "it wrote no PDF"
        if trouble is None:
            part.replace(pdf_path)
    except OSError as error:
        trouble = str(error)
    finally:
        part.unlink(missing_ok=True)
    if trouble is not None:
        log.warning("no %s: %s failed: %s. The report as HTML is whole; print it by hand, or set report.pdf to false.",
                    pdf_path.name, browser, trouble)  # fmt: skip
    return trouble is None


def browser_on_path() -> str | None:
    """The browser that prints, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _is_current(page: Path) -> bool:
    pdf = page.with_suffix(".pdf")
    return pdf.exists() and pdf.stat().st_mtime_ns >= page.stat().st_mtime_ns


def _command(browser: str, html_path: Path, target: Path, profile: str) -> list[str]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses to start as root
    address = html_path.resolve().as_uri()
    return [browser, *OPTIONS, *root, f"--user-data-dir={profile}", f"--print-to-pdf={target.resolve()}", address]


def _run(command: list[str], said: Path, seconds: float) -> str | None:
    """Run the browser with all its processes for at most ``seconds``; what went wrong, or None."""
    with said.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603 - a browser from the PATH, with our own options and file
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            return f"no answer within {seconds:g} s"
        finally:
            _end(process)
    if code == 0:
        return None
    last = [line for line in said.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()][-1:]
    return f"exit status {code}{': ' if last else ''}{''.join(last)[:300]}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the browser, its helpers too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_pdf(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as stream:
        return stream.read(5) == b"%PDF-"
