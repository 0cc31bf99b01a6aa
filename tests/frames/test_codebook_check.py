"""The check of a codebook: real defects are found, told with file, line and key; the shipped codebooks pass."""

import re
from pathlib import Path

import pytest

from monitor.frames.codebook import check_codebook, load_codebook, measure_overlap, register_codebook
from monitor.frames.codebook.texts import POLICY_FRAMES, normalised

CONFIG = Path(__file__).parents[2] / "config"
SHIPPED = [CONFIG / "codebook.yaml", CONFIG / "codebook-policy.yaml"]
TEXT = SHIPPED[0].read_text(encoding="utf-8")
SOLD = "Analysts expect the chipmaker to lose billions in sales and cede market share to its rivals."


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def edited(tmp_path):
    """The shipped codebook with texts replaced by others, once each."""

    def edit(*pairs):
        text = TEXT
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        return write(tmp_path / "codebook.yaml", text)

    return edit


def line_with(text, part):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_texts_have_no_finding_and_ten_prototypes_each(path):
    found = check_codebook(path)
    assert found.findings == ()
    sizes = {len(texts) for f in found.codebook.frames for texts in (f.prototypes.en, f.prototypes.zh)}
    assert sizes == {10}


def test_the_policy_codebook_has_the_fourteen_frames_of_the_task():
    frames = load_codebook(SHIPPED[1]).frames
    assert [frame.policy_frame for frame in frames] == [name for name in POLICY_FRAMES if name != "Other"]
    assert [frame.id for frame in frames] == [re.sub(r"[^a-z]+", "_", name.lower()) for name in POLICY_FRAMES[:-1]]


@pytest.mark.parametrize(
    ("old", "new", "told_as"),
    [
        (", zh: 经济与产业竞争}", "}", ("unreadable", "frames.3.name.zh", "error")),
        (", zh: 经济与产业竞争}", ", zh: Competition}", ("wrong_language", "frames.3.name.zh", "error")),
        ("- 两国正在争夺人工智能产业的领先地位。", "- The two countries race.", ("wrong_language", "frames.3.prototypes.zh.3", "error")),
        ("Companies must apply for a licence and prove compliance or face heavy fines.",
         SOLD.upper()[:-1], ("same_text", "frames.4.prototypes.en.1", "error")),
        ("        - 两国正在争夺人工智能产业的领先地位。\n", "", ("uneven_number", "frames.3.prototypes", "error")),
        ("policy_frame: Economic", "policy_frame: Economics", ("policy_frame", "frames.3.policy_frame", "error")),
        ("(self_reliance_innovation); pay", "(self_reliance); pay", ("unknown_frame", "frames.3.excludes.en", "error")),
        ("（归入“自立自强与创新”）；劳动者", "；劳动者", ("references_differ", "frames.3.excludes", "warning")),
    ],
)  # fmt: skip
def test_a_defect_of_the_texts_is_told_with_its_place(edited, old, new, told_as):
    kind, key, severity = told_as
    path = edited((old, new))
    found = check_codebook(path)
    told = [one for one in found.findings if (one.kind, one.key, one.severity) == (kind, key, severity)]
    assert len(told) == 1, found.findings
    assert found.ok == (severity == "warning")
    assert told[0].line > 40


def test_lines_are_those_of_the_file(edited):
    path = edited(("- 两国正在争夺人工智能产业的领先地位。", "- The two countries race."))
    (found,) = check_codebook(path).findings
    assert found.line == line_with(path.read_text(encoding="utf-8"), "The two countries race.")


def test_every_line_of_an_unreadable_file_is_told(edited, tmp_path):
    path = edited((", zh: 经济与产业竞争}", ", zh: ' '}"), ("policy_frame: Economic", "policyframe: Economic"))
    found = check_codebook(path)
    assert {one.key for one in found.findings} == {"frames.3.name.zh", "frames.3.policyframe", "frames.3.policy_frame"}
    assert all(one.line > 100 for one in found.findings)
    none = check_codebook(tmp_path / "none.yaml")
    assert (none.ok, none.codebook) == (False, None)
    assert "cannot be read" in none.findings[0].words
    broken = check_codebook(write(tmp_path / "b.yaml", "codebook: a\ntitle: {en: b\n"))
    assert broken.findings[0].line >= 2


