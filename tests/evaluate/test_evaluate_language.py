"""`evaluate language` on a few texts, and the converters into its file."""

import csv
import gzip
import json
import zipfile

import pytest
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError
from monitor.evaluate.convert_titles import convert_gdelt_titles, convert_headlines, convert_tnews
from monitor.evaluate.language import measure_language

ROWS = (
    ("美国扩大芯片出口管制", "zh-Hans"),
    ("美國擴大晶片出口管制", "zh-Hant"),
    ("Office widens its rules on chips", "en"),
    ("Regierung beschließt neue Regeln für Rechenzentren", "en"),  # a wrong gold
    ("2026", "en"),
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,language\n" + "".join(f"{text},{language}\n" for text, language in ROWS), encoding="utf-8")
    return path


def test_each_language_has_its_share_and_interval_beside_langdetect(file):
    found = measure_language([file])
    english, hans, hant, every = found.parts
    assert [one.language for one in found.parts] == ["en", "zh-Hans", "zh-Hant", "all"]
    assert (hans.ours.right, hant.ours.right, english.ours.n, english.ours.right, every.ours.right) == (1, 1, 3, 1, 3)
    assert every.langdetect.right <= every.ours.right
    assert 0 < every.ours.lo < every.ours.share < every.ours.hi < 1
    assert [one.ours for one in found.wrong] == ["de", "und"]


def test_the_command_prints_a_table_or_one_object(file):
    told = CliRunner().invoke(register(), ["evaluate", "language", str(file), "--wrong", "1"])
    assert "en told as de: Regierung" in told.output
    told = CliRunner().invoke(register(), ["evaluate", "language", str(file), "--json"])
    assert json.loads(told.stdout.splitlines()[-1])["languages"]["zh-Hans"]["ours"]["share"] == 1.0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("text,lang\na,en\n", "lacks language"),
        ("text;language\na;en\n", "lacks text, language.*separated by ';': separate them by commas"),
        ("text,language\na,\n", "row 2"),
        ("text,language\na,en\nb,English\n", "row 3: 'English' is no label that is told.*zh-Hans or zh-Hant"),
        ("text,language\na,zh\n", "'zh' is no label"),
        ("text,language\n", "no row"),
    ],
)
def test_a_file_that_cannot_be_used_ends_in_a_sentence(tmp_path, content, words):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=words):
        measure_language([path])
    with pytest.raises(ConfigError, match="cannot be read"):
        measure_language([tmp_path / "none.csv"])


def test_published_titles_become_such_files(tmp_path):
    with gzip.open(tmp_path / "list.csv.gz", "wt", encoding="utf-8") as file:
        file.write(
            "title,language,sourcecountry\n美國 擴大 管制,Chinese,Taiwan\n美國 擴大 管制,Chinese,Taiwan\n美国,Chinese,China\n"
        )
    (tmp_path / "dev_few_all.json").write_text('{"sentence": "美国扩大管制"}\n', encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x/1.csv", '\ufeff"15:45, 23-Mar-2022",Office widens rules\n2022,\n')
    written = (
        convert_gdelt_titles(tmp_path, tmp_path)
        | convert_tnews(tmp_path, tmp_path)
        | convert_headlines(tmp_path, tmp_path)
    )
    rows = [row for path in written for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    assert [(row["text"], row["language"]) for row in rows] == [
        ("美國 擴大 管制", "zh-Hant"), ("美国扩大管制", "zh-Hans"), ("Office widens rules", "en"),
    ]  # fmt: skip
    with pytest.raises(ConfigError, match="name the folder"):
        convert_headlines(tmp_path / "none", tmp_path)
