"""Minimal pairs: the shipped ones are minimal and balanced, and results are counted as they should be."""

import difflib
from collections import Counter

import pyarrow as pa
import pytest

from monitor.config import ConfigError, load_settings
from monitor.evaluate import measure_roles, read_pairs, roles
from monitor.frames import FrameScores, ScorerIdentity, load_codebook
from monitor.warehouse import Warehouse

HEADER = "id,language,kind,frame,text_present,text_absent\n"


class WordScorer:
    """Scores national_security by one word, and says that it is there from one occurrence on."""

    identity = ScorerIdentity("words", "c", "m", "p", {})

    def score(self, passages):
        frames = load_codebook("config/codebook.yaml").frame_ids
        texts = passages.group_by("article_id", use_threads=False).aggregate([("text", "list")]).to_pylist()
        found = [
            (row["article_id"], frame, " ".join(row["text_list"]).count("spy")) for row in texts for frame in frames
        ]
        names, frames, scores = zip(*found, strict=True)
        numbers = pa.array(scores, pa.float64())
        table = {"article_id": names, "frame_id": frames, "score": numbers, "probability": numbers}
        return FrameScores(pa.table(table | {"present": [score > 0 for score in scores]}), pa.table({}))


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """Result on pairs given as CSV rows."""
    monkeypatch.setattr(roles, "open_scorer", lambda *_: WordScorer())

    def measure(*rows):
        path = tmp_path / "pairs.csv"
        path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
        settings = load_settings("config/sample.yaml", tmp_path / "data")
        return measure_roles(settings, Warehouse(settings.data_dir), path)

    return measure


def test_forty_pairs_half_in_each_language_for_frames_of_the_codebook():
    pairs = read_pairs()
    assert Counter(pair.language for pair in pairs) == {"en": 20, "zh": 20}
    kinds = Counter((pair.kind, pair.language) for pair in pairs)
    assert kinds == {
        (kind, language): n
        for kind, n in (("role", 8), ("negation", 8), ("scope", 2), ("attribution", 2))
        for language in ("en", "zh")
    }
    frames = load_codebook("config/codebook.yaml").frame_ids
    assert {pair.frame for pair in pairs} <= set(frames)
    by_id = {pair.id: pair for pair in pairs}
    assert all(by_id[pair.id.replace("en-", "zh-", 1)].frame == pair.frame for pair in pairs if pair.language == "en")


def test_the_two_sides_share_nearly_all_words():
    for pair in read_pairs():
        parts = [
            text.lower().split() if pair.language == "en" else list(text)
            for text in (pair.text_present, pair.text_absent)
        ]
        shared = Counter(parts[0]) & Counter(parts[1])
        assert shared.total() >= 0.7 * max(map(len, parts)), pair.id
        assert pair.text_present != pair.text_absent


def test_role_pairs_swap_words_rather_than_change_them():
    roles_only = [pair for pair in read_pairs() if pair.kind == "role" and pair.language == "zh"]
    ratios = [difflib.SequenceMatcher(None, sorted(p.text_present), sorted(p.text_absent)).ratio() for p in roles_only]
    assert min(ratios) >= 0.9


def test_pairs_are_counted_by_kind_and_language_with_ties_not_told_apart(measured):
    report = measured(
        "a,en,role,national_security,A spy came.,A guest came.",
        "b,en,role,national_security,A guest came.,A spy came.",
        "c,zh,negation,national_security,一个 spy 来了。spy,一个 spy 来了。",
        "d,zh,negation,national_security,没有人来。,没有谁来。",
    )
    groups = {(one.kind, one.language): one for one in report.groups}
    assert set(groups) == {
        ("all", "all"),
        ("all", "en"),
        ("all", "zh"),
        ("role", "all"),
        ("role", "en"),
        ("negation", "all"),
        ("negation", "zh"),
    }
    whole = groups["all", "all"]
    assert (whole.n, whole.told_apart, whole.share, whole.both_right) == (4, 2, 0.5, 1)
    assert (round(whole.lo, 3), round(whole.hi, 3)) == (0.15, 0.85)  # Wilson (1927), 2 of 4
    assert groups["role", "en"].score_margin == 0.0
    assert groups["negation", "zh"].score_margin == 0.5
    assert [(one.told_apart, one.both_right) for one in report.results] == [
        (True, True),
        (False, False),
        (True, False),
        (False, False),
    ]


def test_pairs_of_other_frames_are_left_aside_and_none_left_is_said(measured):
    report = measured(
        "a,en,role,national_security,A spy came.,A guest came.", "b,en,role,morality,It is wrong.,It is right."
    )
    assert (len(report.results), report.left_aside) == (1, ("b",))
    with pytest.raises(ConfigError, match="none of the frames that the pairs speak of"):
        measured("b,en,role,morality,It is wrong.,It is right.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id,language\n", r"pairs.csv:1: the header lacks kind"),
        (HEADER + "a,en,role,openness,,x\n", r"pairs.csv:2: text_present is empty"),
        (HEADER + "a,en,role,openness,x\n", r"pairs.csv:2: text_absent is empty"),
        (HEADER + "a,en,role,openness,x,y\na,en,role,openness,x,z\n", r"pairs.csv:3: id 'a' is given twice"),
    ],
)
def test_a_file_of_pairs_that_cannot_be_used_is_refused(tmp_path, content, words):
    path = tmp_path / "pairs.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=words):
        read_pairs(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_pairs(tmp_path / "none.csv")
