import numpy as np
from ruptures import Dynp

from monitor.trends.scan import MIN_WEEKS, family_p, make_blocks, null_maxima, scan
from monitor.warehouse import query


def blocks_of(generator, *, change=0.0, weeks=10, series=4, frames=3):
    """Stories of two articles a country, some running into the next week; one series may change at week 6."""
    rows = []
    for story in range(40):
        week = story % weeks
        pull = generator.normal(0, 0.7, frames)
        for place in range(series):
            for number in range(2):
                seen = min(week + int(number == 1 and generator.random() < 0.3), weeks - 1)
                share = 1 / (1 + np.exp(1.2 - pull))
                if change and place == 0:
                    share[0] = 0.2 + change * (seen >= 6)
                rows.append((story, seen, place, *(generator.random(frames) < share)))
    table = np.array(rows, dtype=float)
    codes = table[:, :3].astype(np.int64)
    return make_blocks(codes[:, 0], codes[:, 1], codes[:, 2], table[:, 3:], n_weeks=weeks, n_series=series)


def smallest_p(blocks):
    peak = np.nanmax(np.abs(scan(blocks)), axis=0)
    return family_p(peak, null_maxima(blocks, 99, 1))


def test_statistic_is_the_difference_over_its_pooled_error():
    week, hit = np.arange(6), np.array([0.0, 1.0, 0.0, 1.0, 1.0, 1.0])
    story = np.arange(6)
    blocks = make_blocks(story, week, np.zeros(6, dtype=np.int64), hit[:, None], n_weeks=6, n_series=1)
    squares = np.sum((hit[:3] - 1 / 3) ** 2) + 0
    variance = (squares * 6 / 4 + 0.25) / 7
    expected = (1 - 1 / 3) / np.sqrt(variance * (1 / 3 + 1 / 3))
    found = scan(blocks)[:, 0, 0]
    np.testing.assert_allclose(found[1], expected, rtol=1e-12)
    assert np.isnan(found[[0, 2]]).all()  # two stories on a side are too few


