"""Lines of a bulk file: fields, titles, languages, times."""

from datetime import UTC, datetime

import pytest

from monitor.sources.gdelt.gkg_row import COLUMNS, BrokenLineError, read_row, unescaped
from monitor.sources.gdelt.languages import language_hint, language_of

SEEN = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)


def test_a_translated_page(make):
    text = make.line(
        "&#x4E2D;&#x56FD;&#x82AF;&#x7247; &amp; &#20986;&#21475;", "https://tech.jiang.cn/3",
        **{"V2.1TRANSLATIONINFO": "srclc:zho;eng:GT-ZHO 1.0", "V1THEMES": "LEADER;TECH_AUTOMATION;"},
        extras="<PAGE_LINKS>https://a.example/x&y</PAGE_LINKS><PAGE_PRECISEPUBTIMESTAMP>20260302093000</PAGE_PRECISEPUBTIMESTAMP>",
    )  # fmt: skip
    row = read_row(text.encode())
    assert (row.title, row.language, row.seen, row.is_web) == ("中国芯片 & 出口", "zho", SEEN, True)
    assert row.published == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert row.themes == {"LEADER", "TECH_AUTOMATION"}
    assert len(COLUMNS) == 27


def test_a_time_stated_after_gdelt_saw_the_page_is_not_believed(make):
    later = "<PAGE_PRECISEPUBTIMESTAMP>20260302120000</PAGE_PRECISEPUBTIMESTAMP>"
    assert read_row(make.line(extras=later).encode()).published is None
    assert read_row(make.line(extras=later.replace("20260302", "20261399")).encode()).published is None


@pytest.mark.parametrize(
    ("change", "kind"), [(lambda text: text + "\tx", "columns"), (lambda text: text[:40], "columns"), (lambda _: "", "columns"),
                         (lambda text: text.replace("20260302101500\t1", "soon\t1"), "bad_time"),
                         (lambda text: text.replace("https://www.ledger.com/a", ""), "bad_url")],
)  # fmt: skip
def test_lines_that_are_no_record(change, kind, make):
    with pytest.raises(BrokenLineError) as error:
        read_row(change(make.line()).encode())
    assert error.value.kind == kind


def test_titles_escaped_once_or_twice():
    assert unescaped("&#x4E2D;&#22269;  \n news") == "中国 news"
    assert unescaped("&amp;#x4E2D;&amp;#x56FD;") == "中国"
    assert unescaped("R&amp;D") == "R&D"


def test_words_of_an_address(make):
    assert (
        read_row(make.line(url="https://a.com/2026/03/chip-export_ban.html?q=1").encode()).address_words
        == "2026 03 chip export ban html"
    )
    assert "芯片" in read_row(make.line(url="https://a.com/%E8%8A%AF%E7%89%87").encode()).address_words
    assert read_row(make.line(url="http://[broken").encode()).address_words == ""


@pytest.mark.parametrize(
    ("given", "tag"), [("Chinese", "zh"), ("zho", "zh"), ("English", "en"), ("eng", "en"), ("Russian", "ru"), ("fra", "fr"),
                       ("Klingonish", None), ("", None)],
)  # fmt: skip
def test_languages(given, tag):
    assert language_of(given) == tag


@pytest.mark.parametrize(
    ("title", "place", "hint"),
    [("美國晶片禁令", "CHN", "zh-Hant"), ("美国芯片禁令", "TWN", "zh-Hans"), ("人工智能", "TWN", "zh-Hant"), ("人工智能", "SGP", "zh-Hans"),
     ("DeepSeek", "HKG", "zh-Hant"), (None, None, "zh-Hans")],
)  # fmt: skip
def test_script_by_title_then_by_place(title, place, hint):
    assert language_hint("zh", title, place) == hint
    assert language_hint("en", title, place) == "en"
