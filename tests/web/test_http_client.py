import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor.config import ConfigError
from monitor.config.settings import CollectSettings
from monitor.web import FetchResult, Request, live_client, may_pass, sample_client
from monitor.web.agent import user_agent
from monitor.web.retry import pause_before_retry, retry_after_seconds


def test_ok_answer_is_whole_and_names_us(client, rude, behaviours):
    url = rude.on("/a", behaviours.answer(body=b"<p>hi</p>", content_type="text/html; charset=big5", etag='"1"'))
    result = client.get(url)
    assert (result.outcome, result.status, result.reason) == ("ok", 200, None)
    assert result.content == b"<p>hi</p>"
    assert (result.content_type, result.etag, result.last_modified) == ("text/html; charset=big5", '"1"', None)
    assert rude.headers["/a"]["user-agent"] == user_agent("synthetic sample")
    assert rude.headers["/a"]["host"] == "news.example"
    assert "if-none-match" not in rude.headers["/a"]


def test_user_agent_stays_ascii():
    assert user_agent("编辑部 desk@news.example").isascii()
    assert "desk@news.example" in user_agent("编辑部 desk@news.example")


def test_conditional_request_gives_not_modified(client, rude, behaviours):
    url = rude.on("/feed", behaviours.answer(304, b""))
    result = client.get(url, etag='"7"', last_modified="Mon, 12 Jan 2026 18:00:00 GMT")
    assert (result.outcome, result.status, result.content) == ("not_modified", 304, b"")
    assert rude.headers["/feed"]["if-none-match"] == '"7"'
    assert rude.headers["/feed"]["if-modified-since"] == "Mon, 12 Jan 2026 18:00:00 GMT"


def test_unasked_304_is_an_error(client, rude, behaviours):
    result = client.get(rude.on("/feed", behaviours.answer(304, b"")))
    assert (result.outcome, result.status) == ("http_error", 304)


def test_passing_failure_is_tried_again(client, rude, behaviours):
    url = rude.on("/p", behaviours.in_turn(behaviours.answer(503), behaviours.answer(500), behaviours.answer()))
    assert client.get(url).outcome == "ok"
    assert rude.hits["/p"] == 3


def test_lasting_passing_failure_ends_with_a_sentence(client, rude, behaviours):
    result = client.get(rude.on("/p", behaviours.answer(502)))
    assert (result.outcome, result.status, rude.hits["/p"]) == ("http_error", 502, 3)
    assert "answered 502 Bad Gateway" in result.reason
    assert result.reason.endswith("Tried 3 times.")
    assert may_pass(result.outcome, result.status)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_lasting_failure_is_not_tried_again(client, rude, behaviours, status):
    result = client.get(rude.on("/p", behaviours.answer(status)))
    assert (result.outcome, result.status, rude.hits["/p"]) == ("http_error", status, 1)
    assert str(status) in result.reason
    assert not may_pass(result.outcome, result.status)


def test_retry_after_is_waited_for(client, rude, behaviours):
    url = rude.on("/p", behaviours.in_turn(behaviours.answer(429, retry_after="1"), behaviours.answer()))
    started = time.monotonic()
    assert client.get(url).outcome == "ok"
    assert time.monotonic() - started >= 1


def test_long_retry_after_is_left_to_a_later_poll(client, rude, behaviours):
    started = time.monotonic()
    result = client.get(rude.on("/p", behaviours.answer(503, retry_after="3600")))
    assert (result.outcome, rude.hits["/p"]) == ("http_error", 1)
    assert time.monotonic() - started < 1


def test_retry_after_forms():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=20), usegmt=True)

    def seconds(value):
        result = FetchResult("u", "u", "http_error", 503)
        result.headers["retry-after"] = value
        return retry_after_seconds(result, now)

    assert [seconds(value) for value in ("5", later, "soon", "-3", "")] == [5, 20, None, None, None]
    assert seconds(format_datetime(now - timedelta(days=1), usegmt=True)) == 0
    assert pause_before_retry(ValueError("none of the web's")) is False


@pytest.mark.parametrize("kind", ["declared", "streamed", "bomb"])
def test_too_large_bodies_are_left_out(client, rude, behaviours, kind):
    body = b"x" * 100_001
    bomb = gzip.compress(b"0" * 50_000_000)

    def chunked(handler):
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    behave = {
        "declared": behaviours.answer(body=body),
        "streamed": chunked,
        "bomb": behaviours.answer(body=bomb, content_encoding="gzip"),
    }
    assert len(bomb) < 100_000
    result = client.get(rude.on("/big", behave[kind]))
    assert (result.outcome, result.content, rude.hits["/big"]) == ("too_large", b"", 1)
    assert "100000 bytes" in result.reason


def test_body_of_exactly_the_limit_passes(client, rude, behaviours):
    body = b"x" * 100_000
    plain = rude.on("/plain", behaviours.answer(body=body))
    packed = rude.on("/packed", behaviours.answer(body=gzip.compress(body), content_encoding="gzip"))
    assert [client.get(url).content for url in (plain, packed)] == [body, body]


