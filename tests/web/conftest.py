"""A real HTTP server on loopback that misbehaves as told."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from monitor.config.settings import CollectSettings
from monitor.web import HttpClient, sample_client

Behaviour = Callable[[BaseHTTPRequestHandler], None]
SITE_FILES = ("/robots.txt", "/.well-known/tdmrep.json")


class RudeServer:
    """Answers ``/path`` as its behaviour says; remembers who asked for what, when, and how many at once.

    What every site is asked first is not there, and not remembered, unless it has a behaviour.
    """

    def __init__(self) -> None:
        self.behaviours: dict[str, Behaviour] = {}
        self.hits: Counter[str] = Counter()
        self.times: dict[str, list[float]] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_GET(self):
                if self.path in SITE_FILES and self.path not in outer.behaviours:
                    answer(404, b"")(self)
                    return
                with outer._lock:
                    outer._at_once += 1
                    outer.most_at_once = max(outer.most_at_once, outer._at_once)
                    outer.hits[self.path] += 1
                    outer.times.setdefault(self.headers["Host"], []).append(time.monotonic())
                    outer.headers[self.path] = {name.lower(): value for name, value in self.headers.items()}
                try:
                    outer.behaviours[self.path](self)
                    self.wfile.flush()
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                finally:
                    with outer._lock:
                        outer._at_once -= 1

            def log_message(self, *args):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server.server_port

    def on(self, path: str, behaviour: Behaviour) -> str:
        self.behaviours[path] = behaviour
        return f"https://news.example{path}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def answer(status: int = 200, body: bytes = b"<p>hello</p>", **headers: str) -> Behaviour:
    """A behaviour: one ordinary answer; header names with ``_`` for ``-``."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        if status != 304:
            given.setdefault("content-length", str(len(body)))
        for name, value in given.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """A behaviour: one after another, the last for ever."""
    left = list(behaviours)

    def behave(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return behave


def drip(pause: float, pieces: int) -> Behaviour:
    """A behaviour: a body that comes a byte at a time."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(pieces))
        handler.end_headers()
        for _ in range(pieces):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(pause)

    return behave


@pytest.fixture
def rude() -> Iterator[RudeServer]:
    server = RudeServer()
    yield server
    server.close()


@pytest.fixture
def limits() -> CollectSettings:
    return CollectSettings(
        timeout_seconds=1,
        total_seconds=2,
        max_bytes=100_000,
        max_redirects=3,
        retry_wait_seconds=0.01,
        per_host_delay_seconds=0,
    )


@pytest.fixture
def client(rude: RudeServer, limits: CollectSettings) -> Iterator[HttpClient]:
    with sample_client(limits, rude.port) as client:
        yield client


@pytest.fixture
def behaviours():
    """The makers of behaviours, by name: a conftest cannot be imported from under importlib mode."""

    class Makers:
        answer = staticmethod(answer)
        in_turn = staticmethod(in_turn)
        drip = staticmethod(drip)

    return Makers
