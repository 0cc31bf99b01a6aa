"""Words that set two places apart within one language."""

from collections import Counter
from itertools import product

import numpy as np
import pyarrow as pa
import pytest
from scipy import sparse, stats

from monitor.text.words import content_words, unify, word_key, words_revision
from monitor.trends import read_study
from monitor.trends.log_odds import PRIOR, Told, _two_sided, compare_words, of_shared
from monitor.trends.term_counts import count_words
from monitor.trends.term_texts import Names, words_of
from monitor.trends.terms import PART_READ, distinctive_terms

FILLER = [
    "market", "policy", "court", "engineer", "factory", "budget", "council", "harbour", "bridge", "science", "museum", "railway", "garden",
]  # fmt: skip


def write(world, texts):
    """Texts by article id: (title, body, byline, script)."""
    rows = [(ident, *values) for ident, values in texts.items()]
    columns = dict(zip(("article_id", "title", "body", "byline", "script"), zip(*rows, strict=True), strict=True))
    with world.warehouse.transaction() as connection:
        connection.register("told", pa.table({name: list(values) for name, values in columns.items()}))
        connection.execute(
            "UPDATE articles SET title = told.title, body = told.body, byline = told.byline, script = told.script FROM told "
            "WHERE told.article_id = articles.article_id"
        )
        connection.unregister("told")


def press(world, stories=12, said=None, seed=1, language="en", **fields):
    """Each story told by two articles in CHN and in USA at four outlets; ``said`` are words that a country adds to each."""
    generator = np.random.default_rng(seed)
    texts = {}
    for story, country, number in product(range(stories), ("CHN", "USA"), range(2)):
        ident = f"{country}{story:02d}{number}"
        world.add(
            ident,
            0,
            country=country,
            story=f"s{story}",
            outlet=f"{country}{(story + number) % 4}",
            language=language,
            **fields,
        )
        words = [*generator.choice(FILLER, 12), f"name{'abcdefghijklmnop'[story]}", *(said or {}).get(country, ())]
        texts[ident] = (" ".join(words[:5]), " ".join(words[5:]), "", "Latn")
    world.store()
    write(world, texts)


def found(world):
    """Rows of the table, without the other tables of the stage."""
    study = read_study(world.settings, world.warehouse, "scorer1", "topics1", texts=True)
    return distinctive_terms(study, frozenset()).to_pylist()


def clear(rows, basis):
    return {
        (row["term"], row["side"])
        for row in rows
        if row["basis"] == basis and row["q"] is not None and row["q"] <= 0.05
    }


def test_of_too_many_articles_a_part_of_the_stories_is_read_and_said_so(world, monkeypatch):
    press(world, said={"CHN": ["sovereignty"], "USA": ["espionage"]})
    monkeypatch.setattr("monitor.trends.term_texts.MOST", 32)
    study = read_study(world.settings, world.warehouse, "scorer1", "topics1", texts=True)
    stories = {article.article_id: article.story for article in world.articles}
    read = Counter(stories[ident] for ident in study.texts["article_id"].to_pylist())
    assert read.total() == 32
    assert set(read.values()) == {4}  # whole stories, both sides of each
    rows = distinctive_terms(study, frozenset()).to_pylist()
    assert {row["reason"] for row in rows} == {PART_READ}
    assert {(row["n_articles_a"], row["n_articles_b"], row["n_stories"]) for row in rows} == {(16, 16, 8)}
    assert clear(rows, "all") == {("sovereignty", "CHN"), ("espionage", "USA")}
    again = read_study(world.settings, world.warehouse, "scorer1", "topics1", texts=True)
    assert again.texts.equals(study.texts)