def test_gzip_members_and_padding(client, rude, behaviours):
    two = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 16
    assert client.get(rude.on("/z", behaviours.answer(body=two, content_encoding="gzip"))).content == b"one two"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(b"hello" * 99, mtime=0)[:-9], "gzip"), (b"no gzip", "gzip"), (b"\x8b\x02", "br")],
)
def test_bodies_that_cannot_be_unpacked(client, rude, behaviours, body, encoding):
    result = client.get(rude.on("/z", behaviours.answer(body=body, content_encoding=encoding)))
    assert (result.outcome, result.content) == ("unreadable", b"")
    assert result.reason.startswith("https://news.example/z: ")


def test_slow_drip_ends_at_the_total(client, rude, behaviours):
    started = time.monotonic()
    client._settings = client._settings.model_copy(update={"attempts": 1})
    result = client.get(rude.on("/drip", behaviours.drip(0.2, 1000)))
    assert result.outcome == "timeout"
    assert 1.8 < time.monotonic() - started < 4
    assert "2 s in all" in result.reason


def test_silence_is_a_timeout(rude, limits):
    url = rude.on("/hang", lambda handler: time.sleep(2.5))
    with sample_client(limits.model_copy(update={"attempts": 1}), rude.port) as client:
        assert client.get(url).outcome == "timeout"


def _break_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")
    handler.close_connection = True


def _babble(handler):
    handler.wfile.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize("behave", [_break_off, _babble])
def test_broken_answers_are_connection_errors(client, rude, behave):
    result = client.get(rude.on("/x", behave))
    assert (result.outcome, rude.hits["/x"]) == ("connection_error", 3)
    assert may_pass(result.outcome, result.status)


def test_nobody_listens(limits, rude):
    rude.close()
    with sample_client(limits, rude.port) as client:
        result = client.get("https://news.example/")
    assert result.outcome == "connection_error"
    assert "check the address" in result.reason
    assert may_pass(result.outcome, result.status)


def test_redirects_are_followed_to_their_end(client, rude, behaviours):
    rude.on("/end", behaviours.answer(body=b"end"))
    rude.on("/two", behaviours.answer(301, b"", location="/end"))
    result = client.get(rude.on("/one", behaviours.answer(302, b"", location="https://other.example/two")))
    assert (result.outcome, result.content, result.final_url) == ("ok", b"end", "https://other.example/end")
    assert result.url == "https://news.example/one"


def test_redirect_loop_ends(client, rude, behaviours):
    result = client.get(rude.on("/loop", behaviours.answer(302, b"", location="/loop")))
    assert (result.outcome, rude.hits["/loop"]) == ("too_many_redirects", 4)
    assert "more than 3 times" in result.reason


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://localhost/x", "https://real-site.org/", "file:///etc/passwd", "ftp://news.example/",
     "https://news.example:8080/", "https://user:secret@news.example/"],
)  # fmt: skip
def test_the_sample_reaches_only_its_own_hosts(client, rude, behaviours, target):
    rude.on("/secret", behaviours.answer())
    for result in (client.get(target), client.get(rude.on("/r", behaviours.answer(302, b"", location=target)))):
        assert result.outcome == "refused"
        assert "not asked for" in result.reason
    assert set(rude.hits) == {"/r"}


@pytest.mark.parametrize(
    "url", ["", "nonsense", "http://", "http://[::1", "https://news.example:99999/", "http://\x00/"]
)
def test_no_url_is_refused(client, url):
    result = client.get(url)
    assert result.outcome == "refused"
    assert result.reason


def test_delay_is_kept_for_a_host_and_delays_nobody_else(rude, limits, behaviours):
    rude.on("/p", behaviours.answer())
    hosts = ["a.example"] * 4 + ["b.example"]
    settings = limits.model_copy(update={"per_host_delay_seconds": 0.2})
    with sample_client(settings, rude.port) as client:
        started = time.monotonic()
        client.get_all([Request(f"https://{host}/p") for host in hosts])
    gaps = [
        later - earlier for earlier, later in zip(rude.times["a.example"], rude.times["a.example"][1:], strict=False)
    ]
    assert len(gaps) == 3
    assert min(gaps) > 0.15
    assert rude.times["b.example"][0] - started < 0.55  # after its robots.txt and tdmrep.json


@pytest.mark.parametrize(("places", "expected"), [((3, 99), 3), ((99, 2), 2)])
def test_concurrency_is_bounded(rude, limits, behaviours, places, expected):
    def slow(handler):
        time.sleep(0.05)
        behaviours.answer(body=handler.path.encode())(handler)

    urls = [rude.on(f"/{number}", slow) for number in range(12)]
    settings = limits.model_copy(update={"concurrency": places[0], "per_host_concurrency": places[1]})
    with sample_client(settings, rude.port) as client:
        results = client.get_all([Request(url) for url in urls])
    assert rude.most_at_once == expected
    assert [result.content.decode() for result in results] == [f"/{number}" for number in range(12)]


def test_live_collection_needs_a_contact():
    with pytest.raises(ConfigError, match=r"collect\.contact: is missing"):
        live_client(CollectSettings(contact="  "))
