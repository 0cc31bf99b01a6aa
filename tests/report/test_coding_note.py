"""What the page says of corrected shares where nearly everything is coded."""

import pytest

from monitor.report import write_reports

pytestmark = pytest.mark.slow


def page(settings) -> str:
    return (settings.report_dir / "2026-W12.en.html").read_text(encoding="utf-8")


def recode(warehouse, share: str) -> None:
    with warehouse.transaction() as connection:
        connection.execute(f"UPDATE weekly_frame_prevalence SET n_gold = {share}")


def test_the_note_follows_the_share_of_coded_articles(make_house, press):
    settings, warehouse = make_house(press)
    recode(warehouse, "n_articles")
    write_reports(settings, warehouse)
    assert "Every article behind the shares was coded" in page(settings)
    recode(warehouse, "CASE WHEN country = 'IND' AND week = DATE '2026-03-16' THEN n_articles - 1 ELSE n_articles END")
    write_reports(settings, warehouse)
    assert "Nearly all articles behind the shares were coded" in page(settings)
    recode(warehouse, "n_articles // 2")
    write_reports(settings, warehouse)
    assert "coding itself" not in page(settings)
