"""Pages of one link, in time, to versions of one article."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from monitor.articles.extract import Extracted, LinkFacts
from monitor.articles.language import detect_language
from monitor.articles.records import ArticleRow, VersionRow
from monitor.text import text_hash

_RANK = {"title": 0, "partial": 1, "full": 2}
# A date from a better source replaces one from a worse; among equals the first stands, so that a correction keeps its day.
_BELIEF = {"first_seen": 0, "feed": 1, "row_day": 1, "row": 1, "page_day": 1, "page": 2}


@dataclass(frozen=True)
class PageStamp:
    """When a text was seen, and the page it came from (none for a title from a feed)."""

    seen_at: datetime
    sha256: str | None


@dataclass(frozen=True)
class OutletFacts:
    """The columns of ``articles`` that come from the outlet and its feed."""

    country: str | None
    ownership: str | None
    audience: str | None


@dataclass(frozen=True)
class ArticleState:
    """What an article is so far; version 0 when there is none."""

    version: int = 0
    text_hash: str | None = None
    text_scope: str = "title"
    published_at: datetime | None = None
    published_method: str = "first_seen"
    published_note: str | None = None


@dataclass(frozen=True)
class Step:
    """What a page did: outcome ``version``, ``same`` or ``kept``, the state after it, and the rows of a new version."""

    outcome: str
    state: ArticleState
    article: ArticleRow | None = None
    version: VersionRow | None = None


def advance(
    state: ArticleState,
    found: Extracted,
    link: LinkFacts,
    outlet: OutletFacts,
    page: PageStamp,
) -> Step:
    """The next version of an article, if ``found`` is one.

    The same text again is none; a page that gives less text than there was (a wall that came down, an emptied page) does not replace it.
    """
    digest = text_hash(f"{found.title}\n{found.body}")
    if digest == state.text_hash:
        return Step("same", state)
    if state.version and _RANK[found.text_scope] < _RANK[state.text_scope]:
        return Step("kept", state)
    after = _dated(replace(state, version=state.version + 1, text_hash=digest, text_scope=found.text_scope), found)
    version = VersionRow(
        link.link_id, after.version, page.seen_at, found.title, found.body, digest, found.text_scope, page.sha256
    )
    return Step("version", after, _article(after, found, link, outlet), version)


def monday(at: datetime) -> date:
    """Monday (UTC) of the ISO week of ``at``."""
    day = at.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def _dated(state: ArticleState, found: Extracted) -> ArticleState:
    if state.published_at is not None and _BELIEF[found.dated.method] <= _BELIEF[state.published_method]:
        return state
    return replace(
        state, published_at=found.dated.at, published_method=found.dated.method, published_note=found.dated.note
    )


def _article(state: ArticleState, found: Extracted, link: LinkFacts, outlet: OutletFacts) -> ArticleRow:
    language = detect_language(f"{found.title}\n{found.body}", link.language_hint)
    published_at = state.published_at or link.first_seen_at
    return ArticleRow(
        article_id=link.link_id, url=link.url, outlet_id=link.outlet_id, country=outlet.country, ownership=outlet.ownership,
        audience=outlet.audience, language=language.language, script=language.script, language_method=language.method,
        language_confidence=language.confidence, title=found.title, body=found.body, byline=found.byline,
        published_at=published_at, published_method=state.published_method, published_note=state.published_note,
        first_seen_at=link.first_seen_at, week=monday(published_at), text_hash=state.text_hash or "", text_scope=state.text_scope,
        version=state.version,
    )  # fmt: skip
