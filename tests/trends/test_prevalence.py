from datetime import date

import pytest

from monitor.config.settings import Clock, CollectSettings

pytestmark = pytest.mark.usefixtures("one_outlet_is_enough")

ALL = "language = 'all' AND ownership = 'all' AND audience = 'all' AND panel = 'all' AND country != 'all'"


def one(world, where, columns="*"):
    rows = world.rows(f"SELECT {columns} FROM weekly_frame_prevalence WHERE {where} AND frame_id = 'security'")
    assert len(rows) == 1
    return rows[0]


def test_share_counts_copies_once_in_a_country_unless_weighted_by_copy(world):
    world.add("a", coded="security", story="s1", outlet="o1")
    world.add("b", coded="security", story="s1", outlet="o2", copy_group="a", hour=11)
    world.add("c", coded="security", story="s1", outlet="o3", country="CHN", copy_group="a", hour=12)
    world.add("d", coded="", story="s2", outlet="o2")
    world.run()
    article = one(world, f"{ALL} AND country = 'USA' AND weighting = 'article'")
    assert (article["n_articles"], article["n_stories"], article["n_outlets"]) == (2, 2, 2)
    assert article["estimate"] == 0.5
    copy = one(world, f"{ALL} AND country = 'USA' AND weighting = 'copy'")
    assert (copy["n_articles"], copy["estimate"]) == (3, pytest.approx(2 / 3))
    assert one(world, f"{ALL} AND country = 'CHN' AND weighting = 'article'")["n_articles"] == 1


def test_the_earliest_copy_stands_for_the_others(world):
    world.add("late", coded="", copy_group="g", hour=15, outlet="o1").add(
        "early", coded="security", copy_group="g", hour=8
    )
    world.run()
    found = one(world, f"{ALL} AND weighting = 'copy'", "n_articles, n_gold, estimate")
    assert found == {"n_articles": 2, "n_gold": 2, "estimate": 1.0}


def test_story_weighting_counts_each_story_once(world):
    for name in "abc":
        world.add(name, coded="security", story="big")
    world.add("d", coded="", story="small")
    world.run()
    assert one(world, f"{ALL} AND weighting = 'article'")["estimate"] == 0.75
    assert one(world, f"{ALL} AND weighting = 'story'")["estimate"] == 0.5


def test_one_story_gets_no_interval_and_a_reason(world):
    world.add("a", coded="security").add("b", coded="").run()
    found = one(world, f"{ALL} AND weighting = 'article'")
    assert (found["lo"], found["hi"], found["estimate"]) == (None, None, 0.5)
    assert "one story" in found["reason"]


def test_irrelevant_articles_are_left_out_and_scopes_kept_apart(world):
    world.add("a", coded="security", story="s1").add("b", coded="", story="s2", scope="title")
    world.add("c", coded="", story="s3", relevant=False).run()
    rows = world.rows(
        f"SELECT text_scope, estimate, n_articles FROM weekly_frame_prevalence WHERE {ALL} AND weighting "
        f"= 'article' AND frame_id = 'security' ORDER BY text_scope"
    )
    assert [tuple(row.values()) for row in rows] == [("full", 1.0, 1), ("title", 0.0, 1)]


def test_margins_of_language_ownership_and_audience(world):
    world.add("a", coded="security", story="s1", language="en", ownership="state", audience="foreign")
    world.add("b", coded="", story="s2", language="zh-Hans", ownership="private").run()
    found = world.rows(
        "SELECT country, language, ownership, audience, estimate FROM weekly_frame_prevalence WHERE "
        "frame_id = 'security' AND weighting = 'article' AND panel = 'all'"
    )
    shares = {tuple(row.values())[:4]: row["estimate"] for row in found}
    assert shares == {
        ("USA", "all", "all", "all"): 0.5,
        ("USA", "en", "all", "all"): 1.0,
        ("USA", "zh-Hans", "all", "all"): 0.0,
        ("USA", "all", "state", "all"): 1.0,
        ("USA", "all", "private", "all"): 0.0,
        ("USA", "all", "all", "foreign"): 1.0,
        ("USA", "all", "all", "domestic"): 0.0,
        ("all", "all", "all", "all"): 0.5,
        ("all", "en", "all", "all"): 1.0,
        ("all", "zh-Hans", "all", "all"): 0.0,
    }


