"""robots.txt heeded by the client, against a real server."""

import socket
import time
from itertools import pairwise

import pytest

from monitor.web import HttpClient, Request, may_pass, sample_client
from monitor.web.transport import live_transport

ROBOTS = "/robots.txt"


@pytest.fixture
def robots(rude, behaviours):
    """Serve a robots.txt with this text and these headers."""
    return lambda text, **headers: rude.on(ROBOTS, behaviours.answer(body=text.encode(), **headers))


def test_what_is_disallowed_is_not_asked_for(client, rude, robots, behaviours):
    robots("User-agent: *\nDisallow: /private\n")
    private, public = rude.on("/private/a", behaviours.answer()), rude.on("/a", behaviours.answer())
    refused, result = client.get_all([Request(private), Request(public)])
    assert result.outcome == "ok"
    assert (refused.outcome, refused.status, refused.content) == ("disallowed", None, b"")
    assert refused.reason.startswith(f"{private}: https://news.example/robots.txt disallows it (Disallow: /private).")
    assert not may_pass(refused.outcome, refused.status)
    assert "/private/a" not in rude.hits


def test_one_robots_txt_for_a_site_however_many_ask_at_once(client, rude, robots, behaviours):
    robots("User-agent: *\nDisallow: /b\n")
    urls = [rude.on(f"/{letter}", behaviours.answer()) for letter in "abcdefghij"]
    outcomes = [result.outcome for result in client.get_all([Request(url) for url in urls * 3])]
    assert (outcomes.count("ok"), outcomes.count("disallowed")) == (27, 3)
    client.get_all([Request("https://other.example/a"), Request("http://news.example/a")])
    assert rude.hits[ROBOTS] == 3  # scheme, host and port make a site


def test_it_is_asked_for_under_our_name_and_never_conditionally(client, rude, robots, behaviours):
    robots("User-agent: *\nDisallow:\n")
    client.get(rude.on("/feed", behaviours.answer(304, b"")), etag='"7"')
    assert rude.headers[ROBOTS]["user-agent"] == rude.headers["/feed"]["user-agent"]
    assert "if-none-match" not in rude.headers[ROBOTS]
    assert rude.headers["/feed"]["if-none-match"] == '"7"'


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_none_there_is_no_rule(client, rude, behaviours, status):
    rude.on(ROBOTS, behaviours.answer(status, b"User-agent: *\nDisallow: /\n"))
    assert client.get(rude.on("/a", behaviours.answer())).outcome == "ok"
    assert rude.hits[ROBOTS] == 1


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_in_trouble_closes_its_site(client, rude, behaviours, status):
    rude.on(ROBOTS, behaviours.answer(status, b""))
    url = rude.on("/a", behaviours.answer())
    results = client.get_all([Request(url), Request("https://news.example/b")])
    assert {result.outcome for result in results} == {"robots_unreachable"}
    assert f"answered {status}" in results[0].reason
    assert results[0].reason.startswith(f"{url}: not asked for")
    assert all(may_pass(result.outcome, result.status) for result in results)
    assert (rude.hits[ROBOTS], set(rude.hits)) == (3, {ROBOTS})  # tried three times, once for both


def _hang_up(handler):
    handler.close_connection = True


def _silence(handler):
    time.sleep(1.2)


@pytest.mark.parametrize(("behave", "outcome"), [(_hang_up, "connection_error"), (_silence, "timeout")])
def test_silence_closes_the_site_too_and_is_the_networks(rude, limits, behaviours, behave, outcome):
    rude.on(ROBOTS, behave)
    with sample_client(limits.model_copy(update={"attempts": 2, "timeout_seconds": 0.4}), rude.port) as client:
        url = rude.on("/a", behaviours.answer())
        result = client.get(url)
    assert (result.outcome, result.status, may_pass(result.outcome, None)) == (outcome, None, True)
    assert result.reason.startswith(f"{url}: not asked for, as its robots.txt could not be had: ")
    assert result.reason.count("Tried 2 times") == 1  # robots.txt was; nothing is tried again on top of that
    assert (rude.hits[ROBOTS], set(rude.hits)) == (2, {ROBOTS})


def test_a_name_that_leads_nowhere_is_no_fault_of_a_robots_txt(limits):
    def unknown(*_):
        raise socket.gaierror(-2, "Name or service not known")

    once = limits.model_copy(update={"attempts": 1})
    with HttpClient(once, live_transport(unknown), "desk@news.org") as client:
        result = client.get("https://nowhere.org/feed")
    assert result.outcome == "connection_error"
    assert "Name or service not known" in result.reason


