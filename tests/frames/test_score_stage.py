"""The stage: what is scored, when again, and what goes away."""

import pytest

from monitor.frames import current_scorer_id, score_frames
from monitor.warehouse import fingerprint

TABLES = ("codebooks", "frames", "scorers", "frame_scores", "frame_evidence")


@pytest.fixture
def scored(settings, warehouse, put_article, codebook):
    put_article("a", "A ruling", " ".join(codebook.frames[4].prototypes.en))
    put_article("b", "只有标题", "", "zh-Hant")
    put_article("c", "Sunday cooking", "Peel the onions. Add some salt.", relevant=False)
    return score_frames(settings, warehouse)


def test_every_relevant_article_gets_a_score_for_every_frame_and_evidence(settings, warehouse, scored, rows):
    assert (scored.scored, scored.removed) == (2, 0)
    assert scored.scorer_id == current_scorer_id(settings, warehouse)
    counts = rows("SELECT article_id, count(*), count(DISTINCT frame_id) FROM frame_scores GROUP BY ALL ORDER BY ALL")
    assert counts == [("a", 12, 12), ("b", 12, 12)]
    assert rows("SELECT sum(present::INTEGER) FROM frame_scores") == [(scored.present,)]
    strongest = rows(
        "SELECT frame_id, present FROM frame_scores WHERE article_id = 'a' ORDER BY probability DESC LIMIT 1"
    )
    assert strongest == [("law_regulation", True)]
    bare = rows("SELECT count(*) FROM frame_scores ANTI JOIN frame_evidence USING (article_id, frame_id, scorer_id)")
    assert bare == [(0,)]
    wrong = rows("""
        SELECT count(*) FROM frame_evidence AS e JOIN passages AS p USING (passage_id)
        WHERE (e.article_id, e.field, e.start, e.stop) <> (p.article_id, p.field, p.start, p.stop)
    """)
    assert wrong == [(0,)]
    assert rows("SELECT DISTINCT s.text_hash = a.text_hash FROM frame_scores s JOIN articles a USING (article_id)") == [
        (True,)
    ]


def test_a_second_run_does_nothing(settings, warehouse, scored):
    with warehouse.transaction() as connection:
        before = {table: value for table, value in fingerprint(connection).items() if table in TABLES}
    again = score_frames(settings, warehouse)
    with warehouse.transaction() as connection:
        after = {table: value for table, value in fingerprint(connection).items() if table in TABLES}
    assert (again.scored, again.present, again.removed) == (0, 0, 0)
    assert before == after
    assert set(before) == set(TABLES)


def test_a_changed_text_is_scored_again_and_its_old_rows_go(settings, warehouse, scored, put_article, rows):
    untouched = rows("SELECT * FROM frame_scores WHERE article_id = 'b' ORDER BY ALL")
    put_article("a", "A ruling", "Nothing else is known.")
    assert score_frames(settings, warehouse).scored == 1
    assert rows("SELECT count(*) FROM frame_scores WHERE article_id = 'a'") == [(12,)]
    assert rows("SELECT max(rank) FROM frame_evidence WHERE article_id = 'a'") == [(2,)]
    assert rows("SELECT * FROM frame_scores WHERE article_id = 'b' ORDER BY ALL") == untouched


def test_an_article_no_longer_relevant_loses_its_scores(settings, warehouse, scored, put_article, rows):
    put_article("b", "只有标题", "", "zh-Hant", relevant=False)
    again = score_frames(settings, warehouse)
    assert (again.scored, again.removed) == (0, 1)
    for table in ("frame_scores", "frame_evidence"):
        assert rows(f"SELECT DISTINCT article_id FROM {table}") == [("a",)]


def test_another_scorer_leaves_the_rows_of_the_first(settings, warehouse, scored, rows):
    fewer = settings.model_copy(update={"frames": settings.frames.model_copy(update={"evidence_passages": 1})})
    second = score_frames(fewer, warehouse)
    assert second.scored == 2
    found = rows("SELECT scorer_id, max(rank), count(DISTINCT article_id) FROM frame_evidence GROUP BY ALL")
    assert set(found) == {(scored.scorer_id, 3, 2), (second.scorer_id, 1, 2)}


def test_an_article_without_any_text_is_left_out_and_stops_nothing(settings, warehouse, put_article, rows):
    put_article("empty", "", "")
    put_article("full", "A title")
    assert score_frames(settings, warehouse).scored == 1
    assert score_frames(settings, warehouse).scored == 0
    assert rows("SELECT DISTINCT article_id FROM frame_scores") == [("full",)]
