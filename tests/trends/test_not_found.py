"""Stories that most countries carry and that were not found in the sources of one."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from monitor.trends import estimate_for
from monitor.trends.carrying import Told, fit_carrying
from monitor.trends.not_found import _adjusted

PLACES = ("CHN", "DEU", "GBR", "IND", "USA")


def press(world, without=(("USA", "s2"),), each=4):
    """Five places of four outlets tell ten stories, but for some; all have other articles on the topic."""
    for place in PLACES:
        for number in range(10):
            for at in range(each if (place, f"s{number}") not in without else 0):
                world.add(
                    f"{place}{number}{at}", number % 5, country=place, story=f"s{number}", outlet=f"{place}{at % 4}"
                )
        for week in range(5):
            for at in range(8):
                world.add(
                    f"{place}w{week}{at}", week, country=place, story=f"{place}w{week}{at}", outlet=f"{place}{at % 4}"
                )
    return world


def rows(world):
    return world.rows("SELECT * FROM not_found_in_sources ORDER BY story_id, country")


def test_a_story_of_all_others_that_one_lacks_is_named_with_its_chance(world):
    press(world, each=10).run()
    (row,) = rows(world)
    assert (row["story_id"], row["country"]) == ("s2", "USA")
    assert (row["n_countries"], row["n_countries_found"], row["n_articles_found"]) == (4, 4, 40)
    assert row["countries_found"] == ["CHN", "DEU", "GBR", "IND"]
    assert (row["n_articles"], row["n_outlets"], row["n_outlets_down"]) == (18, 4, 0)
    assert 4 < row["expected"] < 18 * 10 / 28
    assert row["chance"] < 0.05
    assert row["n_pairs"] == 40
    assert row["first_published_at"] == datetime(2026, 1, 19, 9, tzinfo=UTC)
    assert row["reason"] is None


def test_a_headline_or_a_reprint_is_enough(world):
    press(world)
    world.add("headline", 2, country="USA", story="s2", outlet="USA0", scope="title", copy_group="GBR20")
    world.run()
    assert rows(world) == []


def test_a_place_of_few_outlets_is_withheld(world):
    press(world)
    world.articles = [article for article in world.articles if article.outlet not in {"USA0", "USA1"}]
    world.run()
    (row,) = rows(world)
    assert (row["chance"], row["q"]) == (None, None)
    assert row["reason"] == "Withheld: fewer than 3 outlets in the country or territory."


def polled(world, failing):
    """Every outlet's feed is polled on every day of five weeks; those of ``failing`` do not answer in the third."""
    world.store()
    start = datetime(2026, 1, 5, 6, tzinfo=UTC)
    polls = [
        (f"{place}{at}", start + timedelta(days=day), "timeout" if f"{place}{at}" in failing and 14 <= day < 21 else "ok")
        for place in PLACES for at in range(4) for day in range(35)
    ]  # fmt: skip
    with world.warehouse.transaction() as connection:
        connection.executemany(
            "INSERT INTO fetches (fetch_id, url, kind, outlet_id, attempted_at, outcome) VALUES (uuid(), $1, 'feed', $1, $2, $3)",
            polls,
        )
    estimate_for(world.settings, world.warehouse, "scorer1", "topics1")
    return rows(world)


@pytest.mark.parametrize(
    ("failing", "reason", "caveat"),
    [
        ((), None, None),
        (("USA1",), None, "Read with care: not every outlet of the country or territory was reached in those weeks."),
        (
            ("USA1", "USA3"),
            "Withheld: fewer than 3 outlets in the country or territory were reached throughout.",
            "Read with care: not every outlet of the country or territory was reached in those weeks.",
        ),
    ],
)
def test_outlets_that_were_not_reached_are_no_silence(world, failing, reason, caveat):
    (row,) = polled(press(world), failing)
    assert (row["reason"], row["caveat"], row["n_outlets_down"]) == (reason, caveat, len(failing))
    assert (row["chance"] is None) == (reason is not None)


def test_a_story_that_has_just_begun_may_still_come(world):
    press(world, without=(("USA", "s4"),))
    for place in PLACES[:4]:
        world.add(f"{place}late", 4, country=place, story="s4", outlet=f"{place}0")
    world.store()
    with world.warehouse.transaction() as connection:
        connection.execute(
            "UPDATE articles SET published_at = published_at + INTERVAL 6 DAY FROM story_members AS m "
            "WHERE m.article_id = articles.article_id AND m.story_id = 's4'"
        )
    settings = world.settings.model_copy(update={"collect": world.settings.collect.model_copy(update={"clock": None})})
    estimate_for(settings, world.warehouse, "scorer1", "topics1")
    (row,) = rows(world)
    assert "the story began in the last 3 days looked at" in row["caveat"]
    assert "not every week of the story was seen whole" in row["caveat"]


def test_the_shares_of_others_leave_a_place_itself_out():
    told = Told(
        np.array([[2.0, 4.0, 0.0, 9.0]]), np.array([[10.0, 10.0, 10.0, 10.0]]), np.array([[True, True, True, False]])
    )
    n_others, n_found, share = told.others()
    np.testing.assert_allclose(n_others, [[2, 2, 2, 3]])
    np.testing.assert_allclose(n_found, [[1, 1, 2, 2]])
    np.testing.assert_allclose(share[0, :3], [0.2, 0.1, 0.3])


def test_the_law_of_absence_finds_what_was_put_in():
    generator = np.random.default_rng(6)
    mean = generator.exponential(3, 4000)
    absent = generator.poisson(0.8 * mean * generator.gamma(2, 0.5, 4000)) == 0
    law = fit_carrying(mean, absent)
    assert law.weight @ law.shrink == pytest.approx(0.8, abs=0.1)
    assert law.weight @ law.spread == pytest.approx(0.5, abs=0.2)
    sure = law.chance_of_none(mean) < 0.05
    assert absent[sure].mean() == pytest.approx(law.chance_of_none(mean)[sure].mean(), abs=0.01)


def test_pairs_that_could_not_have_been_found_do_not_count():
    q = _adjusted(np.array([[0.001, 0.02, 0.3, np.nan]]), np.array([[True, False, True, True]]))
    np.testing.assert_allclose(q, [[0.001 * 2 * 1.5, 1, 1, np.nan]])