def test_correction_needs_coding_in_every_language_of_the_cell(world):
    for number in range(4):
        world.add(f"e{number}", present="security", coded="", story=f"s{number}", language="en")
        world.add(f"z{number}", present="security", story=f"s{number}", language="zh-Hans")
    world.run()
    english = one(world, "country = 'USA' AND language = 'en' AND weighting = 'article' AND panel = 'all'")
    chinese = one(world, "country = 'USA' AND language = 'zh-Hans' AND weighting = 'article' AND panel = 'all'")
    both = one(world, f"{ALL} AND weighting = 'article'")
    assert (english["method"], english["estimate"], english["n_gold"], english["reason"]) == ("ppi", 0.0, 4, None)
    assert (chinese["method"], chinese["estimate"], chinese["n_gold"]) == ("uncorrected", 1.0, 0)
    assert (both["method"], both["estimate"], both["n_gold"]) == ("uncorrected", 1.0, 4)
    assert "no article was coded" in chinese["reason"]
    assert "language" in both["reason"]


def test_only_coders_of_the_gold_kinds_with_a_known_probability_correct(world):
    for number in range(3):
        world.add(f"a{number}", present="security", coded="", story=f"s{number}", probability=None)
    world.run()
    assert one(world, f"{ALL} AND weighting = 'article'")["method"] == "uncorrected"
    world.articles = []
    for number in range(3):
        world.add(f"a{number}", present="security", coded="", story=f"s{number}")
    world.settings = world.settings.model_copy(
        update={"gold": world.settings.gold.model_copy(update={"coder_kinds": ["author"]})}
    )
    world.run()
    assert one(world, f"{ALL} AND weighting = 'article'")["n_gold"] == 0


def test_a_week_is_complete_when_the_collector_saw_all_of_it(world):
    for week in range(4):
        world.add(f"a{week}", week, coded="", story=f"s{week}")
    # weeks start on 5, 12, 19 and 26 January: the collector starts on the 6th and stops on Saturday the 31st
    clock = Clock(start=date(2026, 1, 6), stop=date(2026, 1, 31))
    world.settings = world.settings.model_copy(update={"collect": CollectSettings(source="sample", clock=clock)})
    world.run()
    found = world.rows(
        f"SELECT week, complete FROM weekly_frame_prevalence WHERE {ALL} AND weighting = 'copy' AND "
        f"frame_id = 'security' ORDER BY week"
    )
    assert [row["complete"] for row in found] == [False, True, True, False]


def test_the_clock_of_a_live_collector_is_that_of_its_fetches(world):
    for week in range(3):
        world.add(f"a{week}", week, coded="", story=f"s{week}")
    world.store()
    with world.warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO fetches (attempted_at) VALUES ('2026-01-05 06:00:00+00'), ('2026-01-19 00:00:00+00')"
        )
    world.settings = world.settings.model_copy(update={"collect": CollectSettings()})
    world.run()
    found = world.rows("SELECT DISTINCT week, complete FROM weekly_frame_prevalence ORDER BY week")
    assert [row["complete"] for row in found] == [True, True, False]


def test_the_fixed_panel_holds_outlets_of_every_week_compared(world):
    for week in range(3):
        world.add(f"steady{week}", week, coded="security", story=f"s{week}", outlet="steady")
    world.add("new", 2, coded="", story="s9", outlet="new").run()
    found = world.rows(
        "SELECT week, panel, n_outlets, estimate FROM weekly_frame_prevalence WHERE country = 'USA' AND "
        "language = 'all' AND ownership = 'all' AND audience = 'all' AND weighting = 'article' AND "
        "frame_id = 'security' AND week = '2026-01-19' ORDER BY panel"
    )
    assert [(row["panel"], row["n_outlets"], row["estimate"]) for row in found] == [("all", 2, 0.5), ("fixed", 1, 1.0)]


def test_each_key_has_one_row(world):
    world.draw({"USA": {}, "CHN": {}}, weeks=3).run()
    repeated = world.rows(
        "SELECT count(*) AS n FROM weekly_frame_prevalence GROUP BY week, country, language, ownership, audience, "
        "text_scope, panel, frame_id, scorer_id, weighting HAVING count(*) > 1"
    )
    assert repeated == []
