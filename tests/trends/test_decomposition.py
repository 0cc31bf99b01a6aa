"""Differences split into other stories, other attention, and other telling."""

import pytest

PLACES = {"USA": "abc", "GBR": "xyz"}


def rows(world, where="resolution = 'story' AND frame_id = 'security'"):
    return world.rows(f"SELECT * FROM framing_decomposition WHERE contrast = 'country' AND {where}")


def tell(world, place, story, n, present, **fields):
    """``n`` articles of a place on a story, the first ``present`` with the frame; everything is coded."""
    for number in range(n):
        words = "security" if number < present else ""
        outlet = PLACES[place][number % 3]
        world.add(f"{place}{story}{number}", 0, words, words, country=place, story=story, outlet=outlet, **fields)


def test_stories_told_otherwise_differ_by_framing(world):
    for number in range(6):
        tell(world, "USA", f"s{number}", 3, 3)
        tell(world, "GBR", f"s{number}", 3, 0)
    world.run()
    (row,) = rows(world)
    assert (row["side_a"], row["side_b"], row["method"], row["n_shared"]) == ("GBR", "USA", "ppi", 6)
    assert (row["unshared"], row["agenda"], row["framing"]) == pytest.approx((0, 0, -1))
    assert row["difference"] == pytest.approx(-1)


def test_other_attention_to_the_same_stories_is_agenda(world):
    for number in range(4):
        for kind, present in (("security", True), ("openness", False)):
            for place in PLACES:
                more = 5 if (place == "USA") == present else 1
                tell(world, place, f"{kind}{number}", more, more if present else 0)
    world.run()
    (row,) = rows(world)
    assert (row["unshared"], row["framing"]) == pytest.approx((0, 0))
    assert row["agenda"] == pytest.approx(1 / 6 - 5 / 6)
    assert row["agenda_lo"] < row["agenda"] < row["agenda_hi"]


def test_stories_of_one_side_are_split_off_and_everything_adds_up(world):
    generator = range(7)
    for number in generator:
        tell(world, "USA", f"s{number}", 2 + number % 3, number % 2)
        if number < 5:
            tell(world, "GBR", f"s{number}", 3, (number + 1) % 3)
        else:
            tell(world, "GBR", f"own{number}", 3, 3)
    world.run()
    for row in rows(world, "resolution = 'story'"):
        assert row["unshared"] + row["agenda"] + row["framing"] == pytest.approx(row["difference"], abs=1e-9)
    (row,) = rows(world)
    gap = world.rows("SELECT * FROM frame_differences WHERE contrast = 'country' AND frame_id = 'security'")[0]
    assert (row["difference"], row["difference_lo"]) == (gap["difference"], gap["lo"])
    assert (row["n_shared"], row["n_shared_a"]) == (5, 15)
    assert row["unshared"] != 0


def test_with_two_shared_stories_nothing_is_split_and_it_says_so(world):
    for number in range(4):
        tell(world, "USA", f"s{number}", 3, 1)
        tell(world, "GBR", f"s{number}" if number < 2 else f"own{number}", 3, 2)
    world.run()
    (row,) = rows(world)
    assert row["difference"] is not None
    assert (row["agenda"], row["framing"], row["unshared"]) == (None, None, None)
    assert row["reason"] == "Not split: fewer than 3 stories told by both sides."


def test_fewer_than_three_outlets_are_withheld(world):
    for number in range(4):
        world.add(f"u{number}", 0, "", "", country="USA", story=f"s{number}", outlet="one")
        tell(world, "GBR", f"s{number}", 3, 1)
    world.run()
    (row,) = rows(world)
    assert (row["difference"], row["framing"]) == (None, None)
    assert row["reason"].startswith("Withheld: fewer than 3 outlets")


def test_two_resolutions_are_given(world):
    for number in range(4):
        tell(world, "USA", f"s{number}", 3, 1)
        tell(world, "GBR", f"s{number}", 3, 2)
    world.run()
    assert {row["resolution"] for row in rows(world, "frame_id = 'security'")} == {"story", "dispute"}
