"""Fine-tuning on a tiny random encoder: it learns, leaves the model as it was, and is stored and applied like any head."""

import numpy as np
import pytest

from monitor.config import ConfigError
from monitor.config.settings import EmbeddingSettings
from monitor.frames.head import Applier, finetune, load_head, save_head, train_head
from monitor.frames.head.finetune import Gold, Reading, Tuned, soup, tune
from monitor.frames.head.labelled import passages_of_texts
from monitor.frames.head.linear import Linear, log_loss
from monitor.frames.head.network import open_encoder, tuned_names

pytestmark = pytest.mark.slow


@pytest.fixture
def model(settings):
    return open_encoder(settings)


@pytest.fixture
def task(coded):
    """What one part of training sees: texts, gold, and a head that knows nothing."""
    reading = Reading(tuple((one,) for one in coded.passages["text"].to_pylist()), np.zeros((60, 32)))
    return reading, Gold(coded.present, coded.judged), Linear(np.zeros((3, 32)), np.zeros(3))


def losses(model, tuned, reading, gold):
    finetune.restore(model, tuned.encoder)
    vectors = model.encode([text[0] for text in reading.texts]).astype(np.float64)
    return log_loss(tuned.linear.logits(vectors), gold.present, gold.judged)


def test_tuning_lowers_the_loss_with_the_upper_layers_alone_and_puts_the_model_back(model, task, quick):
    before = finetune.copied(model, dict(model.network.named_parameters()))
    tuned = tune(model, *task, quick)
    after = finetune.copied(model, before)
    assert all(np.array_equal(before[name], after[name]) for name in before)
    assert sorted(tuned.encoder) == tuned_names(model)
    assert all("layer.1." in name for name in tuned.encoder)
    assert any(not np.array_equal(tuned.encoder[name], before[name]) for name in tuned.encoder)
    reading, gold, start = task
    plain = losses(model, Tuned({}, start), reading, gold)
    head_only = losses(model, Tuned({}, tuned.linear), reading, gold)
    both = losses(model, tuned, reading, gold)
    assert both < 0.8 * plain
    assert both < head_only


def test_the_same_seed_gives_the_same_weights(model, task, quick):
    one, two = tune(model, *task, quick), tune(model, *task, quick)
    np.testing.assert_array_equal(one.linear.weights, two.linear.weights)
    assert all(np.array_equal(one.encoder[name], two.encoder[name]) for name in one.encoder)


def test_a_soup_is_the_mean_of_its_parts(task):
    import torch

    parts = [
        Tuned({"w": torch.full((2,), value)}, Linear(np.full((1, 2), value), np.array([value]))) for value in (1.0, 4.0)
    ]
    mixed = soup(parts)
    np.testing.assert_array_equal(mixed.encoder["w"], [2.5, 2.5])
    np.testing.assert_array_equal(mixed.linear.weights, [[2.5, 2.5]])


def test_a_tuned_head_is_stored_and_says_the_same_again(settings, warehouse, coded, quick, tmp_path):
    head = train_head(settings, warehouse, coded, "fine-tuned", parameters=quick)
    assert all(weight.dtype == np.float16 for weight in head.encoder.values())
    save_head(head, tmp_path / "head", {}, "")
    sentences = ["the court word1 word2 statute"] * 10 + ["a market word3 word4 profit"] * 10
    passages = passages_of_texts(["a", "b"], [". ".join(sentences), "Harm word1 word2"], ["en", "tr"])
    first = Applier(settings, warehouse, head).apply(passages)
    back = Applier(settings, warehouse, load_head(tmp_path / "head")).apply(passages)
    np.testing.assert_array_equal(first.logits, back.logits)
    in_a = np.array(passages["article_id"].to_pylist()) == "a"
    np.testing.assert_allclose(first.by_passage[in_a].mean(axis=0), first.logits[0])
    told = head.lines.probabilities(head.trained_on.out_of_fold)
    assert log_loss(head.lines.logits(head.trained_on.out_of_fold), coded.present, coded.judged) < 0.6
    assert told.shape == (60, 3)


def test_a_text_of_many_passages_is_read_in_part_at_each_step(model, task, quick, monkeypatch):
    sizes = []
    real = model.forward_batch
    monkeypatch.setattr(model, "forward_batch", lambda texts, most: sizes.append(len(texts)) or real(texts, most))
    reading, gold, start = task
    long = Reading((reading.texts[0] * 50, *reading.texts[1:]), reading.means)
    tune(model, long, gold, start, quick)
    assert max(sizes) == quick.texts_a_step - 1 + quick.passages_a_text


def test_a_model_without_layers_is_refused(settings, word_model):
    without = settings.model_copy(update={"embedding": EmbeddingSettings(model=str(word_model), prefix="")})
    with pytest.raises(ConfigError, match="no numbered layers to tune; train with --method linear"):
        tuned_names(open_encoder(without))
