"""A web that misbehaves in every way we know, beside 200 good pages: each fault has its row, and the good pages are all there."""

import asyncio
import gzip
import json
import socket
import struct
import subprocess
import sys
import textwrap
import threading
from collections import Counter

import pytest
import yaml

pytestmark = pytest.mark.slow

GOOD, GOOD_HOSTS = 200, 10
PARAGRAPH = (
    "The harbour office counted {n} ships on Monday, more than in any week since the dredging of the northern channel began, "
    "and asked the town for two further berths, which the council is to discuss at its meeting in the old customs house. "
)
HTML = "<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
CHINESE = (
    "港务局星期一统计到的船只比北航道疏浚以来的任何一周都多，并请求市里再增加两个泊位，市议会将在旧海关大楼的会议上讨论这一请求。"
    * 3
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">'
    + b"".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'.encode()
        for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    + b"]><rss><channel><title>&k;</title><item><title>&k;</title><link>https://good0.example/page0</link></item></channel></rss>"
)
SWELLING = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "'
    + b"x" * 20_000
    + b'">]><rss version="2.0"><channel><title>t</title><item>'
    b"<title>" + b"&a;" * 15_000 + b"</title><link>https://good0.example/page0</link></item></channel></rss>"
)
MIB = 2**20
EXPECTED = {
    "silence": ("timeout", None),
    "drip": ("timeout", None),
    "reset": ("connection_error", None),
    "cut-off": ("connection_error", None),
    "no-http": ("connection_error", None),
    "too-many": ("http_error", 429),
    "broken": ("http_error", 500),
    "endless": ("too_large", None),
    "bomb": ("too_large", None),
    "huge": ("too_large", None),
    "huge-unannounced": ("too_large", None),
    "bad-gzip": ("unreadable", None),
    "loop": ("too_many_redirects", None),
    "to-loopback": ("refused", None),
    "to-private": ("refused", None),
    "to-metadata": ("refused", None),
    "to-ipv6": ("refused", None),
    "to-file": ("refused", None),
    "wrong-charset": ("ok", 200),
    "unknown-charset": ("ok", 200),
}
AWAY = {
    "loop": "/page",
    "to-loopback": "http://127.0.0.1/page",
    "to-private": "http://10.1.2.3/page",
    "to-metadata": "http://169.254.169.254/latest/meta-data/",
    "to-ipv6": "http://[::ffff:127.0.0.1]/page",
    "to-file": "file:///etc/passwd",
}
CHILD = textwrap.dedent("""
    import json, pathlib, re, sys, time
    from monitor.articles import extract_articles
    from monitor.config import load_settings
    from monitor.sources import collect, origin
    from monitor.warehouse import Warehouse, fingerprint
    from monitor.web import sample_client

    settings = load_settings(sys.argv[1])
    warehouse = Warehouse(settings.data_dir)
    origin.live_client = lambda settings: sample_client(settings, int(sys.argv[2]))  # the way to loopback

    def run():
        collect(settings, warehouse)
        extract_articles(settings, warehouse)
        with warehouse.transaction() as connection:
            rows = connection.execute("SELECT url, kind, outcome, status, reason FROM fetches WHERE attempted_at = "
                                      "(SELECT max(attempted_at) FROM fetches)").fetchall()
            bodies = connection.execute("SELECT url, body FROM articles").fetchall()
            return rows, bodies, fingerprint(connection)

    rows, bodies, before = run()
    time.sleep(1.1)  # polls are told apart by the second
    again, _, after = run()
    # getrusage would begin with the size of the process that started this one
    peak = int(re.search("VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps({"first": rows, "second": again, "bodies": bodies, "before": before, "after": after,
                      "peak_mb": peak}))
""")


def _page(title: str, text: str) -> bytes:
    return HTML.format(title=title, text=text).encode()


