import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.web import canonical_url


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTPS://News.Example:443/A/b/?utm_source=rss&id=3&x=1#top", "https://news.example/A/b/?id=3&x=1"),
        ("http://news.example:80", "http://news.example"),
        ("https://news.example/a?b=2&a=1&b=3", "https://news.example/a?b=2&a=1&b=3"),
        ("https://news.example/show.asp?12345", "https://news.example/show.asp?12345"),
        ("https://news.example/?cid=77&uid=5&spm=a1.b2", "https://news.example/?cid=77&uid=5"),
        ("https://news.example/p?fbclid=x&gclid=y", "https://news.example/p"),
        ("https://news.example/路径?标题=三", "https://news.example/%E8%B7%AF%E5%BE%84?%E6%A0%87%E9%A2%98=%E4%B8%89"),
        ("  https://news.example/a b ", "https://news.example/a%20b"),
    ],
)
def test_one_form(given_url, expected):
    assert canonical_url(given_url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "bad", ["", "  ", "/relative", "mailto:a@b.c", "javascript:alert(1)", "https://", "http://[x", "file:///x"]
)
def test_no_web_address(bad):
    assert canonical_url(bad) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_twice_is_once_and_never_raises(path, query):
    once = canonical_url(f"https://news.example/{path}?{query}")
    assert once is None or canonical_url(once) == once
    canonical_url(path)
