"""What the web writes stands on the site as text."""

import re
from datetime import UTC, datetime

import feedparser
import pytest

from monitor.report import write_reports
from monitor.report.site import write_site

pytestmark = pytest.mark.slow

NASTY = (
    "<script>alert(1)</script> & <b>x</b>", "\"><img src=x onerror=alert(1)>", "{{ 7*7 }}{% raw %}", "a\u202egpj.exe\u0000\u0007\ufffe",
    "]]></content></entry><entry>", "javascript:alert(1)",
)  # fmt: skip
NASTY_URLS = (
    "javascript:alert(1)",
    "data:text/html,x",
    'https://example.org/a"onmouseover=x',
    "https://user:pw@example.org/",
    "https://example.org/ok",
)


@pytest.fixture(scope="module")
def hostile(make_house, outlets, item):
    items = [
        item(
            url=NASTY_URLS[(number + copy) % len(NASTY_URLS)] + f"#{number}{copy}", outlet=outlet, language=outlet.feeds[0].language,
            published_at=datetime(2026, 3, 17, number, copy, tzinfo=UTC), title=f"{NASTY[(2 * number + copy) % len(NASTY)]} {number}",
            body=f"Long enough to be quoted as evidence on a page {NASTY[number % len(NASTY)]} {number}. And so on, at length.",
            story="../../s'1" if number % 2 else "s-1", frames=("competition", "openness"),
        )
        for number, outlet in enumerate(one for one in outlets if one.country in {"CHN", "USA", "SGP"}) for copy in range(2)
    ]  # fmt: skip
    settings, warehouse = make_house(items)
    write_reports(settings, warehouse)
    with warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO report_findings (week, revision, rank, kind, sentence_en, sentence_zh, estimate, lo, hi, n_articles, n_stories, "
            "n_outlets, method, frame_id) SELECT DATE '2026-03-16', 1, 90 + i, 'contrast', s, s, .5, .1, .9, 9, 1, 3, 'ppi', 'openness' "
            "FROM (SELECT unnest(range(?)) AS i, unnest(?::VARCHAR[]) AS s)", [len(NASTY), list(NASTY)],
        )  # fmt: skip
    write_site(settings, warehouse)
    return settings


def test_hostile_titles_are_text_and_hostile_addresses_no_links(hostile, read_page):
    files = [
        *hostile.report_dir.glob("stories/*.html"),
        *hostile.report_dir.glob("frames/*.html"),
        *hostile.report_dir.glob("index*.html"),
    ]
    assert {file.name for file in hostile.report_dir.glob("stories/*.html")} == {"s-1.en.html", "s-1.zh.html"}
    for file in files:
        page = read_page(file)
        assert not re.search(
            "[\u202a-\u202e\u2066-\u2069\u200b\x00-\x09\x0b-\x1f]", file.read_text(encoding="utf-8")
        ), file
        assert not {tag for tag, _ in page.elements} & {"script", "img", "b"}, file
        assert not [key for _, found in page.elements for key in found if key.startswith("on")], file
        assert all(href.startswith("https://example.org/ok") for href, _ in page.links if re.match("[a-z]+:", href)), (
            file
        )
    shown = read_page(hostile.report_dir / "stories" / "s-1.en.html").text
    assert "<script>alert(1)</script> & <b>x</b>" in shown
    assert "{{ 7*7 }}" in shown
    assert "[U+202E]" in shown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_feed_is_well_formed_with_hostile_findings(hostile, language):
    read = feedparser.parse((hostile.report_dir / f"feed.{language}.xml").read_bytes())
    assert not read.bozo
    assert len(read.entries) == 1
    assert "&lt;script&gt;" in read.entries[0].content[0].value
