"""Runs of the collector over the embedded sample, what they left in the warehouse, and a small site of our own making."""

import hashlib
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from monitor.config import Clock, Settings, load_settings
from monitor.config.settings import CollectSettings
from monitor.warehouse import Warehouse
from monitor.web import sample_client

SITE_FILES = ("/robots.txt", "/.well-known/tdmrep.json")  # asked for before anything else of a site
OPERATIONAL = ("seconds", "warc_file", "warc_offset")


@pytest.fixture(scope="session")
def settings_until():
    """Settings of the sample with a clock of so many days."""

    def make(days: int, **collect) -> Settings:
        settings = load_settings("config/sample.yaml")
        start = date(2026, 1, 12)
        clock = Clock(start=start, stop=date.fromordinal(start.toordinal() + days - 1))
        quick = {"clock": clock, "retry_wait_seconds": 0.01, **collect}
        return settings.model_copy(update={"collect": settings.collect.model_copy(update=quick)})

    return make


@pytest.fixture(scope="session")
def rows():
    """Rows of a query as dictionaries."""

    def read(warehouse: Warehouse, sql: str) -> list[dict]:
        with warehouse.transaction() as connection:
            return connection.execute(sql).to_arrow_table().to_pylist()

    return read


@pytest.fixture(scope="session")
def content(rows):
    """Everything a run left that must not depend on the machine or on how often it was interrupted."""

    def read(warehouse: Warehouse) -> dict[str, list[dict]]:
        fetches = rows(warehouse, f"SELECT * EXCLUDE ({', '.join(OPERATIONAL)}) FROM fetches ORDER BY fetch_id")
        return {
            "outlets": rows(warehouse, "FROM outlets ORDER BY outlet_id"),
            "links": rows(warehouse, "FROM links ORDER BY link_id"),
            "fetches": fetches,
        }

    return read


@pytest.fixture(scope="session")
def whole(tmp_path_factory, settings_until):
    """The sample collected whole: settings, warehouse and summary."""
    from monitor.sources import collect

    settings, warehouse = settings_until(70), Warehouse(tmp_path_factory.mktemp("whole"))
    return settings, warehouse, collect(settings, warehouse)


class QuietServer(ThreadingHTTPServer):
    """Says nothing when a client has had enough and hangs up."""

    def handle_error(self, request, client_address):
        pass


class OneSite:
    """A site on loopback whose paths answer as told, with an ETag; remembers what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.asked: list[tuple[str, int]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_GET(self):
                content_type, body = site.pages.get(self.path, ("text/html", b""))
                tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
                known = self.path in site.pages
                status = 404 if not known else 304 if self.headers.get("If-None-Match") == tag else 200
                if self.path not in SITE_FILES:
                    site.asked.append((self.path, status))
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("ETag", tag)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if status != 304:
                    self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def put(self, path: str, body: str | bytes, content_type: str = "application/xml") -> str:
        """Serve ``body`` at ``path``; returns its address under https://news.example."""
        self.pages[path] = (content_type, body.encode() if isinstance(body, str) else body)
        return f"https://news.example{path}"

    def paths(self) -> list[tuple[str, int]]:
        """Path and status of what was asked since the last call, sorted."""
        asked, self.asked = sorted(self.asked), []
        return asked


@pytest.fixture
def site():
    """A site of our own making on loopback, for https://news.example."""
    one = OneSite()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def visitor(site):
    """The collector's client on that site, with small limits."""
    limits = CollectSettings(
        max_bytes=100_000,
        max_sitemap_bytes=8_000_000,
        retry_wait_seconds=0.01,
        per_host_delay_seconds=0,
        per_host_concurrency=8,
    )
    with sample_client(limits, site.server.server_port) as client:
        yield client
