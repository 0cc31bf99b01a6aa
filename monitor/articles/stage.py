"""The stage: pages to articles, versions, passages and copies."""

import sys
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from tqdm import tqdm

from monitor.articles.agencies import load_agencies
from monitor.articles.batch import Batch, Links
from monitor.articles.copies import Text, find_copies
from monitor.articles.extract import title_only
from monitor.articles.pages import PageRef, PageResult, read_page
from monitor.articles.records import CopyRow, to_table
from monitor.config import OutletFile, Settings, load_model
from monitor.warehouse import Warehouse, query, record_stage
from monitor.warehouse import replace as replace_rows
from monitor.web import RawStore

_PAGES_AT_ONCE = 500


@dataclass(frozen=True)
class ArticleSummary:
    """What a run of the stage did."""

    n_pages: int = 0
    n_versions: int = 0
    n_unchanged: int = 0
    n_rejected: int = 0
    n_titles_only: int = 0
    n_copies: int = 0


def extract_articles(settings: Settings, warehouse: Warehouse) -> ArticleSummary:
    """Read the pages that were fetched, and the rows of files that were loaded, since the last run.

    Reads ``links``, ``outlets``, ``fetches`` and the raw pages; writes ``articles``, ``article_versions``, ``rejected_pages``,
    ``page_outcomes``, ``passages`` and ``copies``. Pages are read 500 at a time, each batch written in one transaction, so that a run
    that is killed goes on where it stopped. Copies are found anew over all articles whenever one is new or has changed.

    Raises :class:`monitor.config.ConfigError` when the outlets' or the agencies' file is wrong.
    """
    with record_stage(warehouse, "articles") as record:
        agencies = load_agencies(settings.articles.agencies)
        zones = {outlet.id: ZoneInfo(outlet.time_zone) for outlet in load_model(settings.outlets, OutletFile).outlets}
        summary = _read_pages(warehouse, zones)
        summary = _add_unfetched(warehouse, zones, summary)
        with warehouse.transaction() as connection:
            outdated = query(connection, "articles_copies_outdated")["n"][0].as_py()
        if summary.n_versions or outdated:
            rows = find_copies(_texts(warehouse), agencies, settings.articles.copy_similarity)
            with warehouse.transaction() as connection:
                replace_rows(connection, "copies", to_table(CopyRow, sorted(rows, key=lambda row: row.article_id)))
            summary = replace(summary, n_copies=sum(not row.is_original for row in rows))
        record.summary = summary
    return summary


def _read_pages(warehouse: Warehouse, zones: dict[str, ZoneInfo]) -> ArticleSummary:
    raw, summary = RawStore(warehouse.data_dir), ArticleSummary()
    with warehouse.transaction() as connection:
        pages = [PageRef(**row) for row in query(connection, "articles_pending_pages").to_pylist()]
    with tqdm(total=len(pages), desc="articles", unit="page", file=sys.stderr, disable=None if pages else True) as bar:
        for start in range(0, len(pages), _PAGES_AT_ONCE):
            part = pages[start : start + _PAGES_AT_ONCE]
            with warehouse.transaction() as connection:
                batch = Batch(Links.load(connection, (page.link_id for page in part), zones))
            for page in part:
                batch.add(page, read_page(raw, page, batch.links.facts[page.link_id]))
                bar.update()
            with warehouse.transaction() as connection:
                batch.write(connection)
            summary = _counted(summary, batch)
    return summary


def _add_unfetched(warehouse: Warehouse, zones: dict[str, ZoneInfo], summary: ArticleSummary) -> ArticleSummary:
    with warehouse.transaction() as connection:
        link_ids = query(connection, "articles_unfetched_titles")["link_id"].to_pylist()
        batch = Batch(Links.load(connection, link_ids, zones))
        for link_id in link_ids:
            link = batch.links.facts[link_id]
            batch.add_unfetched(link_id, PageResult(title_only(link, link.first_seen_at), None))
        batch.write(connection)
    return _counted(summary, batch)


def _counted(summary: ArticleSummary, batch: Batch) -> ArticleSummary:
    return replace(
        summary,
        n_pages=summary.n_pages + len(batch.outcomes),
        n_versions=summary.n_versions + len(batch.versions),
        n_unchanged=summary.n_unchanged + sum(row.outcome in {"same", "kept"} for row in batch.outcomes),
        n_rejected=summary.n_rejected + len(batch.rejected),
        n_titles_only=summary.n_titles_only + sum(row.text_scope == "title" for row in batch.articles.values()),
    )


def _texts(warehouse: Warehouse) -> list[Text]:
    with warehouse.transaction() as connection:
        rows = (
            query(connection, "articles_texts")
            .select(["article_id", "language", "body", "byline", "text_scope", "outlet_id", "published_at"])
            .to_pylist()
        )
    return [Text(**row) for row in rows]