def test_planted_words_are_found_on_their_side_with_articles_to_read(world):
    press(world, said={"CHN": ["sovereignty"], "USA": ["espionage"]})
    rows = found(world)
    for basis in ("all", "shared"):
        assert clear(rows, basis) == {("sovereignty", "CHN"), ("espionage", "USA")}
    row = next(row for row in rows if row["term"] == "espionage" and row["basis"] == "all")
    assert (row["side_a"], row["side_b"], row["language"], row["text_scope"]) == ("CHN", "USA", "en", "full")
    assert (row["n_articles_with_a"], row["n_articles_with_b"], row["n_articles_a"], row["n_articles_b"]) == (
        0,
        24,
        24,
        24,
    )
    assert (row["n_stories_with"], row["n_outlets_with"], row["n_stories"]) == (12, 4, 12)
    assert row["lo"] < row["log_odds"] < row["hi"] < 0
    assert row["z"] < -3
    assert (row["method"], row["reason"]) == (words_revision(), None)
    outlets = {article.outlet for article in world.articles if article.article_id in row["example_articles"]}
    assert len(row["example_articles"]) == len(outlets) == 3


def test_nothing_is_clear_where_both_write_alike(world):
    for seed in range(3):
        world.articles.clear()
        press(world, seed=seed)
        rows = found(world)
        assert rows
        assert clear(rows, "all") | clear(rows, "shared") == set()


def test_a_story_with_forty_articles_does_not_make_its_names_distinctive(world):
    for number in range(40):
        world.add(f"more{number}", 0, country="USA", story="s0", outlet=f"USA{number % 4}")
    press(world)
    many = {
        f"more{number}": (f"Smithson {number}", "Smithson and the harbour of Smithson", "", "Latn")
        for number in range(40)
    }
    write(world, many)
    assert "Smithson" not in {row["term"] for row in found(world)}


def test_a_language_without_segmentation_is_not_compared(world):
    press(world, stories=3, language="fr")
    (row,) = found(world)
    assert (row["language"], row["term"], row["reason"]) == (
        "fr",
        None,
        "Not compared: words are told apart in English and Chinese only.",
    )


def test_few_outlets_are_withheld_and_the_stage_writes_the_rows(world):
    press(world, stories=6, said={"USA": ["espionage"]})
    world.articles = [a for a in world.articles if a.country == "CHN" or a.outlet in {"USA0", "USA1"}]
    assert world.run().term_rows == 1
    (row,) = world.rows("SELECT * FROM distinctive_terms")
    assert (row["term"], row["basis"], row["reason"]) == (None, "all", "Withheld: fewer than 3 outlets on a side.")
    assert (row["n_articles_a"], row["n_articles_b"]) == (12, sum(a.country == "USA" for a in world.articles))


def test_both_scripts_of_chinese_are_one_language(world):
    texts = {}
    own = {"CHN": "芯片出口管制，企业自主研发", "TWN": "晶片出口管制，民主社會關切"}
    for story, number, country in product(range(8), range(2), own):
        ident, hans = f"{country}{story}{number}", country == "CHN"
        world.add(
            ident,
            0,
            country=country,
            story=f"s{story}",
            outlet=f"{country}{(story + number) % 3}",
            language="zh-Hans" if hans else "zh-Hant",
        )
        texts[ident] = (own[country], "", "", "Hans" if hans else "Hant")
    world.store()
    write(world, texts)
    rows = found(world)
    told_apart = clear(rows, "all")
    assert {("自主", "CHN"), ("民主", "TWN")} <= told_apart
    assert {term for term, _ in told_apart}.isdisjoint({"芯片", "晶片", "出口", "管制"})
    assert {row["language"] for row in rows} == {"zh"}


def counts(*rows):
    return sparse.csr_matrix(np.array(rows, dtype=float))


def test_log_odds_are_those_of_the_formula_and_dealing_stories_out_is_a_hypergeometric_test():
    told = Told(
        counts([1, 3], [1, 2], [1, 4]), counts([0, 3], [0, 4], [0, 3]), np.array([4.0, 3, 5]), np.array([3.0, 4, 3])
    )
    odds = compare_words(told)
    prior = PRIOR * 10 * np.array([3, 19]) / 22
    a, b = np.array([3, 9]) + prior, np.array([0, 10]) + prior
    expected = np.log(a / (12 + PRIOR * 10 - a)) - np.log(b / (10 + PRIOR * 10 - b))
    np.testing.assert_allclose(odds.log_odds, expected)
    assert odds.log_odds[0] > 0
    assert odds.p[0] > 0.05
    many = Told(
        counts(*[[1.0, 9]] * 20, *[[0.0, 0]] * 20), counts(*[[0.0, 0]] * 20, *[[0.0, 10]] * 20),
        np.repeat([10.0, 0], 20), np.repeat([0.0, 10], 20),
    )  # fmt: skip
    z = stats.norm.isf(stats.hypergeom.pmf(20, 40, 20, 20))
    assert compare_words(many).z[0] == pytest.approx(z, abs=0.5)


