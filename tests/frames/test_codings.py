"""Codings into annotations: the sample's, people's, and what is refused."""

import logging

import pytest

from monitor.config import ConfigError
from monitor.config.settings import CollectSettings, GoldSettings
from monitor.frames import import_codings, load_codebook
from monitor.frames.codings import Coder, Known, read_sample_codings
from monitor.sample import article_url, codings, load_press

HEADER = "url,coder,frame,present\n"


@pytest.fixture
def with_file(settings, tmp_path):
    """Settings of a live project with one file of people's codings."""
    path = tmp_path / "people.csv"

    def write(text, name="people.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        gold = GoldSettings(files=[tmp_path / name])
        return settings.model_copy(update={"collect": CollectSettings(source="feeds"), "gold": gold})

    write.path = path
    return write


def test_the_samples_codings_meet_the_articles_that_were_collected(settings, warehouse, put_article, rows, codebook):
    on_topic, off_topic = "chn-w03-01", first_off_topic()
    for name in (on_topic, off_topic):
        put_article(f"id-{name}", "A title", url=article_url(name))
    summary = import_codings(settings, warehouse)
    kinds = rows("SELECT DISTINCT coder_id, coder_kind FROM annotations ORDER BY ALL")
    assert ("author", "author") in kinds
    assert all(kind == ("author" if coder == "author" else "model") for coder, kind in kinds)
    assert summary.coders == summary.files == len(kinds)
    present = rows(
        "SELECT label FROM annotations WHERE coder_id = 'author' AND task = 'frame' AND present ORDER BY ALL"
    )
    assert present == [("global_south_fairness",), ("hegemony_containment",)]
    judged = rows(
        "SELECT count(*), any_value(codebook_version) FROM annotations WHERE coder_id = 'author' AND task = 'frame'"
    )
    assert judged == [(12, codebook.version)]
    other = rows(
        "SELECT article_id, task, label, present FROM annotations WHERE task <> 'frame' AND coder_id = 'author'"
    )
    assert sorted(other) == sorted(
        [
            (f"id-{on_topic}", "story", "S01", True),
            (f"id-{on_topic}", "topic", "ai_security_disputes", True),
            (f"id-{off_topic}", "topic", "ai_security_disputes", False),
        ]
    )
    assert rows("SELECT DISTINCT inclusion_probability FROM annotations WHERE coder_kind = 'author'") == [(1.0,)]
    assert summary.refused >= len(load_press()) - 2


def first_off_topic():
    lines = codings("author").read_text(encoding="utf-8").splitlines()[1:]
    return next(line.split(",")[0] for line in lines if line.split(",")[1] == "0")


def test_importing_twice_leaves_the_same_rows(settings, warehouse, put_article, rows):
    put_article("x", "A title", url=article_url("chn-w03-01"))
    first = import_codings(settings, warehouse)
    before = rows("SELECT * FROM annotations ORDER BY ALL")
    assert import_codings(settings, warehouse) == first
    assert rows("SELECT * FROM annotations ORDER BY ALL") == before
    assert first.annotations == len(before) > 0


def test_a_sample_row_that_cannot_be_used_is_refused_with_file_and_line(tmp_path, codebook):
    path = tmp_path / "model_z.csv"
    path.write_text(
        "id,frames\n"
        "a,openness;competition\n"
        "b,opennes\n"
        "elsewhere,openness\n"
        "a,\n"
        "b,\n",
        encoding="utf-8",
    )  # fmt: skip
    known = Known({"a": "A", "b": "B"}, codebook.frame_ids, codebook.version)
    reading = read_sample_codings(path, Coder("model_z", "model", None), known, "topic")
    assert [sentence.split(": ")[0] for sentence in reading.refused] == [f"{path}:{line}" for line in (3, 4, 5)]
    reasons = " | ".join(reading.refused)
    assert "'opennes' is not in the codebook" in reasons
    assert "known as 'elsewhere'" in reasons
    assert "coded already" in reasons
    present = {(one.article_id, one.label) for one in reading.judgements if one.present}
    assert present == {("A", "openness"), ("A", "competition")}
    assert len(reading.judgements) == 24
    assert {one.task for one in reading.judgements} == {"frame"}


def test_peoples_codings_are_matched_by_canonical_url_and_bad_rows_refused(
    with_file, warehouse, put_article, rows, caplog
):
    put_article("a", "A title", url="https://example.org/a")
    settings = with_file(
        "url,coder,frame,present,inclusion_probability\n"
        "https://example.org/a?utm_source=x#top,Lin,openness,1,0.25\n"
        "https://example.org/a,Lin,competition,no,\n"
        "https://example.org/a,Rao,openness,0,0.25\n"
        "https://example.org/b,Lin,openness,1,\n"
        "https://example.org/a,Lin,opennes,1,\n"
        "https://example.org/a,Lin,law_regulation,maybe,\n"
        "https://example.org/a,Lin,safety_ethics,1,2\n"
        "https://example.org/a,,safety_ethics,1,\n"
        "https://example.org/a,Lin,openness,0,\n"
    )
    with caplog.at_level(logging.WARNING):
        summary = import_codings(settings, warehouse)
    assert (summary.files, summary.coders, summary.articles, summary.annotations, summary.refused) == (1, 2, 1, 3, 6)
    assert rows("SELECT coder_id, coder_kind, label, present, inclusion_probability FROM annotations ORDER BY ALL") == [
        ("Lin", "human", "competition", False, None),
        ("Lin", "human", "openness", True, 0.25),
        ("Rao", "human", "openness", False, 0.25),
    ]
    for line in range(5, 11):
        assert f"{with_file.path}:{line}: " in caplog.text


def test_what_the_file_holds_now_replaces_what_it_held(with_file, warehouse, put_article, rows):
    put_article("a", "A title", url="https://example.org/a")
    row = "https://example.org/a,Lin,{},{}\n".format
    import_codings(with_file(HEADER + row("openness", 1) + row("competition", 1)), warehouse)
    import_codings(with_file(HEADER + row("openness", 0)), warehouse)
    assert rows("SELECT label, present FROM annotations") == [("openness", False)]


def test_judgements_under_an_older_codebook_stay_beside_the_new(with_file, warehouse, put_article, rows, tmp_path):
    put_article("a", "A title", url="https://example.org/a")
    settings = with_file(HEADER + "https://example.org/a,Lin,openness,1\n")
    changed = tmp_path / "codebook.yaml"
    text = settings.codebook.read_text(encoding="utf-8")
    changed.write_text(text.replace("Advanced chips must", "Advanced chips should", 1), encoding="utf-8")
    import_codings(settings, warehouse)
    import_codings(settings.model_copy(update={"codebook": changed}), warehouse)
    versions = {version for (version,) in rows("SELECT codebook_version FROM annotations")}
    assert versions == {load_codebook(settings.codebook).version, load_codebook(changed).version}


@pytest.mark.parametrize(
    ("text", "expected"), [("url,frame,present\n", ":1: the header lacks coder"), ("", ":1: the header lacks url")]
)
def test_a_file_without_the_columns_is_refused(with_file, warehouse, text, expected):
    with pytest.raises(ConfigError, match=expected):
        import_codings(with_file(text), warehouse)


def test_a_missing_file_is_named(with_file, settings, warehouse):
    gone = with_file("")
    with_file.path.unlink()
    with pytest.raises(ConfigError, match=r"people\.csv: cannot be read"):
        import_codings(gone, warehouse)
