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
        self._delay = delay_seconds
        self._in_all = anyio.Semaphore(in_all)
        self._places: defaultdict[str, anyio.Semaphore] = defaultdict(lambda: anyio.Semaphore(per_host))
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """A turn at ``host``; starts of turns at one host lie at least the delay apart."""
        async with self._places[host]:
            now = anyio.current_time()
            start = max(now, self._free_at.get(host, now))
            self._free_at[host] = start + self._delay
            await anyio.sleep(start - now)
            async with self._in_all:
                yield
