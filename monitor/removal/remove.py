"""Taking articles out of everything the monitor keeps."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import duckdb
import pyarrow as pa

from monitor.config import Settings
from monitor.removal.find import Removable
from monitor.sources.alone import alone
from monitor.stories.lead import lead_of
from monitor.text import text_hash
from monitor.warehouse import Warehouse, compact, publish, query, sql_text, upsert
from monitor.web import RawStore


@dataclass(frozen=True)
class RemovalSummary:
    """What :func:`remove` did: rows deleted by table, raw pages blanked, and the report files that still show a title or an address."""

    n_links: int
    rows_by_table: tuple[tuple[str, int], ...]
    n_raw_pages: int
    reports: tuple[str, ...]


@dataclass(frozen=True)
class FinishedRemoval:
    """A removal that had been killed: how many links it was of, and the report files that may still show them."""

    n_links: int
    reports: tuple[str, ...]


def remove(settings: Settings, warehouse: Warehouse, found: Removable, reason: str) -> RemovalSummary:
    """Take the articles out, in this order: barred from coming back, raw pages, rows and vectors, files rewritten, published anew.

    One that is killed before its rows are deleted is finished by asking again, one killed later by :func:`finish_removal` or the next
    removal. Codings of the articles go too. Stories, estimates and reports are made without them on the next run; a report written
    before keeps its text until then. Raises
    :class:`monitor.sources.CollectionRunningError` while a collector works in the same folder.
    """
    with alone(warehouse):
        summary = _remove(settings, warehouse, found, reason)
        _rewrite(warehouse)
    return summary


def finish_removal(warehouse: Warehouse) -> FinishedRemoval | None:
    """Write the files anew where an earlier removal was killed before it did so; None where none was."""
    file = _unfinished(warehouse)
    if not file.exists():
        return None
    try:
        about = json.loads(file.read_text(encoding="utf-8"))
        finished = FinishedRemoval(int(about["n_links"]), tuple(map(str, about["reports"])))
    except (ValueError, KeyError, TypeError):  # cut short by the kill
        finished = FinishedRemoval(0, ())
    with alone(warehouse):
        _rewrite(warehouse)
    return finished


def _unfinished(warehouse: Warehouse) -> Path:
    """A file that is there from the first row deleted until nothing of it is left in the databases; it says what is removed."""
    return warehouse.data_dir / "removal.unfinished"


def _rewrite(warehouse: Warehouse) -> None:
    compact(warehouse)
    if warehouse.published_path.exists():
        publish(warehouse)
    _unfinished(warehouse).unlink(missing_ok=True)


def _remove(settings: Settings, warehouse: Warehouse, found: Removable, reason: str) -> RemovalSummary:
    ids, urls = list(found.link_ids), list(found.urls)
    with warehouse.transaction() as connection:
        _bar(connection, ids, reason)
        pages = query(connection, "removal_pages", urls=urls).to_pylist()
        leads = query(
            connection, "stories_leads", article_ids=ids, sentences=settings.stories.lead_sentences
        ).to_pylist()
    raw = RawStore(warehouse.data_dir)
    blanked = sum(raw.blank(page["warc_file"], page["warc_offset"]) for page in pages)
    reports = _reports(settings, found)
    _unfinished(warehouse).write_text(json.dumps({"n_links": len(ids), "reports": reports}), encoding="utf-8")
    hashes = [text_hash(lead_of(lead["title"], lead["sentences"])) for lead in leads]
    with warehouse.transaction() as connection:  # one attached file in a transaction
        connection.execute(sql_text("removal_vectors"), {"text_hashes": hashes, "article_ids": ids})
    with warehouse.transaction() as connection:
        counts = _delete(connection, ids, urls)
    return RemovalSummary(len(ids), counts, blanked, reports)


def _bar(connection: duckdb.DuckDBPyConnection, link_ids: list[str], reason: str) -> None:
    rows = pa.table(
        {
            "link_id": pa.array(link_ids, pa.string()),
            "removed_at": pa.array([datetime.now(UTC)] * len(link_ids), pa.timestamp("us", tz="UTC")),
            "reason": pa.array([reason] * len(link_ids), pa.string()),
        }
    )
    upsert(connection, "removals", rows, ["link_id"], update=False)


def _delete(connection: duckdb.DuckDBPyConnection, link_ids: list[str], urls: list[str]) -> tuple[tuple[str, int], ...]:
    connection.execute(sql_text("removal_findings"), {"article_ids": link_ids})
    connection.execute(sql_text("removal_labels"), {"article_ids": link_ids})
    counts = []
    for row in query(connection, "removal_tables").to_pylist():
        table, column = row["table_name"], row["column_name"]
        counts.append(
            (
                table,
                _deleted(connection, f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))", link_ids),
            )
        )
    counts.append(
        ("fetches", _deleted(connection, "DELETE FROM fetches WHERE url IN (SELECT unnest(?::VARCHAR[]))", urls))
    )
    return tuple((table, n) for table, n in counts if n)


def _deleted(connection: duckdb.DuckDBPyConnection, statement: str, keys: list[str]) -> int:
    row = connection.execute(statement, [keys]).fetchone()
    return int(row[0]) if row else 0


def _reports(settings: Settings, found: Removable) -> tuple[str, ...]:
    """Files of the reports and of their site, as paths below their folder, in which an address or a title stands, and their PDFs."""
    words = [*found.urls, *(title for title in found.titles if len(title) >= 8)]
    if not words or not settings.report_dir.exists():
        return ()
    pages = [file for file in sorted(settings.report_dir.rglob("*.*")) if file.suffix in {".html", ".md", ".xml"}]
    texts = ((file, unescape(file.read_text("utf-8"))) for file in pages)
    found_in = [file for file, text in texts if any(word in text for word in words)]
    printed = [file.with_suffix(".pdf") for file in found_in if file.suffix == ".html"]
    return tuple(file.relative_to(settings.report_dir).as_posix() for file in [*found_in, *printed] if file.exists())
