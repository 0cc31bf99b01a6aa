"""The NLI scorer through transformers' own pipeline, on a tiny random checkpoint: its numbers mean nothing, its path is real."""

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from monitor.config import ConfigError
from monitor.config.settings import FrameSettings
from monitor.frames import NliScorer, current_scorer_id, score_frames
from monitor.frames.nli import nli_revision
from monitor.warehouse import query

LABELS = {0: "contradiction", 1: "neutral", 2: "entailment"}


@pytest.fixture
def checkpoint(vocabulary, tmp_path, monkeypatch):
    """Write a checkpoint with the labels given; the hub may not be asked."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")

    def write(labels=LABELS, name="nli"):
        torch.manual_seed(3)
        tokenizer = BertTokenizerFast(str(vocabulary), model_max_length=128)
        config = BertConfig(
            vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
            initializer_range=0.8, num_labels=len(labels), id2label=labels, label2id={v: k for k, v in labels.items()},
        )  # fmt: skip
        BertForSequenceClassification(config).save_pretrained(tmp_path / name)
        tokenizer.save_pretrained(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def with_nli(settings, checkpoint):
    return settings.model_copy(update={"frames": FrameSettings(scorer="nli", nli_model=str(checkpoint()))})


def entailment(folder, text, hypothesis):
    """Probability of entailment against contradiction, straight from the model."""
    model = BertForSequenceClassification.from_pretrained(folder).eval()
    tokenizer = BertTokenizerFast.from_pretrained(folder)
    with torch.inference_mode():
        logits = model(**tokenizer(text, hypothesis, return_tensors="pt", truncation="only_first")).logits[0]
    return float(torch.softmax(logits[[0, 2]], dim=0)[1])


def test_scores_are_the_models_entailment_in_the_passages_own_language(with_nli, warehouse, codebook, put_article):
    put_article("a", "Chips and courts", "The judge ruled on the order. Shares fell sharply after the ban.")
    put_article("b", "芯片与法院", "", "zh-Hant")
    with warehouse.transaction() as connection:
        passages = query(connection, "frames_passages", article_ids=["a", "b"])
    result = NliScorer(with_nli, codebook).score(passages)
    scores = {(row["article_id"], row["frame_id"]): row for row in result.articles.to_pylist()}
    folder, frame = with_nli.frames.nli_model, codebook.frames[4]
    chinese = entailment(folder, "芯片与法院", frame.hypothesis.zh)
    assert scores["b", frame.id]["score"] == pytest.approx(chinese, abs=1e-5)
    texts = [row["text"] for row in passages.to_pylist() if row["article_id"] == "a"]
    each = sorted((entailment(folder, text, frame.hypothesis.en) for text in texts), reverse=True)
    assert len(each) == 3
    assert scores["a", frame.id]["score"] == pytest.approx(np.mean(each[:2]), abs=1e-5)
    assert scores["a", frame.id]["probability"] == scores["a", frame.id]["score"]
    first = [
        r for r in result.evidence.to_pylist() if (r["article_id"], r["frame_id"], r["rank"]) == ("a", frame.id, 1)
    ]
    assert first[0]["score"] == pytest.approx(each[0], abs=1e-5)


def test_the_stage_runs_with_nli_beside_the_prototype_scorer(settings, with_nli, warehouse, put_article, rows):
    put_article("a", "Chips and courts", "The judge ruled on the order.")
    prototype, nli = score_frames(settings, warehouse), score_frames(with_nli, warehouse)
    assert (nli.scored, score_frames(with_nli, warehouse).scored) == (1, 0)
    assert nli.scorer_id == current_scorer_id(with_nli, warehouse) != prototype.scorer_id
    found = rows(
        "SELECT scorer_id, method, projection_id FROM scorers JOIN frame_scores USING (scorer_id) GROUP BY ALL"
    )
    assert {(scorer, method) for scorer, method, _ in found} == {
        (prototype.scorer_id, "prototype"), (nli.scorer_id, "nli"),
    }  # fmt: skip
    assert {projection == "" for _, method, projection in found if method == "nli"} == {True}


def test_a_model_without_an_entailment_label_is_refused(settings, warehouse, checkpoint, put_article):
    folder = checkpoint({0: "good", 1: "bad"}, "sentiment")
    put_article("a", "A title")
    frames = FrameSettings(scorer="nli", nli_model=str(folder))
    with pytest.raises(ConfigError, match=r"no label that begins with 'entail' \(its labels: bad, good\)"):
        score_frames(settings.model_copy(update={"frames": frames}), warehouse)


def test_the_revision_is_of_the_folders_content(checkpoint):
    first, second = checkpoint(name="one"), checkpoint(name="two")
    assert nli_revision(str(first)) == nli_revision(str(second))
    (second / "config.json").write_text("{}", encoding="utf-8")
    assert nli_revision(str(first)) != nli_revision(str(second))


def test_the_settings_refuse_nli_without_a_model():
    with pytest.raises(ValueError, match="nli_model"):
        FrameSettings(scorer="nli")
