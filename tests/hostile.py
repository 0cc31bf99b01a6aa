"""What the web may send, for property-based tests: hostile texts and addresses as Hypothesis strategies, and what to look for afterwards.

``texts()`` for titles, passages, names and labels; ``addresses()`` for URLs that must never become links; ``honest_addresses()`` for those
that may; ``stored_texts()`` for what a database can hold (no lone surrogates). Settings with a fixed seed: ``@hostile(500)``.
"""

import re
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "</title></style></script><svg/onload=alert(1)>", "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>",
    "<!--", "-->", "<![CDATA[x]]>", "]]>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "</pre></code></details>", "\"onmouseover=alert(1) x=\"", "' onfocus='alert(1)", "&lt;script&gt;", "&#x3c;b&#x3e;", "&#0;",
    "<math><mtext></form><form>", "<style>*{color:red}", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<link rel=stylesheet href=//evil.example>",
)  # fmt: skip
LINKS = (
    "](javascript:alert(1))", "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "<javascript:alert(1)>",
    "<https://evil.example>", "https://evil.example/x", "www.evil.example", "me@evil.example", "[x]: javascript:alert(1)\n[x]",
    "[^1]", "data:text/html,<script>alert(1)</script>",
)  # fmt: skip
MARKDOWN = (
    "\n\n# head", "\n- item", "\n> quote", "* * *", "```\ncode\n```", "`code`", "``", "| cell | cell |", "|---|---|", "1. ",
    "1) ", "+ ", "- ", "# ", "===", "---", "**bold**", "__bold__", "~~gone~~", "\\", "    indented", "\t", "$x$", "  \n",
    "<b>", "&amp;",
)  # fmt: skip
TEMPLATES = (
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{% endraw %}",
    "{# c #}",
    "{0}",
    "{frame}",
    "{}",
    "{0.__class__}",
    "%(x)s",
    "%s",
    "${7*7}",
    "#{7*7}",
    "{{",
    "}}",
)
FORMULAS = (
    '=HYPERLINK("http://evil.example")', "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "\ufeff=1+1",
    ";=1+1", '";=1+1', "=cmd|' /C calc'!A0",
)  # fmt: skip
HEADERS = (
    "\r\nBcc: all@evil.example", "\nSubject: other", "\r\n\r\n<html>", "\r\n.\r\n", "=?utf-8?q?x?=",
    "=?utf-8?B?PHNjcmlwdD4=?=", "\u2028Bcc: x", "\x85Bcc: x",
)  # fmt: skip
HIDDEN = (
    "\u202e", "\u202d", "\u202a", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b",
    "\ufeff", "\u00ad", "\u2060", "\u180e", "\x00", "\x07", "\x08", "\x0b", "\x1b[31m", "\x1b]0;title\x07", "\x7f", "\x9b31m",
    "\ue000", "\ufffe", "\U000e0041", "\U000e0100", "\u3164", "\u115f", "\u2800", "\ufe0f", "Z\u0351\u036b\u0343\u036a",
    "e\u0301", "\u0301",
)  # fmt: skip
LONG = ("W" * 300, "字" * 300, "-" * 200, "x.y/" * 80)
RIGHT_TO_LEFT = ("مرحبا بالعالم", "שלום עולם", "abc אבג 123")
SURROGATES = ("\ud800", "\udfff", "\udc80")

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]",
)
"""Characters that no page, mail, feed or cell may hold (a line end and a tab are white space)."""

_STORABLE = (*MARKUP, *LINKS, *MARKDOWN, *TEMPLATES, *FORMULAS, *HEADERS, *HIDDEN, *LONG, *RIGHT_TO_LEFT)
_GOOD = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12)


def stored_texts() -> st.SearchStrategy[str]:
    """Hostile text that UTF-8 and so a database can hold: pieces of all kinds in any order, and any other characters."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    return _joined(st.one_of(st.sampled_from(_STORABLE), anything, _GOOD))


def texts() -> st.SearchStrategy[str]:
    """Hostile text, lone surrogates too (a JSON file can bring them)."""
    return _joined(st.one_of(st.sampled_from((*_STORABLE, *SURROGATES)), st.text(max_size=8), _GOOD))


def addresses() -> st.SearchStrategy[str]:
    """URLs that must never become links: other schemes however they are written, hidden characters, credentials, broken quotes."""
    scheme = st.sampled_from((
        "javascript:", "JaVaScRiPt:", " javascript:", "\x01javascript:", "java\nscript:", "java\tscript:", "data:text/html,",
        "DATA:text/html;base64,", "vbscript:", "file:///", "ftp://evil.example/", "//evil.example/", "\\\\evil.example\\",
        "about:", "blob:https://x.example/", "view-source:https://", "https:", "https:///", "http://[",
        "https://user:word@evil.example/", "https://bank.example@evil.example/", 'https://evil.example/"onclick=',
        "https://evil.example/' x='", "https://evil.example/<script>", "https://evil.example/\u202e", "https://evil.example/ ",
        "https://evil.example/\r\nSet-Cookie:", "https://evil.example/`", "https://evil.example/|",
        "javascript://evil.example/%0a", "feed:https://evil.example/", "#", "mailto:", "tel:",
    ))  # fmt: skip
    tail = st.sampled_from(
        ("alert(1)", "<script>alert(1)</script>", "x", "PHNjcmlwdD4=", "alert(1)//https://ok.example/")
    )
    return st.builds(str.__add__, scheme, tail)


def honest_addresses() -> st.SearchStrategy[str]:
    """URLs that may become links, with the characters that need escaping."""
    path = st.text(st.sampled_from("abcxyz0189-_.~/?&=;:,+%()!*$新闻é"), max_size=30)
    return path.map(lambda one: f"https://ok.example/{one}")


def hostile(cases: int) -> Callable:
    """Settings of a property: so many cases, the same ones every time; a failure is shown as found, since shrinking pages takes minutes."""
    return settings(
        max_examples=cases,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )


def _joined(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(pieces, min_size=1, max_size=5).map("".join)
