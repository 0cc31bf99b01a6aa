"""One page to what it says: text, title, scope; and pages that are no articles."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.articles import NotAnArticleError, NoTextError, extract_page

FETCHED = datetime(2026, 2, 24, 8, tzinfo=UTC)


def test_an_article_comes_out_whole_and_without_its_furniture(make_page, facts, chinese):
    stated = "<div class='source'>2026年2月24日 15:20 来源：江报</div>"
    found = extract_page(make_page("美国扩大出口管制", chinese, visible=stated, site="江报"), facts(), FETCHED)
    assert found.title == "美国扩大出口管制"
    assert found.body == "\n".join(chinese)
    assert found.text_scope == "full"
    assert (found.dated.at, found.dated.method) == (datetime(2026, 2, 24, 7, 20, tzinfo=UTC), "page")


def test_old_pages_that_lay_their_text_out_in_tables_are_read(facts, chinese):
    cells = "".join(f"<tr><td>{paragraph}</td></tr>" for paragraph in chinese)
    html = f"<html><head><title>美国扩大出口管制</title></head><body><table>{cells}</table></body></html>"
    body = extract_page(html, facts(), FETCHED).body
    assert all(paragraph in body for paragraph in chinese)


def test_a_wall_makes_a_title_or_a_partial_text(make_page, facts, english):
    wall = "This article is for subscribers. Subscribe or sign in to read on."
    nothing = extract_page(make_page("Rules widen to rented computers", (wall,)), facts(), FETCHED)
    assert (nothing.body, nothing.text_scope) == ("", "title")
    some = extract_page(make_page("Rules widen to rented computers", (english[0], english[1], wall)), facts(), FETCHED)
    assert (some.body, some.text_scope) == (f"{english[0]}\n{english[1]}", "partial")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_declared_wall_makes_a_partial_text(make_page, facts, english, head):
    assert extract_page(make_page("Rules widen", english, head=head), facts(), FETCHED).text_scope == "partial"


def test_a_teaser_that_only_repeats_the_summary_is_partial(make_page, facts, english):
    head = f'<meta name="description" content="{english[0]}">'
    assert extract_page(make_page("Rules widen", english[:1], head=head), facts(), FETCHED).text_scope == "partial"


LINKS = "".join(
    f"<li><a href='/a/{n}'>Minister number {n} speaks about the export rules again</a></li>" for n in range(20)
)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (f"<html><head><title>Technology</title></head><body><h1>Technology</h1><ul>{LINKS}</ul></body></html>", "list of 20 links"),
        ("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>", "error"),
        ("<html><head><title>页面不存在</title></head><body><p>您访问的页面不存在或已被删除。</p></body></html>", "error"),
        ("<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies.</p></body></html>", "error"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_its_reason(facts, html, reason):
    with pytest.raises(NotAnArticleError, match=reason) as refused:
        extract_page(html, facts(), FETCHED)
    assert not isinstance(refused.value, NoTextError)


def test_an_article_about_an_error_number_is_an_article(make_page, facts, english):
    assert extract_page(make_page("404 patients wait for a verdict", english), facts(), FETCHED).text_scope == "full"


def test_an_article_among_many_links_is_an_article(make_page, facts, english):
    html = make_page("Rules widen", english).replace("<footer>", f"<ul>{LINKS}</ul><footer>")
    assert extract_page(html, facts(), FETCHED).body == "\n".join(english)


def test_a_redirect_to_the_front_page_is_no_article(make_page, facts, chinese):
    with pytest.raises(NotAnArticleError, match="front page"):
        extract_page(make_page("江报", chinese), facts(), FETCHED, "https://jiang.example/")


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<html><body></body></html>", "\x00"])
def test_an_empty_page_says_so(facts, html):
    with pytest.raises(NoTextError, match=r"\.$"):
        extract_page(html, facts(), FETCHED)


def test_a_page_without_a_title_takes_the_feeds(facts, chinese):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in chinese)
    html = f"<html><head><title>江报</title></head><body><div class='article'>{body}</div></body></html>"
    assert extract_page(html, facts(title_hint="美国扩大出口管制 - 江报"), FETCHED).title == "美国扩大出口管制"


def test_a_headline_that_is_also_given_as_the_sites_name_is_kept(make_page, facts, english):
    title = "Office widens its export rules to rented computers"
    head = f'<meta property="og:site_name" content="{title}">'
    assert extract_page(make_page(title, english, head=head), facts(), FETCHED).title == title


def test_the_days_wall_clock_plays_no_part(make_page, facts, chinese):
    html = make_page("标题在此处", chinese, visible="2026-02-24")
    found = extract_page(html, facts(published_hint=None), FETCHED)
    later = extract_page(html, facts(published_hint=None), FETCHED + timedelta(days=2000))
    assert found == later


def test_hostile_pages_end_in_time(facts):
    deep = "<div>" * 50_000 + "text" + "</div>" * 50_000
    wide = "<p class='cookie'>" + "<a href=x>y</a>" * 8_000
    titles = (
        "<title>A headline of some length - Some Site</title>" + "<div class=title>" * 20_000 + "x" + "</div>" * 20_000
    )
    for html in (deep, wide, titles):
        with pytest.raises(NotAnArticleError):
            extract_page(f"<html><body>{html}</body></html>", facts(), FETCHED)
