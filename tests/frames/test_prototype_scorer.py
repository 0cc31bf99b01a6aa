"""The prototype scorer on a real (tiny) model whose closeness is shared words."""

from dataclasses import replace

import pyarrow as pa
import pytest

from monitor.frames import PrototypeScorer, score_text
from monitor.frames.prototype import PrototypeParameters
from monitor.warehouse import query

PLAIN = "The museum opens on Saturday. Visitors may bring their own lunch. Rain is expected in the afternoon."


@pytest.fixture
def scorer(settings, warehouse, codebook):
    return PrototypeScorer(settings, warehouse, codebook)


@pytest.fixture
def passages(warehouse):
    def of(*article_ids):
        with warehouse.transaction() as connection:
            return query(connection, "frames_passages", article_ids=list(article_ids))

    return of


def best_frame(articles: pa.Table, article_id: str) -> str:
    rows = [row for row in articles.to_pylist() if row["article_id"] == article_id]
    return max(rows, key=lambda row: row["score"])["frame_id"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_text_made_of_a_frames_prototypes_has_that_frame(settings, warehouse, codebook, language):
    written = "en" if language == "en" else "zh-Hans"
    for frame in codebook.frames[::4]:
        sentences = getattr(frame.prototypes, language)
        result = score_text(settings, warehouse, sentences[0], "\n".join(sentences[1:]), written)
        found = {row["frame_id"]: row for row in result.articles.to_pylist()}
        assert max(found.values(), key=lambda row: row["score"])["frame_id"] == frame.id
        assert found[frame.id]["present"]
        assert found[frame.id]["probability"] > 0.5


def test_the_telling_sentence_is_the_evidence_with_its_offsets(settings, warehouse, codebook):
    telling = codebook.frames[5].prototypes.en[2]
    body = f"{PLAIN} {telling} The shop sells postcards and small gifts to visitors."
    result = score_text(settings, warehouse, "A day at the museum", body, "en")
    first = [row for row in result.evidence.to_pylist() if row["frame_id"] == "safety_ethics" and row["rank"] == 1]
    assert [body[row["start"] : row["stop"]] for row in first] == [telling]
    assert {row["rank"] for row in result.evidence.to_pylist()} == {1, 2, 3}


def test_an_articles_scores_do_not_depend_on_its_company(scorer, put_article, passages, codebook):
    put_article("a", "One title", PLAIN)
    put_article("b", "Another title", " ".join(codebook.frames[3].prototypes.en))
    put_article("c", "第三个标题", "".join(codebook.frames[6].prototypes.zh), "zh-Hans")
    together = scorer.score(passages("a", "b", "c")).articles.to_pylist()
    alone = [row for one in ("a", "b", "c") for row in scorer.score(passages(one)).articles.to_pylist()]
    assert together == alone
    assert len(together) == 3 * 12


def test_both_chinese_scripts_are_standardised_alike_and_other_languages_by_all(scorer, put_article, passages):
    for article_id, language in (("hans", "zh-Hans"), ("hant", "zh-Hant"), ("french", "fr"), ("german", "de")):
        put_article(article_id, "AI AI AI", "", language)
    scores = scorer.score(passages("french", "german", "hans", "hant")).articles
    by_article = {
        name: [row["score"] for row in scores.to_pylist() if row["article_id"] == name]
        for name in ("french", "german", "hans", "hant")
    }
    assert by_article["hans"] == by_article["hant"]
    assert by_article["french"] == by_article["german"] != by_article["hans"]


def test_the_id_names_codebook_model_projection_and_every_parameter(settings, warehouse, codebook, scorer):
    other_book = codebook.model_copy(update={"title": codebook.frames[0].name})
    fewer = settings.model_copy(update={"frames": settings.frames.model_copy(update={"evidence_passages": 1})})
    others = [
        PrototypeScorer(settings, warehouse, other_book),
        PrototypeScorer(settings, warehouse, codebook, replace(PrototypeParameters(), threshold=1.0)),
        PrototypeScorer(settings, warehouse, codebook, replace(PrototypeParameters(), context=0.0)),
        PrototypeScorer(fewer, warehouse, codebook),
    ]
    ids = {one.identity.scorer_id for one in (scorer, *others)}
    ids |= {
        replace(scorer.identity, model_revision="another").scorer_id,
        replace(scorer.identity, projection_id="another").scorer_id,
        replace(scorer.identity, method="another").scorer_id,
    }
    assert len(ids) == 8
    again = PrototypeScorer(settings, warehouse, codebook).identity.scorer_id
    assert scorer.identity.row()["scorer_id"].to_pylist() == [again]


def test_a_text_without_words_is_refused(settings, warehouse):
    with pytest.raises(ValueError, match="nothing to score"):
        score_text(settings, warehouse, " ", "\n", "en")
