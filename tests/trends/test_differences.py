from datetime import date

import numpy as np
from statsmodels.stats.multitest import multipletests

from monitor.config.settings import Clock, CollectSettings

WHERE = "contrast = 'country' AND frame_id = 'security'"


def test_a_true_difference_is_found_and_covered(world):
    world.draw({"CHN": {"security": 0.7}, "USA": {"security": 0.2}}).run()
    (found,) = world.rows(f"SELECT * FROM frame_differences WHERE {WHERE}")
    assert (found["side_a"], found["side_b"], found["method"], found["reason"]) == ("CHN", "USA", "ppi", None)
    assert (found["n_articles_a"], found["n_articles_b"], found["n_stories"]) == (80, 80, 40)
    assert found["lo"] <= 0.5 <= found["hi"]
    assert found["difference"] == found["estimate_a"] - found["estimate_b"]
    assert found["q"] < 0.001
    quiet = world.rows("SELECT q FROM frame_differences WHERE contrast = 'country' AND frame_id != 'security'")
    assert all(row["q"] > 0.05 for row in quiet)


def test_q_is_adjusted_over_all_pairs_and_frames_of_a_contrast(world):
    world.draw({"CHN": {"security": 0.6}, "USA": {}, "IND": {}}).run()
    rows = world.rows("SELECT p, q FROM frame_differences WHERE contrast = 'country'")
    assert len(rows) == 9
    expected = multipletests([row["p"] for row in rows], method="fdr_by")[1]
    np.testing.assert_allclose([row["q"] for row in rows], expected, atol=1e-12)


def test_too_few_outlets_withhold_every_number(world):
    world.draw({"CHN": {}, "USA": {}})
    world.articles = [a for a in world.articles if a.country == "CHN" or a.outlet in {"USA0", "USA1"}]
    world.run()
    rows = world.rows("SELECT * FROM frame_differences WHERE contrast = 'country'")
    assert len(rows) == 3
    for row in rows:
        assert row["n_outlets_b"] == 2
        assert "fewer than 3 outlets" in row["reason"]
        assert [row[name] for name in ("estimate_a", "estimate_b", "difference", "lo", "hi", "p", "q")] == [None] * 7


def test_one_story_on_a_side_withholds(world):
    for number in range(3):
        world.add(f"a{number}", coded="security", story=f"s{number}", outlet=f"a{number}", country="CHN")
        world.add(f"b{number}", coded="security", story="s0", outlet=f"b{number}", country="USA")
    world.run()
    (found,) = world.rows(f"SELECT * FROM frame_differences WHERE {WHERE}")
    assert found["difference"] is None
    assert "two stories" in found["reason"]


def test_sides_within_a_country_and_over_all(world):
    for number in range(12):
        state = number % 2 == 0
        facts = {"ownership": "state", "language": "zh-Hans"} if state else {"ownership": "private", "language": "en"}
        coded = "security" if state else ""
        world.add(f"a{number:02d}", coded=coded, story=f"s{number // 2}", outlet=f"o{number}", country="CHN", **facts)
    world.run()
    rows = world.rows(
        "SELECT contrast, side_a, side_b, difference, n_stories, lo FROM frame_differences WHERE "
        "frame_id = 'security' ORDER BY ALL"
    )
    sides = [(row["contrast"], row["side_a"], row["side_b"], row["difference"]) for row in rows]
    assert sides == [
        ("language", "CHN:en", "CHN:zh-Hans", -1.0),
        ("language", "en", "zh-Hans", -1.0),
        ("ownership", "CHN:private", "CHN:state", -1.0),
        ("ownership", "private", "state", -1.0),
    ]
    assert all(row["n_stories"] == 6 and -1 <= row["lo"] < -1 + 1e-9 for row in rows)


def test_only_the_weeks_compared_count_and_scopes_stay_apart(world):
    world.draw({"CHN": {}, "USA": {}}, weeks=8)
    world.settings = world.settings.model_copy(update={"trends": world.settings.trends.model_copy(update={"weeks": 3})})
    world.run()
    (found,) = world.rows(f"SELECT * FROM frame_differences WHERE {WHERE}")
    assert (str(found["range_start"]), str(found["range_stop"])) == ("2026-02-09", "2026-02-23")
    assert found["n_articles_a"] == 3 * 4 * 2
    assert found["text_scope"] == "full"


def test_a_week_that_is_not_over_is_not_compared(world):
    world.draw({"CHN": {}, "USA": {}}, weeks=3)
    clock = Clock(start=date(2026, 1, 5), stop=date(2026, 1, 23))
    world.settings = world.settings.model_copy(update={"collect": CollectSettings(source="sample", clock=clock)})
    world.run()
    (found,) = world.rows(f"SELECT range_stop, n_articles_a FROM frame_differences WHERE {WHERE}")
    assert (str(found["range_stop"]), found["n_articles_a"]) == ("2026-01-12", 2 * 4 * 2)
