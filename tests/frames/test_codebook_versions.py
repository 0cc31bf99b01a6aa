"""Editions, what coders read, versions in the warehouse, and what changed between two."""

import re
from pathlib import Path

import pytest

from monitor.config import ConfigError
from monitor.frames import import_codings, register_codebook, score_frames
from monitor.frames.codebook import Codebook, diff_codebooks, load_codebook, stored_codebook, stored_codebooks

CONFIG = Path(__file__).parents[2] / "config"
TEXT = (CONFIG / "codebook.yaml").read_text(encoding="utf-8")


@pytest.fixture
def changed(codebook):
    """The shipped codebook with one text of its JSON replaced."""

    def change(old, new):
        content = codebook.model_dump_json()
        assert old in content
        return Codebook.model_validate_json(content.replace(old, new, 1))

    return change


@pytest.mark.parametrize(
    ("old", "new", "coders_see"),
    [
        ("Advanced chips must not", "Advanced chips should not", False),
        ("This text presents the matter", "This passage presents the matter", False),
        ('"entman":["problem","remedy"]', '"entman":["remedy"]', False),
        ('"policy_frame":"Economic"', '"policy_frame":"Political"', False),
        ("Military use, espionage", "Military use and espionage", True),
        ("(national_security); convenience", "(national_security); ease", True),
        ('"zh":"国家安全威胁"', '"zh":"国家安全"', True),
        ('"id":"competition"', '"id":"rivalry"', True),
        ("Code what the text says", "Code only what the text says", True),
    ],
)
def test_only_what_coders_read_changes_the_instructions(codebook, changed, old, new, coders_see):
    other = changed(old, new)
    assert other.version != codebook.version
    assert (other.instructions_version != codebook.instructions_version) == coders_see


def test_edition_history_and_order_of_frames(codebook, changed):
    renamed = changed("First edition.", "The first edition.")
    assert (renamed.version, renamed.instructions_version) == (codebook.version, codebook.instructions_version)
    turned = codebook.model_copy(update={"frames": codebook.frames[::-1]})
    assert turned.version != codebook.version
    assert turned.instructions_version == codebook.instructions_version


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"edition":"1.1","title"', '"edition":1.1,"title"', "put the edition in quotes"),
        ('"edition":"1.1","title"', '"edition":"1.2","title"', r"changes says nothing of edition '1\.2'"),
        ('{"edition":"1.0"', '{"edition":"1.1"', r"editions in changes given twice: 1\.1"),
    ],
)
def test_an_edition_is_told_what_it_changed(changed, old, new, words):
    with pytest.raises(ValueError, match=words):
        changed(old, new)


def test_a_codebook_without_editions_still_reads(tmp_path, codebook):
    path = tmp_path / "plain.yaml"
    text = TEXT.replace('edition: "1.1"\n', "", 1)[: TEXT.index("\nchanges:") - len('edition: "1.1"\n') + 1]
    path.write_text(text, encoding="utf-8")
    plain = load_codebook(path)
    assert (plain.edition, plain.changes) == ("1.0", ())
    assert plain.version == codebook.version


def test_the_whole_text_of_every_version_is_kept(warehouse, rows, codebook, changed):
    older = changed("Advanced chips must not", "Advanced chips should not").model_copy(
        update={"edition": "0.9", "changes": ()}
    )
    for one in (older, codebook, codebook):
        register_codebook(warehouse, one)
    assert {one.codebook_version for one in stored_codebooks(warehouse)} == {older.version, codebook.version}
    assert rows("SELECT edition, instructions_version FROM codebooks ORDER BY edition") == [
        ("0.9", codebook.instructions_version),
        ("1.1", codebook.instructions_version),
    ]
    assert stored_codebook(warehouse, older.version[:6]) == older
    assert stored_codebook(warehouse, "0.9") == older
    assert stored_codebook(warehouse, "1.1").version == codebook.version
    with pytest.raises(ConfigError, match=rf"no codebook version .* one of: .*{older.version}"):
        stored_codebook(warehouse, "7.7")
    with pytest.raises(ConfigError, match="2 codebook versions"):
        stored_codebook(warehouse, "")


