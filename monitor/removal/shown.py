"""What would be removed, for a person to look at first."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from monitor.config import ConfigError
from monitor.removal.find import Removable
from monitor.warehouse import Warehouse, query

_LEAST_TITLE = 8


@dataclass(frozen=True)
class ShownLink:
    """An address that would be removed: ``title`` of its article, or as its feed has it; published (else first seen) at ``at`` (UTC)."""

    url: str
    outlet_id: str
    title: str | None
    at: datetime | None
    is_article: bool
    n_pages: int
    n_codings: int


def show_removable(warehouse: Warehouse, found: Removable) -> tuple[ShownLink, ...]:
    """The links that were found, with what hangs on them, the newest first. Reads ``links``, ``articles``, ``fetches``, ``annotations``."""
    with warehouse.transaction() as connection:
        rows = query(connection, "removal_shown", link_ids=list(found.link_ids)).to_pylist()
    return tuple(
        ShownLink(
            row["url"], row["outlet_id"], row["title"], row["published_at"], row["is_article"], row["n_pages"], row["n_codings"]
        )
        for row in rows
    )  # fmt: skip


def check_reason(found: Removable, reason: str) -> None:
    """Raise :class:`ConfigError` where a reason, which is kept, repeats an address or a title that is to be forgotten."""
    given = reason.casefold()
    parts = [urlsplit(url) for url in found.urls]
    words = [f"{part.netloc}{part.path}".rstrip("/") for part in parts if part.path.strip("/")]
    words += [title for title in found.titles if len(title) >= _LEAST_TITLE]
    if any(word.casefold() in given for word in words):
        raise ConfigError(
            "--reason: holds an address or a title that is to be removed, and the reason is kept. Say who asked and when instead. Nothing "
            "was changed."
        )
