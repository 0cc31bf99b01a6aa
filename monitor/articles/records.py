"""The rows this stage reads and writes, as typed records and Arrow schemas."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

_AT = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True)
class ArticleRow:
    """A row of ``articles``."""

    article_id: str
    url: str
    outlet_id: str
    country: str | None
    ownership: str | None
    audience: str | None
    language: str
    script: str
    language_method: str
    language_confidence: float
    title: str
    body: str
    byline: str
    published_at: datetime
    published_method: str
    published_note: str | None
    first_seen_at: datetime
    week: date
    text_hash: str
    text_scope: str
    version: int


@dataclass(frozen=True)
class VersionRow:
    """A row of ``article_versions``."""

    article_id: str
    version: int
    seen_at: datetime
    title: str
    body: str
    text_hash: str
    text_scope: str
    page_sha256: str | None


@dataclass(frozen=True)
class RejectedRow:
    """A row of ``rejected_pages``."""

    link_id: str
    url: str
    outlet_id: str
    page_sha256: str
    reason: str
    seen_at: datetime


@dataclass(frozen=True)
class OutcomeRow:
    """A row of ``page_outcomes``."""

    link_id: str
    seen_at: datetime
    page_sha256: str
    outcome: str
    version: int | None


@dataclass(frozen=True)
class PassageRow:
    """A row of ``passages``."""

    passage_id: str
    article_id: str
    position: int
    field: str
    start: int
    stop: int
    text: str
    text_hash: str


@dataclass(frozen=True)
class CopyRow:
    """A row of ``copies``."""

    article_id: str
    copy_group: str
    is_original: bool
    similarity: float
    agency: str | None


_TYPES = {
    "str": pa.string(), "str | None": pa.string(), "int": pa.int32(), "int | None": pa.int32(), "float": pa.float64(),
    "bool": pa.bool_(), "datetime": _AT, "date": pa.date32(),
}  # fmt: skip


def to_table(kind: type[Any], rows: Iterable[Any]) -> pa.Table:
    """Records of one dataclass to an Arrow table with its columns; the schema is that of the fields, also without rows."""
    fields = kind.__dataclass_fields__.values()
    names = {one.name: one.type if isinstance(one.type, str) else _type_name(one.type) for one in fields}
    schema = pa.schema([(name, _TYPES[label]) for name, label in names.items()])
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=schema)


def _type_name(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) else str(kind)
