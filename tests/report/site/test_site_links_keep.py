"""Links of old mails: what was merged, withdrawn, removed or is no longer among the most covered."""

import pytest

from monitor.removal import Removal, find_removable, remove
from monitor.report.site import data, write_site

pytestmark = pytest.mark.slow

MERGED = (
    "UPDATE story_members SET story_id = 'story-09-1' WHERE story_id = 'story-09-0'",
    "DELETE FROM stories WHERE story_id IN ('story-09-0', 'long-ago')",
    "INSERT INTO story_events VALUES ('long-ago', 'merged', 'story-09-0', 3, NULL), ('story-09-0', 'merged', 'story-09-1', 9, NULL)",
)


def run(warehouse, *statements):
    with warehouse.transaction() as connection:
        for statement in statements:
            connection.execute(statement)


def story(settings, name, language="en"):
    return settings.report_dir / "stories" / f"{name}.{language}.html"


def test_a_merged_story_says_so_and_links_to_the_one_it_went_into(site, read_page, broken_links):
    settings, warehouse = site
    story(settings, "long-ago").write_text("an old page", encoding="utf-8")
    run(warehouse, *MERGED)
    write_site(settings, warehouse)
    for name in ("story-09-0", "long-ago"):
        page = read_page(story(settings, name))
        assert "now part of another" in page.text
        assert [href for href, found in page.links if found.get("rel") == "canonical"] == ["story-09-1.en.html"]
        assert "此事件已并入另一事件" in read_page(story(settings, name, "zh")).text
    assert broken_links(settings.report_dir) == []


def test_a_story_that_went_nowhere_says_that_and_shows_nothing(site, read_page, broken_links):
    settings, warehouse = site
    title = next(
        found for tag, found in read_page(story(settings, "story-09-0")).elements if found.get("dir") == "auto"
    )
    assert title
    run(
        warehouse,
        "DELETE FROM articles WHERE article_id IN (SELECT article_id FROM story_members WHERE story_id = 'story-09-0')",
        "INSERT INTO story_events VALUES ('story-09-0', 'withdrawn', '', 9, NULL)",
    )
    write_site(settings, warehouse)
    page = read_page(story(settings, "story-09-0"))
    assert "no longer held" in page.text
    assert not [href for href, _ in page.links if href.startswith("http")]
    assert broken_links(settings.report_dir) == []


def test_merges_that_go_round_in_a_circle_end(site, read_page):
    settings, warehouse = site
    story(settings, "one").write_text("", encoding="utf-8")
    run(
        warehouse,
        "INSERT INTO story_events VALUES ('one', 'merged', 'two', 1, NULL), ('two', 'merged', 'one', 1, NULL)",
    )
    write_site(settings, warehouse)
    assert "no longer held" in read_page(story(settings, "one")).text


def test_a_removed_article_is_named_and_gone_from_its_page_with_the_next_run(site, read_page):
    settings, warehouse = site
    with warehouse.transaction() as connection:
        url, title = connection.execute(
            "SELECT url, title FROM articles JOIN story_members USING (article_id) JOIN copies USING (article_id) "
            "WHERE story_id = 'story-09-0' AND is_original AND language = 'zh-Hans' ORDER BY published_at, article_id LIMIT 1"
        ).fetchone()
        connection.execute(
            "INSERT INTO links (link_id, url, outlet_id) SELECT article_id, url, outlet_id FROM articles"
        )
    assert title in read_page(story(settings, "story-09-0")).text
    done = remove(settings, warehouse, find_removable(warehouse, Removal(url=url)), "asked for")
    assert {f"stories/story-09-0.{language}.html" for language in ("en", "zh")} <= set(done.reports)
    write_site(settings, warehouse)
    for file in settings.report_dir.glob("stories/*.html"):
        text = file.read_text(encoding="utf-8")
        assert url + '"' not in text, file
        assert title not in text, file


def test_findings_that_may_quote_a_removed_title_are_forgotten(site):
    settings, warehouse = site
    run(
        warehouse,
        "INSERT INTO links (link_id, url, outlet_id) SELECT article_id, url, outlet_id FROM articles",
        "UPDATE report_findings SET kind = 'contrast' WHERE rank = 1 AND week = DATE '2026-03-16'",
    )
    with warehouse.transaction() as connection:
        url = connection.execute("SELECT url FROM articles WHERE week = DATE '2026-03-16' AND article_id IN "
                                 "(SELECT article_id FROM story_members) ORDER BY url LIMIT 1").fetchone()[0]  # fmt: skip
    remove(settings, warehouse, find_removable(warehouse, Removal(url=url)), "asked for")
    with warehouse.transaction() as connection:
        kinds = {kind for (kind,) in connection.execute("SELECT kind FROM report_findings").fetchall()}
    assert kinds
    assert "contrast" not in kinds


@pytest.mark.parametrize("limit", [3])
def test_pages_that_were_there_stay_when_fewer_stories_are_drawn(site, monkeypatch, limit, broken_links):
    settings, warehouse = site
    before = {file.name for file in settings.report_dir.glob("stories/*.html")}
    monkeypatch.setattr(data, "N_STORIES", limit)
    write_site(settings, warehouse)
    assert {file.name for file in settings.report_dir.glob("stories/*.html")} == before
    assert broken_links(settings.report_dir) == []


def test_a_frame_that_left_the_codebook_keeps_a_page_that_says_so(site, read_page):
    settings, warehouse = site
    run(warehouse, "DELETE FROM frames WHERE frame_id = 'openness'")
    write_site(settings, warehouse)
    assert "not in the codebook" in read_page(settings.report_dir / "frames" / "openness.en.html").text
