"""Politeness: how many requests run at once, and how long one host is left alone."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class HostGate:
    """Lets a request through when its host has had its pause and there is a free place, per host and over all hosts.

    A request waits for its host first, without taking one of the places for all: a slow host delays nobody else.
    """

    def __init__(self, delay_seconds: float, per_host: int, in_all: int) -> None:
        self._delays: defaultdict[str, float] = defaultdict(lambda: delay_seconds)
        self._in_all = anyio.Semaphore(in_all)
        self._places: defaultdict[str, anyio.Semaphore] = defaultdict(lambda: anyio.Semaphore(per_host))
        self._started: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Leave at least ``seconds`` between starts of turns at ``host``, the last one included."""
        self._delays[host] = max(self._delays[host], seconds)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """A turn at ``host``; starts of turns at one host lie at least its delay apart."""
        async with self._places[host]:
            now = anyio.current_time()
            start = max(now, self._started[host] + self._delays[host]) if host in self._started else now
            self._started[host] = start
            await anyio.sleep(start - now)
            async with self._in_all:
                yield
