"""The scorer in its stage: trained on the warehouse's gold, with evidence, and out of fold for what was coded."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from monitor.config import ConfigError
from monitor.config.settings import FrameSettings, GoldSettings
from monitor.frames import current_scorer_id, load_codebook, register_codebook, score_frames, train_and_save
from monitor.frames.head import load_head, save_head
from monitor.text import text_hash
from monitor.topics import current_method
from monitor.warehouse import upsert

pytestmark = pytest.mark.slow

SENTENCE = "The court of word1 read the statute of word2 aloud."


@pytest.fixture
def human(settings):
    return settings.model_copy(update={"gold": GoldSettings(coder_kinds=("human",))})


@pytest.fixture
def gold(human, warehouse, coded):
    """The sixty coded sentences as articles, judged by a person on three frames each."""
    codebook = load_codebook(human.codebook)
    register_codebook(warehouse, codebook)
    _put_articles(human, warehouse, coded)
    judgements = pa.Table.from_pylist(
        [
            {
                "article_id": name, "task": "frame", "label": frame, "present": bool(coded.present[row, column]),
                "coder_id": "ann", "coder_kind": "human", "codebook_version": codebook.version,
            }
            for row, name in enumerate(coded.ids) for column, frame in enumerate(coded.frames)
        ]
    )  # fmt: skip
    with warehouse.transaction() as connection:
        upsert(connection, "annotations", judgements, ["article_id", "task", "label", "coder_id", "codebook_version"])
    return coded


def _put_articles(settings, warehouse, coded):
    """All at once, as the stages before leave them."""
    texts, hashes = coded.passages["text"], [text_hash(text) for text in coded.passages["text"].to_pylist()]
    ids, zeros, n = pa.array(coded.ids), pa.array([0] * len(coded), pa.int32()), len(coded)
    times = pa.array([datetime(2026, 3, 16, tzinfo=UTC)] * n)
    articles = {"article_id": ids, "outlet_id": ["o"] * n, "language": coded.languages, "title": texts, "body": [""] * n,
                "text_hash": hashes, "published_at": times}  # fmt: skip
    topics = {"article_id": ids, "topic_id": ["t"] * n, "method": [current_method(settings, warehouse)] * n,
              "text_hash": hashes, "relevance": [1.0] * n, "is_relevant": [True] * n}  # fmt: skip
    passages = {"passage_id": ids, "article_id": ids, "position": zeros, "field": ["title"] * n, "start": zeros,
                "stop": [len(text) for text in texts.to_pylist()], "text": texts, "text_hash": hashes}  # fmt: skip
    members = {"article_id": ids, "story_id": coded.clusters}
    with warehouse.transaction() as connection:
        upsert(connection, "articles", pa.table(articles), ["article_id"])
        upsert(connection, "article_topics", pa.table(topics), ["article_id", "topic_id", "method"])
        upsert(connection, "passages", pa.table(passages), ["passage_id"])
        upsert(connection, "story_members", pa.table(members), ["article_id"])


@pytest.fixture
def trained(human, warehouse, gold, tmp_path):
    """Settings that score with a head trained on the gold."""
    train_and_save(human, warehouse, tmp_path / "head", method="linear")
    return human.model_copy(update={"frames": FrameSettings(scorer="head", head=tmp_path / "head")})


def test_trained_on_the_warehouses_gold(human, warehouse, gold, tmp_path):
    trained = train_and_save(human, warehouse, tmp_path / "head", method="linear")
    head, card = load_head(tmp_path / "head"), trained.card
    assert set(head.frames) == set(gold.frames)
    assert (card["n"], card["stories"], card["languages"]) == (60, 30, {"en": 30, "zh-Hans": 30})
    assert card["source"] == "gold of the warehouse (coders of kind human)"
    assert len(card["left_out"]) == 9
    assert "The head does not judge these frames" in trained.warnings[0]
    assert card["unseen"]["micro_f1"] > 0.7
    assert card["unseen"]["languages"]["zh"]["n"] == 30
    assert set(head.trained_on.ids) == set(gold.ids)
    assert dict(zip(head.trained_on.ids, head.trained_on.clusters, strict=True)) == dict(
        zip(gold.ids, gold.clusters, strict=True)
    )
    text = (tmp_path / "head" / "card.md").read_text(encoding="utf-8")
    assert "trained on 60 texts of 30 stories (en: 30, zh-Hans: 30)" in text
    assert "| law_regulation | " in text


def test_the_stage_scores_what_is_new_and_quotes_what_it_saw(trained, warehouse, put_article, rows):
    put_article("new", "word5 word6 word7", f"{SENTENCE} {'Word3 word4 word5 word6 word7. ' * 3}")
    first, second = score_frames(trained, warehouse), score_frames(trained, warehouse)
    assert (first.scored, second.scored) == (61, 0)
    assert first.scorer_id == current_scorer_id(trained, warehouse)
    assert rows("SELECT method, projection_id FROM scorers") == [("head", "")]
    assert rows("SELECT count(DISTINCT frame_id) FROM frame_scores") == [(3,)]
    (found,) = rows(
        "SELECT score, probability, present FROM frame_scores WHERE article_id = 'new' AND frame_id = 'law_regulation'"
    )
    passages = rows(
        "SELECT rank, score, start, stop FROM frame_evidence WHERE article_id = 'new' AND frame_id = 'law_regulation' ORDER BY rank"
    )
    assert [rank for rank, *_ in passages] == [1, 2, 3]
    assert found[1] == pytest.approx(1 / (1 + np.exp(-found[0])), abs=1e-5)
    _, best, start, stop = passages[0]
    body = f"{SENTENCE} "
    assert body[start:stop] == SENTENCE
    assert best > found[0]
    put_article("later", SENTENCE)
    assert score_frames(trained, warehouse).scored == 1


def test_a_coded_article_gets_what_was_said_without_its_story_until_its_words_change(
    trained, warehouse, put_article, rows
):
    score_frames(trained, warehouse)
    head = load_head(trained.frames.head)
    row = head.trained_on.ids.index("t07")
    frame = head.frames.index("safety_ethics")
    ask = "SELECT score FROM frame_scores WHERE article_id = 't07' AND frame_id = 'safety_ethics'"
    told = head.lines.logits(head.trained_on.out_of_fold)[row, frame]
    ((stored,),) = rows(ask)
    assert stored == pytest.approx(told, abs=1e-5)
    put_article("t07", "danger danger harm", "", "zh-Hans", story="s3")
    score_frames(trained, warehouse)
    ((changed,),) = rows(ask)
    assert changed != pytest.approx(told, abs=1e-3)


def test_a_head_of_another_codebook_or_model_is_refused(trained, warehouse, tmp_path):
    head = load_head(trained.frames.head)
    cases = {
        "codebook version old": replace(head, codebook_version="old"),
        "over the model another": replace(head, model_revision="another"),
    }
    for number, (words, other) in enumerate(cases.items()):
        save_head(other, tmp_path / f"other{number}", {}, "")
        frames = FrameSettings(scorer="head", head=tmp_path / f"other{number}")
        with pytest.raises(ConfigError, match=words):
            score_frames(trained.model_copy(update={"frames": frames}), warehouse)


def test_without_gold_there_is_nothing_to_train_on(human, warehouse, put_article, tmp_path):
    put_article("a", "A title")
    with pytest.raises(ConfigError, match=r"no article is coded with codebook version .* \(human; gold.coder_kinds\)"):
        train_and_save(human, warehouse, tmp_path / "head", method="linear")
    assert not (tmp_path / "head").exists()


def test_trained_on_a_file_in_one_language(human, warehouse, coded_file, tmp_path):
    path = coded_file(extra=[("Too odd", "en", "no_such_frame"), ("", "en", "")])
    trained = train_and_save(human, warehouse, tmp_path / "head", csv=path, method="linear")
    assert trained.card["one_language"]
    assert (trained.card["n"], trained.card["refused_rows"]) == (60, 2)
    assert any(
        "All coding is in one language (en). How good the head is in any other is unknown" in one
        for one in trained.warnings
    )
    assert "**All coding is in one language (en)" in (tmp_path / "head" / "card.md").read_text(encoding="utf-8")
    again = train_and_save(human, warehouse, tmp_path / "again", csv=path, method="linear")
    assert again.head_id == trained.head_id
