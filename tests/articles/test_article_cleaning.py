"""Titles without the site's name; texts without credits and stray white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.articles.clean import cut_credits, normalise, one_line
from monitor.articles.reading import load_page
from monitor.articles.titles import own_headline, strip_site

NAMES = ("River News", "江报", "jiang.example")


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("美国扩大出口管制_国际_江报", None, "美国扩大出口管制"),
        ("美国扩大出口管制-江报网", None, "美国扩大出口管制"),
        ("美国扩大出口管制--江报", None, "美国扩大出口管制"),
        ("US widens rules | River News", None, "US widens rules"),
        ("River News - US widens rules", None, "US widens rules"),
        ("US widens rules - and what it means - River News", None, "US widens rules - and what it means"),
        ("Why River News readers care - a survey", None, "Why River News readers care - a survey"),
        ("管制｜一场没有赢家的竞赛", None, "管制｜一场没有赢家的竞赛"),
        ("US widens rules » Unknown Site", "US widens rules", "US widens rules"),
        ("奖金711万元！", '奖金711万元！"中国奖"得主是谁', '奖金711万元！"中国奖"得主是谁'),
        ("标题：江报", None, "标题：江报"),  # two characters before the colon are no title
        ("", None, ""),
        ("_", None, "_"),
        ("江报", None, "江报"),
    ],
)
def test_the_sites_name_is_cut_from_the_title_and_nothing_else(title, heading, expected):
    assert strip_site(title, NAMES, heading) == expected


def test_a_domain_names_its_site():
    assert strip_site("US widens rules - Taihe Post", ("www.taihepost.com.tw",)) == "US widens rules"
    assert strip_site("US widens rules - Nothing", ("www.taihepost.com.tw",)) == "US widens rules - Nothing"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div class='main-title'>美国扩大芯片出口管制</div>", "美国扩大芯片出口管制"),
        ("<h2>美国扩大芯片出口管制</h2>", "美国扩大芯片出口管制"),
        ("<p>美国扩大芯片出口管制</p>", None),  # not said to be a title
        ("<h2>某某网</h2>", None),  # the site, not the headline
        ("<h2>美国扩大芯片</h2>", None),  # ends where no separator stands
    ],
)
def test_the_headline_on_the_page_tells_where_the_title_ends(markup, expected):
    tree = load_page(f"<html><body>{markup}<p>x</p></body></html>")
    assert own_headline(tree, "美国扩大芯片出口管制-某某网") == expected


@given(st.text(max_size=60))
def test_no_title_breaks_the_cutting(title):
    cut = strip_site(title, NAMES, title[::2])
    assert cut in title or title in cut or cut == title[::2]


def test_white_space_is_made_regular():
    assert normalise("  a\u00a0\u3000 b\u200b \r\n\n\n c\x07 ") == "a b\nc"
    assert one_line(" a\n b ") == "a b"


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("body", "kept", "byline"),
    [
        ("正文第一段说明了情况。\n第二段。（记者 周敏）", "正文第一段说明了情况。\n第二段。", "（记者 周敏）"),
        ("江报杭州1月13日电（记者 周敏）美国企业发表声明。", "江报杭州1月13日电美国企业发表声明。", "（记者 周敏）"),
        ("正文说明了情况。\n（環訊社奈洛比電、記者 宋以安）", "正文说明了情况。", "（環訊社奈洛比電、記者 宋以安）"),
        ("正文说明了情况。\n责任编辑：荀建国_NN7379", "正文说明了情况。", "责任编辑：荀建国_NN7379"),
        ("来源：新华社\n正文说明了情况。", "正文说明了情况。", "来源：新华社"),
        ("正文说明了情况。\n上一页 1 2 3 下一页", "正文说明了情况。", "上一页 1 2 3 下一页"),
        ("正文说明了情况。\n＜Copyright ⓒ 江报. All rights reserved.＞", "正文说明了情况。", "＜Copyright ⓒ 江报. All rights reserved.＞"),
        ("Photo: AFP\nThe rule was widened.", "The rule was widened.", "Photo: AFP"),
        ("By Ruth Calder\nThe rule was widened.", "The rule was widened.", "By Ruth Calder"),
        ("The rule was widened.\nReporting by Ann Lee in Taipei; editing by Sam Fox", "The rule was widened.",
         "Reporting by Ann Lee in Taipei; editing by Sam Fox"),
    ],
)  # fmt: skip
def test_credits_are_cut_and_kept_aside(body, kept, byline):
    clean = cut_credits(body)
    assert (clean.body, clean.byline) == (kept, byline)


@pytest.mark.parametrize(
    "body",
    [
        "记者从现场获悉，救援仍在继续。",
        "By the third month she stopped.\nNothing more was said.",
        "By Monday the rule applied",
        "他说：“编辑：这是标题。”随后离开。",
        "代表团（包括记者 三名）于周二抵达内罗毕并随即参加了会议，随后发表了长篇讲话。",
        "责任编辑：周敏",
    ],
)
def test_sentences_that_look_like_credits_stay(body):
    assert cut_credits(body).body == body
