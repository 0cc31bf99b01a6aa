from datetime import UTC, date, datetime

import pytest

from monitor.config import ConfigError
from monitor.config.settings import CollectSettings
from monitor.trends import estimate_for, estimate_trends
from monitor.warehouse import fingerprint

TABLES = (
    "weekly_frame_prevalence",
    "frame_differences",
    "framing_decomposition",
    "story_frame_contrasts",
    "frame_shifts",
)


def hashes(world):
    with world.warehouse.transaction() as connection:
        return {name: value for name, value in fingerprint(connection).items() if name in TABLES}


def test_a_second_run_and_another_order_of_rows_leave_the_same_tables(world):
    world.draw({"CHN": {"security": 0.5}, "USA": {}, "GBR": {}}, weeks=6).run()
    first = hashes(world)
    world.run()
    assert hashes(world) == first
    world.articles.reverse()
    world.run()
    assert hashes(world) == first
    assert all(row["n"] > 0 for row in world.rows("SELECT count(*) AS n FROM frame_shifts"))


def test_rows_of_other_scorers_stay_and_those_of_this_one_are_replaced(world):
    world.draw({"CHN": {}, "USA": {}}, weeks=2).store()
    with world.warehouse.transaction() as connection:
        for table in TABLES:
            connection.execute(
                f"INSERT INTO {table} (scorer_id, frame_id) VALUES ('other', 'security'), (?, 'gone')", [world.scorer]
            )
    world.run()
    for table in TABLES:
        rows = world.rows(f"SELECT scorer_id, frame_id FROM {table}")
        assert {row["scorer_id"] for row in rows} == {"other", world.scorer}
        assert "gone" not in {row["frame_id"] for row in rows}


def test_without_articles_the_tables_are_emptied(world):
    world.draw({"CHN": {}, "USA": {}}, weeks=2).run()
    summary = estimate_for(world.settings, world.warehouse, world.scorer, "another topic method")
    assert (summary.units, summary.prevalence_rows) == (0, 0)
    assert all(world.rows(f"SELECT * FROM {table}") == [] for table in TABLES)


def test_summary_counts_what_was_written(world):
    summary = world.draw({"CHN": {}, "USA": {}}, weeks=2).run()
    counts = [world.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in TABLES]
    written = (
        summary.prevalence_rows,
        summary.difference_rows,
        summary.decomposition_rows,
        summary.contrast_rows,
        summary.shift_rows,
    )
    assert tuple(counts) == written
    assert summary.units == summary.coded_units == 2 * 4 * 2 * 2


def test_estimates_as_of_a_past_week_know_nothing_of_later_ones(world):
    world.draw({"CHN": {"security": (0.1, 0.9, 4)}, "USA": {}}, weeks=8).run()
    before = world.rows("SELECT * FROM frame_differences ORDER BY ALL")
    estimate_for(world.settings, world.warehouse, world.scorer, "topics1", date(2026, 1, 26))
    ranges = world.rows("SELECT DISTINCT range_start, range_stop FROM frame_differences ORDER BY range_stop")
    assert [(row["range_start"], row["range_stop"]) for row in ranges] == [
        (date(2026, 1, 5), date(2026, 1, 26)),
        (date(2026, 1, 5), date(2026, 2, 23)),
    ]
    assert world.rows("SELECT * FROM frame_differences WHERE range_stop = '2026-02-23' ORDER BY ALL") == before
    gap = world.rows(
        "SELECT difference, n_articles_a FROM frame_differences WHERE range_stop = '2026-01-26' AND contrast = 'country' "
        "AND frame_id = 'security'"
    )
    assert gap[0]["n_articles_a"] == 4 * 4 * 2
    assert gap[0]["difference"] < 0  # the planted rise comes later
    shifts = world.rows("SELECT max(week) AS week, max(n_weeks) AS n FROM frame_shifts WHERE range_stop = '2026-01-26'")
    assert shifts == [{"week": date(2026, 1, 19), "n": 4}]


def test_the_newest_estimation_is_recorded_and_a_past_one_is_not(world):
    world.draw({"CHN": {}, "USA": {}}, weeks=3).run()
    recorded = world.rows("FROM current_estimation")
    assert recorded == [{
        "scorer_id": "scorer1", "topic_method": "topics1", "topic_ids": None, "text_scope": "full", "newest_week": date(2026, 1, 19),
    }]  # fmt: skip
    assert estimate_trends(world.settings, world.warehouse, date(2026, 1, 12)).week == date(2026, 1, 12)
    assert world.rows("FROM current_estimation") == recorded