def _answer(
    body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def _chinese(charset: str) -> bytes:
    page = HTML.format(title="港务局请求增加泊位", text=CHINESE).encode("gb18030")
    return _answer(page, f"text/html; charset={charset}")


PLAIN = {
    "cut-off": lambda: _answer(b"x" * 1000)[:-500],
    "no-http": lambda: b"\x16\x03\x01 this is no HTTP\r\n\r\n",
    "too-many": lambda: _answer(b"slow down", status="429 Too Many Requests", more="Retry-After: 3600\r\n"),
    "broken": lambda: _answer(b"oh", status="500 Internal Server Error"),
    "huge": lambda: _answer(b"<p>" * (50 * MIB // 3)),
    "bad-gzip": lambda: _answer(b"\x1f\x8b no gzip", more="Content-Encoding: gzip\r\n"),
    "wrong-charset": lambda: _chinese("utf-8"),
    "unknown-charset": lambda: _chinese("x-made-up"),
}


class FaultyWeb:
    """An asyncio server in a thread: what a host does is its name; counts what was asked for."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.bomb = gzip.compress(b"\0" * (100 * MIB), compresslevel=1)
        self._ready, self._over = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(),), daemon=True)
        self._thread.start()
        self._ready.wait(10)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, backlog=256)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()

    def close(self) -> None:
        """End the server; asyncio.run then cancels the talks that still go on."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                path = head.split(" ", 2)[1]
                headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
                host = headers["host"].removesuffix(".example")
                self.hits[f"{host}{path}"] += 1
                await self._reply(host, path, headers, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _reply(self, host: str, path: str, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        if path == "/feed":
            known = headers.get("if-none-match") == '"1"'
            feed = {"laughs": LAUGHS, "swelling": SWELLING}.get(host) or _feed()
            status = "304 Not Modified" if known else "200 OK"
            writer.write(_answer(b"" if known else feed, "application/rss+xml", status, 'ETag: "1"\r\n'))
        elif host.startswith("good") and path.startswith("/page"):
            number = int(path.removeprefix("/page"))
            text = " ".join(
                PARAGRAPH.format(n=f"{number * 37 + at} steam and {at * number} sailing") for at in range(3)
            )
            writer.write(_answer(_page(f"Ships of week {number}", text)))
        elif path != "/page":
            writer.write(_answer(b"<p>404</p>", status="404 Not Found"))
        elif host in AWAY:
            writer.write(_answer(b"", status="302 Found", more=f"Location: {AWAY[host]}\r\n"))
        else:
            await self._misbehave(host, writer)

    async def _misbehave(self, host: str, writer: asyncio.StreamWriter) -> None:
        chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        match host:
            case "silence":
                await asyncio.sleep(8)
            case "drip":
                writer.write(chunked)
                for _ in range(100):
                    writer.write(b"1\r\nx\r\n")
                    await writer.drain()
                    await asyncio.sleep(0.1)
            case "reset":
                plug = writer.get_extra_info("socket")
                plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
            case "endless" | "huge-unannounced":
                writer.write(chunked)
                for _ in range(10**6 if host == "endless" else 50):
                    writer.write(b"100000\r\n" + b"<p>and so on" * 87381 + b"    \r\n")
                    await writer.drain()
                writer.write(b"0\r\n\r\n")
            case "bomb":
                writer.write(_answer(self.bomb, more="Content-Encoding: gzip\r\n"))
            case _:
                writer.write(PLAIN[host]())
        if host in {"cut-off", "no-http"}:
            writer.close()


def _feed() -> bytes:
    urls = [f"https://good{n % GOOD_HOSTS}.example/page{n}" for n in range(GOOD)]
    urls += [f"https://{case}.example/page" for case in EXPECTED]
    items = "".join(f"<item><title>Item {n}</title><link>{url}</link></item>" for n, url in enumerate(urls))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    feeds = {
        name: [{"url": f"https://{name}.example/feed", "language": "en"}] for name in ("harbour", "laughs", "swelling")
    }
    outlets = [
        {"id": name, "name": name, "domain": f"{name}.example", "country": "GBR", "feeds": feeds[name]}
        for name in feeds
    ]
    (folder / "outlets.yaml").write_text(yaml.safe_dump({"outlets": outlets}), encoding="utf-8")
    limits = {
        "source": "feeds", "contact": "desk@harbour.example", "timeout_seconds": 2, "total_seconds": 3, "attempts": 1,
        "concurrency": 50, "per_host_delay_seconds": 0, "retry_wait_seconds": 0.01,
    }  # fmt: skip
    settings = {
        "name": "faults",
        "data_dir": str(folder / "data"),
        "outlets": str(folder / "outlets.yaml"),
        "collect": limits,
    }
    (folder / "settings.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    web = FaultyWeb()
    command = [sys.executable, "-c", CHILD, str(folder / "settings.yaml"), str(web.port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)
    web.close()
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1]), web.hits


def test_every_fault_has_an_outcome_row_of_its_own(outcome):
    rows = {url: (result, status) for url, kind, result, status, _ in outcome[0]["first"] if kind == "page"}
    assert len(rows) == GOOD + len(EXPECTED)
    assert {case: rows[f"https://{case}.example/page"] for case in EXPECTED} == EXPECTED
    failed = [row for row in outcome[0]["first"] if row[2] != "ok"]
    assert all(reason.startswith(("https://", "http://", "file://")) for *_, reason in failed)


@pytest.mark.parametrize("feed", ["laughs", "swelling"])
def test_entities_are_never_expanded(outcome, feed):
    (row,) = [row for row in outcome[0]["first"] if row[0] == f"https://{feed}.example/feed"]
    assert row[2] == "ok"
    assert "not well-formed" in row[4]


def test_the_good_pages_are_all_there_and_memory_stays_small(outcome):
    bodies = dict(outcome[0]["bodies"])
    good = [url for url in bodies if url.startswith("https://good")]
    assert len(good) == GOOD
    assert all("harbour office counted" in bodies[url] for url in good)
    assert bodies["https://wrong-charset.example/page"].startswith("港务局星期一")
    assert bodies["https://unknown-charset.example/page"].startswith("港务局星期一")
    assert outcome[0]["peak_mb"] < 1000


def test_collecting_again_fetches_nothing_that_has_not_changed_and_adds_no_content(outcome):
    told, hits = outcome
    again = {url: result for url, _, result, *_ in told["second"]}
    assert {again.pop(f"https://{name}.example/feed") for name in ("harbour", "laughs", "swelling")} == {"not_modified"}
    passing = {
        case
        for case, (result, status) in EXPECTED.items()
        if result in {"timeout", "connection_error"} or status in {429, 500}
    }
    assert set(again) == {f"https://{case}.example/page" for case in passing}
    assert {hits[f"good{n % GOOD_HOSTS}/page{n}"] for n in range(GOOD)} == {1}
    assert told["before"] == told["after"]
