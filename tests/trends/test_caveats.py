"""What goes with a figure that is given all the same, and the figure without any one outlet."""

import pytest

USA = "country = 'USA' AND language = 'all' AND ownership = 'all' AND audience = 'all' AND panel = 'all'"


def weekly(world, where=f"{USA} AND weighting = 'article'"):
    return world.rows(
        f"SELECT * FROM weekly_frame_prevalence WHERE {where} AND frame_id = 'security' AND week = "
        "(SELECT min(week) FROM weekly_frame_prevalence)"
    )


def three_outlets(world):
    """Six articles: outlets a, b and c with two each; only c uses the frame."""
    for number, outlet in enumerate("aabbcc"):
        words = "security" if outlet == "c" else ""
        world.add(f"{outlet}{number}", coded=words, present=words, outlet=outlet, story=f"s{number}")
    return world


def test_without_any_one_outlet_a_share_lies_between_two_others(world):
    three_outlets(world).run()
    (row,) = weekly(world)
    assert row["estimate"] == pytest.approx(2 / 6)
    assert (row["least_without_outlet"], row["most_without_outlet"]) == (0.0, 0.5)
    assert row["caveat"] is None


def test_a_week_of_three_articles_says_so(world):
    for number, outlet in enumerate("abc"):
        world.add(outlet, coded="", outlet=outlet, story=f"s{number}")
    world.run()
    (row,) = weekly(world)
    assert row["n_articles"] == 3
    assert row["caveat"] == "Read with care: fewer than 5 articles."


def test_a_story_that_is_most_of_a_week_is_named_and_widens_the_interval(world):
    three_outlets(world)
    for number in range(9):
        outlet = "abc"[number % 3]
        world.add(f"big{number}", coded="security", present="security", outlet=outlet, story="big")
    world.run()
    (row,) = weekly(world)
    assert row["caveat"] == "Read with care: one story holds half of the articles or more."
    assert row["estimate"] == pytest.approx(11 / 15)
    assert row["hi"] - row["lo"] > 0.5


def test_an_outlet_that_is_most_of_a_week_is_named(world):
    three_outlets(world)
    for number in range(8):
        world.add(f"more{number}", coded="", outlet="a", story=f"m{number}")
    world.run()
    (row,) = weekly(world)
    assert row["caveat"] == "Read with care: one outlet holds half of the articles or more."


def test_a_place_with_one_outlet_gets_no_share_but_its_counts(world):
    for number in range(6):
        world.add(f"a{number}", coded="", outlet="only", story=f"s{number}")
    world.run()
    (row,) = weekly(world)
    assert (row["estimate"], row["lo"], row["least_without_outlet"], row["n_articles"]) == (None, None, None, 6)
    assert row["reason"].startswith("Withheld: fewer than 3 outlets")


def test_a_difference_without_any_one_outlet_lies_between_two_others(world):
    three_outlets(world)
    for number, outlet in enumerate("xxyyzz"):
        words = "security" if number == 0 else ""
        world.add(f"{outlet}{number}", coded=words, present=words, outlet=outlet, story=f"t{number}", country="GBR")
    world.run()
    (row,) = world.rows("SELECT * FROM frame_differences WHERE contrast = 'country' AND frame_id = 'security'")
    assert row["difference"] == pytest.approx(1 / 6 - 2 / 6)
    # without c the USA has none: GBR is ahead; without x GBR has none
    assert row["least_without_outlet"] == pytest.approx(1 / 6 - 1 / 2)
    assert row["most_without_outlet"] == pytest.approx(1 / 6)
    assert row["caveat"] is None  # a difference that may be none need not turn round to be doubted


def test_a_clear_difference_that_one_outlet_makes_says_so(world):
    for number in range(60):
        words, outlet = ("security", "c") if number < 50 else ("", "ab"[number % 2])
        world.add(f"u{number}", coded=words, present=words, outlet=outlet, story=f"u{number}")
        words = "security" if number < 15 else ""
        world.add(f"g{number}", coded=words, present=words, outlet="xyz"[number % 3], story=f"g{number}", country="GBR")
    world.run()
    (row,) = world.rows("SELECT * FROM frame_differences WHERE contrast = 'country' AND frame_id = 'security'")
    assert row["hi"] < 0 < row["most_without_outlet"]
    assert row["caveat"].endswith("without one of the outlets this clear difference would turn round.")


def test_a_frame_that_nobody_uses_is_none_with_an_upper_limit(world):
    three_outlets(world).run()
    rows = world.rows(f"SELECT * FROM weekly_frame_prevalence WHERE {USA} AND frame_id = 'openness'")
    assert rows
    assert all(row["estimate"] == 0 and row["lo"] == 0 and 0 < row["hi"] < 1 for row in rows)
    difference = world.rows("SELECT * FROM frame_differences WHERE frame_id = 'openness' AND contrast = 'country'")
    assert difference == []


def test_a_place_that_stops_publishing_has_no_later_rows_and_no_shift(world):
    for week in range(8):
        for place in ("USA", "GBR"):
            if place == "GBR" and week > 3:
                continue
            for number, outlet in enumerate("abcabc"):
                name = f"{place}{week}{number}"
                world.add(name, week, "", "", outlet=f"{place}{outlet}", story=name, country=place)
    world.run()
    weeks = world.rows(
        "SELECT country, count(DISTINCT week) AS n FROM weekly_frame_prevalence WHERE country != 'all' GROUP BY ALL"
    )
    assert {row["country"]: row["n"] for row in weeks} == {"USA": 8, "GBR": 4}
    assert not world.rows("SELECT * FROM frame_shifts WHERE is_shift")
    fixed = world.rows(
        "SELECT DISTINCT country FROM weekly_frame_prevalence WHERE panel = 'fixed' AND country != 'all'"
    )
    assert [row["country"] for row in fixed] == ["USA"]
