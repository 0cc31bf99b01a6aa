"""No statement on a place from too few outlets."""

from datetime import date

FEW = "Withheld: fewer than 3 outlets in the country or territory."


def shares(world, country: str) -> list[tuple]:
    found = world.rows(
        "SELECT week, n_outlets, estimate, lo, reason FROM weekly_frame_prevalence WHERE frame_id = 'security' AND panel = 'all' AND "
        f"weighting = 'article' AND country = '{country}' AND language = 'all' AND ownership = 'all' AND audience = 'all' ORDER BY week"
    )
    return [(row["week"], row["n_outlets"], row["estimate"], (row["reason"] or "").startswith(FEW)) for row in found]


def test_a_place_of_one_outlet_gets_its_counts_and_no_share(world):
    for number in range(3):
        world.add(f"gb{number}", present="security", country="GBR", outlet="only", story=f"g{number}")
        world.add(f"us{number}", present="security", country="USA", outlet=f"us{number}", story=f"u{number}")
    world.run()
    assert shares(world, "GBR") == [(date(2026, 1, 5), 1, None, True)]
    assert shares(world, "USA") == [(date(2026, 1, 5), 3, 1.0, False)]
    assert shares(world, "all") == [(date(2026, 1, 5), 4, 1.0, False)]


def test_outlets_count_for_the_weeks_compared_and_not_for_ever(world):
    """Three outlets in the first week, one in each week after: enough while the first week is among those compared."""
    for number in range(3):
        world.add(f"a{number}", 0, "security", outlet=f"o{number}", story=f"a{number}")
    for week in range(1, 6):
        world.add(f"later{week}", week, "security", outlet="o0", story=f"s{week}")
    trends = world.settings.trends.model_copy(update={"weeks": 3})
    world.settings = world.settings.model_copy(update={"trends": trends})
    world.run()
    assert [(one[2], one[3]) for one in shares(world, "USA")] == [(1.0, False)] * 3 + [(None, True)] * 3


def test_scopes_are_counted_apart(world):
    for number in range(3):
        world.add(f"t{number}", present="security", outlet=f"t{number}", story=f"t{number}", scope="title")
    world.add("f", present="security", outlet="f", story="f")
    world.run()
    found = world.rows(
        "SELECT text_scope, estimate FROM weekly_frame_prevalence WHERE frame_id = 'security' AND panel = 'all' AND weighting = 'article' "
        "AND country = 'USA' AND language = 'all' AND ownership = 'all' AND audience = 'all' ORDER BY text_scope"
    )
    assert [(row["text_scope"], row["estimate"]) for row in found] == [("full", None), ("title", 1.0)]


def test_a_story_is_not_told_as_a_places_by_one_outlet(world):
    for number in range(4):
        world.add(f"gb{number}", present="security", country="GBR", outlet="only", story="s")
        world.add(f"us{number}", country="USA", outlet=f"us{number}", story="s")
    world.run()
    found = world.rows(
        "SELECT country, share, lo, q, reason FROM story_frame_contrasts WHERE frame_id = 'security' ORDER BY country"
    )
    assert [(row["country"], row["share"], row["lo"] is None, row["q"] is None) for row in found] == [
        ("GBR", None, True, True),
        ("USA", 0.0, True, True),
    ]
    assert found[0]["reason"].startswith(FEW)
    assert found[1]["reason"].startswith("Withheld: fewer than 3 outlets on a side.")
