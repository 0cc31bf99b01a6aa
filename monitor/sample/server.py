"""The sample's web: a small HTTP server on loopback that shows feeds and pages as they stood at a simulated time.

It answers for every ``*.example`` host by the Host header, over plain HTTP; only the collector's sample transport knows
the way there.
"""

import gzip
import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from monitor.sample import render
from monitor.sample.looks import load_quirks
from monitor.sample.press import SampleArticle, load_press
from monitor.sample.site import Entry, PressOutlet, Site

# Where a compromised site would send a careless collector: the address of cloud metadata services.
_AWAY = "http://169.254.169.254/latest/meta-data/"
_GZIP_FROM = 1024
_ROBOTS = b"# synthetic sample\nUser-agent: *\nDisallow: /search\n"


@dataclass(frozen=True)
class Answer:
    """What the server says to one request."""

    status: HTTPStatus
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class SamplePress:
    """The sample's web server; use it as a context manager. ``now`` is the simulated time and may be set at any moment.

    ``outlets`` are those of the settings; ``articles`` the embedded press unless given. Raises :class:`SampleError`
    for an outlet without a style.
    """

    def __init__(
        self, outlets: Sequence[PressOutlet], now: datetime, articles: Sequence[SampleArticle] | None = None
    ) -> None:
        press = load_press() if articles is None else articles
        self.now = now
        self.sites = {site.domain: site for site in (Site(outlet, press) for outlet in outlets)}
        self._server: _Server | None = None

    @property
    def port(self) -> int:
        """The port on 127.0.0.1. Raises RuntimeError while the server does not run."""
        if self._server is None:
            raise RuntimeError("the sample's server does not run: use it in a with block")
        return self._server.server_port

    def __enter__(self) -> "SamplePress":
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="sample-press", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, host: str, path: str, conditions: "Conditions") -> Answer:
        """The answer to a GET of ``path`` (with query) on ``host`` at the simulated time."""
        now, site = self.now, self.sites.get(host)
        if site is None:
            return Answer(HTTPStatus.MISDIRECTED_REQUEST, b"no such outlet in the synthetic sample")
        if path == "/robots.txt":
            return Answer(HTTPStatus.OK, _ROBOTS, "text/plain; charset=utf-8")
        url = f"https://{site.domain}{path.partition('?')[0]}"
        if url in site.feeds:
            return _feed(site, url, now, conditions)
        entry = next((one for one in site.entries(now) if one.url == url), None)
        return (
            Answer(HTTPStatus.NOT_FOUND, b"<p>404</p><p>synthetic sample</p>")
            if entry is None
            else _page(site, entry, now)
        )


@dataclass(frozen=True)
class Conditions:
    """The request headers that make a GET conditional."""

    etag: str | None = None
    since: str | None = None

    def met(self, etag: str | None, last_modified: str | None) -> bool:
        """Whether the client already has what it asks for; an ETag wins over a date, as RFC 9110 says."""
        if self.etag is not None:
            return etag is not None and self.etag == etag
        return self.since is not None and self.since == last_modified


def _feed(site: Site, url: str, now: datetime, conditions: Conditions) -> Answer:
    entries = site.entries(now, site.feeds[url])
    fault = load_quirks().feed_fault(site.outlet.id, now)
    state = "\n".join([url, str(fault), *(f"{entry.url} {entry.changed.isoformat()}" for entry in entries)])
    changed = max((entry.changed for entry in entries), default=datetime(2026, 1, 1, tzinfo=UTC))
    kinds = site.style.validators
    etag = f'"{hashlib.sha256(state.encode()).hexdigest()[:20]}"' if "etag" in kinds else None
    modified = format_datetime(changed.astimezone(UTC), usegmt=True) if "last_modified" in kinds else None
    headers = tuple((name, value) for name, value in (("ETag", etag), ("Last-Modified", modified)) if value is not None)
    if conditions.met(etag, modified):
        return Answer(HTTPStatus.NOT_MODIFIED, headers=headers)
    body = render.feed(site, url, entries, now, fault)
    return Answer(HTTPStatus.OK, body, f"application/{site.style.feed}+xml", headers)


def _page(site: Site, entry: Entry, now: datetime) -> Answer:
    if entry.article_id is not None and load_quirks().is_unavailable(entry.article_id, now):
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, b"<p>503</p><p>synthetic sample</p>")
    match entry.extra.kind if entry.extra is not None else None:
        case "missing":
            return Answer(HTTPStatus.NOT_FOUND, b"<p>404</p><p>synthetic sample</p>")
        case "away":
            return Answer(HTTPStatus.FOUND, headers=(("Location", _AWAY),))
        case "noise":
            return Answer(HTTPStatus.OK, render.page(site, entry, now), "text/html")
    return Answer(HTTPStatus.OK, render.page(site, entry, now), site.style.page_type)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # with the default of 5 a burst of connections waits a second for its second SYN

    def __init__(self, press: SamplePress) -> None:
        self.press = press
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "sample-press"
    sys_version = ""
    timeout = 10
    # Headers and body leave in one packet: two small ones would wait for each other (Nagle, delayed ACK), 40 ms each
    # time.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer one request."""
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        conditions = Conditions(self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        answer = self.server.press.answer(host, self.path, conditions)
        self._send(answer, packed="gzip" in self.headers.get("Accept-Encoding", ""))

    def _send(self, answer: Answer, *, packed: bool) -> None:
        packed = packed and len(answer.body) >= _GZIP_FROM
        body = gzip.compress(answer.body, compresslevel=1, mtime=0) if packed else answer.body
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Keep quiet: the collector records every request."""
