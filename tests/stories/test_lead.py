"""What of an article is read to tell its story."""

import pytest

from monitor.stories.lead import LONGEST, headline, lead_of


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("[视频]外交部回应芯片出口管制", "外交部回应芯片出口管制"),
        ("【快讯】 [视频] 欧盟通过人工智能法案", "欧盟通过人工智能法案"),
        ("[WATCH] Senate votes on chip bill", "Senate votes on chip bill"),
        ("Senate votes on chip export bill | The Example Times", "Senate votes on chip export bill"),
        ("Senate votes on chip export bill | Politics | The Example", "Senate votes on chip export bill"),
        ("美国参议院就芯片出口法案进行表决｜示例日报", "美国参议院就芯片出口法案进行表决"),
        # What is no outlet's name stays: too long a tail, too short a head, nothing else there.
        ("Chips | What the new rules on exports mean for you", "Chips | What the new rules on exports mean for you"),
        ("Opinion | Why we need open models", "Opinion | Why we need open models"),
        ("[视频]", "[视频]"),
        ("A ban [update] that bans nothing", "A ban [update] that bans nothing"),
        ("", ""),
        ("  Two\n lines  of a headline |  The Example ", "Two lines of a headline"),
        ("x" + " " * 100_000 + "| y", "x | y"),  # hostile: no patience is lost on it
        ("| " * 50_000, ("| " * 1000).strip()),
    ],
)
def test_a_headline_is_read_without_marks_and_outlets(title, read):
    assert headline(title) == read


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        (
            "BEIJING, March 3 (Reuters) - China said on Monday it would respond.",
            "China said on Monday it would respond.",
        ),
        ("(AP) — The ban takes effect.", "The ban takes effect."),
        ("新华社北京3月3日电 商务部发言人表示反对。", "商务部发言人表示反对。"),
        ("本报讯（记者 李明）商务部发言人表示反对。", "商务部发言人表示反对。"),
        ("央视网消息（新闻联播）：商务部发言人表示反对。", "商务部发言人表示反对。"),
        ("路透社的竞争对手表示反对。", "路透社的竞争对手表示反对。"),
        ("Reuters said (AP disagreed) that it would.", "Reuters said (AP disagreed) that it would."),
    ],
)
def test_an_agencys_credit_is_not_read(sentence, read):
    assert lead_of("", [sentence, "Second one."]) == f"{read} Second one."


def test_a_lead_is_one_text_and_ends_somewhere():
    assert lead_of("Title", []) == "Title"
    assert lead_of("", []) == ""
    assert lead_of("", ["(Reuters) -"]) == "(Reuters) -"
    assert lead_of("T" * 30, ["word " * 1000]).startswith("T" * 30 + " word")
    assert len(lead_of("T", ["x" * 9000])) == LONGEST
