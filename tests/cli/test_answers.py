"""How many addresses answered, in words; and a collection that nobody answers."""

import json

import pytest
import yaml
from typer.testing import CliRunner

from monitor.cli import register
from monitor.cli.answers import Answers, collected_words
from monitor.cli.summary import closing_words
from monitor.config import load_settings
from monitor.sources import CollectSummary
from monitor.warehouse import Warehouse


@pytest.mark.parametrize(
    ("answers", "warning"),
    [
        (Answers(), None),
        (Answers(150, {"timeout": 30}), None),
        (
            Answers(150, {"connection_error": 148, "http_error": 2}),
            "None of 150 addresses answered (148 connection_error, 2 http_error). Check your network; `check` tells each with its reason.",
        ),
        (
            Answers(150, {"http_error": 147}),
            "Only 3 of 150 addresses answered (147 http_error). See what they answered; `check` tells each with its reason.",
        ),
        (
            Answers(1, {"timeout": 1}),
            "The one address asked did not answer (1 timeout). Check your network; `check` tells each with its reason.",
        ),
    ],
)
def test_there_is_a_warning_where_hardly_any_answered(answers, warning):
    assert answers.warning("check") == warning


def test_a_collection_is_told_in_sentences():
    summary = CollectSummary(
        n_polls=1, n_feeds=150, n_feeds_unchanged=40, n_pages=20, n_links=1200, n_failures=4,
        feeds_failed={"timeout": 1, "http_error": 2}, pages_failed={"disallowed": 1},
    )  # fmt: skip
    assert collected_words(summary).splitlines() == [
        "150 addresses of feeds and sitemaps asked: 147 answered, 3 failed (2 http_error, 1 timeout).",
        "New links: 1,200; 19 of 20 pages came (1 disallowed).",
        "Each failure has its reason: FROM fetches, after the next `monitor run`.",
    ]


@pytest.fixture
def settings_file(tmp_path):
    """Live settings of one outlet whose name leads nowhere (RFC 2606)."""
    feed = {"url": "https://news.invalid/s.xml", "language": "en", "kind": "sitemap"}
    outlet = {"id": "a", "name": "A", "domain": "news.invalid", "country": "GBR", "feeds": [feed]}
    (tmp_path / "outlets.yaml").write_text(yaml.safe_dump({"outlets": [outlet]}), encoding="utf-8")
    settings = {
        "name": "mine",
        "data_dir": str(tmp_path / "data"),
        "outlets": str(tmp_path / "outlets.yaml"),
        "collect": {"source": "feeds", "contact": "desk@example.org", "attempts": 1},
    }
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return tmp_path / "mine.yaml"


def test_a_collection_that_nobody_answers_fails_and_the_run_after_it_says_where_to_look(settings_file):
    words = ["collect", "sitemaps", "--from", "2026-03-01", "--to", "2026-03-02", "--config", str(settings_file)]
    told = CliRunner().invoke(register(["collect"]), words)
    assert told.exit_code == 1, told.exception
    assert json.loads(told.stdout.splitlines()[-1])["feeds_failed"] == {"connection_error": 1}
    assert "1 address of feeds and sitemaps asked: 0 answered, 1 failed (1 connection_error)." in told.stderr
    assert "The one address asked did not answer (1 connection_error). Check your network" in told.stderr
    settings = load_settings(settings_file)
    words = closing_words(settings, Warehouse(settings.data_dir), settings_file, settings.data_dir)
    assert "Nothing was collected: there is no article yet, so there is no report. 1 address asked: 0 answered" in words
    assert f".venv/bin/monitor sources check --config {settings_file}\n" in words
    assert f"--config {settings_file} --data-dir {settings.data_dir}\n" in words
    assert "No finding" not in words
    assert words.splitlines()[-1].startswith("WARNING: The one address asked did not answer")
