"""From bytes to text."""

import os

import pytest

from monitor.articles import UndecodableError, decode

WORDS = "美国战略技术办公室宣布扩大出口管制，中方表示坚决反对。" * 6
TRADITIONAL = "美國戰略技術辦公室宣布擴大出口管制，中方表示堅決反對。" * 6


def html(words: str, charset: str | None, label: str | None = None) -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label or charset}">' if charset else ""
    return f"<html><head>{meta}<title>新闻</title></head><body><p>{words}</p></body></html>".encode(
        charset or "utf-8", "replace"
    )


@pytest.mark.parametrize(
    ("content", "header", "encoding", "source"),
    [
        (html(WORDS, "utf-8"), "text/html", "utf-8", "utf8"),
        (html(WORDS, "utf-8"), "text/html; charset=iso-8859-1", "utf-8", "utf8"),  # the server's default is wrong
        (html(WORDS, "gb18030", "gb2312"), None, "gb18030", "meta"),
        (html(WORDS, "gb18030", "utf-8"), "text/html; charset=GBK", "gb18030", "header"),
        (html(WORDS + "㐀𠀀", "gb18030", "gb2312"), None, "gb18030", "meta"),  # more than GB2312 holds
        (html(TRADITIONAL, "big5hkscs", "big5"), None, "big5hkscs", "meta"),
        (html(WORDS, "gb18030", "x-unknown"), "text/html", "gb18030", "sniffed"),
        (b"\xef\xbb\xbf" + html(WORDS, None), "text/html; charset=gbk", "utf-8-sig", "bom"),
        (html(WORDS, None).decode().encode("utf-16"), None, "utf-16", "bom"),
        (html(WORDS, None).decode().encode("utf-16-le"), None, "utf-16-le", "sniffed"),
        (html(WORDS, None).decode().encode("utf-16-be"), "text/html; charset=utf-16", "utf-16-be", "sniffed"),
        (html(TRADITIONAL, "big5hkscs", "x-unknown"), None, "big5hkscs", "sniffed"),
        ("<p>café – naïve</p>".encode("cp1252"), "text/html; charset=iso-8859-1", "cp1252", "header"),
        (html("ニュースの見出しと本文が続きます。" * 9, "shift_jis"), None, "cp932", "meta"),
        (html("한국어로 된 기사 본문입니다. " * 9, "euc_kr", "euc-kr"), None, "cp949", "meta"),
    ],
)
def test_the_charset_is_found(content, header, encoding, source):
    found = decode(content, header)
    assert (found.encoding, found.source) == (encoding, source)
    assert "\ufffd" not in found.text


def test_texts_come_out_as_they_were_written():
    assert WORDS in decode(html(WORDS, "gb18030", "gb2312")).text
    assert TRADITIONAL in decode(html(TRADITIONAL, "big5hkscs", "big5")).text


def test_a_few_broken_bytes_do_not_lose_a_page():
    content = html(WORDS * 4, "gb18030", "gbk").replace("反".encode("gb18030"), b"\xff", 1)
    assert decode(content).encoding == "gb18030"


def test_a_short_page_is_believed_when_it_names_its_charset():
    # these two characters in GBK are valid UTF-8 for something else
    assert "联通" in decode("<meta charset=gbk><p>联通</p>".encode("gbk")).text


@pytest.mark.parametrize(
    "content", [os.urandom(0) + bytes(range(128, 256)) * 40, b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50]
)
def test_what_is_no_text_is_refused_with_a_sentence(content):
    with pytest.raises(UndecodableError, match=r"\w+ .*\."):
        decode(content, "text/html")


def test_a_document_is_refused_by_its_type():
    with pytest.raises(UndecodableError, match="application/pdf"):
        decode(b"text", "application/pdf; version=1")


def test_a_codec_that_is_no_charset_is_not_used():
    assert decode(b"<meta charset=rot13><p>Hello there</p>").text.endswith("Hello there</p>")


def test_hostile_bytes_take_linear_time():
    assert decode(b"<" * 1_000_000 + b"\xe9").encoding == "cp1252"
