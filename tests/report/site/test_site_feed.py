"""The feed of reports."""

import feedparser
import pytest

from monitor.config.delivery import DeliverySettings
from monitor.report import write_reports
from monitor.report.site import write_site

pytestmark = pytest.mark.slow


def parsed(settings, language="en"):
    read = feedparser.parse((settings.report_dir / f"feed.{language}.xml").read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    return read


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_entry_a_report_newest_first_with_its_findings(finished, language):
    settings, warehouse = finished
    read = parsed(settings, language)
    assert read.version == "atom10"
    assert [entry.link.rpartition("/")[2] for entry in read.entries] == [
        f"2026-W12.{language}.html",
        f"2026-W10.{language}.html",
    ]
    with warehouse.transaction() as connection:
        said = connection.execute(
            f"SELECT sentence_{language} FROM report_findings WHERE week = DATE '2026-03-16' ORDER BY rank"
        ).fetchall()
    content = read.entries[0].content[0].value
    assert [sentence for (sentence,) in said if sentence not in content] == []
    assert read.entries[0].updated == "2026-03-23T00:00:00Z"
    assert len({entry.id for entry in read.entries} | {read.feed.id}) == 3
    assert read.feed.id.startswith("tag:")


def test_links_are_absolute_where_the_address_of_the_site_is_known(site):
    settings, warehouse = site
    there = settings.model_copy(update={"delivery": DeliverySettings(site_url="https://press.example/framing/")})
    write_site(there, warehouse)
    read = parsed(there)
    assert read.entries[0].link == "https://press.example/framing/2026-W12.en.html"
    assert read.entries[0].id == "tag:press.example,2026-03-16:synthetic%20sample/report/2026-W12/en"
    unchecked = DeliverySettings().model_copy(update={"site_url": "javascript:alert(1)//"})
    hostile = settings.model_copy(update={"delivery": unchecked})
    write_site(hostile, warehouse)
    assert "javascript" not in (settings.report_dir / "feed.en.xml").read_text(encoding="utf-8")


def test_a_report_written_again_is_updated_under_the_same_id(site):
    settings, warehouse = site
    first = parsed(settings).entries[0]
    with warehouse.transaction() as connection:
        connection.execute("UPDATE articles SET title = title || '!' WHERE week = DATE '2026-03-16'")
    write_reports(settings, warehouse)
    second = parsed(settings).entries[0]
    assert second.id == first.id
    assert second.updated > first.updated
    with warehouse.transaction() as connection:
        assert connection.execute(
            "SELECT DISTINCT revision FROM report_findings WHERE week = DATE '2026-03-16'"
        ).fetchall() == [(2,)]
