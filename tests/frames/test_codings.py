"""The stage: the sample's codings and gold.files, read anew on every run, beside what was imported."""

import logging
from pathlib import Path

import pytest

from monitor.config import ConfigError
from monitor.config.settings import CollectSettings, GoldSettings
from monitor.frames import import_codings, import_files, load_codebook
from monitor.frames.coding.model import Coder, Known
from monitor.frames.coding.reading import read_sample_codings
from monitor.sample import article_url, codings, load_press

HEADER = "url,coder,frame,present,codebook_version"


@pytest.fixture
def with_file(settings, tmp_path, codebook):
    """Settings of a live project with one file of people's codings; ``V`` in its lines stands for the codebook version."""
    path = tmp_path / "people.csv"

    def write(*lines, header=HEADER, **gold):
        text = "\n".join([header, *lines]).replace(",V", f",{codebook.version}")
        path.write_text(text, encoding="utf-8")
        update = {"collect": CollectSettings(source="feeds"), "gold": GoldSettings(files=[path], **gold)}
        return settings.model_copy(update=update)

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


def test_reading_twice_leaves_the_same_rows(settings, warehouse, put_article, rows):
    put_article("x", "A title", url=article_url("chn-w03-01"))
    first = import_codings(settings, warehouse)
    before = rows("SELECT * FROM annotations ORDER BY ALL")
    assert import_codings(settings, warehouse) == first
    assert rows("SELECT * FROM annotations ORDER BY ALL") == before
    assert first.annotations == len(before) > 0


def test_with_another_codebook_the_samples_frames_are_left_aside_and_told(
    *, settings, warehouse, put_article, rows, tmp_path, caplog
):
    put_article("x", "A title", url=article_url("chn-w03-01"))
    other = tmp_path / "other.yaml"
    text = settings.codebook.read_text(encoding="utf-8")
    other.write_text(text.replace("codebook: ai-security-disputes", "codebook: another", 1), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        summary = import_codings(settings.model_copy(update={"codebook": other}), warehouse)
    assert "were made with codebook ai-security-disputes" in caplog.text
    assert summary.left_aside == 3
    assert rows("SELECT DISTINCT task FROM annotations ORDER BY ALL") == [("story",), ("topic",)]


def test_a_sample_row_that_cannot_be_used_is_refused_with_its_row(tmp_path, codebook):
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
    assert [one.row for one in reading.refused] == [3, 4, 5]
    reasons = " | ".join(one.sentence(path) for one in reading.refused)
    assert f"{path}:3: frame 'opennes' is not in the codebook" in reasons
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
        "https://example.org/a?utm_source=x#top,Lin,openness,1,V,0.25",
        "https://example.org/a,Lin,competition,no,V,",
        "https://example.org/a,Rao,openness,0,V,\"0,25\"",
        "https://example.org/b,Lin,openness,1,V,",
        "https://example.org/a,Lin,opennes,1,V,",
        "https://example.org/a,Lin,law_regulation,maybe,V,",
        "https://example.org/a,Lin,safety_ethics,1,V,2",
        "https://example.org/a,,safety_ethics,1,V,",
        "https://example.org/a,Lin,openness,0,V,",
        "https://example.org/a,Lin,public_workers,1,,",
        "https://example.org/a,Lin,public_workers,1,0123456789abcdef,",
        "https://example.org/a,Lin,misappropriation,,V,",
        header=HEADER + ",inclusion_probability",
    )  # fmt: skip
    with caplog.at_level(logging.WARNING):
        summary = import_codings(settings, warehouse)
    assert (summary.files, summary.coders, summary.articles, summary.annotations, summary.refused) == (1, 2, 1, 3, 8)
    assert rows("SELECT coder_id, coder_kind, label, present, inclusion_probability FROM annotations ORDER BY ALL") == [
        ("Lin", "human", "competition", False, None),
        ("Lin", "human", "openness", True, 0.25),
        ("Rao", "human", "openness", False, 0.25),
    ]
    for row in range(5, 13):
        assert f"{with_file.path}:{row}: " in caplog.text
    assert f"{with_file.path}:13: " not in caplog.text  # an empty cell is a frame not judged
    assert summary.undecided == 1