def test_a_past_week_without_any_estimates_estimates_nothing(world):
    assert estimate_trends(world.settings, world.warehouse, date(2026, 1, 12)).units == 0


def test_only_the_topics_of_the_settings_are_measured(world):
    world.draw({"CHN": {}, "USA": {}}, weeks=2).store()
    with world.warehouse.transaction() as connection:
        connection.execute(
            "UPDATE article_topics SET topic_id = if(article_id LIKE 'w00%', 'ai_security_disputes', 'other')"
        )
    trends = world.settings.trends.model_copy(update={"topics": ("ai_security_disputes",)})
    world.settings = world.settings.model_copy(update={"trends": trends})
    assert estimate_for(world.settings, world.warehouse, "scorer1", "topics1").units == 4 * 2 * 2
    assert world.rows("SELECT topic_ids FROM current_estimation")[0]["topic_ids"] == ["ai_security_disputes"]


def test_a_topic_that_no_file_defines_is_refused(world):
    trends = world.settings.trends.model_copy(update={"topics": ("trade",)})
    settings = world.settings.model_copy(update={"trends": trends})
    with pytest.raises(
        ConfigError, match=r"trends.topics: trade: no topics file defines it; known are ai_security_disputes"
    ):
        estimate_for(settings, world.warehouse, "scorer1", "topics1")


def test_a_week_is_complete_when_all_file_sets_that_touch_it_hold_all_of_it(world):
    for week in range(4):
        world.add(f"a{week}", week, coded="", story=f"s{week}")
    world.store()
    windows = [
        ("long", datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 26, tzinfo=UTC)),
        ("short", datetime(2026, 1, 14, tzinfo=UTC), datetime(2026, 1, 26, tzinfo=UTC)),
    ]
    with world.warehouse.transaction() as connection:
        connection.executemany(
            "INSERT INTO coverage_windows (source_set, starts_at, stops_at) VALUES (?, ?, ?)", windows
        )
    world.settings = world.settings.model_copy(update={"collect": CollectSettings(source="files")})
    world.run()
    found = world.rows("SELECT DISTINCT week, complete FROM weekly_frame_prevalence ORDER BY week")
    assert [row["complete"] for row in found] == [True, False, True, False]


def test_weeks_compared_end_with_the_scope_that_is_shown(world):
    for week in range(3):
        world.add(f"t{week}", week, story=f"t{week}", scope="title")
    world.add("f", 5, story="f")
    trends = world.settings.trends.model_copy(update={"text_scope": "title"})
    world.settings = world.settings.model_copy(update={"trends": trends})
    assert world.run().week == date(2026, 1, 19)


def test_every_n_is_the_number_of_the_articles_counted(world):
    world.draw({"CHN": {}, "USA": {}, "GBR": {}}, weeks=3)
    first = world.articles[0]
    world.add(
        "reprint",
        first.week,
        country=first.country,
        outlet="CHN9",
        copy_group=first.article_id,
        story=first.story,
        hour=20,
    )
    world.add(
        "abroad", first.week, country="USA", outlet="USA9", copy_group=first.article_id, story=first.story, hour=20
    )
    world.add("off topic", 1, country="USA", outlet="USA9", relevant=False)
    world.add("headline", 2, country="USA", outlet="USA9", scope="title")
    world.run()
    counted = world.rows("""
        SELECT week, country, text_scope, count(*) AS n_articles FROM counted_articles JOIN articles USING (article_id)
        WHERE scorer_id = 'scorer1' GROUP BY ALL ORDER BY ALL
    """)
    shares = world.rows("""
        SELECT DISTINCT week, country, text_scope, n_articles FROM weekly_frame_prevalence
        WHERE country <> 'all' AND language = 'all' AND ownership = 'all' AND audience = 'all' AND panel = 'all' AND weighting = 'article'
        ORDER BY ALL
    """)
    assert counted == shares
    named = {row["article_id"] for row in world.rows("FROM counted_articles")}
    assert {"abroad", "headline", first.article_id} <= named
    assert not {"reprint", "off topic"} & named
    estimate_for(world.settings, world.warehouse, world.scorer, "another topic method")
    assert world.rows("FROM counted_articles") == []
