"""Who tells shared stories first, beyond what the number of articles alone gives."""

from itertools import permutations

import numpy as np
import pytest

from monitor.trends import estimate_for
from monitor.trends.shuffled_lags import median_limits, shuffled_p, story_lags


def lags_of(*stories):
    """Lags of stories given as lists of (time in days, country, half a day off or not)."""
    rows = [(at, *sorted(story)[i]) for at, story in enumerate(stories) for i in range(len(story))]
    story, at, where, *off = zip(*[(*row, 0.0)[:4] for row in rows], strict=True)
    return story_lags(
        np.array(story), np.array(at, float), np.array(off[0], float), np.array([one == "a" for one in where])
    )


def by_hand(story):
    """Mean lag and mean of first over all orders of the labels."""
    times = sorted(at for at, _ in story)
    lags = []
    for labels in permutations([where for _, where in sorted(story)]):
        first = {where: at for at, where in reversed(list(zip(times, labels, strict=True)))}
        lags.append(first["b"] - first["a"])
    return np.mean(lags), np.mean([(np.sign(lag) + 1) / 2 for lag in lags])


def test_the_lag_is_from_first_to_first_and_above_zero_where_a_leads():
    found = lags_of([(1, "a"), (2, "a"), (4, "b")], [(1, "b"), (1.5, "b"), (9.5, "a")])
    np.testing.assert_allclose(found.lag, [3, -8.5])
    np.testing.assert_allclose(found.cut, [3, -7])
    np.testing.assert_allclose(found.first, [1, 0])


@pytest.mark.parametrize(
    "story",
    [
        [(0, "a"), (1, "b")],
        [(0, "a"), (1, "a"), (3, "a"), (3.5, "b")],
        [(0, "b"), (0.25, "a"), (1, "b"), (4, "a"), (6, "a")],
    ],
)
def test_what_chance_gives_is_the_mean_over_all_orders_of_the_countries(story):
    found = lags_of(story)
    mean, first = by_hand(story)
    assert found.cut_null[0] == pytest.approx(mean)
    assert found.first_null[0] == pytest.approx(first)
    assert found.chance[found.start[0] : found.start[1]].sum() == pytest.approx(1)


def test_a_day_without_an_hour_may_be_the_same_moment():
    found = lags_of([(0.5, "a", 0.5), (0.9, "b")], [(0.5, "a", 0.5), (1.2, "b")], [(0.5, "a", 0.5), (1.4, "b", 0.5)])
    np.testing.assert_allclose(found.lag, [0, 0.7, 0])
    np.testing.assert_allclose(found.first, [0.5, 1, 0.5])


def drawn(generator, lag, stories=40):
    """Each country writes some articles at times of one law, b three times as many as a and ``lag`` days later."""
    made = []
    for _ in range(stories):
        n_a, n_b = 1 + generator.poisson(0.7), 1 + generator.poisson(3)
        made.append([
            *((at, "a") for at in generator.exponential(3, n_a)), *((at + lag, "b") for at in generator.exponential(3, n_b)),
        ])  # fmt: skip
    return lags_of(*made)


def test_without_a_lag_one_in_twenty_is_found_and_more_articles_lead_no_longer():
    generator = np.random.default_rng(3)
    p, beyond, plain = [], [], []
    for _ in range(200):
        lags = drawn(generator, 0.0)
        p.append(shuffled_p(lags, 200, generator))
        beyond.append(lags.beyond.mean())
        plain.append(lags.cut.mean())
    assert np.mean(plain) < -0.7  # b writes more, and so is first more often
    assert abs(np.mean(beyond)) < 0.05
    assert sum(one <= 0.05 for one in p) <= 20  # 10 expected; more than 20 has probability 0.001


def test_a_planted_lag_of_two_days_is_found():
    generator = np.random.default_rng(4)
    found = [
        (lags.beyond.mean(), shuffled_p(lags, 200, generator)) for lags in (drawn(generator, 2.0) for _ in range(30))
    ]
    assert sum(p <= 0.05 for _, p in found) >= 27
    assert 1.3 < np.mean([beyond for beyond, _ in found]) < 2.2


