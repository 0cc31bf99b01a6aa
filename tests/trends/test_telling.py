"""The passages behind selected contrasts, and the view that quotes them."""

import duckdb
import pyarrow as pa
import pytest

from monitor.trends import estimate_for
from monitor.warehouse import publish, replace
from tests.trends.conftest import CODEBOOK, FRAMES, METHOD, SCORER

LONG = "They copied every answer of the model, " * 12


@pytest.fixture
def told(one_outlet_is_enough):
    """China tells a story as security, the United States as industry; every article has two sentences for each frame."""
    world = one_outlet_is_enough
    for number in range(4):
        coded = "" if number == 3 else None  # a coder denies what the scorer saw in c3
        world.add(f"c{number}", present="security", coded=coded, country="CHN", language="zh-Hans", outlet=f"c{number}")
        group = "c2" if number == 2 else None  # u2 prints c2
        world.add(f"u{number}", present="industry", country="USA", outlet=f"u{number}", copy_group=group)
    world.add("x", present="security", country="USA", story="elsewhere")
    world.store()
    rows = [
        _rows(article.article_id, frame, place) for article in world.articles for frame in FRAMES for place in (1, 2)
    ]
    with world.warehouse.transaction() as connection:
        replace(connection, "frame_evidence", pa.Table.from_pylist([one for one, _ in rows]))
        replace(connection, "passages", pa.Table.from_pylist([one for _, one in rows]))
        replace(
            connection, "stories", pa.Table.from_pylist([{"story_id": "s1", "label_en": "Copying", "label_zh": "抄袭"}])
        )
    estimate_for(world.settings, world.warehouse, SCORER, METHOD)
    return world


def _rows(article, frame, place):
    """Evidence of an article and the sentence: c0's first is long, c1 repeats c0's second, numbers decide the score."""
    number = int(article[1:] or 0)
    text = LONG if (article, place) == ("c0", 1) else f"Sentence {place} of {article} speaks of {frame} at length."
    text = f"Sentence 2 of c0 speaks of {frame} at length." if (article, place) == ("c1", 2) else text
    passage = f"{article}{frame}{place}"
    key = {
        "article_id": article,
        "passage_id": passage,
        "field": "body",
        "start": 100 * place,
        "stop": 100 * place + len(text),
    }
    score = 3 - number / 10 - place
    return key | {"frame_id": frame, "scorer_id": SCORER, "rank": place, "score": score}, key | {
        "text": text,
        "text_hash": text,
    }


def test_two_passages_a_side_from_articles_that_carry_the_frame(told):
    found = told.rows("SELECT * FROM story_contrast_passages ORDER BY country, frame_id, rank")
    assert [(row["country"], row["frame_id"], row["rank"], row["article_id"], row["is_leading"]) for row in found] == [
        ("CHN", "security", 1, "c0", True), ("CHN", "security", 2, "c1", True),
        ("USA", "industry", 1, "u0", True), ("USA", "industry", 2, "u1", True),
    ]  # fmt: skip
    assert (found[0]["start"], found[0]["stop"]) == (100, 399)
    assert {row["story_id"] for row in found} == {"s1"}


def test_an_article_that_both_sides_print_is_quoted_last(told):
    with told.warehouse.transaction() as connection:
        connection.execute("UPDATE copies SET copy_group = 'c0' WHERE article_id IN ('c0', 'u3')")
        connection.execute("UPDATE frame_scores SET present = false WHERE article_id = 'c2'")
    estimate_for(told.settings, told.warehouse, SCORER, METHOD)
    found = told.rows("SELECT article_id FROM story_contrast_passages WHERE country = 'CHN' ORDER BY rank")
    assert [row["article_id"] for row in found] == ["c1", "c0"]


def test_the_view_quotes_each_side_on_what_it_says_more(told):
    with told.warehouse.transaction() as connection:
        frames = [
            {"codebook_version": CODEBOOK, "frame_id": name, "position": at, "name_en": name.title()}
            for at, name in enumerate(FRAMES)
        ]
        replace(connection, "frames", pa.Table.from_pylist(frames))
    with duckdb.connect(str(publish(told.warehouse)), read_only=True) as connection:
        found = connection.execute(
            "SELECT side, quote_rank, quote_country, quote_frame_en, quote, url FROM v_story_contrasts "
            "WHERE country = 'USA' AND frame = 'security' ORDER BY side, quote_rank"
        ).fetchall()
        intervals = connection.execute(
            "SELECT share_low <= share AND share <= share_high AND difference_low <= difference, is_clear FROM v_story_contrasts"
        ).fetchall()
    assert [one[:4] for one in found] == [
        ("elsewhere", 1, "CHN", "Security"), ("elsewhere", 2, "CHN", "Security"),
        ("here", 1, "USA", "Industry"), ("here", 2, "USA", "Industry"),
    ]  # fmt: skip
    assert (len(found[0][4]), found[0][4][-1]) == (300, "…")
    assert found[2][4:] == ("Sentence 1 of u0 speaks of industry at length.", "u0")
    assert set(intervals) == {(True, True)}
