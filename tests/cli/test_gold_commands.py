"""`monitor gold` at a terminal: what is said, what is printed, and how it ends."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli import gold as commands
from monitor.cli import register
from monitor.frames import ImportSummary, SampleSummary

REFUSED = ImportSummary("f.csv", "csv", (), 0, 0, 0, 0, 0, 0, 0, tuple(f"f.csv:{n}: no." for n in range(2, 52)), ())


def run(*arguments):
    return CliRunner().invoke(register(), ["gold", *arguments])


@pytest.fixture
def settings_file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        f"name: mine\ndata_dir: {tmp_path / 'data'}\noutlets: config/sample-outlets.yaml\n", encoding="utf-8"
    )
    return str(path)


def test_a_draw_says_strata_and_what_comes_next_and_prints_one_object(settings_file, monkeypatch):
    made = SampleSummary("id", "first", "random", 3, 30, False, (("CHN/en", 30, 3),))
    asked = {}
    monkeypatch.setattr(commands, "draw_sample", lambda *_, **more: asked.update(more) or made)
    answer = run("draw", "--n", "5", "--seed", "7", "--text-scope", "title", "-c", settings_file)
    assert answer.exit_code == 0
    assert (asked["seed"], asked["text_scopes"]) == (7, ("title",))
    assert "CHN/en: 3 of 30 (10.0%)" in answer.stderr
    assert "Only 3 articles can be drawn" in answer.stderr
    assert f"Next: monitor gold export first --to FOLDER --config {settings_file}" in answer.stderr
    assert json.loads(answer.stdout.splitlines()[-1])["sample_id"] == "id"


def test_an_import_of_which_nothing_could_be_used_ends_with_1_and_long_lists_are_cut(settings_file, monkeypatch):
    asked = []
    monkeypatch.setattr(commands, "import_files", lambda *given: asked.append(given[3]) or [REFUSED])
    monkeypatch.setattr(commands, "measure_agreement", lambda *_: 0)
    answer = run("import", "f.csv", "--kind", "model", "--coder", "3=Lin", "--replace", "-c", settings_file)
    assert answer.exit_code == 1
    assert (asked[0].kind, asked[0].coders, asked[0].replace) == ("model", {"3": "Lin"}, True)
    assert "f.csv:41: no." in answer.stderr
    assert "f.csv:42: no." not in answer.stderr
    assert "and 10 more: FROM gold_refused" in answer.stderr
    assert len(json.loads(answer.stdout.splitlines()[-1])["files"][0]["refused"]) == 50
    assert run("import", "f.csv", "--coder", "Lin", "-c", settings_file).exit_code == 2


def test_fewer_suggested_than_asked_says_why(settings_file, monkeypatch):
    monkeypatch.setattr(
        commands, "suggest_articles", lambda *_, **__: SampleSummary("id", "s", "suggested", 2, 2, False)
    )
    answer = run("suggest", "--n", "5", "-c", settings_file)
    assert "Only 2 articles can be suggested: every other relevant article is coded already" in answer.stderr
    assert "Only" not in run("suggest", "--n", "2", "-c", settings_file).stderr


def test_disputes_of_other_kinds_say_that_they_are_not_gold(settings_file):
    answer = run("disputes", "--kind", "model", "-c", settings_file)
    assert "Coders of kind model (not gold until gold.coder_kinds names model) differ on 0 judgements" in answer.stderr
    assert run("disputes", "--kind", "robot", "-c", settings_file).exit_code == 2


def test_agreement_and_disputes_of_nothing_are_sentences(settings_file):
    answer = run("agreement", "--json", "-c", settings_file)
    assert "Agreement cannot be computed: of the kinds compared, nobody has coded" in answer.stderr
    assert json.loads(answer.stdout.splitlines()[-1])["rows"] == []
    to = Path(settings_file).parent / "disputes.csv"
    answer = run("disputes", "--to", str(to), "-c", settings_file)
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "differ on 0 judgements" in answer.stderr
    assert f"Nothing to decide: {to} was not written." in answer.stderr
    assert not to.exists()