def test_what_the_file_holds_now_replaces_what_it_held(with_file, warehouse, put_article, rows):
    put_article("a", "A title", url="https://example.org/a")
    row = "https://example.org/a,Lin,{},{},V".format
    import_codings(with_file(row("openness", 1), row("competition", 1)), warehouse)
    import_codings(with_file(row("openness", 0)), warehouse)
    assert rows("SELECT label, present FROM annotations") == [("openness", False)]
    gone = with_file(row("openness", 0))
    import_codings(gone.model_copy(update={"gold": GoldSettings()}), warehouse)
    assert rows("SELECT label, present FROM annotations") == []


def test_imported_codings_stay_beside_a_file_and_win_where_it_says_otherwise(
    with_file, warehouse, put_article, rows, caplog
):
    put_article("a", "A title", url="https://example.org/a")
    row = "https://example.org/a,{},{},{},V".format
    settings = with_file(row("Lin", "openness", 1), row("Lin", "competition", 1))
    import_files(settings, warehouse, [with_file.path])
    settings = with_file(row("Lin", "openness", 0), row("Lin", "competition", 1), row("Rao", "openness", 0))
    with caplog.at_level(logging.WARNING):
        summary = import_codings(settings, warehouse)
    assert (summary.annotations, summary.refused, summary.kept) == (1, 1, 2)
    assert (
        f"{with_file.path}:2: openness of this article by 'Lin' is coded otherwise in an imported file" in caplog.text
    )
    assert rows("SELECT coder_id, label, present, origin FROM annotations ORDER BY ALL") == [
        ("Lin", "competition", True, "import"),
        ("Lin", "openness", True, "import"),
        ("Rao", "openness", False, "files"),
    ]


def changed_codebook(settings, path: Path, old: str, new: str):
    text = settings.codebook.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return settings.model_copy(update={"codebook": path})


def test_judgements_under_another_codebook_stay_and_are_never_reused_silently(
    *, with_file, warehouse, put_article, rows, tmp_path, caplog
):
    put_article("a", "A title", url="https://example.org/a")
    settings = with_file("https://example.org/a,Lin,openness,1,V")
    changed = changed_codebook(settings, tmp_path / "c.yaml", "Open weights, sharing", "Open weights, giving")
    import_codings(settings, warehouse)
    with caplog.at_level(logging.WARNING):
        summary = import_codings(changed, warehouse)
    assert (summary.annotations, summary.refused) == (0, 1)
    assert "tells coders something else" in caplog.text
    version = load_codebook(settings.codebook).version
    assert rows("SELECT codebook_version FROM annotations") == [(version,)]


def test_codings_are_carried_over_only_on_demand_and_only_where_coders_were_told_the_same(
    *, with_file, warehouse, put_article, rows, tmp_path, caplog
):
    put_article("a", "A title", url="https://example.org/a")
    settings = with_file("https://example.org/a,Lin,openness,1,V")
    import_files(settings, warehouse, [with_file.path])
    same = changed_codebook(settings, tmp_path / "c.yaml", "Advanced chips must", "Advanced chips should")
    with caplog.at_level(logging.WARNING):
        assert import_codings(same, warehouse).kept == 0
    assert "--same-instructions" in caplog.text
    on_demand = same.model_copy(update={"gold": GoldSettings(same_instructions=True)})
    assert import_codings(on_demand, warehouse).kept == 1
    new = load_codebook(same.codebook).version
    assert rows("SELECT present, origin FROM annotations WHERE codebook_version = ?", [new]) == [(True, "carried")]
    assert import_codings(on_demand, warehouse).kept == 1
    assert import_codings(same, warehouse).kept == 0
    assert len(rows("FROM annotations WHERE codebook_version <> ?", [new])) == 1
    caplog.clear()
    with_demand = on_demand.model_copy(update={"gold": GoldSettings(files=[with_file.path], same_instructions=True)})
    with caplog.at_level(logging.WARNING):
        assert import_codings(with_demand, warehouse).annotations == 1
    assert "1 rows were coded with another codebook version of the same instructions and carried over" in caplog.text


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("url,frame,present", ":1: the header lacks coder, codebook_version"),
        ("", ":1: the header lacks article_id or url"),
    ],
)
def test_a_file_without_the_columns_is_refused(with_file, warehouse, header, expected):
    with pytest.raises(ConfigError, match=expected):
        import_codings(with_file(header=header), warehouse)


def test_a_missing_file_is_named(with_file, settings, warehouse):
    gone = with_file()
    with_file.path.unlink()
    with pytest.raises(ConfigError, match=r"people\.csv: cannot be read"):
        import_codings(gone, warehouse)
