"""The codebook: what is accepted, what is refused and where, and what makes a new version."""

import re
from pathlib import Path

import pytest

from monitor.config import ConfigError
from monitor.frames import load_codebook, register_codebook
from monitor.sample import load_press

SHIPPED = Path(__file__).parents[2] / "config" / "codebook.yaml"
FRAMES = (
    "national_security hegemony_containment misappropriation competition law_regulation safety_ethics openness "
    "self_reliance_innovation global_south_fairness governance_cooperation diplomacy_reputation public_workers"
)


@pytest.fixture
def edited(tmp_path):
    """The shipped codebook with one text replaced by another, once."""

    def edit(old, new):
        text = SHIPPED.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "codebook.yaml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return edit


def test_the_shipped_codebook_has_the_twelve_frames(codebook):
    assert codebook.frame_ids == tuple(FRAMES.split())


def test_the_version_is_of_the_content_not_the_layout(codebook, tmp_path):
    path = tmp_path / "codebook.yaml"
    path.write_text("# a comment\n\n" + SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_codebook(path).version == codebook.version


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Advanced chips must not", "Advanced chips should not"),
        ("entman: [problem, remedy]", "entman: [remedy, problem]"),
        ("Military use, espionage", "Military use and espionage"),
    ],
)
def test_any_change_of_content_is_a_new_version(codebook, edited, old, new):
    assert load_codebook(edited(old, new)).version != codebook.version


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ("policy_frame: Economic", "policyframe: Economic", "frames.3.policyframe", "unknown key"),
        ("entman: [problem, cause]", "entman: [problem, blame]", "frames.3.entman.1", "'moral' or 'remedy'"),
        ("entman: [problem, cause]", "entman: [cause, cause]", "frames.3.entman", "given twice"),
        ("- id: competition", "- id: openness", "frames", "openness"),
        ("- id: competition", "- id: Competition!", "frames.3.id", "pattern"),
        (", zh: 经济与产业竞争}", "}", "frames.3.name.zh", "is missing"),
        (", zh: 经济与产业竞争}", ", zh: ' '}", "frames.3.name.zh", "at least 1 character"),
        ("        - 两国正在争夺人工智能产业的领先地位。\n", "        - 投资者评估营收和利润受损程度，股价大幅下跌。\n",
         "frames", "prototypes (zh) given twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_line_and_key(edited, old, new, key, expected):
    path = edited(old, new)
    with pytest.raises(ConfigError) as caught:
        load_codebook(path)
    assert re.search(
        rf"^{re.escape(str(path))}:\d+: {re.escape(key)}: .*{re.escape(expected)}", str(caught.value), re.M
    )


def test_a_frame_needs_three_prototypes_in_each_language(codebook, edited):
    kept, *others = codebook.frames[9].prototypes.zh
    path = edited(f"        - {others[0]}\n", "")
    assert len(load_codebook(path).frames[9].prototypes.zh) == len(others)
    text = path.read_text(encoding="utf-8")
    for prototype in others[1:-1]:
        text = text.replace(f"        - {prototype}\n", "")
    path.write_text(text, encoding="utf-8")
    assert kept in text
    with pytest.raises(ConfigError, match=r"frames\.9\.prototypes\.zh: .*at least 3"):
        load_codebook(path)


def test_registering_twice_leaves_the_same_rows_and_an_older_version_stays(codebook, edited, warehouse, rows):
    older = load_codebook(edited("Advanced chips must not", "Advanced chips should not"))
    for one in (older, codebook, codebook):
        register_codebook(warehouse, one)
    assert rows("SELECT count(*), count(DISTINCT codebook_version) FROM codebooks") == [(2, 2)]
    found = rows("SELECT frame_id FROM frames WHERE codebook_version = ? ORDER BY position", [codebook.version])
    assert tuple(frame for (frame,) in found) == codebook.frame_ids
    assert rows("SELECT count(*) FROM frames") == [(24,)]


@pytest.mark.parametrize(("language", "unit", "run"), [("en", r"[a-z0-9]+", 8), ("zh", r"[一-鿿]|[a-z0-9]+", 14)])
def test_prototypes_share_no_run_of_eight_words_with_the_sample(codebook, language, unit, run):
    """Eight English words, or fourteen Han characters (about eight words)."""

    def runs(text):
        units = re.findall(unit, text.lower())
        return {tuple(units[i : i + run]) for i in range(len(units) - run + 1)}

    articles = [text for article in load_press() if article.language[:2] == language for text in article.versions]
    press = set().union(*(runs(part) for text in articles for part in (text.title, text.body)))
    prototypes = [text for frame in codebook.frames for text in getattr(frame.prototypes, language)]
    assert len(press) > 10_000
    assert [text for text in prototypes if runs(text) & press] == []
