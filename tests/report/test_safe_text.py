import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from monitor.report.safe_text import clip, display, markdown, markdown_link, safe_url

# Text as hostile as it comes: markup, controls, overrides, lone surrogates.
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from([
            "<script>alert(1)</script>", "<svg onload=x>", "](javascript:alert(1))", "![x](http://e.example)", "\u202e", "\u2066", "\x00",
            "\n\n# ", "`", "|", "www.e.example", "https://e.example/x", "me@e.example", "&lt;", "=1+1", "\\", "1. ", "\ud800", "\U000e0041",
        ]),
        st.text(max_size=8),
    ),
    max_size=6,
).map("".join)  # fmt: skip
INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ud800-\udfff\U000e0000-\U000e007f]"
)


def test_hidden_characters_are_named_and_white_space_is_one_space():
    assert display("a\u202eb\x00c\n\t d\u3000e") == "a[U+202E]b[U+0000]c d e"
    assert display(None) == ""
    assert display("عربي עברית") == "عربي עברית"


@given(HOSTILE)
@settings(max_examples=500, deadline=None)
def test_nothing_invisible_survives(text):
    assert not INVISIBLE.search(display(text))
    display(text).encode("utf-8")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//e.example/x", "http:///x", "ftp://e.example", "", None,
        "https://e.example/ x", "https://e.example/\u202ex", 'https://e.example/"onclick=', "https://bank.example@e.example/", "http://[::1",
    ],
)  # fmt: skip
def test_only_plain_http_addresses_become_links(url):
    assert safe_url(url) is None
    assert markdown_link("title", url) == "title"


def test_ordinary_addresses_are_links():
    assert safe_url("https://例子.example/新闻?a=1&b=2#c") == "https://例子.example/新闻?a=1&b=2#c"
    assert markdown_link("a [b]", "http://e.example/(x)") == r"[a \[b\]](<http://e.example/%28x%29>)"


@given(HOSTILE, st.sampled_from(["# {}", "- {}", "{}", "| {} | b |\n|---|---|", "> {}"]))
@settings(max_examples=500, deadline=None)
def test_markdown_shows_hostile_text_as_text(text, place):
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
    kinds = {
        token.type for block in parser.parse(place.format(markdown(text))) for token in [block, *(block.children or [])]
    }
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "code_block"}
    assert "https://" not in markdown(text)
    assert "http://" not in markdown(text)


@given(st.text(max_size=400), st.integers(0, 300))
@settings(max_examples=300, deadline=None)
def test_a_clipped_quotation_keeps_the_limit_and_begins_as_the_text_does(text, limit):
    short = clip(text, limit)
    assert len(short) <= limit or short == text
    assert short == text or (short.endswith("…") or limit == 0)
    assert text.startswith(short.removesuffix("…"))


def test_a_quotation_is_cut_after_a_clause():
    assert clip("他们说，模型是抄来的，但没有给出证据。", 14) == "他们说，模型是抄来的…"
    assert clip("It was copied, they said, without showing any evidence.", 30) == "It was copied, they said…"