def test_the_likeliest_week_is_where_ruptures_puts_its_one_change():
    """Stories of one week and one article each: then the statistic is largest where two means leave the least squares."""
    generator, per_week, weeks, frames = np.random.default_rng(11), 5, 14, 30
    week = np.repeat(np.arange(weeks), per_week)
    share = np.where(week[:, None] >= generator.integers(3, weeks - 3, frames), 0.7, 0.3)
    values = (generator.random((len(week), frames)) < share).astype(float)
    none = np.zeros(len(week), dtype=np.int64)
    blocks = make_blocks(np.arange(len(week)), week, none, values, n_weeks=weeks, n_series=1)
    likeliest = MIN_WEEKS + np.nanargmax(np.abs(scan(blocks)[:, 0]), axis=0)
    searches = [Dynp(model="l2", min_size=MIN_WEEKS * per_week, jump=per_week).fit(one) for one in values.T]
    assert likeliest.tolist() == [search.predict(n_bkps=1)[0] // per_week for search in searches]
    assert len(set(likeliest.tolist())) > 4


def test_a_permutation_moves_whole_stories_and_keeps_what_they_say():
    blocks = blocks_of(np.random.default_rng(5))
    moved = scan(blocks, blocks.start)
    np.testing.assert_array_equal(moved, scan(blocks))
    assert blocks.offset.max() == 1
    assert not np.allclose(scan(blocks, np.random.default_rng(0).permutation(blocks.start)), moved, equal_nan=True)


def test_family_p_counts_larger_maxima():
    found = family_p(np.array([2.5, 0.1, np.nan]), np.array([1.0, 2.0, 3.0, 4.0]))
    np.testing.assert_allclose(found[:2], [3 / 5, 1.0])
    assert np.isnan(found[2])


def test_without_a_change_one_world_in_twenty_at_most_finds_one():
    generator = np.random.default_rng(21)
    false = sum(smallest_p(blocks_of(generator)).min() <= 0.05 for _ in range(120))
    assert false <= 14  # 6 expected; 15 or more in 120 has probability 0.001


def test_a_change_is_found_where_it_is_and_nowhere_else():
    generator = np.random.default_rng(22)
    found = others = 0
    for _ in range(40):
        p = smallest_p(blocks_of(generator, change=0.6))
        found += p[0, 0] <= 0.05
        p[0, 0] = 1
        others += p.min() <= 0.05
    assert found >= 28
    assert others <= 7


def test_a_planted_shift_is_the_only_one_found(world):
    shares = {country: {"security": 0.2, "openness": 0.3, "industry": 0.4} for country in ("CHN", "GBR", "USA")}
    shares["CHN"]["security"] = (0.2, 0.8, 6)
    summary = world.draw(shares, seed=4).run()
    assert summary.shifts_found == 1
    with world.warehouse.transaction() as connection:
        (shift,) = query(connection, "trends_shifts", scorer_id=world.scorer).to_pylist()
    assert (shift["country"], shift["frame_id"], str(shift["week"])) == ("CHN", "security", "2026-02-16")
    assert shift["lo"] <= 0.6 <= shift["hi"]
    assert shift["change"] == shift["share_after"] - shift["share_before"]
    assert shift["p"] <= 0.05
    assert (shift["n_weeks"], shift["n_articles"], shift["method"]) == (10, 80, "ppi")


def test_what_cannot_be_tested_says_why(world):
    world.draw({"CHN": {}, "USA": {}}, weeks=3)
    world.articles = [a for a in world.articles if a.country == "CHN" or a.outlet in {"USA0", "USA1"}]
    summary = world.run()
    rows = world.rows(
        "SELECT country, reason, p, is_shift, week FROM frame_shifts WHERE frame_id = 'security' ORDER BY country"
    )
    assert summary.shifts_found == 0
    assert [row["is_shift"] for row in rows] == [False, False]
    assert [(row["p"], row["week"]) for row in rows] == [(None, None)] * 2
    assert "fewer than 2 weeks" in rows[0]["reason"]
    assert "fewer than 3 outlets" in rows[1]["reason"]


def test_a_shift_says_what_it_rests_on(world):
    shares = {"CHN": {"security": (0.1, 0.9, 6)}, "USA": {"security": 0.3}, "GBR": {"security": 0.3}}
    world.draw(shares, seed=4).run()
    (row,) = world.rows("SELECT * FROM frame_shifts WHERE is_shift")
    assert row["n_articles_before"] + row["n_articles_after"] == row["n_articles"]
    assert row["n_stories_before"] + row["n_stories_after"] >= row["n_stories"] >= 10
    assert row["n_outlets"] >= 3
    assert row["n_gold"] > 0
    assert row["least_without_outlet"] <= row["change"] <= row["most_without_outlet"]
    np.testing.assert_allclose(row["change_same_outlets"], row["change"])  # no outlet came or went
    assert row["caveat"] is None


def test_a_change_that_new_outlets_make_is_told_as_such(world):
    for week in range(10):
        for number in range(12):
            place = ("CHN", "USA", "GBR")[number % 3]
            outlet = f"{place}{number // 3 % 4}" + ("new" if place == "CHN" and week >= 5 else "")
            frames = ("security",) if place == "CHN" and week >= 5 else ()
            world.add(
                f"{week}-{number}",
                week,
                *[",".join(frames)] * 2,
                outlet=outlet,
                story=f"{week}-{number}",
                country=place,
            )
    for place in ("CHN",):
        for week in range(10):
            world.add(f"old-{week}", week, "", "", outlet="steady", story=f"old-{week}", country=place)
    world.run()
    (row,) = world.rows("SELECT * FROM frame_shifts WHERE is_shift")
    assert row["country"] == "CHN"
    assert row["change"] > 0.5
    assert row["change_same_outlets"] == 0
    assert "outlets that published both before and after" in row["caveat"]
