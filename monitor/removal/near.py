"""Why a request names nothing: removed before, another spelling of the address, an outlet's name instead of its id."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from monitor.removal.find import Removal
from monitor.text import short_id
from monitor.warehouse import Warehouse, query
from monitor.web import canonical_url


def why_nothing(warehouse: Warehouse, asked: Removal) -> str:
    """Sentences on a request that :func:`find_removable` found nothing for. Reads ``links``, ``removals``, ``outlets``."""
    if asked.url is not None:
        return _of_url(warehouse, canonical_url(asked.url) or asked.url)
    if asked.article_id is not None:
        removed = _known(warehouse, [asked.article_id])[1].get(asked.article_id)
        if removed is not None:
            return f"--article {asked.article_id}: was removed already, on {removed:%Y-%m-%d}."
        return f"--article {asked.article_id}: no article has this id. `monitor query` shows ids and addresses: FROM v_articles."
    before = f" before {asked.before:%Y-%m-%d}" if asked.before is not None else ""
    if asked.outlet_id is not None:
        return _of_outlet(warehouse, asked.outlet_id, before)
    return f"nothing that was collected was published{before}."


def _of_url(warehouse: Warehouse, url: str) -> str:
    spellings = {short_id("link", one): one for one in (url, *_spellings(url))}
    links, removed = _known(warehouse, list(spellings))
    own = short_id("link", url)
    if own in removed:
        return f"--url {url}: was removed already, on {removed[own]:%Y-%m-%d}, and is not collected again."
    told = [f"{links[ident]} was collected" for ident in spellings if ident in links]
    told += [f"{spellings[ident]} was removed on {at:%Y-%m-%d}" for ident, at in removed.items()]
    if told:
        return (
            f"--url {url}: nothing was collected under this address, but {', '.join(told)}. Name that if it is meant."
        )
    return f"--url {url}: nothing was collected under this address. `monitor query` shows those that there are: FROM v_articles."


def _of_outlet(warehouse: Warehouse, given: str, before: str) -> str:
    with warehouse.transaction() as connection:
        outlets = query(connection, "removal_outlets").to_pylist()
    if any(one["outlet_id"] == given for one in outlets):
        return f"--outlet {given}: nothing of it was collected{before}."
    wanted = given.strip().casefold()
    names = ("outlet_id", "name", "name_zh", "domain")
    ids = [one["outlet_id"] for one in outlets if wanted in {str(one[name] or "").casefold() for name in names}]
    if ids:
        return f"--outlet {given}: is no id; write {' or '.join(f'--outlet {ident}' for ident in ids)}."
    return f"--outlet {given}: no outlet has this id. `monitor query` shows those that there are: SELECT outlet_id, name FROM outlets."


def _known(warehouse: Warehouse, ids: list[str]) -> tuple[dict[str, str], dict[str, datetime]]:
    """Addresses of those that are there, and when the others were removed, by id."""
    with warehouse.transaction() as connection:
        rows = query(connection, "removal_known", link_ids=ids).to_pylist()
    links = {row["link_id"]: row["url"] for row in rows if row["url"] is not None}
    return links, {row["link_id"]: row["removed_at"] for row in rows if row["removed_at"] is not None}


def _spellings(url: str) -> Iterator[str]:
    """Addresses that a person may take for the same: http or https, with or without a slash at the end, ``www.`` or the query."""
    parts = urlsplit(url)
    bare = parts.netloc.removeprefix("www.")
    path = parts.path.rstrip("/")
    for scheme in ("https", "http"):
        for host in (bare, f"www.{bare}"):
            for spelled in (path, f"{path}/"):
                for asked in {parts.query, ""}:
                    one = canonical_url(urlunsplit((scheme, host, spelled, asked, "")))
                    if one is not None and one != url:
                        yield one
