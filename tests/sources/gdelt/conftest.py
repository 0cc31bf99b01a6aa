"""GDELT on loopback: a real HTTP server whose answers a test writes down, and settings that point there."""

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.config import GdeltSettings, Settings, load_settings
from monitor.sources.gdelt.clients import bulk_limits, doc_limits
from monitor.sources.gdelt.gkg_row import COLUMNS
from monitor.warehouse import Warehouse
from monitor.web import sample_client

Reply = tuple[int, bytes, dict[str, str]]
TOPICS = """topics:
  - id: ai
    keywords:
      subject: {en: [artificial intelligence, chip*, AI], zh: [人工智能, 芯片]}
      dispute: {en: [ban*], zh: [禁令]}
"""
OUTLETS = """outlets:
  - {id: jiang, name: River News, domain: jiang.cn, country: CHN, ownership: state, feeds: []}
"""


class Gdelt:
    """Answers each request as ``reply`` says; remembers them. ``search(params)`` and ``file(name)`` can be replaced by a test."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.files: dict[str, Reply] = {}
        self.fetched: list[str] = []
        self.search: Callable[[dict[str, str]], Reply] = lambda _: (200, b'{"articles": []}', {})
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                url = urlsplit(self.path)
                if url.path == "/doc":
                    params = {name: values[0] for name, values in parse_qs(url.query).items()}
                    outer.asked.append(params)
                    status, body, headers = outer.search(params)
                else:
                    outer.fetched.append(url.path.rpartition("/")[2])
                    status, body, headers = outer.files.get(outer.fetched[-1], (404, b"", {}))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server.server_port


@pytest.fixture
def gdelt() -> Iterator[Gdelt]:
    server = Gdelt()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def make_settings(tmp_path) -> Callable[..., Settings]:
    """Settings of a project of its own, quick and polite to nobody; keywords go to ``collect.gdelt``."""
    (tmp_path / "topics.yaml").write_text(TOPICS, encoding="utf-8")
    (tmp_path / "outlets.yaml").write_text(OUTLETS, encoding="utf-8")

    def make(**given) -> Settings:
        quick = {
            "seconds_between_requests": 0.001, "throttle_wait_seconds": 0.01, "pace_file": tmp_path / "pace", "languages": ("en",),
            "doc_url": "https://api.gdelt.example/doc", "bulk_url": "http://data.gdelt.example/gdeltv2",
        }  # fmt: skip
        base = load_settings("config/sample.yaml", tmp_path / "data")
        collect = base.collect.model_copy(
            update={
                "gdelt": GdeltSettings(**{**quick, **given}),
                "retry_wait_seconds": 0.01,
                "per_host_delay_seconds": 0.0,
            }
        )
        paths = {"outlets": tmp_path / "outlets.yaml", "topics": (tmp_path / "topics.yaml",)}
        return base.model_copy(update={**paths, "collect": collect})

    return make


@pytest.fixture
def run(gdelt, tmp_path):
    """Runs a collection (``collect_doc`` or ``collect_gkg``) against the server; returns its summary."""

    def go(collect, settings, start: str, stop: str, now: str = "2026-03-10T12:00"):
        limits = doc_limits if collect.__name__ == "collect_doc" else bulk_limits
        moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, stop, now)]
        with sample_client(limits(settings), gdelt.port) as client:
            return collect(settings, Warehouse(tmp_path / "data"), client, *moments[:2], now=moments[2])

    return go


@pytest.fixture
def table(tmp_path, rows):
    """Rows of a query on the run's warehouse."""
    return lambda sql: rows(Warehouse(tmp_path / "data"), sql)


@pytest.fixture(scope="session")
def make():
    """The makers of what GDELT gives, by name: a conftest cannot be imported from under importlib mode."""

    class Makers:
        record = staticmethod(_record)
        articles = staticmethod(_articles)
        line = staticmethod(_line)
        packed = staticmethod(_packed)

    return Makers


def _record(number: int = 1, **given) -> dict[str, str]:
    """A record of the API."""
    return {
        "url": f"https://www.ledger.com/{number}", "url_mobile": "", "title": "Chips , again : a ban", "seendate": "20260302T101500Z",
        "socialimage": "", "domain": "ledger.com", "language": "English", "sourcecountry": "United States", **given,
    }  # fmt: skip


def _articles(records: list) -> Reply:
    """An answer of the API."""
    return 200, json.dumps({"articles": records}, ensure_ascii=False).encode(), {}


def _line(
    title: str = "Chips for all", url: str = "https://www.ledger.com/a", *, extras: str = "", **given: str
) -> str:
    """A line of a bulk file, by columns."""
    cells = {
        "GKGRECORDID": "20260302101500-1", "V2.1DATE": "20260302101500", "V2SOURCECOLLECTIONIDENTIFIER": "1",
        "V2SOURCECOMMONNAME": "ledger.com", "V2DOCUMENTIDENTIFIER": url, "V2EXTRASXML": f"{extras}<PAGE_TITLE>{title}</PAGE_TITLE>",
    } | given  # fmt: skip
    return "\t".join(cells.get(name, "") for name in COLUMNS)


def _packed(*lines: str | bytes) -> tuple[bytes, str]:
    """A zipped file of lines, and its MD5."""
    buffer = io.BytesIO()
    text = b"".join((one if isinstance(one, bytes) else one.encode()) + b"\n" for one in lines)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", text)
    return buffer.getvalue(), hashlib.md5(buffer.getvalue(), usedforsecurity=False).hexdigest()
