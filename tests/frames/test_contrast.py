"""Sentences of other news stand among the frames: what is about neither is evidence for none."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from monitor.config import load_settings
from monitor.frames import PrototypeScorer, load_codebook
from monitor.frames.explain import _passages
from monitor.frames.prototype import PrototypeParameters, nearest
from monitor.topics import load_other_news
from monitor.warehouse import Warehouse

EVERYDAY = {
    "en": [
        "Temperatures will fall below zero tonight with snow in the hills. Drivers should leave early. The weekend will be dry.",
        "The striker scored twice in the second half and the visitors took all three points. The goalkeeper was injured.",
        "The museum opens a new wing with paintings of the seventeenth century. Admission is free on Sundays.",
        "The choir rehearses on Tuesdays in the parish hall. New singers are welcome and no audition is needed.",
    ],
    "zh-Hans": [
        "今夜气温将降至零度以下，山区有雪。司机应提早出门。周末晴朗干燥。",
        "前锋下半场梅开二度，客队全取三分。门将在碰撞中受伤。",
        "博物馆新翼开放，展出十七世纪的绘画。周日免费入场。",
        "合唱团每周二在社区礼堂排练。欢迎新成员，无需面试。",
    ],
}
FRAMED = "The chips could guide missiles, and officials warn that selling them abroad endangers national security."
NO_CONTRAST = replace(PrototypeParameters(), contrast_margin=9.0)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    settings = load_settings(Path("config/sample.yaml"), tmp_path_factory.mktemp("contrast"))
    return settings, Warehouse(settings.data_dir), load_codebook(settings.codebook)


def scores(bundled, parameters, text, language):
    """Scores of one text by frame."""
    settings, warehouse, codebook = bundled
    scorer = PrototypeScorer(settings, warehouse, codebook, parameters)
    articles = scorer.score(_passages("", text, language)).articles
    return dict(zip(articles["frame_id"].to_pylist(), articles["score"].to_pylist(), strict=True))


def test_everyday_texts_score_lower_than_without(bundled):
    found = {
        name: np.array(
            [
                list(scores(bundled, one, text, language).values())
                for language, texts in EVERYDAY.items()
                for text in texts
            ]
        )
        for name, one in (("with", PrototypeParameters()), ("without", NO_CONTRAST))
    }
    tops = {name: values.max(axis=1) for name, values in found.items()}
    assert (tops["with"] <= tops["without"] + 0.05).all()
    assert tops["with"].mean() < tops["without"].mean() - 0.1


def test_a_text_of_the_dispute_is_scored_as_without(bundled):
    with_, without = (scores(bundled, one, FRAMED, "en") for one in (PrototypeParameters(), NO_CONTRAST))
    assert max(with_, key=with_.__getitem__) == max(without, key=without.__getitem__) == "national_security"
    assert with_["national_security"] > PrototypeParameters().threshold


def test_the_scorer_is_another_one_where_the_sentences_differ(bundled, tmp_path):
    settings, warehouse, codebook = bundled
    mine = tmp_path / "mine.yaml"
    mine.write_text("other_news:\n  en: [Rain falls., A dog barks.]\n  zh: [下雨了。, 狗叫了。]\n", encoding="utf-8")
    ids = {
        PrototypeScorer(settings.model_copy(update={"topics": topics}), warehouse, codebook).identity.scorer_id
        for topics in (settings.topics, settings.topics[:1], (settings.topics[0], mine))
    }
    assert len(ids) == 3
    assert load_other_news(settings.topics[:1]) is None
    assert load_other_news((settings.topics[0], mine)).all == ["Rain falls.", "A dog barks.", "下雨了。", "狗叫了。"]


def test_nearest_is_the_mean_of_the_largest():
    cosines = np.array([[0.1, 0.5, 0.3], [0.2, -1.0, 0.0]])
    np.testing.assert_allclose(nearest(cosines, 2), [0.4, 0.1])
    np.testing.assert_allclose(nearest(cosines[:, :1], 2), [0.1, 0.2])
