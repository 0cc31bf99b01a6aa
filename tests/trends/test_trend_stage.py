from monitor.trends import estimate_for
from monitor.warehouse import fingerprint

TABLES = ("weekly_frame_prevalence", "frame_differences", "story_frame_contrasts", "frame_shifts")


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
    written = (summary.prevalence_rows, summary.difference_rows, summary.contrast_rows, summary.shift_rows)
    assert tuple(counts) == written
    assert summary.units == summary.coded_units == 2 * 4 * 2 * 2
