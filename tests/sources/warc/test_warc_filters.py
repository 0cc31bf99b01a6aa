"""Which pages of an archive are kept."""

import pytest

from monitor.config import ConfigError
from monitor.sources.topic_words import read_topic_words
from monitor.sources.warc.page_text import decode_quickly, page_text
from monitor.sources.warc.wanted import Wanted
from monitor.sources.warc.word_pairs import WordPairs
from monitor.text import keyword_pattern, prepare_for_keywords

from .archives import Archive, page

ZH = "商务部宣布对半导体设备实施出口管制。"
TEXTS = (
    "The ministry will restrict exports of semiconductors.",
    "Semiconductors are made of sand.",  # no dispute
    "The court rules on a dog.",  # no subject
    "He said ai chi courses are banned.",  # AI in capitals alone
    "AI is banned.",
    "Open  weight models: a new law",
    "observers and sellers, exporters",  # letters of keywords inside other words
    ZH, "商務部宣布對半導體設備實施出口管制", "台 积 电 遭 起 诉", "今天天气很好",
)  # fmt: skip


@pytest.fixture(scope="module")
def topics():
    from pathlib import Path

    return read_topic_words([Path("config/topics.yaml")])


def test_pairs_are_found_as_the_topics_mean_them(topics):
    pairs = WordPairs(topics)
    slow = [(keyword_pattern(one.subject), keyword_pattern(one.dispute)) for one in topics]
    expected = [any(all(words.search(prepare_for_keywords(text)) for words in both) for both in slow) for text in TEXTS]
    assert [pairs.found_in(text) for text in TEXTS] == expected
    assert expected == [True, False, False, False, True, True, False, True, True, True, False]


@pytest.mark.parametrize(
    ("encoding", "label", "header"),
    [
        ("gbk", "gb2312", False), ("gb18030", "gbk", True), ("big5", "big5", False), ("big5hkscs", "Big5", True), ("utf-8", "utf-8", True),
        ("utf-8", "none", False), ("utf-16", "utf-16", True), ("gb18030", None, False), ("big5", None, False),
    ],
)  # fmt: skip
def test_words_are_found_in_every_charset(topics, encoding, label, header):
    text = (ZH if encoding.startswith(("gb", "utf")) else "商務部宣布對半導體設備實施出口管制。") * 20
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label and not header else ""
    content = f"<html><head>{meta}<title>新闻</title></head><body><p>{text}</p></body></html>".encode(
        encoding, "replace"
    )
    kind = f"text/html; charset={label}" if header else "text/html"
    assert WordPairs(topics).found_in(page_text(content, kind))


def test_a_wrong_header_and_broken_bytes_do_not_hide_a_page():
    content = page(ZH).replace(b"</p>", b"\xff</p>")
    assert ZH[:8] in decode_quickly(content, "text/html; charset=UTF-8")
    assert ZH[:8] in decode_quickly(f'<meta charset="gbk">{ZH}'.encode("gbk"), "text/html; charset=ISO-8859-1")


def test_navigation_and_scripts_are_no_text():
    content = (
        b"<html><head><title>T</title><script>var AI = 'banned'</script></head><body><nav>AI</nav><header>law</header>"
        b"<div>One <a>two</a> three<aside>AI</aside> four</div><footer>ban</footer></body></html>"
    )
    assert page_text(content, None).split() == ["T", "One", "two", "three", "four"]
    assert page_text(b"", None) == page_text(b"<!-- -->", None) == ""
    assert page_text(b"<p>seen" + b"<div>" * 50_000, None).split() == ["seen"]


def test_outlets_are_known_by_their_domain_and_those_above(desk):
    wanted = Wanted.of(desk.settings(), [])
    assert not wanted.url("https://ledger.example/a")
    from monitor.config import OutletFile, load_model

    wanted = Wanted.of(desk.settings(), load_model(desk.folder / "outlets.yaml", OutletFile).outlets)
    hosts = (
        "ledger.example",
        "www.ledger.example",
        "news.tech.ledger.example:8080",
        "badledger.example",
        "ledger.example.evil.org",
    )
    assert [wanted.url(f"https://{host}/a") for host in hosts] == [True, True, True, False, False]
    assert Wanted.of(desk.settings(known_outlets_only=False), []).url("https://ledger.example.evil.org/a")


def test_topics_without_a_topic_are_an_error(desk):
    (desk.folder / "empty.yaml").write_text("topics: []\n", encoding="utf-8")
    settings = desk.settings().model_copy(update={"topics": (desk.folder / "empty.yaml",)})
    with pytest.raises(ConfigError, match=r"empty\.yaml: there is no topic in it"):
        Wanted.of(settings, [])


def test_what_is_left_out_is_counted_by_reason(desk):
    desk.put(
        Archive().answer("https://ledger.example/a").answer("https://ledger.example/b", page("Rain")).answer("https://else.example/c")
        .answer("https://jiang.example/d", page(ZH).decode().replace("<title>", '<meta charset="gbk"><title>').encode("gbk"), "text/html")
    )  # fmt: skip
    summary = desk.load()
    assert (summary.n_records, summary.n_kept) == (5, 2)
    assert summary.n_left_out == {"other_record": 1, "other_outlet": 1, "other_topic": 1}
    assert desk.rows("SELECT url, outlet_id, language_hint FROM links ORDER BY url") == [
        ("https://jiang.example/d", "jiang", "zh-Hans"), ("https://ledger.example/a", "ledger", None),
    ]  # fmt: skip
    summary = desk.load(known_outlets_only=False, topics_only=False)
    assert (summary.n_kept, summary.n_left_out) == (2, {"other_record": 1, "repeated": 2})
    assert desk.rows("SELECT outlet_id, country, ownership FROM outlets WHERE domain = 'else.example'") == [
        ("else.example", None, "unknown")
    ]
