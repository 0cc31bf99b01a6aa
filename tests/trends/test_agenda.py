"""Attention to stories and disputes by country."""

import numpy as np
import pytest

from monitor.trends import estimate_for
from monitor.warehouse import publish
from monitor.warehouse.publish import published

PLACES = ("CHN", "GBR", "USA")


def tell(world, place, story, n, outlets=4, **fields):
    for number in range(n):
        world.add(
            f"{place}{story}{number}", 0, country=place, story=story, outlet=f"{place}{number % outlets}", **fields
        )


def rows(world, where="true"):
    return world.rows(f"SELECT * FROM agenda WHERE {where} ORDER BY level, event_id, country")


def one(world, place, story):
    (row,) = rows(world, f"level = 'story' AND event_id = '{story}' AND country = '{place}'")
    return row


@pytest.fixture
def uneven(world):
    """Three places tell two stories alike; the USA, of four times the articles, makes much of a third, which China does not tell."""
    for place in PLACES:
        for number in range(10):
            tell(world, place, f"rest{number}", 8 if place == "USA" else 4)
    tell(world, "USA", "much", 80)
    tell(world, "GBR", "much", 4)
    return world


def test_shares_are_of_a_places_articles_and_others_weigh_the_same(uneven):
    uneven.run()
    usa, gbr, chn = (one(uneven, place, "much") for place in ("USA", "GBR", "CHN"))
    assert (usa["n_articles"], usa["n_on_it"], usa["n_outlets"], usa["n_outlets_on_it"]) == (160, 80, 4, 4)
    assert usa["share"] == pytest.approx(0.5)
    assert usa["share_others"] == pytest.approx((4 / 44 + 0) / 2)
    assert usa["difference"] == pytest.approx(0.5 - 2 / 44)
    assert usa["difference_lo"] > 0
    assert usa["q"] < 0.05
    assert (chn["n_on_it"], chn["share"], chn["n_countries"]) == (0, 0.0, 2)
    assert 0 < chn["hi"] < 0.15
    assert gbr["lo"] < gbr["share"] < gbr["hi"]


def test_what_outlets_make_of_a_story_widens_its_interval(world):
    for number in range(8):
        for place in PLACES:
            for outlet in range(4):
                n = 12 if outlet == number % 4 else 0
                for at in range(n):
                    world.add(
                        f"{place}{number}{outlet}{at}", 0, country=place, story=f"s{number}", outlet=f"{place}{outlet}"
                    )
    world.run()
    apart = one(world, "USA", "s0")
    assert apart["hi"] - apart["lo"] > 0.3  # twelve independent articles of ninety-six would give 0.13
    assert "one outlet holds half" in apart["caveat"]


def test_disputes_have_stories_as_clusters(uneven):
    uneven.store()
    with uneven.warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO stories (story_id, dispute_id) SELECT DISTINCT story_id, if(story_id < 'rest5', 'one', 'other') FROM story_members"
        )
    estimate_for(uneven.settings, uneven.warehouse, "scorer1", "topics1")
    found = {row["country"]: row for row in rows(uneven, "level = 'dispute' AND event_id = 'one'")}
    assert found["GBR"]["n_on_it"] == 24
    assert found["USA"]["share"] == pytest.approx(0.75)
    usa = found["USA"]
    # one story holds two thirds of it: far wider than 120 of 160 independent articles
    assert usa["hi"] - usa["lo"] > 0.3
    assert usa["caveat"] == "Read with care: one story holds half of the articles or more."


def test_few_outlets_are_withheld_and_are_not_among_the_others(uneven):
    tell(uneven, "SGP", "much", 6, outlets=2)
    uneven.run()
    row = one(uneven, "SGP", "much")
    assert (row["n_on_it"], row["share"], row["difference"]) == (6, None, None)
    assert row["reason"] == "Withheld: fewer than 3 outlets in the country or territory."
    assert one(uneven, "USA", "much")["share_others"] == pytest.approx(2 / 44)


def test_a_single_place_is_compared_with_nobody(world):
    tell(world, "USA", "alone", 8)
    tell(world, "USA", "other", 8)
    world.run()
    row = one(world, "USA", "alone")
    assert (row["share"], row["difference"], row["q"]) == (0.5, None, None)
    assert row["reason"].startswith("Not compared")


def test_text_scopes_are_apart_and_a_scope_of_nobody_gives_nothing(uneven):
    tell(uneven, "USA", "headline", 1, scope="title")
    uneven.run()
    assert {row["text_scope"] for row in rows(uneven)} == {"full"}


def test_equal_attention_is_seldom_called_different(world):
    generator = np.random.default_rng(8)
    for place in PLACES:
        for number, story in enumerate(generator.choice(12, 150)):
            outlet = f"{place}{generator.integers(4)}"
            world.add(f"{place}{number}", 0, country=place, story=f"s{story}", outlet=outlet)
    world.run()
    found = rows(world, "level = 'story'")
    assert len(found) == 36
    assert sum(row["q"] <= 0.05 for row in found) == 0
    assert np.mean([row["lo"] <= 1 / 12 <= row["hi"] for row in found]) >= 0.85


def test_the_view_leads_back_to_the_stories(uneven):
    uneven.store()
    with uneven.warehouse.transaction() as connection:
        connection.execute("INSERT INTO stories (story_id, label_en) SELECT DISTINCT story_id, 'L' FROM story_members")
    estimate_for(uneven.settings, uneven.warehouse, "scorer1", "topics1")
    publish(uneven.warehouse)
    with published(uneven.warehouse) as connection:
        connection.execute(
            "SELECT t.article, a.event_en, a.is_clear FROM v_agenda AS a JOIN v_story_timeline AS t ON list_contains(a.stories, t.story) "
            "WHERE a.level = 'story' AND a.event = 'much' AND a.country = 'USA' AND t.country = 'USA'"
        )
        found = connection.fetchall()
    assert len(found) == 80
    assert found[0][1:] == ("L", True)


def test_a_second_run_leaves_the_same_rows_and_those_of_other_scorers_and_ranges(uneven):
    uneven.store()
    with uneven.warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO agenda (scorer_id, range_stop, event_id) VALUES "
            "('other', DATE '2026-01-05', 'kept'), ('scorer1', DATE '2025-12-29', 'kept')"
        )
    summary = uneven.run()
    first = rows(uneven)
    assert len(first) == summary.agenda_rows + 2
    uneven.run()
    assert rows(uneven) == first
