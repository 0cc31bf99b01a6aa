"""Texts on several pages, lists of other articles below a text, and paragraphs that a careful reading drops."""

from datetime import UTC, datetime

import pytest

from monitor.articles import extract_page
from monitor.articles.pagination import has_more_pages
from monitor.articles.reading import filled, load_page, wider_text
from monitor.articles.tails import cut_tail, drop_disclaimers

PROSE = "美国战略技术办公室二十四日宣布，将人工智能芯片的出口管制扩大到云算力租赁，此举旨在堵住漏洞。"
FETCHED = datetime(2026, 2, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "link", "more"),
    [
        ("https://jiang.example/c_112.htm", "<a href='c_112_2.htm'>下一页</a>", True),
        ("https://jiang.example/c_112_2.htm", "<a href='c_112_3.htm'>下一頁</a>", True),
        ("https://jiang.example/n1/c1001-40223222.html", "<a href='c1001-40223222-2.html'>2</a>", True),
        ("https://jiang.example/a/story", "<a href='/a/story?page=2'>Next page</a>", True),
        ("https://jiang.example/a/story", "<a href='/a/story/2'>Next</a>", True),
        ("https://jiang.example/a/story", "<link rel='next' href='/a/story/page/2'>", True),
        ("https://jiang.example/a/12.html", "<a href='/a/13.html'>下一页</a>", False),  # the next article
        ("https://jiang.example/c_112.htm", "<a href='c_112_2.htm'>下一篇</a>", False),
        ("https://jiang.example/c_112.htm", "<a href='http://[bad'>下一页</a>", False),
        ("", "<a href='c_112_2.htm'>下一页</a>", False),
    ],
)
def test_a_text_that_goes_on_elsewhere_is_known_by_its_address(url, link, more):
    tree = load_page(f"<html><body><p>Text</p>{link}</body></html>")
    assert has_more_pages(tree, url) is more


def test_the_first_of_several_pages_is_a_partial_text(make_page, facts, chinese):
    html = make_page("美国扩大出口管制", chinese).replace(
        "</article>", "<p>上一页 1 <a href='1_2'>2</a> 下一页</p></article>"
    )
    found = extract_page(html, facts(url="https://jiang.example/a/1"), FETCHED)
    assert (found.body, found.text_scope) == ("\n".join(chinese), "partial")


@pytest.mark.parametrize(
    "heading", ["相关阅读", "【延伸閱讀】", "推荐阅读：", "相关新闻>>", "Read more", "More from The Ledger"]
)
def test_headlines_below_a_text_are_cut(heading):
    assert cut_tail(f"{PROSE}\n{heading}\n中方回应出口管制\n谁是赢家？").body == PROSE


@pytest.mark.parametrize(
    "body",
    [
        f"{PROSE}\n相关阅读\n这一段仍是正文，它有完整的句子。",
        "相关阅读\n中方回应出口管制",
        "图一\n分享到：\n图二",  # a gallery
        f"{PROSE}\n相关新闻报道称情况有变",
    ],
)
def test_a_text_that_goes_on_is_not_cut(body):
    assert cut_tail(body).body == body


@pytest.mark.parametrize(
    "foot",
    [
        "[责任编辑：刘斌]\n好文\n钦佩",
        "分享到：\n微博",
        "微信扫一扫\n关注该公众号",
        "关键词 >> 芯片,管制",
        "小编最近文章",
        "【打印本页】【关闭窗口】",
        "新媒体实验室\n违法和不良信息举报电话：010-0000000",
    ],
)
def test_what_a_site_puts_below_a_text_is_cut(foot):
    assert cut_tail(f"{PROSE}\n{foot}").body.startswith(PROSE)
    assert foot.split("\n")[-1] not in cut_tail(f"{PROSE}\n{foot}").body


def test_the_editor_below_a_text_stands_in_the_byline(make_page, facts, chinese):
    html = make_page("美国扩大出口管制", (*chinese, "责任编辑：刘斌", "好文", "钦佩", "喜欢", "泪奔", "可爱"))
    found = extract_page(html, facts(), FETCHED)
    assert (found.body, found.byline) == ("\n".join(chinese), "责任编辑：刘斌")


def test_a_disclaimer_is_no_text():
    assert drop_disclaimers(f"{PROSE}\n【免责声明】本文仅代表作者本人观点，与本网无关。请读者仅作参考。") == PROSE
    assert drop_disclaimers("声明说，双方同意对话。") == "声明说，双方同意对话。"


def test_a_flash_of_one_sentence_among_links_is_an_article(facts):
    links = "".join(f"<li><a href='/a/{n}'>第{n}条新闻的标题写得很长很长</a></li>" for n in range(25))
    text = (
        "据江报9月26日消息，交通部门举行新闻发布会称，一体化建设取得积极成效，下一步将打造立体交通网络，覆盖所有城市。"
    )
    html = (
        f"<html><head><title>交通部门：着力打造立体交通网络</title></head><body><h1>交通部门：着力打造立体交通网络</h1>"
        f"<div class='article'><p>{text}</p></div><ul>{links}</ul></body></html>"
    )
    assert text in extract_page(html, facts(), FETCHED).body


def test_sentences_between_two_known_lines_are_put_back_and_nothing_else():
    precise = "First.\nThird is here."
    wide = "Menu\nFirst.\nSecond was lost.\nA headline of another article\nSubscribe to our newsletter.\nThird is here.\nA tail."
    assert filled(precise, wide) == "First.\nSecond was lost.\nThird is here."
    assert filled(precise, "") == precise
    assert filled("b.\na.", "a.\nx.\nb.") == "b.\na."  # another order: left as it is


def test_an_article_about_privacy_is_read_where_the_careful_reading_finds_nothing(english):
    text = "".join(f"<tr><td>{paragraph}</td></tr>" for paragraph in (*english, "The rule protects privacy."))
    tree = load_page(f"<html><body><table>{text}</table></body></html>")
    assert english[0] in wider_text(tree, "", "")
    notice = load_page("<html><body><table><tr><td>Privacy matters. We use cookies.</td></tr></table></body></html>")
    assert wider_text(notice, "", "") == ""


def test_verse_beside_many_links_is_no_list(facts):
    verse = "".join(f"<p>Line {n} of a long and winding song, unsung</p>" for n in range(20))
    links = "".join(
        f"<li><a href='/a/{n}'>Minister number {n} speaks about the rules again</a></li>" for n in range(40)
    )
    html = f"<html><head><title>A song</title></head><body><h1>A song</h1><article>{verse}</article><ul>{links}</ul></body></html>"
    assert "Line 3" in extract_page(html, facts(), FETCHED).body
