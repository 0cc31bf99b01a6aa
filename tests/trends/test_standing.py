"""Weeks of which nothing changed stand; what is written is what an estimation from nothing writes."""

import math
from dataclasses import replace as changed

import numpy as np
import pytest

from monitor.trends import study, week_inputs
from monitor.trends.standing import WEEKLY
from monitor.warehouse import Warehouse

WEEKS, YEAR = 9, 4
PLACES = {"CHN": {"security": (0.2, 0.8, 5)}, "USA": {}, "GBR": {"openness": 0.6}}


@pytest.fixture
def year_of_four_weeks(monkeypatch):
    """Windows short enough for a small world."""
    monkeypatch.setattr(study, "YEAR", YEAR)


@pytest.fixture
def long_world(world, year_of_four_weeks):
    """Nine weeks, three of them compared; a tenth of the articles coded, in the first six weeks."""
    limits = world.settings.trends.model_copy(update={"weeks": 3})
    world.settings = world.settings.model_copy(update={"trends": limits})
    world.draw(PLACES, weeks=WEEKS)
    generator = np.random.default_rng(7)
    world.articles = [
        changed(one, gold=one.gold if one.week < 6 and generator.random() < 0.3 else None, probability=0.3)
        for one in world.articles
    ]
    return world


def rows(world, table):
    return world.rows(f"SELECT * FROM {table} ORDER BY ALL")


def since(world, table="weekly_frame_prevalence"):
    """When each week was estimated."""
    sql = f"SELECT week, estimated_at FROM estimated_weeks WHERE table_name = '{table}'"
    return {row["week"]: row["estimated_at"] for row in world.rows(sql)}


def from_nothing(world, folder):
    """The same articles in a warehouse where nothing was estimated yet."""
    other = changed(world, warehouse=Warehouse(folder))
    other.run()
    return other


def same(found, expected):
    if isinstance(found, float) and isinstance(expected, float):
        return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)
    return found == expected


def assert_same_rows(found, expected):
    assert len(found) == len(expected) > 0
    pairs = zip(found, expected, strict=True)
    assert [(one, two) for one, two in pairs if not all(map(same, one.values(), two.values()))] == []


def assert_same_tables(world, other):
    for table in WEEKLY:
        assert_same_rows(rows(world, table), rows(other, table))


def test_a_new_week_leaves_those_before_and_gives_what_an_estimation_from_nothing_gives(long_world, tmp_path):
    every = long_world.articles
    long_world.articles = [one for one in every if one.week < WEEKS - 1]
    assert long_world.run().weeks_estimated == WEEKS - 1
    before = since(long_world)
    long_world.articles = every
    summary = long_world.run()
    assert summary.weeks_estimated == 1
    after = since(long_world)
    assert {week: after[week] for week in before} == before
    assert summary.prevalence_rows == len(rows(long_world, "weekly_frame_prevalence"))
    assert summary.contrast_rows == len(rows(long_world, "story_frame_contrasts"))
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


@pytest.mark.slow
def test_week_by_week_is_the_same_as_at_once(long_world, tmp_path):
    every = long_world.articles
    for week in range(1, WEEKS + 1):
        long_world.articles = [one for one in every if one.week < week]
        # articles are coded as they come in: with every change of the coding all weeks are estimated
        long_world.run()
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


def test_nothing_new_is_nothing_to_estimate(long_world):
    long_world.run()
    before = [rows(long_world, table) for table in WEEKLY], since(long_world)
    assert long_world.run().weeks_estimated == 0
    assert ([rows(long_world, table) for table in WEEKLY], since(long_world)) == before


def test_a_late_article_changes_its_week_and_the_weeks_whose_windows_it_is_in(long_world, tmp_path):
    long_world.run()
    long_world.add("late", 6, "security", country="USA", outlet="USA1", story="w06s1")
    assert long_world.run().weeks_estimated == 3
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


def test_an_article_moved_to_another_story_changes_the_contrasts_of_both(long_world, tmp_path):
    long_world.run()
    moved = next(one for one in long_world.articles if one.week == 7 and one.story == "w07s0" and one.gold is None)
    long_world.articles[long_world.articles.index(moved)] = changed(moved, story="w08s0")
    assert long_world.run().weeks_estimated == 2
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


