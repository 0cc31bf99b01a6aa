"""The live client against a real server on loopback that it must never reach."""

import socket

import pytest

from monitor.config.settings import CollectSettings
from monitor.web import HttpClient, live_client
from monitor.web.transport import live_transport

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "fd00:ec2::254",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::",
]  # fmt: skip


def _resolver(port, *addresses, calls):
    """Every name leads to these addresses, on the port where a server listens."""

    def resolve(host, *_):
        calls.append(host)
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 0, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, port))
            for address in addresses
        ]

    return resolve


@pytest.mark.parametrize("address", INSIDE)
def test_names_that_lead_inside_are_refused(rude, limits, behaviours, address):
    rude.on("/", behaviours.answer())
    calls = []
    with HttpClient(limits, live_transport(_resolver(rude.port, address, calls=calls)), "desk@news.org") as client:
        result = client.get("http://innocent.org/")
    assert (result.outcome, result.status) == ("refused", None)
    assert "leads inside your own network" in result.reason
    assert "cannot be switched on" in result.reason
    assert calls == ["innocent.org"]
    assert not rude.hits


def test_a_name_with_one_address_inside_is_refused_whole(rude, limits, behaviours):
    rude.on("/", behaviours.answer())
    calls = []
    resolver = _resolver(rude.port, "93.184.216.34", "127.0.0.1", calls=calls)
    with HttpClient(limits, live_transport(resolver), "desk@news.org") as client:
        assert client.get("http://rebind.org/").outcome == "refused"
    assert not rude.hits


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f000001/", "http://[::1]/", "http://127.1/",
     "http://169.254.169.254/latest/meta-data/", "http://[::ffff:7f00:1]/", "http://①②⑦.0.0.1/", "http://news.org:22/",
     "http://user:pw@news.org/", "file:///etc/passwd", "gopher://news.org/"],
)  # fmt: skip
def test_addresses_written_out_are_refused(url):
    settings = CollectSettings(contact="desk@news.org", attempts=1, timeout_seconds=1)
    with live_client(settings) as client:
        result = client.get(url)
    assert result.outcome == "refused"
    assert result.reason.endswith(".")


def test_another_port_is_refused_in_plain_words():
    settings = CollectSettings(contact="desk@news.org", attempts=1, timeout_seconds=1)
    with live_client(settings) as client:
        reason = client.get("https://news.org:8443/feed").reason
    assert reason.startswith("https://news.org:8443/feed: not asked for: it names a port other than 80 and 443. ")
    assert reason.count("not asked for") == 1
