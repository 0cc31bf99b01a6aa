"""`evaluate stories` and `evaluate retrieval` on files whose vectors are made up, so that the figures are known."""

import csv
import json
from zlib import crc32

import numpy as np
import pytest
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError, load_settings
from monitor.embedding import Projection
from monitor.evaluate import retrieval, stories
from monitor.evaluate.retrieval import measure_retrieval
from monitor.evaluate.stories import WITHOUT, measure_stories
from monitor.evaluate.told_articles import read_told_articles
from monitor.warehouse import Warehouse

HEADER = "uri,lang,published_at,title,gold_cluster"
DIMENSIONS = 384


@pytest.fixture
def settings(tmp_path):
    return load_settings("config/sample.yaml", tmp_path / "data")


@pytest.fixture
def made_up(monkeypatch):
    """A text's vector is the direction of its last word and a little of its own."""

    def embed(_settings, _warehouse, texts):
        def direction(word):
            return np.random.default_rng(crc32(word.encode())).normal(size=DIMENSIONS)

        vectors = np.array([direction(text.split()[-1]) + 0.5 * direction(text) for text in texts])
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    nothing = Projection("made up", np.zeros((3, DIMENSIONS), np.float32))
    for module in (stories, retrieval):
        monkeypatch.setattr(module, "embed_texts", embed)
    monkeypatch.setattr(stories, "load_projection", lambda *_: nothing)


def write(path, lines, header=HEADER):
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def coverage(events=40, each=6):
    langs = ("eng", "zho", "spa")
    return [
        f"{event}-{n},{langs[n % 3]},2026-03-{1 + event % 20:02d} 0{n}:00:00,Number {n} says of event{event},g{event}"
        for event in range(events)
        for n in range(each)
    ]


def test_a_file_of_plain_events_is_found_as_it_is(settings, made_up, tmp_path):
    path = write(tmp_path / "a.csv", coverage())
    found = measure_stories(settings, Warehouse(settings.data_dir), path, ingredients=True)
    overall = found.parts[0]
    assert (overall.n, overall.n_gold) == (240, 40)
    assert overall.bcubed.f1 > 0.95
    assert [one.part for one in found.parts] == ["overall", "en", "spa", "zh", "cross-language"]
    assert found.parts[-1].pairwise.f1 > 0.95
    assert np.isnan(found.parts[-1].bcubed.f1)
    assert [name for name, _ in found.without] == list(WITHOUT)


def test_articles_without_gold_take_part_and_are_not_measured(settings, made_up, tmp_path):
    lines = [line if n % 2 else line.rpartition(",")[0] + "," for n, line in enumerate(coverage())]
    found = measure_stories(settings, Warehouse(settings.data_dir), write(tmp_path / "a.csv", lines))
    assert found.parts[0].n == 120


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",eng,2026-03-01,No uri at all,g", "row 3: no uri."),
        ("x,eng,,No time at all,g", "row 3: no published_at."),
        ("x,eng,yesterday,No time at all,g", "row 3: published_at 'yesterday' is no time."),
        ("x,eng,2026-03-01,,g", "row 3: neither title nor body has a letter or a digit."),
        ("x,eng,2026-03-01,😀🎉 !!,g", "row 3: neither title nor body has a letter or a digit."),
        ("x,eng,2026-03-01," + "a" * 200_000 + ",g", "row 3: 200,000 characters, more than 100,000."),
        ("1,eng,2026-03-01,The same uri,g", "row 3: uri 1 is there already; the first row is used."),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_with_its_reason(tmp_path, line, words):
    told = read_told_articles(write(tmp_path / "a.csv", ["1,eng,2026-03-01 08:00,A good row,g", line]), 6)
    assert [article.uri for article in told.articles] == ["1"]
    assert [sentence.removeprefix(f"{tmp_path / 'a.csv'}: ") for sentence in told.left_out] == [words]


