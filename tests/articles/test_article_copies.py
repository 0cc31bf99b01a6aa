"""Copies and agency credits."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.articles.agencies import load_agencies
from monitor.articles.copies import Text, find_copies
from monitor.articles.shingles import jaccard, shingles
from monitor.text import to_traditional

AGENCIES = load_agencies(Path("config/agencies.yaml"))
WIRE = (
    "一家测试机构攻破两大模型之后，真正被摆上桌面的问题是：下一次该由谁来测，结果算不算数？评估办公室负责人提出，希望各国共同建立通报机制。"
    "北京研究员章旻说，若每个国家都单独测一遍，一款模型要考几十场试，不如大家坐下来，把考纲先统一。办公室未予置评，但确认会派人前往内罗毕。"
)
OTHER = "北辰云宣布年底前向八座算力枢纽交付十万颗芯片，总价九十六亿元。软件仍是短板，常用函式库只有四成能直接运行，工程师正在逐个移植。"
ENGLISH = (
    "A testing body broke through the guardrails of two large models, and the question on the table is who should test the next "
    "time and whether the result counts. The head of the office wants all countries to report incidents to one another."
)
OTHER_ENGLISH = (
    "Cloud providers will have to report foreign customers who rent more than a set amount, and to refuse those who stand on a list. "
    "Lawyers said the rule, which takes effect on the first of May, leaves open what counts as one customer and names no appeal. Two "
    "firms of Singapore asked for an exemption; the comment period runs for thirty days, and a court may yet be asked to decide."
)


def text(name: str, body: str, language: str = "zh-Hans", scope: str = "full") -> Text:
    return Text(name, language, body, "", scope)


def groups(*texts: Text) -> dict[str, str]:
    return {row.article_id: row.copy_group for row in find_copies(texts, AGENCIES, 0.5)}


def test_an_edited_reprint_joins_the_earliest_and_others_stay_alone():
    reprint = WIRE.replace("真正被摆上桌面的问题是", "人们在问").replace("但确认会派人前往内罗毕", "")
    assert groups(text("a", WIRE), text("b", OTHER), text("c", reprint)) == {"a": "a", "b": "b", "c": "a"}


def test_scripts_are_one_and_languages_are_not():
    found = groups(
        text("a", WIRE), text("b", to_traditional(WIRE), "zh-Hant"), text("c", ENGLISH, "en"), text("d", ENGLISH, "en")
    )
    assert found == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_titles_and_very_short_texts_are_never_copies():
    assert groups(text("a", WIRE), text("b", WIRE, scope="title")) == {"a": "a", "b": "b"}
    assert groups(text("a", "快讯：会谈结束。"), text("b", "快讯：会谈结束。")) == {"a": "a", "b": "b"}


def test_rows_say_who_is_original_and_how_similar():
    rows = find_copies([text("a", WIRE), text("b", WIRE + "（完）会议将在周五继续举行。")], AGENCIES, 0.5)
    assert [row.is_original for row in rows] == [True, False]
    assert rows[0].similarity == 1.0
    assert rows[1].similarity == round(jaccard(shingles(WIRE), shingles(WIRE + "（完）会议将在周五继续举行。")), 4)
    assert 0.8 < rows[1].similarity < 1


def test_a_chain_of_edits_is_one_group():
    cut = len(WIRE) // 4
    first, second, third = WIRE, WIRE[cut:] + OTHER[:10], WIRE[cut:][: -cut // 2] + OTHER[:10]
    assert set(groups(text("a", first), text("b", second), text("c", third)).values()) == {"a"}


def test_no_texts_give_no_rows():
    assert find_copies([], AGENCIES, 0.5) == []


@pytest.mark.parametrize(
    ("body", "byline", "agency"),
    [
        ("新华社巴黎12月9日电 法国9日再次爆发罢工。", "", "Xinhua"),
        ("（环讯社台北电）2月1日起禁止使用。", "", "Huanxun"),
        ("兩隊都證實部分結果。", "（環訊社電、本台綜合報導）", "Huanxun"),
        ("据环讯社报道，子午实验室拒绝了要求。", "", "Huanxun"),
        ("正文说明了情况。", "来源：中新社", "China News Service"),
        ("BEIJING (Reuters) - The ministry said on Tuesday it would respond.", "", "Reuters"),
        ("Meridian said it will sue. (Globe Relay)", "", "Globe Relay"),
        ("Rod Teigen employs 85. (Globe Relay contributed)", "", "Globe Relay"),
        ("MEXICO CITY (AP) — The economy grew.", "", "Associated Press"),
        ("The ministry will respond.", "By Ann Lee, Reuters", "Reuters"),
        ("The rule applies now. — AFP", "", "Agence France-Presse"),
        ("The chief executive told Reuters that the AP style is old.", "", None),
        ("新华社记者节的由来不为人知。他打了个电话。", "", None),
        ("MAP and TAP (APEC members) met.", "", None),
    ],
)
def test_a_credit_is_found_and_a_mention_is_not(body, byline, agency):
    assert AGENCIES.credited(body, byline) == agency


def test_an_edited_reprint_is_another_outlets_and_soon():
    day = datetime(2026, 2, 24, tzinfo=UTC)
    words = " ".join((ENGLISH, OTHER_ENGLISH)).split()
    edited = " ".join("changed" if at % 7 == 0 else word for at, word in enumerate(words))

    def joined(outlet: str, days: int) -> bool:
        first = Text("a", "en", " ".join(words), "", "full", "one", day)
        second = Text("b", "en", edited, "", "full", outlet, day + timedelta(days=days))
        return find_copies([first, second], AGENCIES, 0.5)[1].copy_group == "a"

    assert 0.2 < jaccard(shingles(" ".join(words)), shingles(edited)) < 0.5
    assert (joined("two", 1), joined("one", 1), joined("two", 9)) == (True, False, False)