def test_what_changes_long_before_the_last_article_of_a_story_changes_its_contrasts(long_world, tmp_path):
    long_world.articles = [changed(one, gold=one.gold if one.week < 2 else None) for one in long_world.articles]
    for number, (week, place) in enumerate(((2, "CHN"), (2, "USA"), (6, "CHN"), (6, "USA"), (6, "GBR"))):
        long_world.add(f"long{number}", week, "security", country=place, outlet=f"{place}1", story="long")
    long_world.add("reprint", 8, "security", country="USA", outlet="USA2", story="long", copy_group="long3")
    long_world.run()
    at = next(at for at, one in enumerate(long_world.articles) if one.article_id == "long0")
    long_world.articles[at] = changed(long_world.articles[at], predicted=frozenset({"openness"}))
    long_world.run()
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


CHANGES = {
    "an outlet": {"outlet": "elsewhere"},
    "a place": {"country": "FRA"},
    "an owner": {"ownership": "state"},
    "an audience": {"audience": "foreign"},
    "a language": {"language": "zh-Hans"},
    "a scope": {"scope": "title"},
    "what the scorer found": {"predicted": frozenset({"security", "openness", "industry"})},
    "no relevance": {"relevant": False},
}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_in_an_article_its_week_is_estimated_anew(long_world, tmp_path, change):
    long_world.run()
    at = next(at for at, one in enumerate(long_world.articles) if one.week == WEEKS - 1 and len(one.predicted) == 1)
    long_world.articles[at] = changed(long_world.articles[at], **CHANGES[change])
    assert 1 <= long_world.run().weeks_estimated < WEEKS
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


def test_a_copy_and_a_withdrawn_week_are_noticed(long_world, tmp_path):
    long_world.run()
    first, second = [at for at, one in enumerate(long_world.articles) if one.story == "w08s0"][:2]
    group = long_world.articles[first].article_id
    long_world.articles[second] = changed(long_world.articles[second], copy_group=group)
    assert long_world.run().weeks_estimated == 1
    long_world.articles = [one for one in long_world.articles if one.week != WEEKS - 1]
    assert long_world.run().weeks_estimated == 0
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


@pytest.mark.slow
def test_other_coding_other_limits_and_other_code_change_every_week(long_world, tmp_path, monkeypatch):
    long_world.run()
    at = next(at for at, one in enumerate(long_world.articles) if one.gold is not None)
    long_world.articles[at] = changed(long_world.articles[at], gold=frozenset())
    assert long_world.run().weeks_estimated == WEEKS
    limits = long_world.settings.trends.model_copy(update={"min_gold": 4})
    long_world.settings = long_world.settings.model_copy(update={"trends": limits})
    assert long_world.run().weeks_estimated == WEEKS
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))
    monkeypatch.setattr(week_inputs, "code_digest", lambda: "another method")
    assert long_world.run().weeks_estimated == WEEKS


@pytest.mark.slow
@pytest.mark.parametrize("table", WEEKLY)
def test_rows_that_are_missing_are_estimated_again(long_world, table):
    long_world.run()
    expected = rows(long_world, table)
    with long_world.warehouse.transaction() as connection:
        connection.execute(f"DELETE FROM {table} WHERE week = (SELECT max(week) FROM {table})")
    long_world.run()
    assert_same_rows(rows(long_world, table), expected)


def test_what_was_estimated_before_weeks_were_recorded_is_replaced(long_world, tmp_path):
    long_world.run()
    with long_world.warehouse.transaction() as connection:
        connection.execute("DELETE FROM estimated_weeks")
        connection.execute("UPDATE weekly_frame_prevalence SET estimate = 2")
    assert long_world.run().weeks_estimated == WEEKS
    assert_same_tables(long_world, from_nothing(long_world, tmp_path / "other"))


def test_the_digest_of_the_code_follows_the_code():
    assert week_inputs.code_digest() == week_inputs.code_digest.__wrapped__()
    assert len(week_inputs.code_digest()) == 32
