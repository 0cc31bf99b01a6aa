"""Text-mining reservations, read and heeded."""

import json

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.web import may_pass
from monitor.web.reservation import TDM_PATH, TdmFile, header_reservation, page_reservation

PAGE = b"<html><head>%s<title>T</title></head><body><p>Text</p></body></html>"


def _tdm(rude, behaviours, *rules):
    body = json.dumps([{"location": location, "tdm-reservation": value} for location, value in rules])
    rude.on(TDM_PATH, behaviours.answer(body=body.encode(), content_type="application/json"))


def test_a_reserved_location_is_not_asked_for(client, rude, behaviours):
    _tdm(rude, behaviours, ("/open/", 0), ("/", 1))
    reserved, opened = (client.get(rude.on(path, behaviours.answer())) for path in ("/a", "/open/a"))
    assert (reserved.outcome, reserved.content, rude.hits["/a"]) == ("reserved", b"", 0)
    assert "reserves text mining (/.well-known/tdmrep.json: location /)" in reserved.reason
    assert reserved.reason.endswith(".")
    assert not may_pass(reserved.outcome, reserved.status)
    assert opened.outcome == "ok"
    assert rude.hits[TDM_PATH] == 1


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_file_that_cannot_be_had_reserves_nothing_and_is_tried_once(client, rude, behaviours, status):
    rude.on(TDM_PATH, behaviours.answer(status, b""))
    assert client.get(rude.on("/a", behaviours.answer())).outcome == "ok"
    assert rude.hits[TDM_PATH] == 1


def test_a_file_that_robots_txt_hides_is_not_asked_for(client, rude, behaviours):
    rude.on("/robots.txt", behaviours.answer(body=b"User-agent: *\nDisallow: /.well-known/\n"))
    _tdm(rude, behaviours, ("/", 1))
    assert client.get(rude.on("/a", behaviours.answer())).outcome == "ok"
    assert TDM_PATH not in rude.hits


def test_content_signals_close_a_site(client, rude, behaviours):
    rude.on("/robots.txt", behaviours.answer(body=b"User-agent: *\nContent-Signal: ai-input=no\n"))
    result = client.get(rude.on("/a", behaviours.answer()))
    assert (result.outcome, rude.hits["/a"]) == ("reserved", 0)
    assert "Content-Signal: ai-input=no" in result.reason


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"tdm_reservation": "1"}, "header tdm-reservation: 1"),
        ({"tdm_reservation": "1", "tdm_policy": "https://news.example/p"}, "policy https://news.example/p"),
        ({"x_robots_tag": "noindex, NoAI"}, "header X-Robots-Tag: noai"),
        ({"head": b'<META CONTENT=1 NAME="TDM-Reservation">'}, "meta tag tdm-reservation: 1"),
        (
            {"tdm_reservation": "0", "head": b'<meta name="tdm-reservation" content="1"/>'},
            "meta tag tdm-reservation: 1",
        ),
        ({"head": b'<meta name="robots" content="index,noai">'}, "meta tag robots: noai"),
    ],
)
def test_what_a_page_reserves_is_not_kept(client, rude, behaviours, headers, said):
    body = PAGE % headers.get("head", b"")
    sent = {name: value for name, value in headers.items() if name != "head"}
    url = rude.on("/a", behaviours.answer(body=body, content_type="text/html", **sent))
    result = client.get(url)
    assert (result.outcome, result.status, result.content) == ("reserved", 200, b"")
    assert result.reason.startswith(f"{url}: its publisher reserves text mining (")
    assert said in result.reason


def test_what_says_nothing_of_the_kind_is_kept(client, rude, behaviours):
    body = PAGE % b'<meta name="robots" content="noarchive, noimageai"><!-- <meta name="robots" content="noai"> -->'
    url = rude.on(
        "/a", behaviours.answer(body=body, content_type="text/html", x_robots_tag="noindex", tdm_reservation="0")
    )
    assert client.get(url).content == body


@pytest.mark.parametrize(
    ("values", "reserved"),
    [
        (["noai"], True),
        (["noindex", "nofollow, noai"], True),
        (["framing-monitor: noai, noindex"], True),
        (["max-snippet: 50, noai"], True),
        (["googlebot: noai"], False),
        (["noimageai, noarchive"], False),
        (["unavailable_after: 25 Jun 2030 15:00:00 GMT"], False),
        ([""], False),
    ],
)
def test_robots_headers(values, reserved):
    headers = httpx.Headers([("X-Robots-Tag", value) for value in values])
    assert (header_reservation(headers) is not None) is reserved


@pytest.mark.parametrize(
    ("content", "path", "reserved"),
    [
        (b'[{"location": "/a/*.html$", "tdm-reservation": 1}]', "/a/b.html", True),
        (b'[{"location": "/a/*.html$", "tdm-reservation": 1}]', "/a/b.html?x", False),
        (b'[{"location": "/a", "tdm-reservation": "1"}]', "/ab", True),
        (b'[{"location": "/A", "tdm-reservation": 1}]', "/a", False),
        (b'[{"location": "/", "tdm-reservation": true}]', "/a", False),
        (b'[{"location": "/", "tdm-reservation": 2}, {"location": "/a", "tdm-reservation": 1}]', "/a", False),
        (b'[{"location": "", "tdm-reservation": 1}, 7, {"tdm-reservation": 1}]', "/a", False),
        (b'[{"location": "/b\\nDisallow: /", "tdm-reservation": 1}]', "/a", False),
        (b'{"location": "/", "tdm-reservation": 1}', "/a", False),
        (b"<html>not found</html>", "/a", False),
        (b"[" * 100_000, "/a", False),
    ],
)
def test_locations(content, path, reserved):
    assert (TdmFile.parse(content).reservation(f"https://news.example{path}") is not None) is reserved


def test_meta_tags_in_other_encodings_and_places():
    page = (PAGE % b'<meta name="tdm-reservation" content="1">').decode()
    assert page_reservation(page.encode("utf-16"), "text/html; charset=utf-16") is not None
    assert page_reservation(page.replace("Text", "人工智能").encode("gb18030"), None) is not None
    assert page_reservation(page.encode(), "application/rss+xml") is None
    assert page_reservation(b"<p>&lt;meta name=tdm-reservation content=1&gt;</p>", "text/html") is None
    assert page_reservation(b"<" * 200_000 + b"noai", "text/html") is None


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=100).map(lambda text: f"noai<{text}".encode("utf-8", "replace"))
    )
)
def test_whatever_a_page_holds_nothing_is_raised(content):
    assert page_reservation(content, "text/html") is None or b"noai" in content.lower()
    assert TdmFile.parse(content).reservation("https://news.example/a") is None
