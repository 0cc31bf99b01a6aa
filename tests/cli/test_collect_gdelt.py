"""`monitor collect gdelt`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError
from monitor.sources.gdelt import DocSummary, GkgSummary


def _call(tmp_path, *words: str, contact: str | None = "desk@example.org", synthetic: bool = False):
    settings = yaml.safe_load(Path("config/sample.yaml").read_text(encoding="utf-8"))
    settings["synthetic"] = synthetic
    settings["collect"] = {"contact": contact}
    file = tmp_path / "settings.yaml"
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return CliRunner().invoke(
        register(["collect"]), ["collect", "gdelt", *words, "--config", str(file), "--data-dir", str(tmp_path / "data")]
    )


@pytest.mark.parametrize(
    ("words", "name", "summary"),
    [
        ((), "collect_doc", DocSummary(n_links=3, n_unmeasured={"throttled": 1}, stopped="Throttled.")),
        (("--bulk",), "collect_gkg", GkgSummary(n_links=3)),
    ],
)
def test_the_days_named_are_collected_and_the_summary_is_json(tmp_path, monkeypatch, words, name, summary):
    asked = []

    def collected(_settings, _warehouse, _client, start, stop):
        asked.append((start, stop))
        return summary

    monkeypatch.setattr(f"monitor.sources.going_back.{name}", collected)  # the network is the machine's edge
    result = _call(tmp_path, "--from", "2026-03-01", "--to", "2026-03-01", *words)
    assert asked == [(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC))]
    assert json.loads(result.stdout.splitlines()[-1])["n_links"] == 3
    assert result.exit_code == (1 if summary.stopped else 0)
    assert "3 links." in result.stderr


def test_nobody_is_asked_without_a_contact_or_backwards(tmp_path):
    assert isinstance(_call(tmp_path, "--from", "2026-03-02", "--to", "2026-03-01").exception, ConfigError)
    refused = _call(tmp_path, "--from", "2026-03-01", "--to", "2026-03-02", contact=None).exception
    assert isinstance(refused, ConfigError)
    assert "collect.contact" in str(refused)


def test_the_synthetic_sample_takes_in_nothing_real(tmp_path):
    refused = _call(tmp_path, "--from", "2026-03-01", "--to", "2026-03-02", synthetic=True).exception
    assert isinstance(refused, ConfigError)
    assert "synthetic" in str(refused)
