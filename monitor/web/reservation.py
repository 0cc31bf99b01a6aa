"""Text-mining reservations: whether a publisher keeps to itself what we would do with a page.

What we do: keep a page's text and have models read it (embeddings, frames), to measure coverage. We build no search
index, show no copies, take no pictures and train no generative model. So of the signals in use

- **TDMRep** (TDM Reservation Protocol, W3C Community Group, final report of 10 May 2024) says exactly what we ask: may
  this be mined? ``tdm-reservation: 1`` in ``/.well-known/tdmrep.json``, in the HTTP header or in a meta tag is
  honoured. Article 3 of Directive (EU) 2019/790 lets research organisations mine in spite of it; we cannot know who runs
  this, so nobody is let through.
- **Content-Signal** in robots.txt (Cloudflare, 24 September 2025, contentsignals.org): ``ai-input=no`` ("inputting
  content into one or more AI models") is honoured, as a model reads the text. ``ai-train`` and ``search`` are uses that
  collecting does not make.
- ``noai`` in ``X-Robots-Tag`` or ``<meta name="robots">`` (DeviantArt, 2022; no standard, but its meaning is plain) is
  honoured.
- Not honoured, because they are about other uses: ``noimageai`` and ``noimageindex`` (pictures), ``noml`` (training),
  ``noindex`` and ``noarchive`` (search results and the copies they show; Bing alone reads the last as being about AI).
- Not read: ``ai.txt`` (Spawning, 2023), which is about training on media files and is no specification that stands
  still; ``Content-Usage`` (IETF draft-ietf-aipref-attach), while its words still change.

TDMRep lets a page's own 0 win over a 1 given for the site. We take the first 1 as final: to look for an exception one
would have to transfer what is reserved.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from lxml import etree, html

from monitor.web.agent import PRODUCT
from monitor.web.robots import Pattern

TDM_PATH = "/.well-known/tdmrep.json"
_MOST_LOCATIONS = 1000
_HEAD_BYTES = 1 << 20
"""Meta tags belong into the head; what lies behind this is not searched."""
_WORDS = re.compile(rb"tdm-reservation|noai", re.IGNORECASE)
# Directives with a value of their own: what precedes their colon is not the name of an agent.
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_AGENT = re.compile(r"\s*([\w-]+)\s*:(.*)", re.DOTALL)


@dataclass(frozen=True)
class TdmFile:
    """The rules of a ``tdmrep.json``, in its order: location as written, its pattern, and whether it is reserved."""

    rules: tuple[tuple[str, Pattern, bool], ...] = ()

    @classmethod
    def parse(cls, content: bytes) -> "TdmFile":
        """Read a file; what is not of the protocol's form counts as not said."""
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            return cls()
        entries = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        return cls(tuple(_rule(one) for one in entries[:_MOST_LOCATIONS] if isinstance(one.get("location"), str)))

    def reservation(self, url: str) -> str | None:
        """What reserves ``url``, for a reason; None if nothing does. The first location that fits counts."""
        for location, pattern, reserved in self.rules:
            if pattern.matches(url):
                return f"{TDM_PATH}: location {location}" if reserved else None
        return None


def header_reservation(headers: httpx.Headers) -> str | None:
    """What in the headers of an answer reserves it, for a reason; None if nothing does."""
    if headers.get("tdm-reservation", "").strip() == "1":
        policy = headers.get("tdm-policy")
        return "header tdm-reservation: 1" + (f", policy {policy}" if policy else "")
    if any(_says_noai(value) for value in headers.get_list("x-robots-tag")):
        return "header X-Robots-Tag: noai"
    return None


def page_reservation(content: bytes, content_type: str | None) -> str | None:
    """What in the meta tags of a page reserves it, for a reason; None if nothing does, or it is no HTML."""
    if content_type is not None and "html" not in content_type.lower():
        return None
    # Without its marks UTF-16 is ASCII, as far as tags go.
    head = content[:_HEAD_BYTES].replace(b"\0", b"").lstrip(b"\xff\xfe")
    if _WORDS.search(head) is None:
        return None
    try:
        metas = html.document_fromstring(head).iter("meta")
        given = [(meta.get("name", "").strip().lower(), meta.get("content", "").strip().lower()) for meta in metas]
    except (etree.LxmlError, ValueError):
        return None
    if ("tdm-reservation", "1") in given:
        return "meta tag tdm-reservation: 1"
    noai = any(name in {"robots", PRODUCT} and "noai" in _words(value) for name, value in given)
    return "meta tag robots: noai" if noai else None


def _rule(entry: Mapping[str, Any]) -> tuple[str, Pattern, bool]:
    location = str(entry["location"])
    # The value is a number; a string is taken for what is meant. true is neither.
    return location, Pattern(location), str(entry.get("tdm-reservation")).strip() == "1"


def _says_noai(value: str) -> bool:
    """Whether an X-Robots-Tag says ``noai`` to everyone or to us; it may begin with the name of an agent."""
    match = _AGENT.match(value)
    if match is not None and match[1].lower() not in _VALUED:
        return match[1].lower() == PRODUCT and "noai" in _words(match[2])
    return "noai" in _words(value)


def _words(value: str) -> set[str]:
    return {word.strip().lower() for word in value.split(",")}