def test_the_median_has_the_limits_of_the_sign_test():
    assert median_limits(np.arange(1.0, 11)) == (2, 9)
    assert np.isnan(median_limits(np.arange(5.0))).all()


def shared(world, n=8):
    """``n`` stories that Britain tells a day after the USA, from three outlets each, a week of other news before them."""
    for number in range(n):
        for place, day in (("USA", 0), ("GBR", 1)):
            for at in range(2):
                world.add(
                    f"{place}{number}{at}",
                    1,
                    country=place,
                    story=f"s{number}",
                    outlet=f"{place}{(number + at) % 3}",
                    hour=9 + day,
                )
    return world


def told(world, *changes):
    """Store, a day later for Britain, with other changes; then estimate."""
    world.store()
    with world.warehouse.transaction() as connection:
        connection.execute("UPDATE articles SET published_at = published_at + INTERVAL 23 HOUR WHERE country = 'GBR'")
        for change in changes:
            connection.execute(change)
    estimate_for(world.settings, world.warehouse, "scorer1", "topics1")
    return world.rows("SELECT * FROM lead_lag ORDER BY country_a, country_b")


def test_a_lag_is_told_in_days_with_stories_and_articles_behind_it(world):
    (row,) = told(shared(world))
    assert (row["country_a"], row["country_b"], row["n_stories"], row["n_articles_a"]) == ("GBR", "USA", 8, 16)
    assert (row["lag_days"], row["lag_lo"], row["mean_lag_days"]) == pytest.approx((-1, -1, -1))
    assert row["lag_beyond_chance_days"] == pytest.approx(-1)  # as many articles: chance favours nobody
    assert (row["share_a_first"], row["share_a_first_by_chance"]) == (0, 0.5)
    assert row["q"] <= 0.05
    assert row["caveat"] == "Read with care: fewer than 10 stories."


def test_reprints_and_stories_from_before_the_range_are_left_out(world):
    shared(world)
    world.add("early", 1, country="GBR", story="s0", outlet="GBR0", hour=1, copy_group="GBR00")
    world.add("old", -3, country="USA", story="s1", outlet="USA1")
    world.settings = world.settings.model_copy(update={"trends": world.settings.trends.model_copy(update={"weeks": 2})})
    (row,) = told(world, "UPDATE copies SET copy_group = 'GBR00' WHERE article_id = 'early'")
    assert (row["n_stories"], row["n_articles_a"]) == (7, 14)


def test_an_undated_article_that_may_have_been_first_leaves_its_story_out(world):
    shared(world)
    world.add("undated", 1, country="GBR", story="s0", outlet="GBR0", hour=8)
    world.add("later", 1, country="USA", story="s1", outlet="USA0", hour=23)
    rows = told(
        world,
        "UPDATE articles SET published_method = 'first_seen' WHERE article_id IN ('undated', 'later')",
        "UPDATE articles SET published_at = published_at + INTERVAL 3 DAY WHERE article_id = 'later'",
    )
    assert (rows[0]["n_stories"], rows[0]["n_stories_left_out"]) == (7, 1)


def test_days_without_hours_are_no_lag_and_are_named(world):
    shared(world, 12)
    rows = told(
        world,
        "UPDATE articles SET published_method = 'page_day', published_at = date_trunc('day', published_at) + INTERVAL 12 HOUR",
    )
    assert rows[0]["lag_days"] == -1
    assert rows[0]["caveat"] == "Read with care: of half of the articles or more only the day is known."


def test_few_outlets_and_few_stories_say_so(world):
    shared(world, 4)
    assert told(world)[0]["reason"] == "Not tested: fewer than 5 stories told by both."
    world.articles = [article for article in world.articles if article.outlet != "GBR0"]
    row = told(world)[0]
    assert (row["reason"], row["lag_days"]) == ("Withheld: fewer than 3 outlets on a side.", None)
