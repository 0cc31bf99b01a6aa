"""Connections are kept host by host, so long as they are wanted and no longer."""

import threading

import pytest

from monitor.web import HttpClient, Request, per_host
from monitor.web.transport import sample_transport


@pytest.fixture
def transport(rude):
    return sample_transport(rude.port)


def test_a_host_is_asked_over_the_connection_that_is_there(rude, limits, behaviours, transport):
    seen = []

    def behave(handler):
        seen.append((handler.headers["Host"], handler.client_address))
        behaviours.answer()(handler)

    rude.on("/", behave)
    urls = [f"https://{host}.example/" for host in ("a", "b", "a", "b")]
    with HttpClient(limits, transport, "desk@news.org") as client:
        assert [client.get(url).outcome for url in urls] == ["ok"] * 4
    assert len(set(seen)) == 2


def test_idle_hosts_are_closed_and_no_host_in_use(rude, limits, behaviours, transport, monkeypatch):
    monkeypatch.setattr(per_host, "MOST_HOSTS", 2)
    others_came = threading.Event()

    def slow(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"a")
        handler.wfile.flush()
        others_came.wait(1)
        handler.wfile.write(b"b")

    rude.on("/slow", slow)
    rude.on("/", behaviours.answer())
    with HttpClient(limits, transport, "desk@news.org") as client:
        results = []
        thread = threading.Thread(target=lambda: results.append(client.get("https://slow.example/slow")))
        thread.start()
        while not rude.hits["/slow"]:
            thread.join(0.01)
        outcomes = [client.get(f"https://host{n}.example/").outcome for n in range(5)]
        others_came.set()
        thread.join()
        assert len(transport._lines) == 2
        assert {line.n_open for line in transport._lines.values()} == {0}
    assert outcomes == ["ok"] * 5
    assert results[0].content == b"ab"


def reset(_handler):
    raise ConnectionResetError


def test_a_host_that_fails_is_in_use_no_more(rude, limits, transport):
    rude.on("/", reset)
    once = limits.model_copy(update={"attempts": 1})
    with HttpClient(once, transport, "desk@news.org") as client:
        urls = ["https://broken.example/", "https://elsewhere.org/"]
        results = client.get_all([Request(url, crawl=False) for url in urls])
        assert [result.outcome for result in results] == ["connection_error", "refused"]
        assert {line.n_open for line in transport._lines.values()} == {0}
    assert transport._lines == {}
