"""A batch of pages: read with no connection open, then written in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from monitor.articles.extract import LinkFacts
from monitor.articles.pages import PageRef, PageResult
from monitor.articles.passages import passages_of
from monitor.articles.records import ArticleRow, OutcomeRow, PassageRow, RejectedRow, VersionRow, to_table
from monitor.articles.versions import ArticleState, OutletFacts, PageStamp, advance
from monitor.warehouse import query, upsert


@dataclass
class Links:
    """The links of a batch: what is known of them, and their articles as they stand, brought forward page by page."""

    facts: dict[str, LinkFacts]
    outlets: dict[str, OutletFacts]
    states: dict[str, ArticleState]

    @classmethod
    def load(
        cls, connection: duckdb.DuckDBPyConnection, link_ids: Iterable[str], zones: dict[str, ZoneInfo]
    ) -> "Links":
        """Read ``links``, ``outlets`` and ``articles``; ``zones`` are the outlets' time zones by outlet id (else UTC)."""
        rows = query(connection, "articles_links", link_ids=sorted(set(link_ids))).to_pylist()
        return cls(
            {
                row["link_id"]: LinkFacts(
                    row["link_id"], row["url"], row["outlet_id"], tuple(row[key] for key in ("name", "name_zh", "domain") if row[key]),
                    zones.get(row["outlet_id"], ZoneInfo("UTC")), row["language_hint"], row["title_hint"], row["published_hint"],
                    row["first_seen_at"],
                )
                for row in rows
            },
            {row["link_id"]: OutletFacts(row["country"], row["ownership"], row["audience"]) for row in rows},
            {
                row["link_id"]: ArticleState(
                    row["version"], row["text_hash"], row["text_scope"], row["published_at"], row["published_method"], row["published_note"]
                )
                for row in rows
                if row["version"] is not None
            },
        )  # fmt: skip


@dataclass
class Batch:
    """The rows that come of a batch of pages."""

    links: Links
    articles: dict[str, ArticleRow] = field(default_factory=dict)
    versions: list[VersionRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    outcomes: list[OutcomeRow] = field(default_factory=list)

    def add(self, page: PageRef, result: PageResult) -> None:
        """Take in what a page said; pages of one link must come in the order in which they were fetched."""
        link = self.links.facts[page.link_id]
        outcome = self._advance(link, result, page) if result.found else "rejected"
        if result.reason:
            outcome = "rejected"
            self.rejected.append(
                RejectedRow(link.link_id, link.url, link.outlet_id, page.page_sha256, result.reason, page.seen_at)
            )
        version = self.links.states.get(link.link_id, ArticleState()).version or None
        self.outcomes.append(OutcomeRow(link.link_id, page.seen_at, page.page_sha256, outcome, version))

    def add_unfetched(self, link_id: str, result: PageResult) -> None:
        """Take in an article that is known by its feed's title alone; its page never came."""
        self._advance(self.links.facts[link_id], result, None)

    def _advance(self, link: LinkFacts, result: PageResult, page: PageRef | None) -> str:
        if result.found is None:
            return "rejected"
        state = self.links.states.get(link.link_id, ArticleState())
        stamp = PageStamp(page.seen_at, page.page_sha256) if page else PageStamp(link.first_seen_at, None)
        step = advance(state, result.found, link, self.links.outlets[link.link_id], stamp)
        self.links.states[link.link_id] = step.state
        if step.article is not None and step.version is not None:
            self.articles[link.link_id] = step.article
            self.versions.append(step.version)
        return step.outcome

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write everything; the same batch twice leaves the same rows. Passages of articles with a new text are replaced."""
        articles = sorted(self.articles.values(), key=lambda row: row.article_id)
        upsert(connection, "articles", to_table(ArticleRow, articles), ["article_id"])
        upsert(connection, "article_versions", to_table(VersionRow, self.versions), ["article_id", "version"])
        upsert(connection, "rejected_pages", to_table(RejectedRow, self.rejected), ["link_id", "seen_at"])
        upsert(connection, "page_outcomes", to_table(OutcomeRow, self.outcomes), ["link_id", "seen_at"])
        self._write_passages(connection, articles)

    def _write_passages(self, connection: duckdb.DuckDBPyConnection, articles: Sequence[ArticleRow]) -> None:
        passages = [
            passage for row in articles for passage in passages_of(row.article_id, row.title, row.body, row.language)
        ]
        connection.register("changed_articles", pa.table({"article_id": [row.article_id for row in articles]}))
        connection.execute("DELETE FROM passages WHERE article_id IN (SELECT article_id FROM changed_articles)")
        connection.unregister("changed_articles")
        upsert(connection, "passages", to_table(PassageRow, passages), ["passage_id"])
