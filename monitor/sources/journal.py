"""What a run of the collector found, on its way to the warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.sources.rows import Fetch, Link, write_fetches, write_links
from monitor.warehouse import Warehouse
from monitor.web import RawStore


@dataclass
class Journal:
    """Finished polls on their way to the warehouse."""

    warehouse: Warehouse
    raw: RawStore
    links: list[Link] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)

    def add(self, links: Sequence[Link], fetches: Sequence[Fetch]) -> None:
        """Take in one whole poll, or a part of a long one."""
        self.links += links
        self.fetches += fetches

    def write(self) -> None:
        """Write what was taken in: the pages first, so that no row names a page that is not there."""
        if not self.fetches:
            return
        self.raw.sync()
        with self.warehouse.transaction() as connection:
            write_links(connection, self.links)
            write_fetches(connection, self.fetches)
        self.links, self.fetches = [], []