def test_shared_stories_weigh_the_same_on_both_sides():
    told = Told(
        counts([8, 2], [0, 1], [0, 5]), counts([4, 1], [0, 10], [0, 0]), np.array([10.0, 1, 5]), np.array([5.0, 10, 0])
    )
    shared = of_shared(told)
    np.testing.assert_allclose(shared.n_a, shared.n_b)
    assert shared.count_a.shape == (2, 2)
    np.testing.assert_allclose(compare_words(shared).log_odds, 0, atol=1e-12)
    assert abs(compare_words(told).log_odds[0]) > 0.1


def test_a_side_without_words_gives_nothing():
    empty = Told(counts([0], [0]), counts([1], [2]), np.zeros(2), np.array([1.0, 2]))
    assert np.isnan(compare_words(empty).p).all()


def test_words_are_cleaned_of_what_is_no_text_of_the_article():
    texts = pa.table({
        "title": ["Minister resigns over chips | The Example", "Chips again", "More chips", "芯片出口"],
        "body": ["BEIJING, March 3 (Reuters) - Jane Doe wrote of 1,200 chips.\nRead our privacy policy", "Export.\nRead our privacy policy",
                 "Export said Reuters.\nRead our privacy policy", "新华社北京3月3日电（记者 陶然）企业发展。陶然报道"],
        "byline": ["By Jane Doe", "", "", "记者 陶然"], "script": ["Latn", "Latn", "Latn", "Hans"],
        "outlet_name": ["The Example", "The Example", "The Example", "Example"], "outlet_name_zh": [None, None, None, "例报"],
    })  # fmt: skip
    words = words_of(texts, [0, 0, 0, 1], [0, 1, 2, 3], Names.of(frozenset({"Reuters", "新华社"})))
    assert words[0] == ["Minister", "resigns", "chips", "wrote", "chips"]
    assert words[1:3] == [["Chips", "Export"], ["chips", "Export"]]
    assert words[3] == ["芯片", "出口", "企业", "发展"]


def test_spellings_of_one_word_are_one_term():
    counted = count_words(
        [["Chip", "chips", "defence", "AI", "ai", "country's"[:-2]], ["chips", "chips", "defense", "centre"]]
    )
    assert counted.terms == ("AI", "ai", "centre", "chips", "country", "defence")
    assert counted.matrix.toarray().tolist() == [[1, 1, 0, 2, 1, 1], [0, 0, 1, 2, 0, 1]]


def test_numbers_dates_and_function_words_are_no_words():
    text = "On Monday, 3 March the U.S. said OpenAI's GPT-4 isn't 1,200 times faster, see https://example.org/a?b=1"
    assert content_words(text) == ["US", "OpenAI", "GPT-4", "times", "faster"]
    assert content_words(unify("他們在3月5日表示，晶片與軟體產業將於明年成長百分之五", traditional=True)) == [
        "芯片",
        "软件产业",
        "成长",
    ]
    assert (word_key("AI"), word_key("Chips"), word_key("NATIONAL")) == ("AI", "chips", "national")


def test_no_term_is_certain_however_the_law_of_chance_ends():
    standardised, skew = np.array([3.0, 3.0, -3.0, 0.5]), np.array([-1.5, 1.5, 1.5, 0.0])
    p = _two_sided(standardised, skew)
    assert (p >= 2 * stats.norm.sf(np.abs(standardised)) - 1e-15).all()
    assert p[1] > p[0] > 0.002  # a long tail on that side makes it likelier
