"""Saved pages: their bytes, and under which URL each was published."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lxml import etree, html

from monitor.config import ConfigError
from monitor.sources.files.faults import RowFault
from monitor.sources.files.mapping import UrlList
from monitor.web import canonical_url

MAX_PAGE = 5_000_000
"""Bytes of the largest page that is taken, as for pages from the web."""
_MAX_LIST = 200_000_000
_URLS = "//link[translate(@rel, 'CANOIL', 'canoil') = 'canonical']/@href | //meta[@property = 'og:url' or @name = 'og:url']/@content"


@dataclass(frozen=True)
class PageUrls:
    """URLs of pages by the path of their file, as a list gives them."""

    by_file: dict[str, str]


@dataclass(frozen=True)
class PageFile:
    """A saved page and its URL, None where neither the list nor the page names one."""

    content: bytes
    url: str | None


def load_page_urls(root: Path, urls: UrlList | None) -> PageUrls:
    """Read the list of URLs. Raises :class:`ConfigError` where it is missing or has not the columns named."""
    if urls is None:
        return PageUrls({})
    path = root / urls.path
    if not path.resolve().is_relative_to(root.resolve()):
        raise ConfigError(f"{path}: leads out of collect.files_root. Put the list of URLs inside it.")
    try:
        if path.stat().st_size > _MAX_LIST:
            raise ConfigError(f"{path}: is larger than {_MAX_LIST:,} bytes; split the set.")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the list of URLs cannot be read ({error}).") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if missing := {urls.file, urls.url} - set(rows.fieldnames or ()):
        raise ConfigError(f"{path}:1: has no column {', '.join(sorted(missing))}.")
    return PageUrls({(row[urls.file] or "").strip(): (row[urls.url] or "").strip() for row in rows})


def read_page_file(stream: BinaryIO, name: str, urls: PageUrls) -> PageFile:
    """One page. Raises :class:`RowFault` for an empty or too large one, or a listed URL that is none."""
    content = stream.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        raise RowFault("too_large", f"The page has more than {MAX_PAGE:,} bytes.")
    if not content.strip():
        raise RowFault("empty", "The page is empty.")
    listed = urls.by_file.get(name)
    if listed:
        url = canonical_url(listed)
        if url is None:
            raise RowFault("bad_url", f"Its address {listed[:100]!r} in the list is no http or https URL.")
        return PageFile(content, url)
    return PageFile(content, _own_url(content))


def _own_url(content: bytes) -> str | None:
    """What the page itself says: its canonical link, or og:url."""
    try:
        tree = html.document_fromstring(content)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    found = [canonical_url(str(one)) for one in tree.xpath(_URLS)]
    return next((one for one in found if one), None)
