"""Whose rows these are: outlets of the outlets' file, and outlets made from rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa
from tld import get_fld

from monitor.config import Outlet, place_name
from monitor.sources.files.faults import RowFault
from monitor.sources.rows import OUTLET_SCHEMA
from monitor.warehouse import query, upsert

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+", re.IGNORECASE)
_LONGEST_NAME = 120


@dataclass(frozen=True)
class MadeOutlet:
    """An outlet that is known from rows alone."""

    outlet_id: str
    name: str
    domain: str | None
    country: str | None
    languages: tuple[str, ...] = ()


@dataclass
class OutletBook:
    """The outlets of the file by id, name and domain, and those made from rows so far."""

    by_name: dict[str, str]
    by_domain: dict[str, str]
    made: dict[str, MadeOutlet] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    countries: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: duckdb.DuckDBPyConnection, outlets: Sequence[Outlet]) -> "OutletBook":
        """The book of the outlets' file and of the outlets that earlier imports made."""
        names = {
            name.casefold(): one.id
            for one in reversed(outlets)
            for name in (one.name_zh, one.name, one.domain, one.id)
            if name
        }
        made = {
            row["outlet_id"]: MadeOutlet(**{**row, "languages": tuple(row["languages"] or ())})
            for row in query(connection, "collect_made_outlets", ids=[one.id for one in outlets]).to_pylist()
        }
        countries = {one.id: one.country for one in outlets} | {key: one.country for key, one in made.items()}
        return cls(names, {one.domain.casefold(): one.id for one in outlets}, made, set(), countries)

    def find(self, outlet: str, host: str, url: str | None, place: str | None, language: str | None) -> str:
        """Id of a row's outlet, made where there is none. Raises :class:`RowFault` for a row that names none.

        ``outlet`` is an id, a name or a domain; else ``host``, else the URL's host counts, with the domains above it.
        """
        known = self.by_name.get(outlet.casefold()) if outlet else None
        if known:
            return known
        name = host_of(outlet) or (None if outlet else host_of(host) or host_of(url or ""))
        for domain in _upwards(name) if name else ():
            if domain in self.by_domain:
                return self.by_domain[domain]
        if name is None and not outlet:
            raise RowFault("no_outlet", "The row does not say whose it is: no outlet, no domain and no URL.")
        registrable = None if name is None else get_fld(name, fix_protocol=True, fail_silently=True) or name
        return self._made(registrable or outlet[:_LONGEST_NAME], registrable, place, language)

    def _made(self, name: str, domain: str | None, place: str | None, language: str | None) -> str:
        """An outlet made from rows. One domain with editions in two places is two outlets: a place is the outlet's."""
        ident = name.casefold()
        known = self.made.get(ident)
        if known and place and known.country and place != known.country:
            ident, name = f"{ident}-{place.lower()}", f"{name} ({place_name(place)})"
            known = self.made.get(ident)
        outlet = known or MadeOutlet(ident, name, domain, place)
        languages = outlet.languages if language is None else tuple(sorted({*outlet.languages, language}))
        after = replace(outlet, country=outlet.country or place, languages=languages)
        if after != known:
            self.made[ident], self.countries[ident] = after, after.country
            self.changed.add(ident)
        return ident

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write the outlets that were made or changed since the last write."""
        write_made(connection, (self.made[ident] for ident in sorted(self.changed)))
        self.changed.clear()


def write_made(connection: duckdb.DuckDBPyConnection, outlets: Iterable[MadeOutlet]) -> int:
    """Bring ``outlets`` up to date with outlets made from rows, of which ownership and audience are unknown."""
    rows = [
        {
            "outlet_id": one.outlet_id, "name": one.name, "domain": one.domain, "country": one.country, "languages": list(one.languages),
            "ownership": "unknown", "audience": "unknown",
        }
        for one in outlets
    ]  # fmt: skip
    return upsert(connection, "outlets", pa.Table.from_pylist(rows, OUTLET_SCHEMA), ["outlet_id"])


def host_of(text: str) -> str | None:
    """The host in a URL, or a host that stands alone, in lower case without ``www.`` and port; None for anything else."""
    try:
        host = urlsplit(text).hostname if "//" in text else text.partition(":")[0]
    except ValueError:
        return None
    host = (host or "").strip().rstrip(".").casefold().removeprefix("www.")
    return host if _HOST.fullmatch(host) else None


def _upwards(host: str) -> list[str]:
    """A host and the domains above it: a.b.cn, b.cn."""
    parts = host.split(".")
    return [".".join(parts[at:]) for at in range(len(parts) - 1)]