def test_it_is_asked_for_again_after_a_while(client, rude, behaviours, monkeypatch):
    monkeypatch.setattr("monitor.web.site.UNREACHABLE_SECONDS", 0.0)
    monkeypatch.setattr("monitor.web.site.KEPT_SECONDS", 0.3)
    good = behaviours.answer(body=b"User-agent: *\nDisallow: /b\n")
    rude.on(ROBOTS, behaviours.in_turn(*[behaviours.answer(503)] * 3, good))
    url = rude.on("/a", behaviours.answer())
    assert [client.get(url).outcome for _ in range(3)] == ["robots_unreachable", "ok", "ok"]
    assert rude.hits[ROBOTS] == 4
    time.sleep(0.35)
    assert client.get(url).outcome == "ok"
    assert rude.hits[ROBOTS] == 5


def test_the_longest_unasked_site_is_forgotten(client, rude, robots, behaviours, monkeypatch):
    monkeypatch.setattr("monitor.web.site.MOST_SITES", 2)
    robots("User-agent: *\nDisallow:\n")
    rude.on("/a", behaviours.answer())
    for host in ("one", "two", "three", "three", "one"):
        client.get(f"https://{host}.example/a")
    assert rude.hits[ROBOTS] == 4


def test_redirects_are_followed_five_times_and_rule_the_first_site(client, rude, behaviours):
    rude.on(ROBOTS, behaviours.answer(301, b"", location="https://other.example/r1"))
    for hop in range(1, 5):
        rude.on(f"/r{hop}", behaviours.answer(302, b"", location=f"/r{hop + 1}"))
    rude.on("/r5", behaviours.answer(body=b"User-agent: *\nDisallow: /a\n"))
    assert client.get(rude.on("/a", behaviours.answer())).outcome == "disallowed"
    rude.on("/r5", behaviours.answer(302, b"", location="/r6"))
    assert client.get("https://third.example/a").outcome == "ok"  # more than five: taken for none
    assert "/r6" not in rude.hits


def test_every_hop_asks_the_site_that_it_leads_to(client, rude, robots, behaviours):
    robots("User-agent: *\nDisallow: /inner\n")
    rude.on("/inner", behaviours.answer())
    result = client.get(rude.on("/go", behaviours.answer(302, b"", location="https://other.example/inner")))
    assert (result.outcome, result.url, result.final_url) == (
        "disallowed", "https://news.example/go", "https://other.example/inner"
    )  # fmt: skip
    assert "https://other.example/robots.txt disallows it" in result.reason
    assert (rude.hits[ROBOTS], rude.hits["/inner"]) == (2, 0)


def test_a_robots_txt_elsewhere_inside_closes_the_site(client, rude, behaviours):
    rude.on(ROBOTS, behaviours.answer(302, b"", location="http://169.254.169.254/latest/"))
    result = client.get(rude.on("/a", behaviours.answer()))
    assert (result.outcome, rude.hits["/a"]) == ("robots_unreachable", 0)
    assert "reaches only hosts" in result.reason


def test_a_long_one_is_cut_off_and_not_left_out(client, rude, robots, behaviours):
    robots("User-agent: *\nDisallow: /a\n" + "# padding\n" * 60_000)
    assert client.get(rude.on("/a", behaviours.answer())).outcome == "disallowed"
    assert client.get(rude.on("/b", behaviours.answer(body=b"x" * 100_001))).outcome == "too_large"


def test_a_crawl_delay_is_kept_from_the_first_page_on(client, rude, robots, behaviours):
    robots("User-agent: *\nCrawl-delay: 0.3\n")
    rude.on("/a", behaviours.answer())
    client.get_all([Request("https://news.example/a")] * 3)
    times = rude.times["news.example"]
    assert len(times) == 4
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.25


def test_a_crawl_delay_that_no_run_can_keep_is_no_permission(rude, limits, robots, behaviours):
    robots("User-agent: *\nCrawl-delay: 3600\n")
    url = rude.on("/a", behaviours.answer())
    with sample_client(limits.model_copy(update={"longest_crawl_delay_seconds": 30.0}), rude.port) as client:
        result = client.get(url)
    assert (result.outcome, rude.hits["/a"]) == ("disallowed", 0)
    assert "asks for 3600 s between requests, more than collect.longest_crawl_delay_seconds (30)" in result.reason


def test_calls_of_an_api_are_no_crawling(client, rude, robots, behaviours):
    robots("User-agent: *\nDisallow: /\n")
    url = rude.on("/api/v2/doc", behaviours.answer(tdm_reservation="1"))
    assert client.get_all([Request(url, crawl=False)])[0].outcome == "ok"
    assert ROBOTS not in rude.hits
    assert client.get(url).outcome == "disallowed"


def test_a_site_that_may_not_be_reached_is_refused_as_before(rude, limits, behaviours):
    with sample_client(limits, rude.port) as client:
        assert isinstance(client, HttpClient)
        result = client.get("https://real-site.org/a")
    assert result.outcome == "refused"
    assert not may_pass(result.outcome, result.status)
    assert result.reason.startswith("https://real-site.org/a: not asked for")
