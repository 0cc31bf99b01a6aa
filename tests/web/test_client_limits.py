"""What the web does to a client, beyond what the other tests hold: ways inside, drips and floods of retries."""

import socket
import time

import pytest
from ssrfguard import Policy
from ssrfguard.httpx import AsyncSafeTransport

from monitor.web import HttpClient, Request, sample_client
from monitor.web.per_host import PerHostTransport

OUTSIDE = "127.0.0.1"  # stands for a public address: the guard lets it through, and nothing else inside


@pytest.fixture
def names():
    """Where names lead; those that are not here lead outside."""
    return {}


@pytest.fixture
def guarded(rude, limits, names):
    """A client with the live client's guard, for which this machine's server is outside."""

    def resolve(host, *_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (names.get(host, OUTSIDE), rude.port))]

    policy = Policy(allowed_networks=(f"{OUTSIDE}/32",))
    transport = PerHostTransport(lambda: AsyncSafeTransport(policy=policy, resolver=resolve, trust_env=False))
    with HttpClient(limits, transport, "desk@news.org") as client:
        yield client


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://[fd00:ec2::254]/",
     "http://10.0.0.1/", "http://[fe80::1]/", "http://inner.org/", "http://2852039166/", "http://other.org:22/"],
)  # fmt: skip
def test_a_redirect_inside_is_refused_by_the_guard(guarded, rude, names, behaviours, target):
    names["inner.org"] = "192.168.1.1"
    rude.on("/go", behaviours.answer(302, b"", location=target))
    result = guarded.get("http://news.org/go")
    assert (result.outcome, result.url) == ("refused", "http://news.org/go")
    assert "not asked for" in result.reason
    assert rude.hits["/go"] == 1


def test_a_name_that_turns_inside_is_refused_from_then_on(guarded, rude, names, behaviours):
    url = "http://rebind.org/a"
    rude.on("/a", behaviours.answer(connection="close"))
    assert guarded.get(url).outcome == "ok"
    names["rebind.org"] = "127.0.0.9"
    assert guarded.get(url).outcome == "refused"
    assert rude.hits["/a"] == 1


def _slow_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(50):
        handler.wfile.write(b"X-Y: z\r\n")
        handler.wfile.flush()
        time.sleep(0.1)


def test_headers_that_drip_end_at_the_total_too(rude, limits):
    url = rude.on("/drip", _slow_headers)
    with sample_client(limits.model_copy(update={"attempts": 1, "total_seconds": 0.6}), rude.port) as client:
        started = time.monotonic()
        assert client.get(url).outcome == "timeout"
    assert time.monotonic() - started < 3


def _endless_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200_000):
        handler.wfile.write(b"X-%d: %s\r\n" % (number, b"z" * 100))


def test_headers_without_end_are_a_broken_answer(client, rude):
    assert client.get(rude.on("/x", _endless_headers)).outcome == "connection_error"


def test_tries_of_many_requests_are_spread_by_jitter(rude, limits, behaviours):
    rude.on("/p", behaviours.answer(503))
    settings = limits.model_copy(update={"attempts": 2, "retry_wait_seconds": 0.2})
    hosts = [f"h{number}.example" for number in range(12)]
    with sample_client(settings, rude.port) as client:
        client.get_all([Request(f"https://{host}/p") for host in hosts])
    pauses = [second - first for first, second in (rude.times[host] for host in hosts)]
    assert min(pauses) > 0.19
    assert max(pauses) - min(pauses) > 0.05
