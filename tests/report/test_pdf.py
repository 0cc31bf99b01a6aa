"""Printing: a PDF where there is a browser, a line in the log where there is none, and never a run that fails of it."""

import logging
import os
import shutil
import time

import pytest

from monitor.report import pdf, write_reports

pytestmark = pytest.mark.slow

PAGE = "<!doctype html><meta charset=utf-8><title>t</title><h1>Findings</h1><p>text</p>"
FOUND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "2026-W12.en.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def command(tmp_path, monkeypatch):
    """A command called chromium, alone on the PATH but for the system's, with a script of one's own."""

    def make(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        (folder / "chromium").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / "chromium").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        monkeypatch.setattr(pdf, "BROWSERS", ("chromium",))

    return make


WRITES = 'for one in "$@"; do case $one in --print-to-pdf=*) printf %%PDF-1.4 > "${one#*=}";; esac; done'


def test_without_a_browser_there_is_a_line_and_no_pdf(page, monkeypatch, caplog):
    monkeypatch.setattr(pdf, "BROWSERS", ("no-such-browser",))
    stale = page.with_suffix(".pdf")
    stale.write_bytes(b"%PDF-1.4 of an older page")
    os.utime(stale, ns=(1, 1))
    with caplog.at_level(logging.INFO):
        assert pdf.print_pages([page]) == ()
    assert "no PDF: none of no-such-browser is on the PATH" in caplog.text
    assert not stale.exists()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo cannot start >&2; exit 3", "exit status 3: cannot start"),
        ("exit 0", "it wrote no PDF"),
        (WRITES.replace("%%PDF-1.4", "nonsense"), "it wrote no PDF"),
        ("sleep 60 & sleep 60", "no answer within 0.5 s"),
    ],
)
def test_a_browser_that_fails_is_a_warning(page, command, caplog, script, words):
    command(script)
    started = time.monotonic()
    assert pdf.write_pdf(page, page.with_suffix(".pdf"), seconds=0.5 if "sleep" in script else 20) is False
    assert time.monotonic() - started < 20
    assert words in caplog.text
    assert "2026-W12.en.pdf" in caplog.text
    assert sorted(file.name for file in page.parent.iterdir() if file.is_file()) == ["2026-W12.en.html"]


def test_a_page_is_printed_again_only_when_it_changed(page, command):
    command(WRITES)
    printed = page.with_suffix(".pdf")
    assert pdf.print_pages([page]) == (printed,)
    assert pdf.print_pages([page]) == ()
    os.utime(printed, ns=(1, 1))
    assert pdf.print_pages([page]) == (printed,)


def test_reports_are_printed_unless_the_settings_say_no(make_house, press, command):
    settings, warehouse = make_house(press)
    command(WRITES)
    quiet = settings.model_copy(update={"report": settings.report.model_copy(update={"pdf": False})})
    write_reports(quiet, warehouse)
    assert not list(settings.report_dir.glob("*.pdf"))
    write_reports(settings, warehouse)
    before = {file.name: file.stat().st_mtime_ns for file in settings.report_dir.glob("*.pdf")}
    assert sorted(before) == ["2026-W12.en.pdf", "2026-W12.zh.pdf"]
    write_reports(settings, warehouse)  # the pages are the same: nothing is printed again
    assert {file.name: file.stat().st_mtime_ns for file in settings.report_dir.glob("*.pdf")} == before
    with warehouse.transaction() as connection:
        (n_rows,) = connection.execute("SELECT count(*) FROM reports WHERE file LIKE '%.pdf'").fetchone()
    assert n_rows == 0  # its bytes hold the time of printing


@pytest.mark.skipif(FOUND is None, reason="no Chromium on the PATH: nothing is printed")
def test_a_real_browser_prints_the_page_with_its_outline(page, monkeypatch):
    monkeypatch.setattr(pdf, "BROWSERS", (FOUND,))
    assert pdf.write_pdf(page, page.with_suffix(".pdf"))
    content = page.with_suffix(".pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/Title (Findings" in content
