"""Sentence splitting: where it cuts, that nothing is lost, and that length costs no more than time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import split_sentences
from monitor.text.sentences import MAX_HAN_CODE_POINTS, MAX_LATIN_CODE_POINTS


def texts(text: str, language: str) -> list[str]:
    return [text[start:stop] for start, stop in split_sentences(text, language)]


ENGLISH = [
    (
        "Mr. Smith met Dr. J. R. Vance of Meridian Labs Inc. on Jan. 5, 2026. The order took effect at 3 p.m. on Monday.",
        2,
    ),
    ("The fund is worth $1.4 billion (about £1.1bn). Sales rose 3.5% to 4.2 million vs. 3.9 million in Q4.", 2),
    (
        '"We will fight it in court," she said. "They copied our work for years!" He paused for a moment... Then he left the room.',
        4,
    ),
    ("The case, Meridian v. Lanshan, is No. 24-1234. Gov. Lee and Sen. Hart et al. disagreed with that reading.", 2),
    (
        "“It is over now,” said Ms. Yeh of the ministry. “We have lost the argument.” The chip costs approx. 900 yuan.",
        3,
    ),
    ("The U.S. order names three firms, e.g. Corvid. Is it fair to all of them? Nobody would say so in public.", 3),
]
# "|" marks where a sentence ends
CHINESE = [
    "美国战略技术办公室周二宣布新规。|中方随即表示反对！|这意味着什么？|业界仍在评估影响；",
    "他说：“我们绝不会就此退让。”|随后他离开了会场……|发布会就这样结束了。",
    "她在《谁来管住人工智能？》一文中写道。|读者提出“这样安全吗？”的疑问。",
    '发言人高睿林反问："这难道公平吗？"|记者会随后结束。',
    "「這樣的做法對嗎？」|他問在場的記者。|『沒有人能夠回答。』|會議繼續進行下去。",
    "新款OpenAI级模型GPT-5.5今日发布，售价3.5美元。|网址为a.com/?q=1;b=2，可供查询。",
]


@pytest.mark.parametrize(("text", "count"), ENGLISH)
def test_english_sentences(text, count):
    assert len(texts(text, "en")) == count


@pytest.mark.parametrize("marked", CHINESE)
def test_chinese_sentences(marked):
    assert texts(marked.replace("|", ""), "zh-Hans") == marked.split("|")


def test_an_english_paragraph_in_a_chinese_text_follows_english_rules():
    text = "发言人宣读了英文声明，全文如下。\nMr. Hart said that the U.S. rule is lawful. Nobody else agreed with him."
    assert texts(text, "zh-Hans")[1:] == ["Mr. Hart said that the U.S. rule is lawful.", "Nobody else agreed with him."]


def test_scraps_join_a_neighbour_but_never_across_paragraphs():
    assert texts("Yes. The minister said that the ban would stay.", "en") == [
        "Yes. The minister said that the ban would stay."
    ]
    assert texts("部长表示禁令将继续有效。对。", "zh-Hans") == ["部长表示禁令将继续有效。对。"]
    assert texts("对。\n部长表示禁令将继续有效。", "zh-Hans") == ["对。", "部长表示禁令将继续有效。"]


def test_long_sentences_are_cut_at_commas_and_not_within_numbers():
    han = "，".join(["这是一个没有尽头的句子里的一个分句"] * 40) + "。"
    pieces = texts(han, "zh-Hans")
    assert len(pieces) > 3
    assert all(piece.endswith(("，", "。")) for piece in pieces)
    latin = "The list names 24,000 accounts, " * 60
    assert all(piece.endswith("accounts,") for piece in texts(latin, "en"))


ALPHABET = st.sampled_from(list("ab Z.?!,;'\"()\n\t0123 。！？；，“”「」『』《》…—的中國国😀\u0301\u3000\u2028"))


@given(st.text(ALPHABET, max_size=400), st.sampled_from(["en", "zh-Hans", "zh-Hant", "ja", "und"]))
def test_spans_are_ordered_and_cover_every_character_that_is_not_blank(text, language):
    spans = split_sentences(text, language)
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert all(first.stop <= second.start for first, second in pairwise(spans))
    assert "".join("".join(text[start:stop].split()) for start, stop in spans) == "".join(text.split())
    assert all(text[start:stop] == text[start:stop].strip() and "\n" not in text[start:stop] for start, stop in spans)


@given(st.text(max_size=300))
def test_any_unicode_text_is_covered(text):
    spans = split_sentences(text, "zh-Hans")
    assert "".join("".join(text[start:stop].split()) for start, stop in spans) == "".join(text.split())


HOSTILE = {
    "letters": "a", "han": "好", "ends": "。", "dots": ".", "quotes": '"', "short sentences": "好。", "initials": "A. ", "commas": "a, ",
    "exclaimed quotes": "！”", "ellipses": "…", "brackets": "(", "numbers": "1.", "lines": "a\n",
}  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_two_hundred_thousand_characters_take_linear_time_and_give_short_spans(unit):
    whole = unit * (200_000 // len(unit))
    started = time.process_time()
    spans = split_sentences(whole, "zh-Hans")
    seconds = time.process_time() - started
    assert spans
    assert max(stop - start for start, stop in spans) <= MAX_LATIN_CODE_POINTS
    assert seconds < 6  # quadratic time would take minutes


def test_han_spans_keep_to_their_own_limit():
    spans = split_sentences("好" * 1000 + "，" + "坏" * 1000, "zh-Hant")
    assert max(stop - start for start, stop in spans) <= MAX_HAN_CODE_POINTS