def test_a_version_from_before_contents_were_kept_is_named_as_such(warehouse, codebook):
    register_codebook(warehouse, codebook)
    with warehouse.transaction() as connection:
        connection.execute("UPDATE codebooks SET content = NULL, edition = NULL, instructions_version = NULL")
    with pytest.raises(ConfigError, match="before whole codebooks were kept"):
        stored_codebook(warehouse, codebook.version)
    register_codebook(warehouse, codebook)
    assert stored_codebook(warehouse, codebook.version) == codebook


def _replaced(codebook: Codebook, index: int, **fields: object) -> Codebook:
    frames = list(codebook.frames)
    frames[index] = frames[index].model_copy(update=fields)
    return codebook.model_copy(update={"frames": tuple(frames)})


def test_a_difference_is_told_by_frame_and_field(codebook):
    frame = codebook.frames[2]
    prototypes = frame.prototypes.model_copy(update={"en": [*frame.prototypes.en[1:], "A new one."]})
    other = _replaced(codebook, 2, prototypes=prototypes, entman=["moral"])
    found = diff_codebooks(codebook, other)
    told = {change.field: change for change in found.changes}
    assert set(told) == {"entman", "prototypes.en"}
    assert told["prototypes.en"].removed == (frame.prototypes.en[0],)
    assert told["prototypes.en"].added == ("A new one.",)
    assert {change.frame for change in found.changes} == {"misappropriation"}
    assert not any(change.read_by_coders for change in found.changes)
    assert other.version in found.scores
    assert "scored anew" in found.scores
    assert "coders read the same" in found.codings


def test_frames_added_removed_and_moved(codebook):
    fewer = codebook.model_copy(update={"frames": codebook.frames[3::-1]})
    found = diff_codebooks(codebook, fewer)
    assert (found.added, found.removed) == ((), codebook.frame_ids[4:])
    assert found.reordered
    assert found.changes == ()
    assert "law_regulation" in found.codings
    assert "stay with that version" in found.codings
    assert diff_codebooks(fewer, codebook).added == codebook.frame_ids[4:]


def test_what_coders_read_is_named_and_no_difference_is_none(codebook, changed):
    found = diff_codebooks(codebook, changed("Military use, espionage", "Military use and espionage"))
    assert [(change.field, change.read_by_coders) for change in found.changes] == [("includes.en", True)]
    assert re.search(r"\(national_security\)", found.codings)
    same = diff_codebooks(codebook, codebook.model_copy(update={"edition": "9"}))
    assert (same.changes, same.reordered) == ((), False)
    assert "stay as they are" in same.scores
    assert "stay as they are" in same.codings


def test_the_policy_codebook_is_one_setting(settings, warehouse, put_article, rows, caplog):
    policy = load_codebook(CONFIG / "codebook-policy.yaml")
    chosen = settings.model_copy(update={"codebook": CONFIG / "codebook-policy.yaml"})
    put_article("a", "A ruling", " ".join(policy.frames[4].prototypes.en), url="https://example.org/a")
    put_article("b", "判决", "".join(policy.frames[6].prototypes.zh), "zh-Hans")
    assert score_frames(chosen, warehouse).scored == 2
    best = rows("SELECT article_id, arg_max(frame_id, score), count(*) FROM frame_scores GROUP BY 1 ORDER BY 1")
    assert best == [
        ("a", "legality_constitutionality_and_jurisprudence", 14),
        ("b", "crime_and_punishment", 14),
    ]
    import_codings(chosen, warehouse)
    assert "left aside" in caplog.text
    assert rows("SELECT count(*) FROM annotations WHERE task = 'frame'") == [(0,)]