def test_much_longer_prototypes_of_one_frame_are_a_warning(tmp_path, codebook):
    text = TEXT
    for prototype in codebook.frames[3].prototypes.en:
        text = text.replace(f"- {prototype}", f"- {prototype} {prototype} And so on.")
    found = check_codebook(write(tmp_path / "codebook.yaml", text))
    assert [(one.kind, one.key, one.severity) for one in found.findings] == [
        ("uneven_length", "frames.3.prototypes.en", "warning")
    ]
    assert 1.9 < found.findings[0].value < 2.5


def test_normalised_texts_ignore_case_width_script_and_punctuation():
    assert normalised("Ａ chip, “sold”!") == normalised("a CHIP sold")
    assert normalised("禁止出口晶片。") == normalised("禁止出口晶片")
    assert normalised("禁止進口") == normalised("禁止进口")


def test_near_identical_prototypes_and_an_edition_used_before_are_found(edited, settings, warehouse, codebook):
    register_codebook(warehouse, codebook)
    path = edited(
        (
            "Shares fell sharply as investors weighed the damage to revenue and profit.",
            SOLD.replace("Analysts", "Investors"),
        ),
        (
            "The judge ruled that the agency had exceeded its legal authority",
            SOLD[:-1].replace("chipmaker", "developer"),
        ),
    )
    found = check_codebook(path, settings, warehouse)
    ours = ("frames.3.", "frames.4.")  # the word model finds others' words alike too
    near = {one.key: one for one in found.findings if one.kind == "near_identical" and one.key.startswith(ours)}
    assert set(near) == {"frames.3.prototypes.en.1", "frames.4.prototypes.en.0"}
    assert "frames.3.prototypes.en.0 of the same frame" in near["frames.3.prototypes.en.1"].words
    assert {one.severity for one in near.values()} == {"error"}
    assert not found.ok
    reused = [one for one in found.findings if one.kind == "edition_reused"]
    assert [(one.severity, one.key, one.line) for one in reused] == [
        ("warning", "edition", line_with(TEXT, "edition:"))
    ]
    assert codebook.version in reused[0].words


def _paraphrased(codebook, source, target):
    """The text of the codebook in which a frame says with other ends what another says."""
    text = TEXT
    for language, tail in (("en", " now."), ("zh", "了。")):
        pairs = zip(getattr(source.prototypes, language), getattr(target.prototypes, language), strict=True)
        for new, old in pairs:
            text = text.replace(f"- {old}", f"- {new[:-1]}{tail}", 1)
    return text


def test_two_frames_that_say_the_same_are_found(codebook, settings, warehouse, tmp_path):
    text = _paraphrased(codebook, codebook.frames[0], codebook.frames[3])
    found = check_codebook(write(tmp_path / "codebook.yaml", text), settings, warehouse)
    told = [
        one
        for one in found.findings
        if one.kind == "frames_overlap" and "as like those of national_security" in one.words
    ]
    assert ("frames.3", "error") in [(one.key, one.severity) for one in told]
    overlap, before = found.overlap, measure_overlap(settings, warehouse, codebook)
    assert overlap.ratio[0, 3] == pytest.approx(overlap.ratio[3, 0])
    assert overlap.ratio[0, 3] >= 0.9
    assert not before.ratio[0, 3] >= 0.9
    assert overlap.cosine[0, 3] > 0.8 > before.cosine[0, 3]
    assert overlap.nearest[3, 0] > 2 * before.nearest[3, 0]
    assert overlap.nearest.sum(axis=1).tolist() == [20] * 12
