"""robots.txt: what a site lets us ask for, and how often (RFC 9309).

Reading the rules is left to protego (0.7.0), Scrapy's parser, which follows RFC 9309 to the longest match, wildcards
and percent-encoding. reppy has not been maintained for years and no longer builds, robotexclusionrulesparser predates
the RFC and prefers the first match to the longest, and the standard library's parser knew no wildcards before Python
3.14.

protego hands each rule to every agent of its group, so a crafted file of the permitted size (18,000 agents before
30,000 rules) would fill the memory. Therefore it is given only the lines of the groups that are ours: those that name
``framing-monitor``, or else those that name ``*``.
"""

import re
from dataclasses import dataclass

from protego import Protego

from monitor.web.agent import PRODUCT

MOST_BYTES = 500 * 1024
"""What is read of a robots.txt; RFC 9309 (2.5) asks for at least this much."""
MOST_NAMED = 200
"""Rules looked through for the one that a reason names."""

_AGENT = re.compile(r"user[- ]?agent\s*[:\s]\s*(.*)", re.IGNORECASE)
_OUTSIDE_GROUPS = re.compile(r"(?:site-?maps?|host)\s*[:\s]", re.IGNORECASE)
_TOKEN = re.compile(r"\*|[a-z_-]+")
_DISALLOW = re.compile(r"disallow\s*[:\s]\s*(\S.*)", re.IGNORECASE)
_SIGNAL = re.compile(r"content-signal\s*:(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class RobotsFile:
    """The part of a robots.txt that speaks to us."""

    lines: tuple[str, ...]
    rules: Protego

    @classmethod
    def parse(cls, content: bytes) -> "RobotsFile":
        """Read a file, of which at most :data:`MOST_BYTES` count; whatever it holds, nothing is raised.

        What follows the limit, and the line that it cuts through, is not looked at.
        """
        text = content[:MOST_BYTES].decode("utf-8-sig", errors="replace")
        if len(content) >= MOST_BYTES:
            text = text[: text.rfind("\n") + 1]
        lines = _own_lines(text)
        return cls(lines, Protego.parse("\n".join(["User-agent: *", *lines])))

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be asked for."""
        return self.rules.can_fetch(url, PRODUCT)

    def rule_against(self, url: str) -> str | None:
        """The longest rule that forbids ``url``, as it is written; None if none is found among the longest."""
        found = [match[1] for line in self.lines if (match := _DISALLOW.match(line)) is not None]
        longest = sorted(found, key=len, reverse=True)[:MOST_NAMED]
        return next((f"Disallow: {one}" for one in longest if Pattern(one).matches(url)), None)

    @property
    def pause(self) -> float:
        """Seconds to be left between two requests (Crawl-delay, Request-rate); 0 where nothing is said."""
        rate = self.rules.request_rate(PRODUCT)
        return max(self.rules.crawl_delay(PRODUCT) or 0.0, 0.0 if rate is None else rate.seconds / rate.requests)

    @property
    def reserves_ai_input(self) -> bool:
        """Whether ``Content-Signal: ai-input=no`` is said (see :mod:`monitor.web.reservation`)."""
        signals = [match[1] for line in self.lines if (match := _SIGNAL.match(line)) is not None]
        return any("".join(one.split()).lower() == "ai-input=no" for value in signals for one in value.split(","))


class Pattern:
    """A path in the language of robots.txt: a prefix, with ``*`` for anything and ``$`` for the end."""

    def __init__(self, pattern: str) -> None:
        self._rule = Protego.parse(f"User-agent: *\nDisallow: {' '.join(pattern.split())}")

    def matches(self, url: str) -> bool:
        """Whether the path and query of ``url`` fit."""
        return not self._rule.can_fetch(url, "*")


def _own_lines(text: str) -> tuple[str, ...]:
    """Lines without comments of all groups that name us, or else of those that name everyone.

    What stands before the first group counts as said to everyone.
    """
    groups: dict[str, list[str]] = {"*": []}
    agents, naming = {"*"}, False
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        match = _AGENT.match(line)
        if match is not None:
            agents = agents if naming else set()
            token = _TOKEN.match(match[1].lower())
            agents |= {token[0]} & {PRODUCT, "*"} if token is not None else set()
            for agent in agents:
                groups.setdefault(agent, [])
            naming = True
        elif line and not _OUTSIDE_GROUPS.match(line):
            naming = False
            for agent in agents:
                groups[agent].append(line)
    return tuple(groups.get(PRODUCT, groups["*"]))
