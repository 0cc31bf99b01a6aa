"""Pages a second of the collector's client, beside a sequential loop and a bare asynchronous loop without limits, in the same run.

    python benchmarks/collect.py --hosts 200 --pages 5 --latency 0.05

The site is one asyncio server on loopback, in a process of its own, that answers every ``*.example`` host 50 ms after it was asked. The
client has its default limits (``collect.*``: 2 requests at once to a host, 16 over all) and again 50 and 200 over all, each with the delay
between two requests to a host set to 0; and once as it ships, with a delay of 1 s. The
sequential loop asks one page after another over a kept connection. Two bare loops ask for all pages at once, with no limit on
connections, bodies or time: one with httpx, like the client (its pool of connections grows slower with each), one with asyncio's
streams and no HTTP library at all, which is the most that this machine can do. The last line is one JSON object.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from monitor.config.settings import CollectSettings
from monitor.web import Request, sample_client

PARAGRAPH = (
    "<p>The harbour office counted more ships than in any week since the dredging of the northern channel began.</p>"
)
BODY = f"<!DOCTYPE html><html><body><article>{PARAGRAPH * 200}</article></body></html>".encode()
SEQUENTIAL_PAGES = 100


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, latency: float) -> None:
    """Answer the requests of one connection, each after ``latency`` seconds."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(BODY)}\r\n\r\n".encode() + BODY
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(latency)
            writer.write(answer)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def serve(latency: float) -> None:
    """Print the port and answer until the process is ended."""
    server = await asyncio.start_server(lambda *ends: talk(*ends, latency), "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def site(latency: float) -> Iterator[int]:
    """The port of a running site."""
    command = [sys.executable, str(Path(__file__)), "--serve", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def collector(urls: list[str], port: int, **limits: float) -> int:
    """The collector's client; how many pages came."""
    with sample_client(CollectSettings.model_validate(limits), port) as client:
        return sum(result.outcome == "ok" for result in client.get_all([Request(url) for url in urls]))


def sequential(urls: list[str], port: int) -> int:
    """One page after another."""
    with httpx.Client(trust_env=False) as client:
        asked = (client.get(f"http://127.0.0.1:{port}/", headers={"Host": httpx.URL(url).host}) for url in urls)
        return sum(answer.is_success for answer in asked)


def bare(urls: list[str], port: int) -> int:
    """All pages at once."""

    async def every() -> int:
        no_limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        async with httpx.AsyncClient(trust_env=False, limits=no_limits, timeout=None) as client:
            hosts = [httpx.URL(url).host for url in urls]
            asked = (client.get(f"http://127.0.0.1:{port}/", headers={"Host": host}) for host in hosts)
            return sum(answer.is_success for answer in await asyncio.gather(*asked))

    return asyncio.run(every())


def streams(urls: list[str], port: int) -> int:
    """All pages at once, without an HTTP library: a connection for each."""

    async def one(host: str) -> bool:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(len(BODY))
        writer.close()
        return head.startswith(b"HTTP/1.1 200")

    async def every() -> int:
        return sum(await asyncio.gather(*(one(httpx.URL(url).host) for url in urls)))

    return asyncio.run(every())


METHODS: dict[str, Any] = {"sequential": sequential, "bare": bare, "streams": streams, "collector": collector}


def timed(method: str, urls: list[str], port: int, **limits: float) -> dict[str, Any]:
    """Pages a second by the clock, and the processor's seconds for a thousand pages."""
    clock, processor = time.perf_counter(), time.process_time()
    pages = METHODS[method](urls, port, **limits)
    seconds, cpu = time.perf_counter() - clock, time.process_time() - processor
    told = {"method": method, **limits, "asked": len(urls), "pages": pages, "seconds": round(seconds, 2)}
    told |= {"pages_per_second": round(pages / seconds, 1), "cpu_seconds_per_1000": round(1000 * cpu / len(urls), 2)}
    print(json.dumps(told), flush=True)
    return told


def main() -> None:
    """Read the command line, print a line for each measurement and all of them with the ratios at the end."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--pages", type=int, default=5, help="pages of each host")
    parser.add_argument("--latency", type=float, default=0.05, help="seconds before an answer")
    parser.add_argument("--serve", type=float, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve is not None:
        asyncio.run(serve(chosen.serve))
        return
    urls = [f"https://host{host}.example/{page}" for page in range(chosen.pages) for host in range(chosen.hosts)]
    with site(chosen.latency) as port:
        told = [
            timed("sequential", urls[:SEQUENTIAL_PAGES], port),
            timed("bare", urls, port),
            timed("streams", urls, port),
            timed("collector", urls, port, per_host_delay_seconds=0),
            timed("collector", urls, port, per_host_delay_seconds=0, concurrency=50),
            timed("collector", urls, port, per_host_delay_seconds=0, concurrency=200),
            timed("collector", urls, port),
        ]
    rates = [one["pages_per_second"] for one in told]
    names = ["default limits, no delay", "50 at once, no delay", "200 at once, no delay", "as it ships"]
    ratios = {
        name: {
            "to_sequential": round(rate / rates[0], 2),
            "to_bare": round(rate / rates[1], 2),
            "to_streams": round(rate / rates[2], 2),
        }
        for name, rate in zip(names, rates[3:], strict=True)
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"hosts": chosen.hosts, "latency": chosen.latency, "runs": told, "ratios": ratios, "peak_mb": round(peak)}
        )
    )


if __name__ == "__main__":
    main()
