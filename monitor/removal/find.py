"""What is to be removed."""

from dataclasses import dataclass
from datetime import datetime

from monitor.config import ConfigError
from monitor.text import short_id
from monitor.warehouse import Warehouse, query
from monitor.web import canonical_url


@dataclass(frozen=True)
class Removal:
    """A request: one URL or article id, an outlet, or what was published before a moment; an outlet and a moment together mean both."""

    url: str | None = None
    article_id: str | None = None
    outlet_id: str | None = None
    before: datetime | None = None


@dataclass(frozen=True)
class Removable:
    """Links (and the articles made from them, which carry the same ids) that a request names; titles of those that became articles."""

    link_ids: tuple[str, ...]
    urls: tuple[str, ...]
    titles: tuple[str, ...]


def find_removable(warehouse: Warehouse, asked: Removal) -> Removable:
    """Everything that was collected and that the request names. Raises :class:`ConfigError` where it names nothing or too much."""
    link_id = _link_id(asked)
    if link_id is None and asked.outlet_id is None and asked.before is None:
        raise ConfigError("nothing to remove: name --url, --article, --outlet or --before.")
    with warehouse.transaction() as connection:
        rows = query(connection, "removal_found", link_id=link_id, outlet_id=asked.outlet_id, before=asked.before)
    found = rows.to_pylist()
    return Removable(
        tuple(row["link_id"] for row in found),
        tuple(row["url"] for row in found),
        tuple(row["title"] for row in found if row["title"]),
    )


def _link_id(asked: Removal) -> str | None:
    if asked.url is None:
        return asked.article_id
    if asked.article_id is not None or asked.outlet_id is not None or asked.before is not None:
        raise ConfigError("--url names one article: leave out --article, --outlet and --before.")
    url = canonical_url(asked.url)
    if url is None:
        raise ConfigError(f"--url {asked.url}: is no http or https address.")
    return short_id("link", url)
