"""`monitor codebook`: exit status, lines and JSON; `monitor evaluate roles` on a finished run."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError
from monitor.frames import load_codebook, register_codebook
from monitor.warehouse import Warehouse

SHIPPED = Path(__file__).parents[2] / "config" / "codebook.yaml"


def monitor(*arguments):
    return CliRunner().invoke(register(), [str(one) for one in arguments])


@pytest.fixture
def edited(tmp_path):
    path = tmp_path / "edited.yaml"
    text = SHIPPED.read_text(encoding="utf-8")
    path.write_text(text.replace("Advanced chips must not", "Advanced chips should not", 1), encoding="utf-8")
    return path


def test_a_clean_codebook_is_ok(tmp_path):
    answer = monitor("codebook", "check", "--text-only", "--data-dir", tmp_path)
    assert (answer.exit_code, answer.stdout) == (0, "ok\n")


def test_findings_are_lines_or_json_and_end_with_one(edited, tmp_path):
    edited.write_text(edited.read_text(encoding="utf-8").replace(", zh: 公众与劳动者}", "}"), encoding="utf-8")
    answer = monitor("codebook", "check", edited, "--text-only", "--data-dir", tmp_path)
    assert answer.exit_code == 1
    first, last = answer.stdout.splitlines()
    assert first.startswith(f"{edited}:")
    assert "error: frames.11.name.zh: is missing" in first
    assert last == "1 error"
    told = json.loads(monitor("codebook", "check", edited, "--json", "--text-only").stdout.splitlines()[-1])
    assert not told["ok"]
    assert told["findings"][0]["key"] == "frames.11.name.zh"


def test_the_default_passes_by_vectors_and_its_nearest_frames_are_told(sample_run):
    answer = monitor("codebook", "check", "--json", "--data-dir", sample_run.settings.data_dir)
    told = json.loads(answer.stdout.splitlines()[-1])
    assert (answer.exit_code, told["ok"]) == (0, True)
    assert {one["severity"] for one in told["findings"]} <= {"warning"}
    assert len(told["pairs"]) == 66
    assert told["pairs"][0]["ratio"] == max(pair["ratio"] for pair in told["pairs"]) < 0.85


def test_a_file_is_compared_with_a_stored_version(edited, tmp_path):
    shipped, other = load_codebook(SHIPPED), load_codebook(edited)
    register_codebook(Warehouse(tmp_path), shipped)
    answer = monitor("codebook", "diff", shipped.version[:8], edited, "--data-dir", tmp_path)
    assert answer.exit_code == 0
    assert "national_security: prototypes.en\n  - Advanced chips must not end up" in answer.stdout
    assert "\n  + Advanced chips should not end up" in answer.stdout
    told = json.loads(
        monitor("codebook", "diff", "1.1", edited, "--json", "--data-dir", tmp_path).stdout.splitlines()[-1]
    )
    assert (told["old"]["version"], told["new"]["version"]) == (shipped.version, other.version)
    assert (told["same_content"], told["same_instructions"]) == (False, True)
    assert [change["field"] for change in told["changed"]] == ["prototypes.en"]
    same = monitor("codebook", "diff", SHIPPED, "1.1", "--data-dir", tmp_path).stdout
    assert "no difference in content" in same
    assert isinstance(monitor("codebook", "diff", "abc", edited, "--data-dir", tmp_path).exception, ConfigError)


def test_roles_are_told_by_kind_and_language(sample_run):
    answer = monitor("evaluate", "roles", "--json", "--data-dir", sample_run.settings.data_dir)
    told = json.loads(answer.stdout.splitlines()[-1])
    whole = told["groups"][0]
    assert (whole["kind"], whole["language"], whole["n"], len(told["pairs"])) == ("all", "all", 40, 40)
    assert whole["lo"] < whole["share"] < whole["hi"]
    assert whole["told_apart"] == sum(pair["told_apart"] for pair in told["pairs"])
