"""A late article re-opens its week, and the weeks after it that draw it."""

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.config import load_settings
from monitor.report import reopened_weeks, write_due_reports, write_reports
from monitor.warehouse import Warehouse
from tests.report.conftest import ROOT

pytestmark = pytest.mark.slow

W08, W10, W12 = date(2026, 2, 16), date(2026, 3, 2), date(2026, 3, 16)


@pytest.fixture(scope="module")
def written_once(make_house, press):
    """The data folder of reports of three weeks over the generated press."""
    settings, warehouse = make_house(press)
    for week in (W08, W10, W12):
        assert write_reports(settings, warehouse, week).revision == 1
    return settings.data_dir


@pytest.fixture
def written(written_once, tmp_path):
    """A copy of it that a test may change."""
    data = shutil.copytree(written_once, tmp_path / "data")
    return load_settings(ROOT / "config/sample.yaml", data), Warehouse(data)


def late_article(warehouse, week: date) -> None:
    at = datetime(week.year, week.month, week.day, 12, tzinfo=UTC) + timedelta(days=2)
    with warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO articles SELECT * REPLACE ('late' AS article_id, ?::TIMESTAMPTZ AS published_at, ?::DATE AS week) FROM articles "
            "WHERE week = ?::DATE ORDER BY article_id LIMIT 1",
            [at, week, week],
        )


def revisions(warehouse) -> dict[date, int]:
    with warehouse.transaction() as connection:
        return dict(connection.execute("SELECT week, max(revision) FROM reports GROUP BY week").fetchall())


def test_nothing_is_open_after_writing(written):
    assert reopened_weeks(*written) == ()
    due = write_due_reports(*written)
    assert (due.newest.revision, due.reopened) == (1, ())


def test_a_late_article_reopens_its_week_and_those_that_draw_it(written):
    settings, warehouse = written
    late_article(warehouse, W10)
    assert reopened_weeks(settings, warehouse) == (W10, W12)
    due = write_due_reports(settings, warehouse)
    assert [(one.monday, one.revision) for one in (due.newest, *due.reopened)] == [(W12, 2), (W10, 2)]
    assert revisions(warehouse) == {W08: 1, W10: 2, W12: 2}
    assert reopened_weeks(settings, warehouse) == ()


def test_a_week_further_back_than_the_report_draws_leaves_it_closed(written):
    settings, warehouse = written
    narrow = settings.model_copy(update={"trends": settings.trends.model_copy(update={"weeks": 2})})
    for week in (W08, W10, W12):
        write_reports(narrow, warehouse, week)
    late_article(warehouse, W10)
    assert reopened_weeks(narrow, warehouse) == (W10,)


def test_coding_that_comes_later_reopens_a_week(written):
    settings, warehouse = written
    with warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO annotations (article_id, task, label, present, coder_id, coder_kind) "
            "SELECT min(article_id), 'frame', 'openness', true, 'new', 'human' FROM articles WHERE week = ?",
            [W08],
        )
    assert reopened_weeks(settings, warehouse) == (W08, W10, W12)


def test_a_report_on_titles_says_so(make_house, press):
    settings, warehouse = make_house(press)
    on_titles = settings.model_copy(update={"trends": settings.trends.model_copy(update={"text_scope": "title"})})
    write_reports(on_titles, warehouse)
    assert "of which the title alone was to be had" in (on_titles.report_dir / "2026-W12.en.html").read_text(
        encoding="utf-8"
    )
    assert "只有标题的" in (on_titles.report_dir / "2026-W12.zh.md").read_text(encoding="utf-8")
