"""Links from the DOC 2.0 API."""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.config import OutletFile, Settings, load_model
from monitor.sources.alone import GDELT_LOCK, alone
from monitor.sources.gdelt.doc_ask import DocRun, StopError
from monitor.sources.gdelt.doc_query import DocQuery, build_queries, not_askable
from monitor.sources.gdelt.doc_windows import WindowMemory, settled, windows
from monitor.sources.gdelt.links import LinkBook
from monitor.sources.topic_words import read_topic_words
from monitor.text import keyword_pattern
from monitor.warehouse import Warehouse, record_stage
from monitor.web import HttpClient

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DocSummary:
    """What a run did.

    ``n_links`` counts records that became links, known ones and repeats included; ``n_unmeasured`` requests without an answer, by outcome;
    ``n_refused_before`` single keywords not asked for as GDELT refused them within the last month;
    ``asked_until`` is the end of the last window, which may lie before what was wished; ``keywords_not_asked`` are too short for
    GDELT; ``stopped`` says why the run ended early, if it did.
    """

    n_queries: int = 0
    n_requests: int = 0
    n_measured: int = 0
    n_measured_before: int = 0
    n_truncated: int = 0
    n_refused_before: int = 0
    n_records: int = 0
    n_links: int = 0
    n_repaired: int = 0
    n_unmeasured: dict[str, int] = field(default_factory=dict)
    asked_until: datetime | None = None
    keywords_not_asked: tuple[str, ...] = ()
    stopped: str | None = None


def collect_doc(
    settings: Settings,
    warehouse: Warehouse,
    client: HttpClient,
    start: datetime,
    stop: datetime,
    *,
    now: datetime | None = None,
) -> DocSummary:
    """Ask GDELT's DOC 2.0 API for coverage of the topics between ``start`` and ``stop`` (UTC) and keep what it names as links.

    Reads the topics' and the outlets' files and ``gdelt_windows``; writes ``outlets``, ``links``, ``gdelt_links`` and ``gdelt_windows``,
    one transaction an answer: an interrupted run goes on where it stopped, and windows that were measured are not asked again.
    ``client`` comes from :func:`doc_client`: one that tries again by itself within seconds is refused. The last hour before ``now``
    (by default the wall clock) is left to a later run. Time without a measured window is unknown: the run stops asking when GDELT
    throttles it ``throttle_tries`` times or five windows in a row get no answer, and says so in the summary.

    Raises :class:`monitor.config.ConfigError` for settings that cannot work, and :class:`monitor.sources.CollectionRunningError`.
    """
    now = now or datetime.now(UTC)
    with record_stage(warehouse, "gdelt_doc") as record, alone(warehouse, *GDELT_LOCK):
        topics = read_topic_words(settings.topics)
        queries = build_queries(topics, settings.collect.gdelt)
        outlets = load_model(settings.outlets, OutletFile).outlets
        with warehouse.transaction() as connection:
            book = LinkBook.open(connection, outlets, "doc")
            hashes = sorted({part.hash for query in queries for part in _parts(query)})
            memory = WindowMemory(connection, hashes, now)
        words = [word for topic in topics for word in (*topic.subject, *topic.dispute)]
        run = DocRun(settings.collect.gdelt, warehouse, client, book, memory, keyword_pattern(words), now)
        spans = list(windows(start, stop, timedelta(hours=settings.collect.gdelt.window_hours), now))
        stopped = None
        try:
            run.all(queries, spans)
        except StopError as stop_error:
            stopped = str(stop_error)
            log.info("%s", stopped)
        summary = DocSummary(
            len(queries),
            n_unmeasured=dict(run.missed),
            asked_until=min(stop, settled(now)),
            keywords_not_asked=tuple(not_askable(topics, settings.collect.gdelt)),
            stopped=stopped,
            **_ints(run),
        )
        record.summary = summary
    return summary


def _ints(run: DocRun) -> Any:
    return dict(run.counts)


def _parts(query: DocQuery) -> list[DocQuery]:
    """A query and everything that it can be split into."""
    return [query, *(part for half in query.halves() for part in _parts(half))]
