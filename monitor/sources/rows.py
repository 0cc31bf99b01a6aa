"""The rows that collection writes, and their Arrow tables."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

import duckdb
import pyarrow as pa

from monitor.config import Outlet
from monitor.text import short_id
from monitor.warehouse import query, upsert
from monitor.web import FetchResult, Outcome

_TIME = pa.timestamp("us", tz="UTC")
_LINKS = pa.schema(
    [
        *((name, pa.string()) for name in ("link_id", "url", "outlet_id", "feed_url", "language_hint", "audience")),
        ("title_hint", pa.string()),
        *((name, _TIME) for name in ("published_hint", "updated_hint", "first_seen_at")),
    ]
)
_FETCHES = pa.schema(
    [
        *((name, pa.string()) for name in ("fetch_id", "url", "kind", "outlet_id")),
        ("attempted_at", _TIME),
        ("outcome", pa.string()),
        ("status", pa.int32()),
        *((name, pa.string()) for name in ("reason", "final_url", "content_type")),
        ("n_bytes", pa.int64()),
        *((name, pa.string()) for name in ("sha256", "etag", "last_modified", "warc_file")),
        ("warc_offset", pa.int64()),
        ("seconds", pa.float64()),
        *((name, _TIME) for name in ("reach_from", "reach_until")),
    ]
)
OUTLET_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("outlet_id", "name", "name_zh", "domain", "country")),
        ("languages", pa.list_(pa.string())),
        *((name, pa.string()) for name in ("ownership", "audience", "facts_source")),
        ("facts_as_of", pa.date32()),
    ]
)


@dataclass(frozen=True)
class Link:
    """A row of ``links``."""

    link_id: str
    url: str
    outlet_id: str
    feed_url: str | None
    language_hint: str | None
    audience: str | None
    title_hint: str | None
    published_hint: datetime | None
    updated_hint: datetime | None
    first_seen_at: datetime


@dataclass(frozen=True)
class Fetch:
    """A row of ``fetches``."""

    fetch_id: str
    url: str
    kind: Literal["feed", "page", "row"]
    outlet_id: str
    attempted_at: datetime
    outcome: Outcome
    status: int | None
    reason: str | None
    final_url: str
    content_type: str | None
    n_bytes: int | None
    sha256: str | None
    etag: str | None
    last_modified: str | None
    warc_file: str | None
    warc_offset: int | None
    seconds: float
    reach_from: datetime | None = None
    reach_until: datetime | None = None


def fetch_row(
    result: FetchResult,
    kind: Literal["feed", "page"],
    outlet_id: str,
    now: datetime,
    warc: tuple[str, int] | None = None,
) -> Fetch:
    """The row for an attempt; ``warc`` is the file and offset of the body, where it was kept."""
    body = result.content if result.outcome == "ok" or result.content else None
    file, offset = warc if warc is not None else (None, None)
    return Fetch(
        fetch_id=short_id("fetch", result.url, kind, now.isoformat()),
        url=result.url,
        kind=kind,
        outlet_id=outlet_id,
        attempted_at=now,
        outcome=result.outcome,
        status=result.status,
        reason=result.reason,
        final_url=result.final_url,
        content_type=result.content_type,
        n_bytes=None if body is None else len(body),
        sha256=None if body is None else hashlib.sha256(body).hexdigest(),
        etag=result.etag,
        last_modified=result.last_modified,
        warc_file=file,
        warc_offset=offset,
        seconds=result.seconds,
    )


def write_outlets(connection: duckdb.DuckDBPyConnection, outlets: Sequence[Outlet]) -> int:
    """Bring ``outlets`` up to date with the settings; an outlet no longer named keeps its row."""
    rows = [
        {
            **outlet.model_dump(include={"name", "name_zh", "domain", "country", "ownership", "audience"}),
            "outlet_id": outlet.id,
            "languages": outlet.all_languages,
            "facts_source": outlet.facts_source,
            "facts_as_of": outlet.facts_as_of,
        }
        for outlet in outlets
    ]
    return upsert(connection, "outlets", pa.Table.from_pylist(rows, OUTLET_SCHEMA), ["outlet_id"])


def write_links(connection: duckdb.DuckDBPyConnection, links: Sequence[Link], *, update: bool = True) -> int:
    """Insert or update links; the last of several with the same id counts. With ``update=False`` known links stay as they are.

    What was removed on request (table ``removals``) is left out.
    """
    removed = set(query(connection, "collect_removed")["link_id"].to_pylist())
    newest = {link.link_id: asdict(link) for link in links if link.link_id not in removed}
    rows = pa.Table.from_pylist(list(newest.values()), _LINKS)
    return upsert(connection, "links", rows, ["link_id"], update=update)


def write_fetches(connection: duckdb.DuckDBPyConnection, fetches: Sequence[Fetch]) -> int:
    """Insert attempts."""
    return upsert(connection, "fetches", pa.Table.from_pylist([asdict(one) for one in fetches], _FETCHES), ["fetch_id"])
