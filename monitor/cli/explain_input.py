"""Where `explain` gets its text: standard input, a file, or a URL through the collection's own client."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from monitor.articles import OneText, UnreadableTextError, read_bytes
from monitor.config import ConfigError, Outlet, OutletFile, Settings, load_model
from monitor.sources.origin import open_origin, polls
from monitor.web import FetchResult, HttpClient, live_client

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")


def read_input(source: str, settings: Settings, title: str | None) -> OneText:
    """The text at ``source``: ``-``, a file's path, or an http(s) URL.

    Raises :class:`monitor.articles.UnreadableTextError` with a sentence for anything that gives no text, and
    :class:`monitor.config.ConfigError` for a URL when the settings name no contact.
    """
    most = settings.collect.max_bytes
    if source == "-":
        return read_bytes(
            _short_enough(sys.stdin.buffer.read(most + 1), "standard input", most), name="standard input", title=title
        )
    scheme = _SCHEME.match(source)
    if scheme is None:
        return read_bytes(_file(Path(source), most), name=source, title=title)
    if scheme[1].lower() not in {"http", "https"}:
        raise UnreadableTextError(f"{source}: only http and https addresses are fetched.")
    return _url(source, settings, title)


def _file(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return _short_enough(file.read(most + 1), str(path), most)
    except FileNotFoundError:
        raise UnreadableTextError(
            f"{path}: there is no such file. Give a file, a URL with http(s)://, or - for standard input."
        ) from None
    except IsADirectoryError:
        raise UnreadableTextError(f"{path}: is a folder. Give one file.") from None
    except OSError as error:
        raise UnreadableTextError(
            f"{path}: cannot be read ({error.strerror}). Give this user the right to read it."
        ) from None


def _short_enough(content: bytes, name: str, most: int) -> bytes:
    if len(content) > most:
        raise UnreadableTextError(
            f"{name}: is longer than {most:,} bytes (collect.max_bytes). Give a part of it, or raise the limit."
        )
    return content


def _url(url: str, settings: Settings, title: str | None) -> OneText:
    with _client(url, settings) as client:
        answer = client.get(url)
    if answer.outcome != "ok":
        raise UnreadableTextError(answer.reason or f"{url}: could not be fetched ({answer.outcome}).")
    _check_type(answer)
    return read_bytes(answer.content, name=answer.final_url, content_type=answer.content_type, title=title)


def _check_type(answer: FetchResult) -> None:
    kind = (answer.content_type or "text/html").split(";")[0].strip().lower()
    if not kind.startswith(_PAGES):
        raise UnreadableTextError(
            f"{answer.final_url}: is no page; the server calls it {kind}. Give the address of an article."
        )


@contextmanager
def _client(url: str, settings: Settings) -> Iterator[HttpClient]:
    """The sample's own press for its outlets; the open web for everything else, which needs a contact."""
    collect, outlets = settings.collect, load_model(settings.outlets, OutletFile).outlets
    if collect.source == "sample" and _is_of(url, outlets):
        with open_origin(collect, outlets, polls(collect)[-1]) as (client, turn):
            turn(polls(collect)[-1])
            yield client
        return
    if not (collect.contact or "").strip():
        raise ConfigError(
            f"{url}: collect.contact is missing, and every site is told whom to reach about a request. Put an e-mail address or "
            "URL there in the settings file (--config), or save the page and give the file."
        )
    with live_client(collect) as client:
        yield client


def _is_of(url: str, outlets: list[Outlet]) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return any(host == outlet.domain or host.endswith(f".{outlet.domain}") for outlet in outlets)
