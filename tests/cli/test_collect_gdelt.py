"""`monitor collect gdelt`."""

import json
import re
from datetime import UTC, datetime, timedelta
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
    ("bulk", "name", "summary"),
    [
        (None, "collect_doc", DocSummary(n_links=3, n_unmeasured={"throttled": 1}, stopped="Throttled.")),
        ("--bulk", "collect_gkg", GkgSummary(n_links=3)),
    ],
)
def test_the_days_named_are_collected_and_the_summary_is_json(tmp_path, monkeypatch, bulk, name, summary):
    asked = []
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=400 if bulk else 40)

    def collected(_settings, _warehouse, _client, start, stop):
        asked.append((start, stop))
        return summary

    monkeypatch.setattr(f"monitor.sources.going_back.{name}", collected)  # the network is the machine's edge
    words = [f"{day:%Y-%m-%d}", *([bulk] if bulk else [])]
    result = _call(tmp_path, "--to", f"{day:%Y-%m-%d}", "--from", *words)
    assert asked == [(day, day + timedelta(days=1))]
    assert json.loads(result.stdout.splitlines()[-1])["n_links"] == 3
    assert result.exit_code == (1 if summary.stopped else 0)
    assert "Links: 3." in result.stderr
    assert result.stderr.count("Throttled.") == (0 if bulk else 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2999-01-01", "--to", "2999-01-02"), "have not come yet"),
        (("--from", "2015-02-17", "--to", "2015-02-20", "--bulk"), "begin on 2015-02-18"),
        (("--from", "2020-02-17", "--to", "2020-02-20"), "--bulk"),
    ],
)
def test_days_that_cannot_be_had_are_refused_before_anybody_is_asked(tmp_path, words, said):
    refused = _call(tmp_path, *words).exception
    assert isinstance(refused, ConfigError)
    assert said in str(refused)
    assert not (tmp_path / "data").exists()


def test_nobody_is_asked_without_a_contact_or_backwards(tmp_path):
    assert isinstance(_call(tmp_path, "--from", "2026-03-02", "--to", "2026-03-01").exception, ConfigError)
    day = f"{datetime.now(UTC) - timedelta(days=3):%Y-%m-%d}"
    refused = _call(tmp_path, "--from", day, "--to", day, contact=None).exception
    assert isinstance(refused, ConfigError)
    assert re.search(r"settings\.yaml:\d+: collect\.contact: is missing", str(refused))


def test_the_synthetic_sample_takes_in_nothing_real(tmp_path):
    refused = _call(tmp_path, "--from", "2026-03-01", "--to", "2026-03-02", synthetic=True).exception
    assert isinstance(refused, ConfigError)
    assert "synthetic" in str(refused)
