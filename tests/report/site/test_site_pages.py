"""The site beside the reports: whole, linked, in both languages, the same bytes twice."""

import re
from itertools import pairwise

from monitor.report.site import write_site


def test_every_page_stands_in_both_languages_and_every_link_leads_somewhere(finished, broken_links):
    root = finished[0].report_dir
    for folder in (root, root / "stories", root / "frames"):
        english = {file.name.removesuffix(".en.html") for file in folder.glob("*.en.html")}
        assert english == {file.name.removesuffix(".zh.html") for file in folder.glob("*.zh.html")}
        assert english
    assert len(list((root / "frames").glob("*.en.html"))) == 12
    assert len(list((root / "stories").glob("*.en.html"))) >= 40
    assert (root / "index.html").is_file()
    assert broken_links(root) == []


def test_a_broken_link_would_be_seen(finished, broken_links, tmp_path):
    (tmp_path / "a.html").write_text(
        '<a href="b.html">b</a><a id="x" href="#x">x</a><a href="#y">y</a>', encoding="utf-8"
    )
    assert broken_links(tmp_path) == ["a.html: b.html", "a.html: #y"]


def test_pages_are_labelled_self_contained_and_without_script(finished, read_page):
    for file in finished[0].report_dir.rglob("*.html"):
        page = read_page(file)
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "img", "iframe", "form", "object", "embed", "base"}, file
        assert "Synthetic sample" in page.text or "合成样本" in page.text, file
        assert any(found.get("http-equiv") == "Content-Security-Policy" for _, found in page.elements), file
        assert not [found for _, found in page.elements if "src" in found], file
        idents = [found["id"] for _, found in page.elements if "id" in found]
        assert len(idents) == len(set(idents)), file
        outside = [found for href, found in page.links if re.match("[a-z]+:", href)]
        assert all("noopener" in found["rel"] for found in outside), file


def test_headings_follow_one_another(finished, read_page):
    for file in [*finished[0].report_dir.glob("index.??.html"), *finished[0].report_dir.glob("*/*.en.html")]:
        levels = [int(tag[1]) for tag, _ in read_page(file).elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), file


def test_the_index_repeats_what_the_reports_said(finished, read_page):
    settings, warehouse = finished
    with warehouse.transaction() as connection:
        said = connection.execute(
            "SELECT week, sentence_en, sentence_zh FROM report_findings ORDER BY week DESC, rank"
        ).fetchall()
    assert len({week for week, _, _ in said}) == 2
    for language, sentences in (("en", [one[1] for one in said]), ("zh", [one[2] for one in said])):
        text = read_page(settings.report_dir / f"index.{language}.html").text
        places = [text.index(sentence) for sentence in sentences]
        assert places == sorted(places)


def test_a_story_shows_its_shares_contrasts_and_headlines(finished, read_page):
    settings, warehouse = finished
    page = read_page(settings.report_dir / "stories" / "story-09-0.en.html")
    with warehouse.transaction() as connection:
        urls = connection.execute(
            "SELECT url FROM articles JOIN story_members USING (article_id) JOIN copies USING (article_id) "
            "WHERE story_id = 'story-09-0' AND country = 'USA' AND is_original ORDER BY published_at, article_id"
        ).fetchall()
        count = connection.execute("SELECT count(*) FROM story_members WHERE story_id = 'story-09-0'").fetchone()[0]
    linked = [href for href, _ in page.links]
    assert [url for (url,) in urls[:8] if url not in linked] == []
    assert f"{count} articles from" in page.text
    assert "95% interval 10 to 90" in page.text
    assert "Uncorrected" in page.text


def test_a_frame_shows_definition_trend_parts_and_passages(finished, read_page):
    page = read_page(finished[0].report_dir / "frames" / "national_security.zh.html")
    assert "把事件讲述为对国家安全的威胁" in page.text
    assert sum(found.get("class") == "chart" for tag, found in page.elements if tag == "svg") == 6
    assert "同一事件讲法不同" in page.text
    assert {"trend", "gaps", "passages", "reports"} <= page.anchors
    assert any(href == "../2026-W12.zh.html" for href, _ in page.links)
    assert page.quotes


def test_writing_again_touches_nothing(finished):
    settings, warehouse = finished
    before = {file: file.stat().st_mtime_ns for file in settings.report_dir.rglob("*.*")}
    summary = write_site(settings, warehouse)
    assert summary.n_written == 0
    assert summary.n_files > 100
    assert {file: file.stat().st_mtime_ns for file in settings.report_dir.rglob("*.*")} == before


def test_an_empty_warehouse_has_no_site(make_house):
    settings, warehouse = make_house([])
    assert write_site(settings, warehouse).n_files == 0
    assert not settings.report_dir.exists()
