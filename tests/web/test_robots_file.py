"""Reading a robots.txt, without any server."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protego import Protego

from monitor.web.agent import PRODUCT
from monitor.web.robots import MOST_BYTES, RobotsFile

SITE = "https://news.example"


def _allows(text, path):
    return RobotsFile.parse(text.encode()).allows(f"{SITE}{path}")


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/", "/a/b/c"], ["/a", "/a/c", "/abc"]),
        ("User-agent: *\nDisallow: /*.php$\nDisallow: /x?id=", ["/a.php5", "/x"], ["/a/b.php", "/x?id=3"]),
        ("User-agent: *\nDisallow: /\nUser-agent: Framing-Monitor\nDisallow: /private", ["/a"], ["/private/a"]),
        ("User-agent: framing-monitor/2.0\nDisallow: /", [], ["/a"]),
        ("User-agent: GPTBot\nUser-agent: framing-monitor\nDisallow: /", [], ["/a"]),
        ("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n\nUser-agent: *\nDisallow:", ["/a"], []),
        ("User-agent: framing\nDisallow: /", ["/a"], []),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: *\nDisallow: /b", ["/"], ["/a", "/b"]),
        ("User-agent: *\nSitemap: https://news.example/s.xml\nUser-agent: y\nDisallow: /", [], ["/"]),
        ("\ufeffUSER-AGENT: *  # all\r\nDISALLOW: /路径\r\n", ["/"], ["/%E8%B7%AF%E5%BE%84/1", "/%e8%b7%af%e5%be%84"]),
        ("useragent *\ndisallow /a", ["/"], ["/a"]),
        ("<!DOCTYPE html><title>Not found</title>\n<p>User-agent: * Disallow: /", ["/"], []),
        ("", ["/"], []),
    ],
)  # fmt: skip
def test_rules_that_are_ours(text, allowed, forbidden):
    assert [path for path in allowed if not _allows(text, path)] == []
    assert [path for path in forbidden if _allows(text, path)] == []


AGENTS = ["*", "gptbot", "framing-monitor", "Framing-Monitor"]
LINES = st.one_of(
    st.sampled_from(AGENTS).map(lambda agent: f"User-agent: {agent}"),
    st.sampled_from(["/", "/a", "/a/b", "/*b$", "/b*c"]).map("Disallow: {}".format),
    st.sampled_from(["/", "/a", "/a/b", "/*b$", "/b*c"]).map("Allow: {}".format),
    st.sampled_from(["", "# note", "Sitemap: https://news.example/s.xml", "Crawl-delay: 3"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from(["/", "/a", "/a/b", "/bc", "/c"]))
def test_our_groups_say_what_protego_reads_in_the_whole_file(lines, path):
    text = "\n".join(["User-agent: first", *lines])
    whole, ours = Protego.parse(text), RobotsFile.parse(text.encode())
    assert ours.allows(f"{SITE}{path}") == whole.can_fetch(f"{SITE}{path}", PRODUCT)
    assert ours.pause == (whole.crawl_delay(PRODUCT) or 0)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"User-agent: *\n{text}".encode())))
def test_whatever_it_holds_it_can_be_asked(content):
    file = RobotsFile.parse(content)
    assert file.allows(f"{SITE}/a?b=c") or isinstance(file.rule_against(f"{SITE}/a?b=c"), str | None)
    assert file.pause >= 0
    assert file.reserves_ai_input in {True, False}


def test_only_the_first_500_kib_count_and_no_half_line():
    start, end = b"User-agent: *\nDisallow: /private\n", b"\nDisallow: /abc\nDisallow: /x\n"
    content = start + b"#" * (MOST_BYTES - len(start) - len(b"\nDisallow: /")) + end
    assert content[:MOST_BYTES].endswith(b"\nDisallow: /")
    for given_content in (content, content[:MOST_BYTES]):
        file = RobotsFile.parse(given_content)
        assert [file.allows(f"{SITE}{path}") for path in ("/private", "/abc", "/x")] == [False, True, True]


def test_only_our_lines_are_kept_of_many_agents_with_many_rules():
    agents = "".join(f"user-agent:a{number}\n" for number in range(18_000))
    file = RobotsFile.parse(agents.encode() + b"disallow:/\n" * 20_000)
    assert (file.lines, file.allows(f"{SITE}/y")) == ((), True)


def test_the_rule_that_forbids_is_named():
    file = RobotsFile.parse(b"User-agent: *\nDisallow: /\nDisallow: /a/*/c\nAllow: /b")
    assert file.rule_against(f"{SITE}/a/b/c") == "Disallow: /a/*/c"
    assert file.rule_against(f"{SITE}/c") == "Disallow: /"


@pytest.mark.parametrize(
    ("lines", "pause"),
    [("Crawl-delay: 2.5", 2.5), ("Request-rate: 1/10", 10), ("Crawl-delay: 5\nRequest-rate: 1/2", 5), ("Crawl-delay: soon", 0)],
)  # fmt: skip
def test_pauses(lines, pause):
    assert RobotsFile.parse(f"User-agent: *\n{lines}".encode()).pause == pause


@pytest.mark.parametrize(
    ("text", "reserved"),
    [
        ("User-agent: *\nContent-Signal: search=yes, ai-input=no,ai-train=no\nAllow: /", True),
        ("Content-signal: AI-Input = no", True),
        ("User-agent: *\nContent-Signal: search=yes,ai-train=no\nAllow: /", False),
        ("User-agent: *\nContent-Signal: ai-input=yes", False),
        ("User-agent: GPTBot\nContent-Signal: ai-input=no\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nContent-Signal: ai-input=no\n\nUser-agent: framing-monitor\nAllow: /", False),
    ],
)
def test_content_signals(text, reserved):
    assert RobotsFile.parse(text.encode()).reserves_ai_input is reserved
