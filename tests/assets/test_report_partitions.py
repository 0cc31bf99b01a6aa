"""Past weeks are partitions: a range is written in one run, and a late article re-opens its week."""

import dagster as dg
import duckdb
import pytest

RANGE = {"dagster/asset_partition_range_start": "2026-02-09", "dagster/asset_partition_range_end": "2026-03-02"}
FOUR = {"2026-02-09", "2026-02-16", "2026-02-23", "2026-03-02"}
LATE = """
    SELECT article_id FROM articles SEMI JOIN story_members USING (article_id) WHERE week = DATE '2026-03-02' ORDER BY article_id LIMIT 1
"""


def marked(result) -> dict[str, dg.AssetMaterialization]:
    """Materialisations of weekly_report in a run, by partition."""
    events = [event.materialization for event in result.get_asset_materialization_events()]
    return {event.partition: event for event in events if event.asset_key == dg.AssetKey("weekly_report")}


def own(result) -> dict:
    """Metadata of latest_report itself."""
    events = (event.materialization for event in result.get_asset_materialization_events())
    return next(event.metadata for event in events if event.asset_key == dg.AssetKey("latest_report"))


@pytest.mark.slow
def test_a_range_of_four_weeks_is_written_in_one_run_and_published(workshop):
    workshop.sql("DELETE FROM articles WHERE week = DATE '2026-02-16'")
    result = workshop.run("weekly_reports", tags=RANGE)
    assert result.success
    assert set(marked(result)) == workshop.weeks() == FOUR
    pages = {file.name for file in (workshop.warehouse.data_dir / "reports").glob("*.html")}
    written = {f"2026-W{number:02}.{language}.html" for number in (7, 9, 10) for language in ("en", "zh")}
    assert written <= pages
    with workshop.warehouse.transaction() as connection:
        weeks = {f"{week}" for (week,) in connection.execute("SELECT DISTINCT week FROM reports").fetchall()}
    assert weeks - {"2026-03-16"} == FOUR - {"2026-02-16"}
    told = marked(result)["2026-02-16"].metadata
    assert "No article of this week was collected" in told["report"].value
    assert marked(result)["2026-03-02"].metadata["week"].value == "2026-W10 (Monday 2026-03-02)"
    assert "findings" in marked(result)["2026-03-02"].metadata
    with duckdb.connect(str(workshop.warehouse.published_path), read_only=True) as published:
        assert published.execute("SELECT count(DISTINCT week) FROM reports").fetchall() == [(4,)]


@pytest.mark.slow
def test_a_late_article_reopens_its_week(workshop):
    workshop.sql(f"CREATE TABLE held AS FROM articles WHERE article_id IN ({LATE})")
    workshop.sql("DELETE FROM articles WHERE article_id IN (SELECT article_id FROM held)")
    tags = {"dagster/partition": "2026-03-02"}
    assert workshop.run("weekly_reports", tags=tags).success
    workshop.sql("INSERT INTO articles FROM held; DROP TABLE held")
    result = workshop.run("whole_line", "latest_report")
    assert result.success
    assert set(marked(result)) == {"2026-03-02", "2026-03-16"}
    again = marked(result)["2026-03-02"].metadata
    assert again["revision"].value == 2
    checks = {check.check_name: check for check in result.get_asset_check_evaluations()}
    assert checks["are_past_reports_up_to_date"].passed
    newest = own(result)
    assert newest["earlier weeks written again"].value == "2026-W10"


@pytest.mark.slow
def test_the_launchpad_chooses_the_week(workshop):
    result = workshop.run("whole_line", "latest_report", week="2026-W08")
    assert result.success
    assert set(marked(result)) >= {"2026-02-16"}
    assert own(result)["week"].value.startswith("2026-W08")


def test_before_the_first_run_a_back_fill_says_what_to_run(empty_workshop):
    result = empty_workshop.run("weekly_reports", tags={"dagster/partition": "2026-03-02"})
    assert not result.success
    failure = next(event for event in result.all_events if event.is_step_failure).step_failure_data.user_failure_data
    assert "run the job whole_line first" in failure.description
