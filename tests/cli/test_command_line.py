"""The command line on a finished run: questions, reports, fingerprints, the doctor, and errors a person can mend."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def monitor(*arguments, data=None):
    data_option = ["--data-dir", str(data)] if data else []
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments, *data_option],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def data(sample_run):
    return sample_run.settings.data_dir


@pytest.mark.slow
def test_a_question_is_answered_as_table_csv_and_json(data):
    sql = "SELECT country, count(*) AS n FROM articles GROUP BY country ORDER BY country"
    assert "CHN" in monitor("query", sql, data=data).stdout
    rows = list(csv.DictReader(io.StringIO(monitor("query", sql, "--csv", data=data).stdout)))
    assert [row["country"] for row in rows] == ["CHN", "GBR", "IND", "SGP", "TWN", "USA"]
    answer = json.loads(monitor("query", sql, "--json", data=data).stdout.splitlines()[-1])
    assert answer["columns"] == ["country", "n"]
    assert len(answer["rows"]) == 6


def test_csv_cells_cannot_become_formulas(data):
    out = monitor("query", "SELECT '=1+1' AS a, '+2' AS b, -3 AS c, '' AS d", "--csv", data=data).stdout
    assert out == "a,b,c,d\n'=1+1,'+2,-3,\n"


def test_the_published_database_cannot_be_changed(data):
    answer = monitor("query", "DELETE FROM articles", data=data)
    assert answer.returncode == 1
    assert "read-only" in answer.stderr


def test_bad_sql_ends_in_a_sentence(data):
    answer = monitor("query", "SELEC 1", data=data)
    assert answer.returncode == 1
    assert answer.stderr.startswith("monitor: Parser Error")
    assert "Traceback" not in answer.stderr


def test_no_database_yet_says_what_to_type(tmp_path):
    answer = monitor("query", "SELECT 1", data=tmp_path)
    assert answer.returncode == 1
    assert "make run" in answer.stderr


def test_a_settings_mistake_names_file_and_line(tmp_path):
    (tmp_path / "a.yaml").write_text("name: a\noutlets: config/sample-outlets.yaml\nstorys: {}\n", encoding="utf-8")
    answer = monitor("run", "--config", str(tmp_path / "a.yaml"))
    assert answer.returncode == 1
    assert "a.yaml:3: storys: unknown key" in answer.stderr


def test_an_unknown_frame_key_is_refused_before_anything_runs(tmp_path):
    codebook = (
        (ROOT / "config/codebook.yaml")
        .read_text(encoding="utf-8")
        .replace("    entman: [problem, remedy]", "    entman: [worry]", 1)
    )
    (tmp_path / "codebook.yaml").write_text(codebook, encoding="utf-8")
    settings = (
        (ROOT / "config/sample.yaml")
        .read_text(encoding="utf-8")
        .replace("config/codebook.yaml", f"{tmp_path}/codebook.yaml")
    )
    (tmp_path / "a.yaml").write_text(settings, encoding="utf-8")
    answer = monitor("run", "--config", str(tmp_path / "a.yaml"), data=tmp_path / "data")
    assert answer.returncode == 1
    assert "codebook.yaml:22: frames.0.entman.0: " in answer.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_fingerprint_prints_a_line_for_each_content_table(data):
    lines = [line.split() for line in monitor("fingerprint", data=data).stdout.splitlines()]
    tables = {table for table, _ in lines}
    assert {"articles", "stories", "frame_scores", "weekly_frame_prevalence", "embeddings"} <= tables
    assert not {"fetches", "stage_runs"} & tables
    assert all(len(value) == 16 for _, value in lines)


@pytest.mark.slow
def test_a_past_week_can_be_reported(data):
    answer = monitor("report", "--week", "2026-W09", data=data)
    assert answer.returncode == 0, answer.stderr
    assert (data / "reports" / "2026-W09.zh.html").exists()
    future = monitor("report", "--week", "2026-W30", data=data)
    assert future.returncode == 1
    assert "there is coverage from 2026-W03 to 2026-W12" in future.stderr
    assert monitor("report", "--week", "last", data=data).stderr.startswith("monitor: --week last: not an ISO week")


@pytest.mark.slow
def test_the_doctor_finds_nothing_wrong_and_says_so_in_json(data):
    answer = monitor("doctor", data=data)
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout.splitlines()[-1])
    assert told["ok"]
    assert set(told["checks"]) == {"settings", "outlets", "topics", "codebook", "contact", "disk", "database", "model"}


def test_the_doctor_says_how_to_mend_what_is_wrong(tmp_path):
    (tmp_path / "a.yaml").write_text(
        f"name: a\ndata_dir: {tmp_path}/data\noutlets: {tmp_path}/none.yaml\nembedding: {{model: {tmp_path}/no-model}}\n",
        encoding="utf-8",
    )
    answer = monitor("doctor", "--config", str(tmp_path / "a.yaml"))
    assert answer.returncode == 1
    told = json.loads(answer.stdout.splitlines()[-1])
    assert told == {
        "ok": False,
        "checks": {
            "settings": True, "outlets": False, "topics": True, "codebook": True, "contact": False, "disk": True, "database": True,
            "model": False,
        },
    }  # fmt: skip
    assert "FAIL outlets" in answer.stderr
    assert "put an e-mail or URL there" in answer.stderr


@pytest.mark.slow
def test_quality_is_one_json_object_on_the_last_line(data):
    answer = monitor("evaluate", "sample", data=data)
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout.splitlines()[-1])
    assert set(told) == {
        "relevance", "stories", "frames", "agreement", "planted_shift", "planted_shift_uncorrected", "seconds",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("  ", "query: holds no SQL"),
        ("COPY (SELECT 1) TO 'out.csv'", "disabled by configuration"),
        ("FROM read_csv('README.md')", "disabled by configuration"),
    ],
)
def test_a_question_is_one_of_the_database_alone(data, sql, said):
    answer = monitor("query", sql, data=data)
    assert answer.returncode == 1
    assert said in answer.stderr


@pytest.mark.slow
def test_what_is_no_number_is_null_in_json(data):
    answer = monitor(
        "query", "SELECT 'nan'::DOUBLE AS nothing, 'inf'::DOUBLE AS endless, 1.5 AS one", "--json", data=data
    )
    assert json.loads(answer.stdout.splitlines()[-1], parse_constant=pytest.fail)["rows"] == [[None, None, 1.5]]


def test_a_file_given_as_the_folder_of_the_data_is_told_as_such():
    answer = monitor("evaluate", "thinned", data="README.md")
    assert answer.returncode == 1
    assert "README.md: a file, not a folder" in answer.stderr


@pytest.mark.slow
def test_a_question_may_begin_with_a_comment(data):
    example = (ROOT / "monitor" / "warehouse" / "examples" / "v_country_gap.sql").read_text(encoding="utf-8")
    answer = monitor("query", example, "--json", data=data)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout.splitlines()[-1])["rows"]