def test_languages_times_and_leads_are_read(tmp_path):
    lines = [
        '1,zho,2026-03-01T08:00:00+08:00,[视频]晶片管制升級,g,"中央社台北1日電 經濟部發言人週一表示遺憾。行政院則說本週提出因應辦法。"',
        "2,zh,2026-03-01,芯片管制升级,g,",
        '3,mixed,2026-03-01 12:00,Chip 管制 | The Example News,g,"Word"',
    ]
    path = write(tmp_path / "a.csv", lines, HEADER + ",body")
    first, second, third = read_told_articles(path, 1).articles
    assert (first.language, second.language, third.language) == ("zh-Hant", "zh-Hans", "mixed")
    assert first.lead == "晶片管制升級 經濟部發言人週一表示遺憾。"
    assert second.day - first.day == pytest.approx(0.5)
    assert third.lead == "Chip 管制 | The Example News Word"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"uri,lang,title\n1,en,A\n", "no column published_at, gold_cluster"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (HEADER.encode() + b"\n1,en,2026-03-01,Not coded,\n", "no row with a gold_cluster can be used"),
    ],
)
def test_a_file_that_cannot_be_used_ends_in_a_sentence(tmp_path, content, words):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=words):
        read_told_articles(path, 6)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_told_articles(tmp_path / "none.csv", 6)


def test_a_vector_that_is_not_finite_is_named(settings, made_up, tmp_path, monkeypatch):
    path = write(tmp_path / "a.csv", coverage(2))
    plain = stories.embed_texts
    monkeypatch.setattr(stories, "embed_texts", lambda *given: plain(*given) * np.float32(np.nan))
    with pytest.raises(ConfigError, match="cannot be grouped into stories: row 0 of 12"):
        measure_stories(settings, Warehouse(settings.data_dir), path)


def test_the_command_prints_one_object_and_says_what_was_left_out(made_up, tmp_path):
    path = write(tmp_path / "a.csv", [*coverage(), "x,eng,,No time,g"])
    given = [str(path), "--data-dir", str(tmp_path / "data"), "--assignments", str(tmp_path / "found.csv")]
    answer = CliRunner().invoke(register(), ["evaluate", "stories", *given])
    assert answer.exit_code == 0
    told = json.loads(answer.stdout.splitlines()[-1])
    assert told["bcubed_f1"] > 0.95
    header, *found = csv.reader((tmp_path / "found.csv").read_text(encoding="utf-8").splitlines())
    assert header == ["uri", "gold_cluster", "story"]
    assert (len(found), len({story for _, _, story in found})) == (240, told["n_clusters"])
    assert told["parts"]["cross-language"]["bcubed_f1"] is None
    assert told["left_out"] == 1
    assert "row 242: no published_at." in answer.stderr


def test_translations_that_are_nearest_rank_first(settings, made_up, tmp_path):
    """Of 30 pairs one has another's last word: its own translation comes after that one's."""
    lines = [f"这是第{n}句话 word{n},This is sentence {n} of all word{n}" for n in range(30)]
    lines[0] = "这是第0句话 word1,This is sentence 0 of all word0"
    found = measure_retrieval(settings, Warehouse(settings.data_dir), write(tmp_path / "p.csv", lines, "zh,en"))
    assert (found.n, found.r_at_1_zh_en) == (30, pytest.approx(29 / 30))
    assert found.mrr_zh_en < 1


def test_a_text_that_stands_twice_in_the_pool_is_one(settings, made_up, tmp_path):
    lines = ["他说 word1,He said word1", "他说了 word1,He said word1", "别的 word2,Another word2"]
    found = measure_retrieval(settings, Warehouse(settings.data_dir), write(tmp_path / "p.csv", lines, "zh,en"))
    assert found.r_at_1_zh_en == 1.0


def test_one_pair_is_no_measurement(settings, tmp_path):
    with pytest.raises(ConfigError, match="1 segments; at least 2"):
        measure_retrieval(
            settings, Warehouse(settings.data_dir), write(tmp_path / "p.csv", ["中文句子,English"], "zh,en")
        )
