"""`monitor export` and `monitor dictionary` at a terminal: one object for programs, sentences for people."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.warehouse import Warehouse, publish

ROOT = Path(__file__).parents[2]


def monitor(*arguments):
    words = [sys.executable, "-m", "monitor", *map(str, arguments)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export") / "data"
    publish(Warehouse(folder))
    return folder


def test_an_export_is_told_to_people_and_to_programs(data, tmp_path):
    done = monitor("export", "v_places", "v_weeks", "--to", tmp_path / "out", "--excel", "--share", "--data-dir", data)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["shared"] is True
    assert [(one["name"], one["file"], one["rows"]) for one in answer["files"]] == [
        ("v_places", "v_places.csv", 250),
        ("v_weeks", "v_weeks.csv", 0),
    ]
    assert "v_places: 250 rows" in done.stderr
    assert json.loads((tmp_path / "out" / "SOURCES.json").read_text(encoding="utf-8"))["shared"] is True
    assert (tmp_path / "out" / "v_places.csv").read_text(encoding="utf-8").startswith("\ufeffcountry,country_en")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["v_weks"], "did you mean v_weeks"),
        ([], "say --all"),
        (["removals", "--share"], "not passed on with --share"),
        (["v_weeks", "--excel", "--format", "parquet"], "Excel opens CSV, not Parquet"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(data, tmp_path, words, told):
    done = monitor("export", *words, "--to", tmp_path / "out", "--data-dir", data)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_dictionary_is_written_where_one_says(tmp_path):
    done = monitor("dictionary", "--to", tmp_path / "words.md")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "words.md").read_text(encoding="utf-8").startswith("# Data dictionary\n")
    assert [path.name for path in tmp_path.iterdir()] == ["words.md"]
