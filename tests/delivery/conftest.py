"""A report to send, SMTP servers on loopback (one that works, one that breaks off), and a web server that takes webhooks."""

import hashlib
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow as pa
import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from monitor.config import Settings, load_settings
from monitor.config.delivery import DeliverySettings
from monitor.delivery import SendSummary
from monitor.delivery.issue import Issue, Page
from monitor.delivery.send import send_issue
from monitor.report.data import FindingData
from monitor.report.revision import read_inputs
from monitor.report.rows import WeekTotals
from monitor.report.source import Answer, views_for_people
from monitor.warehouse import Warehouse, replace

WEEK = date(2026, 3, 16)
SENDER = "desk@monitor.example"


@dataclass(frozen=True)
class Office:
    """A project with a report of one week that holds no article, so that nothing but sending takes time."""

    settings: Settings
    warehouse: Warehouse

    def with_delivery(self, **delivery) -> Settings:
        model = DeliverySettings.model_validate({"sender": SENDER, "timeout_seconds": 5} | delivery)
        return self.settings.model_copy(update={"delivery": model})

    def write(self, revision: int = 1) -> None:
        """The report, in its ``revision``."""
        self.settings.report_dir.mkdir(parents=True, exist_ok=True)
        rows = []
        with views_for_people(self.warehouse) as connection:
            digest = read_inputs(connection).of(WEEK, self.settings)
        for language in ("en", "zh"):
            page = f"<!doctype html><title>{language}</title><p>报告 {revision}</p>".encode()
            file = f"2026-W12.{language}.html"
            (self.settings.report_dir / file).write_bytes(page)
            rows.append({
                "week": WEEK, "language": language, "format": "html", "file": file, "sha256": hashlib.sha256(page).hexdigest(),
                "scorer_id": "", "n_articles": 0, "revision": revision, "input_hash": digest,
            })  # fmt: skip
        with self.warehouse.transaction() as connection:
            replace(connection, "reports", pa.Table.from_pylist(rows))

    def issue(self, revision: int = 1) -> Issue:
        """The same report without asking the warehouse for its findings: there is none in it."""
        empty = Answer((), "")
        totals = Answer((WeekTotals(*[0] * 9),), "")
        page = f"<!doctype html><p>报告 {revision}</p>".encode()
        pages = {one: Page(f"2026-W12.{one}.html", page, hashlib.sha256(page).hexdigest()) for one in ("en", "zh")}
        return Issue(WEEK, revision, pages, FindingData(WEEK, totals, empty, empty, empty, empty, empty))

    def send(self, revision: int = 1, *, again: bool = False, **delivery) -> SendSummary:
        """Send that report, as these settings say."""
        return send_issue(self.issue(revision), self.with_delivery(**delivery), self.warehouse, again=again)

    def outcomes(self) -> list[tuple]:
        with self.warehouse.transaction() as connection:
            return connection.execute(
                "SELECT channel, outcome, attempts FROM deliveries ORDER BY channel, outcome, revision"
            ).fetchall()


@pytest.fixture
def office(tmp_path) -> Office:
    settings = load_settings("config/sample.yaml", tmp_path / "data")
    return Office(settings, Warehouse(settings.data_dir))


@dataclass
class PostOffice:
    """A handler of aiosmtpd that keeps what it is given, and refuses whom it is told to."""

    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    answer: str = "250 taken"
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802 - aiosmtpd's name
        if address in self.refused:
            return f"550 <{address}> is unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer.startswith("250"):
            self.raw.append(envelope.original_content)
            self.mails.append(message_from_bytes(envelope.original_content, policy=default))
            self.to += envelope.rcpt_tos
            self.encrypted.append(session.ssl is not None)
        return self.answer


class OnAnyPort(Controller):
    """A controller that listens on whatever port is free; its own asks the port that it was given whether it is there."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def post_office(monkeypatch) -> Iterator[PostOffice]:
    """A server without encryption, on loopback; the environment names it."""
    kept = PostOffice()
    controller = OnAnyPort(kept, hostname="127.0.0.1", port=0)
    controller.start()
    address_server(monkeypatch, controller.port, "none")
    yield kept
    controller.stop()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch) -> None:
    """The authority of the tests is one that this machine trusts."""
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.fixture
def secure_office(authority, monkeypatch) -> Iterator[PostOffice]:
    """A server that wants STARTTLS, then the login desk / right."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    kept = PostOffice()

    def check(server, session, envelope, mechanism, data) -> AuthResult:
        right = (data.login, data.password) == (b"desk", b"right")
        return AuthResult(success=right, handled=right)  # not handled: the server says 535 itself

    controller = OnAnyPort(
        kept,
        hostname="127.0.0.1", port=0, tls_context=context, require_starttls=True, authenticator=check, auth_required=True,
    )  # fmt: skip
    controller.start()
    address_server(monkeypatch, controller.port, "starttls")
    monkeypatch.setenv("MONITOR_SMTP_USER", "desk")
    monkeypatch.setenv("MONITOR_SMTP_PASSWORD", "right")
    yield kept
    controller.stop()


class BreaksOff:
    """A server that closes the connection at ``DATA`` (``before``) or when it has the whole text (``after``)."""

    def __init__(self, when: str) -> None:
        self.when = when
        self.n_connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        return self.listener.getsockname()[1]

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.n_connections += 1
            with connection, connection.makefile("rwb") as talk:
                self._talk(talk)

    def _talk(self, talk) -> None:
        self._say(talk, b"220 here")
        for line in talk:
            if line.upper().startswith(b"DATA"):
                if self.when == "after":
                    self._say(talk, b"354 go on")
                    while talk.readline() not in (b".\r\n", b""):
                        pass
                return
            self._say(talk, b"250 OK")

    @staticmethod
    def _say(talk, line: bytes) -> None:
        talk.write(line + b"\r\n")
        talk.flush()


@pytest.fixture
def breaks_off(monkeypatch):
    made: list[BreaksOff] = []

    def make(when: str) -> BreaksOff:
        made.append(BreaksOff(when))
        address_server(monkeypatch, made[-1].port, "none")
        return made[-1]

    yield make
    for one in made:
        one.listener.close()


def address_server(monkeypatch, port: int, tls: str) -> None:
    monkeypatch.setenv("MONITOR_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("MONITOR_SMTP_PORT", str(port))
    monkeypatch.setenv("MONITOR_SMTP_TLS", tls)
    monkeypatch.delenv("MONITOR_SMTP_USER", raising=False)
    monkeypatch.delenv("MONITOR_SMTP_PASSWORD", raising=False)


@dataclass
class Hook:
    """What a webhook was given, and the status it answers with."""

    url: str = ""
    status: int = 200
    posts: list[dict] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    kept = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kept.posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(kept.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    kept.url = f"json://127.0.0.1:{server.server_port}/secret-path"
    yield kept
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "public"
