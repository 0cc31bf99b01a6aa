import re
from datetime import date
from string import Formatter

import pytest

from monitor.report.numbers import percent, rounded, signed
from monitor.report.wording import Wording, messages

EN, ZH = Wording("en"), Wording("zh")
# A report says what outlets wrote, not why.
REASONS_EN = re.compile(
    r"\b(because|due to|in response|caused|leads? to|led to|thanks to|as a result|reflects?|driven by|proves?)\b", re.I
)
REASONS_ZH = re.compile("因为|由于|导致|造成|引发|致使|出于|反映了|证明了|说明了")


def leaves(value):
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in leaves(one)]
    return [str(value)]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things():
    english, chinese = messages("en"), messages("zh")
    assert english.keys() == chinese.keys()
    for key in english:
        if isinstance(english[key], str) and isinstance(chinese[key], str):
            assert fields(english[key]) == fields(chinese[key]), key


@pytest.mark.parametrize(("language", "pattern"), [("en", REASONS_EN), ("zh", REASONS_ZH)])
def test_no_sentence_gives_a_cause(language, pattern):
    said = [
        text
        for key, value in messages(language).items()
        if key not in {"reasons", "withheld_no_reason"}
        for text in leaves(value)
    ]
    assert [text for text in said if pattern.search(text)] == []
    assert pattern.search("It fell because of the ban" if language == "en" else "由于禁令而下降")


def test_chinese_is_punctuated_as_chinese():
    for text in leaves(messages("zh")):
        plain = re.sub(r"\{[^}]*\}", "甲", text)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()\"']|[,;:?!()\"'][\u4e00-\u9fff]", plain), text
        assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", plain), text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.624, "62"),
        (0.625, "63"),
        (-0.373, "−37"),
        (0.004, "0.4"),
        (0.0004, "0"),
        (-0.0004, "0"),
        (1, "100"),
        (0.0099, "1"),
    ],
)
def test_rounding(value, text):
    assert rounded(value) == text


def test_shares_stay_between_0_and_100_and_differences_carry_their_sign():
    assert [percent(value) for value in (None, -0.02, 1.03, 0.5)] == ["–", "0%", "100%", "50%"]
    assert [signed(value) for value in (None, 0.31, -0.31, 0.0)] == ["–", "+31", "−31", "0"]


def test_weeks_and_days():
    monday = date(2026, 3, 16)
    assert EN.week(monday) == "week 12 of 2026"
    assert ZH.week(monday) == "2026年第12周"
    assert EN.week(date(2026, 1, 5), "week_label") == "2026-W02"
    assert EN.period(monday) == "16–22 March 2026"
    assert ZH.period(monday) == "2026年3月16日至22日"
    assert EN.period(date(2026, 3, 30)) == "30 March to 5 April 2026"
    assert EN.weeks(date(2025, 12, 15), monday) == "week 51 of 2025 to week 12 of 2026"
    assert ZH.weeks(date(2026, 1, 12), monday) == "2026年第3周至第12周"


def test_counts_places_and_lists():
    assert [EN.count("articles", n) for n in (0, 1, 1200)] == ["0 articles", "1 article", "1,200 articles"]
    assert ZH.count("articles", 1200) == "1200篇报道"
    assert EN.points(-0.01) == "1 percentage point"
    assert ZH.points(-0.48) == "48个百分点"
    assert EN.outlets_in("USA") == "outlets in the United States"
    assert EN.outlets_in("CHN") == "outlets in Mainland China"
    assert ZH.outlets_in("TWN") == "台湾媒体"
    assert EN.join(["a", "b", "c"]) == "a, b and c"
    assert ZH.join(["甲", "乙", "丙"]) == "甲、乙和丙"


def test_a_fall_has_its_interval_told_as_a_size():
    assert EN.size_interval(-0.4, -0.5, -0.3) == "95% interval 30 to 50"


def test_reasons_are_told_in_the_language_of_the_report():
    no_gold = "Uncorrected: no article was coded by a gold coder with a known probability of being drawn."
    note = f"Withheld: fewer than 3 outlets on a side. {no_gold}"
    assert EN.reason(note) == note
    assert ZH.reason(note) == "未列出：有一方的媒体不足3家。未校正：没有抽取概率已知的标准编码报道。"
    assert ZH.reason("Something new.") == "Something new."


def test_every_reason_that_trends_can_give_has_a_chinese_sentence():
    from monitor.trends import (
        caveats,
        decomposition,
        differences,
        divergence,
        pooled,
        prevalence,
        shifts,
        story_contrasts,
        terms,
    )

    given = [
        value
        for module in (
            caveats,
            decomposition,
            differences,
            divergence,
            pooled,
            prevalence,
            shifts,
            story_contrasts,
            terms,
        )
        for value in vars(module).values()
        if isinstance(value, str)
        and re.match(
            r"(Uncorrected|No interval|Not (tested|split|compared)|No term|Counted in a part of the stories|Withheld|Read with care): ",
            value,
        )
    ]
    assert len(given) >= 18
    assert [text for text in given if ZH.reason(text) == text] == []
