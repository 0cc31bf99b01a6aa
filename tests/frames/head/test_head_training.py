"""Linear heads: they learn what was coded, are told of other stories out of fold, and add nothing for length."""

from dataclasses import replace

import numpy as np
import pytest

from monitor.config import ConfigError
from monitor.frames.head import Applier, cluster_folds, linear, train_head, trainable
from monitor.frames.head.labelled import passages_of_texts
from monitor.frames.head.linear import choose_penalty


def f1(found, gold):
    return 2 * (found & gold).sum() / (found.sum() + gold.sum())


@pytest.fixture
def head(settings, warehouse, coded):
    return train_head(settings, warehouse, coded, "linear", codebook_version="v")


@pytest.fixture
def say(settings, warehouse, head):
    """What the head says of texts that it was not trained on."""
    return lambda ids, texts: Applier(settings, warehouse, head).apply(
        passages_of_texts(ids, texts, ["en"] * len(texts))
    )


def test_it_finds_the_frames_of_stories_it_has_not_seen(head, coded):
    probabilities = head.lines.probabilities(head.trained_on.out_of_fold)
    assert f1(head.decision.present(probabilities), coded.present) > 0.75
    assert (head.decision.least, head.decision.most) == (1, 2)


def test_out_of_fold_means_that_the_story_was_not_there(settings, warehouse, coded):
    """Turning a story's coding round changes what every other part says, and nothing that is said of the story itself."""
    of_story = np.array(coded.clusters) == "s3"
    turned = replace(coded, present=coded.present ^ of_story[:, None])
    one, other = (train_head(settings, warehouse, each, "linear").trained_on.out_of_fold for each in (coded, turned))
    fold = cluster_folds(coded.clusters, 5, 1)
    beside = fold == fold[of_story][0]
    np.testing.assert_array_equal(one[beside], other[beside])
    assert not np.isclose(one[~beside], other[~beside]).any()


def test_a_texts_logit_is_the_mean_of_its_passages(say):
    long = ". ".join(
        ["The court word1 word2 word3 harm word4 word5 statute word6"] * 4
        + ["Market word7 profit word8 word9 word10"] * 4
    )
    applied = say(["long"], [long])
    assert len(applied.by_passage) > 1
    np.testing.assert_allclose(applied.by_passage.mean(axis=0), applied.logits[0])
    assert not applied.from_coding.any()


def test_saying_it_again_and_again_adds_nothing(say):
    sentence = "The court word1 word2 word3 word4 word5 word6 word7 word8 statute word9 word10. "
    once, often = say(["once", "often"], [sentence.strip(), (sentence * 30).strip()]).logits
    np.testing.assert_allclose(once, often, atol=0.05)


def test_frames_with_too_few_texts_are_left_out(coded):
    rare = coded.present.copy()
    rare[:, 1] = False
    rare[:2, 1] = True
    kept, left_out = trainable(replace(coded, present=rare))
    assert left_out == (coded.frames[1],)
    assert kept.frames == (coded.frames[0], coded.frames[2])
    np.testing.assert_array_equal(kept.present, rare[:, [0, 2]])


def test_too_little_coding_is_refused(coded):
    with pytest.raises(ConfigError, match=r"only 19 coded texts \(10 stories\); a head needs 20"):
        trainable(coded.rows(np.arange(19)))
    with pytest.raises(ConfigError, match=r"only 60 coded texts \(1 stories\)"):
        trainable(replace(coded, clusters=("s",) * 60))
    with pytest.raises(ConfigError, match="no frame was found in 3 texts"):
        trainable(replace(coded, present=np.ones_like(coded.present)))


def test_what_was_not_judged_is_not_learned(settings, warehouse, coded):
    """A frame judged in the first forty texts only is learned from them, whatever stands in the others."""
    judged = coded.judged.copy()
    judged[40:, 0] = False
    garbled = coded.present.copy()
    garbled[40:, 0] = ~garbled[40:, 0]
    one, other = (
        train_head(settings, warehouse, replace(coded, judged=judged, present=present), "linear")
        for present in (coded.present, garbled)
    )
    np.testing.assert_array_equal(one.linear.weights, other.linear.weights)
    np.testing.assert_array_equal(one.lines.slopes, other.lines.slopes)


def test_folds_keep_clusters_whole_and_are_the_same_every_time():
    clusters = tuple(f"c{number % 17}" for number in range(100))
    fold = cluster_folds(clusters, 5, 3)
    assert {len(set(fold[np.array(clusters) == name].tolist())) for name in set(clusters)} == {1}
    assert np.bincount(fold).min() >= 10
    np.testing.assert_array_equal(fold, cluster_folds(clusters, 5, 3))
    assert not np.array_equal(fold, cluster_folds(clusters, 5, 4))
    with pytest.raises(ValueError, match="cannot be split"):
        cluster_folds(("a", "b", "a"), 3, 0)


def test_the_penalty_with_the_least_log_loss_is_chosen(monkeypatch):
    """Few texts in many dimensions, of which one tells: a weak penalty fits the noise, a strong one says nothing."""
    random = np.random.default_rng(2)
    features = random.normal(size=(60, 40))
    present = (features[:, :1] + random.normal(size=(60, 1))) > 0
    clusters = tuple(map(str, range(60)))
    monkeypatch.setattr(linear, "PENALTIES", (1e-6, 0.05, 1e4))
    assert choose_penalty(features, present, np.ones_like(present), clusters, 0) == 0.05
