"""Every check passes on the finished sample and fails, with numbers and a remedy, on a warehouse that was doctored."""

import dagster as dg
import pytest

from assets.checks.coverage import outlets_publishing, volumes_in_range
from assets.checks.keys import article_keys, coding_keys, score_keys
from assets.checks.results import reports_up_to_date, scores_have_evidence
from assets.checks.rows import every_row_read

NEWEST = "SELECT max(week) FROM articles WHERE week IS NOT NULL"


def asked(check, workshop) -> dg.AssetCheckResult:
    return check(project=workshop.project)


def test_a_silent_outlet_is_named_and_the_others_are_not(workshop):
    result = asked(outlets_publishing, workshop)  # the sample has one outlet that falls silent in the last weeks
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.WARN
    assert "23 of 24 outlets" in result.description
    assert "Chip Tide (CHN, last on 2026-03-11)" in result.description
    assert "config/sample-outlets.yaml" in result.metadata["what to do"].value


def test_all_outlets_that_publish_pass(workshop):
    workshop.sql("DELETE FROM outlets WHERE name = 'Chip Tide'")
    result = asked(outlets_publishing, workshop)
    assert result.passed
    assert "23 of 23 outlets" in result.description


def test_outlets_that_were_never_polled_are_not_called_silent(empty_workshop):
    empty_workshop.sql("INSERT INTO outlets (outlet_id, name, country) VALUES ('a', 'A', 'CHN')")
    result = asked(outlets_publishing, empty_workshop)
    assert result.passed
    assert "ever polled" in result.description


def test_usual_volumes_pass_with_their_range(workshop):
    result = asked(volumes_in_range, workshop)
    assert result.passed
    assert result.description.startswith("Chinese, 2026-W12: 16 articles, within the range")
    assert "9 earlier weeks" in result.description


@pytest.mark.parametrize(
    ("language", "doctoring"),
    [
        ("Chinese", f"DELETE FROM articles WHERE language LIKE 'zh%' AND week = ({NEWEST})"),
        (
            "English",
            "INSERT INTO articles (article_id, language, week) "
            f"SELECT 'extra-' || n, 'en', ({NEWEST}) FROM range(200) AS many (n)",
        ),
    ],
)
def test_a_volume_far_from_usual_warns(workshop, language, doctoring):
    workshop.sql(doctoring)
    result = asked(volumes_in_range, workshop)
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.WARN
    told = next(sentence for sentence in result.description.split(". ") if sentence.startswith(language))
    assert "OUTSIDE" in told
    assert "v_data_health" in result.metadata["what to do"].value


def test_volumes_are_not_judged_by_three_earlier_weeks(workshop):
    workshop.sql(f"DELETE FROM articles WHERE week < ({NEWEST}) - INTERVAL 3 WEEK")
    workshop.sql(f"DELETE FROM articles WHERE language LIKE 'zh%' AND week = ({NEWEST})")
    result = asked(volumes_in_range, workshop)
    assert result.passed
    assert "not judged, as there are 3 earlier complete weeks" in result.description


def test_volumes_without_any_week_say_so(empty_workshop):
    result = asked(volumes_in_range, empty_workshop)
    assert result.passed
    assert "No week is complete yet" in result.description


@pytest.mark.parametrize(
    ("check", "table"), [(article_keys, "articles"), (coding_keys, "annotations"), (score_keys, "frame_scores")]
)
def test_a_repeated_key_is_found_where_it_stands(workshop, check, table):
    whole = asked(check, workshop)
    assert whole.passed
    assert "Every key is unique" in whole.description
    workshop.sql(f"INSERT INTO {table} SELECT * FROM {table} ORDER BY article_id LIMIT 1")
    result = asked(check, workshop)
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.ERROR
    assert f"{table}: 1 key in more than one row" in result.description
    assert f"FROM {table} GROUP BY" in result.metadata["what to do"].value


def test_a_repeated_key_stops_what_comes_after(workshop):
    workshop.sql("INSERT INTO articles SELECT * FROM articles ORDER BY article_id LIMIT 1")
    result = workshop.run("whole_line", "articles", "passage_vectors")
    assert not result.success
    run = {event.step_key for event in result.all_events if event.is_step_start}
    assert "articles_are_there_duplicate_keys" in run
    assert "passage_vectors" not in run


def test_a_score_without_a_sentence_fails(workshop):
    assert asked(scores_have_evidence, workshop).passed
    workshop.sql(
        "DELETE FROM frame_evidence WHERE (article_id, frame_id) IN "
        "(SELECT (article_id, frame_id) FROM frame_scores WHERE present ORDER BY article_id, frame_id LIMIT 2)"
    )
    result = asked(scores_have_evidence, workshop)
    assert not result.passed
    assert result.metadata["without a passage"].value == 2
    assert "Do not quote" in result.description


def test_a_report_made_from_other_inputs_is_named(workshop):
    current = asked(reports_up_to_date, workshop)
    assert current.passed
    assert "1 of 1 weekly reports" in current.description
    workshop.sql("DELETE FROM articles WHERE article_id = (SELECT min(article_id) FROM story_members)")
    result = asked(reports_up_to_date, workshop)
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.WARN
    assert "Out of date: 2026-W12" in result.description
    assert "whole_line" in result.metadata["what to do"].value


def test_without_files_every_row_could_be_read(workshop):
    result = asked(every_row_read, workshop)
    assert result.passed
    assert "source sample" in result.description


def test_rows_that_could_not_be_mapped_are_counted_with_their_reasons(empty_workshop):
    empty_workshop.sql(
        "INSERT INTO source_files (source_set, path, n_rows, n_loaded, n_unmapped) VALUES ('s', 'a.csv', 10, 8, 2), ('s', 'b.csv', 5, 5, 0)"
    )
    empty_workshop.sql(
        "INSERT INTO source_unmapped VALUES ('s', 'a.csv', 'a.csv', 3, 'no_title', 'row 3 has no title'), "
        "('s', 'a.csv', 'a.csv', 7, 'no_title', 'row 7 has no title')"
    )
    result = asked(every_row_read, empty_workshop)
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.WARN
    assert "13 of 15 rows in 2 files" in result.description
    worst = result.metadata["files"].records[0].data
    assert worst["file"] == "a.csv"
    assert worst["reasons"] == "no_title (2): row 3 has no title"
