"""One run against the DOC 2.0 API: every query over every window, halved until an answer is whole."""

import logging
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from tqdm import tqdm

from monitor.config import GdeltSettings
from monitor.sources.gdelt.causes import short_cause
from monitor.sources.gdelt.doc_answer import DocAnswer, DocRecord, read_answer
from monitor.sources.gdelt.doc_query import DocQuery
from monitor.sources.gdelt.doc_rows import Asked, window_row, write_window
from monitor.sources.gdelt.doc_windows import Window, WindowMemory
from monitor.sources.gdelt.links import LinkBook, SeenPage
from monitor.sources.gdelt.pace import Pace
from monitor.text import mend_tokenised, prepare_for_keywords
from monitor.warehouse import Warehouse
from monitor.web import HttpClient

MOST_RECORDS = 250
"""Most records that GDELT ever gives; an answer with so many may lack others."""
FAILURES_IN_A_ROW = 5
"""Windows without an answer, one after another, after which a run stops asking."""
_ANSWERED = frozenset({"ok", "split", "too_short", "beyond_archive"})

log = logging.getLogger(__name__)


class StopError(Exception):
    """GDELT does not answer: no use in going on now."""


class _RefusedError(Exception):
    """GDELT would not run the query."""


@dataclass
class DocRun:
    """One run: ``counts`` and ``missed`` (by outcome) go into its summary."""

    settings: GdeltSettings
    warehouse: Warehouse
    client: HttpClient
    book: LinkBook
    memory: WindowMemory
    words: re.Pattern[str]
    now: datetime
    counts: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    in_a_row: int = 0

    def __post_init__(self) -> None:
        self.pace = Pace(self.settings.seconds_between_requests, self.settings.pace_file)
        self.least = timedelta(minutes=self.settings.least_window_minutes)

    def all(self, queries: list[DocQuery], spans: list[Window]) -> None:
        """Every query over every span. Raises :class:`StopError` when it is no use to go on."""
        total = len(queries) * len(spans)
        with tqdm(total=total, desc="gdelt", unit="window", file=sys.stderr, disable=None) as bar:
            for query in queries:
                self._query(query, spans)
                bar.update(len(spans))

    def _query(self, query: DocQuery, spans: list[Window]) -> None:
        halves = query.halves()
        if query.hash in self.memory.refused:
            self.counts["n_refused_before"] += not halves
            for half in halves:
                self._query(half, spans)
            return
        try:
            for span in spans:
                self._span(query, span)
        except _RefusedError:
            for half in halves:
                self._query(half, spans)

    def _span(self, query: DocQuery, span: Window) -> None:
        left = [span]
        while left:
            window = left.pop()
            known, halves = self.memory.outcome(query.hash, window), window.halves(self.least)
            if known == "ok":
                self.counts["n_measured_before"] += 1
            elif (known == "split" and halves) or self._measure(query, window) == "split":
                left += reversed(halves or ())

    def _measure(self, query: DocQuery, window: Window) -> str:
        """Ask until there is an answer or no hope of one; its outcome."""
        wait = self.settings.throttle_wait_seconds
        answer = self._ask(query, window, wait)
        for _ in range(1, self.settings.throttle_tries):
            if answer.outcome != "throttled":
                break
            wait *= 2
            answer = self._ask(query, window, wait)
        if answer.outcome == "throttled":
            tries = self.settings.throttle_tries
            raise StopError(
                f"GDELT throttles this machine: it refused {tries} times in spite of pauses. Run again later."
            )
        if answer.outcome == "bad_query":
            raise _RefusedError
        self.in_a_row = 0 if answer.outcome in _ANSWERED else self.in_a_row + 1
        if self.in_a_row >= FAILURES_IN_A_ROW:
            raise StopError(
                f"GDELT gives no answer, {self.in_a_row} windows in a row: {short_cause(answer.reason)}. Run again later."
            )
        return answer.outcome

    def _ask(self, query: DocQuery, window: Window, wait: float) -> DocAnswer:
        """One request, and what came of it in the warehouse."""
        with self.pace.turn():
            at, clock = datetime.now(UTC), time.monotonic()
            answer = read_answer(self.client.get(self._url(query, window), crawl=False))
            seconds = time.monotonic() - clock
            if answer.outcome == "throttled":
                self.pace.hold_off(wait)
        answer = self._judged(answer, window)
        kept = [record for record in answer.records if self._keeps(record)]
        n_kept = self.book.add([_page(record, at) for record in kept], query.hash)
        truncated = answer.outcome == "ok" and answer.n_records >= MOST_RECORDS
        n_asked = self.memory.count(query.hash, window)
        asked = Asked(at, seconds, n_asked, n_kept, len(answer.records) - len(kept), truncated)
        with self.warehouse.transaction() as connection:
            self.book.write(connection)
            write_window(connection, window_row(query, window, answer, asked))
        self._count(answer, asked)
        return answer

    def _judged(self, answer: DocAnswer, window: Window) -> DocAnswer:
        """The answer, called ``split`` where it must be asked in halves, or ``beyond_archive`` where its silence says nothing."""
        if answer.outcome != "ok":
            return answer
        if answer.n_records >= MOST_RECORDS and window.halves(self.least):
            return replace(answer, outcome="split")
        if not answer.n_records and window.is_beyond_archive(self.now):
            reason = (
                "No records, but the window is older than the three months that the API knows. Use bulk files (--bulk)."
            )
            return replace(answer, outcome="beyond_archive", reason=reason)
        return answer

    def _count(self, answer: DocAnswer, asked: Asked) -> None:
        self.counts["n_requests"] += 1
        if answer.outcome == "ok":
            self.counts["n_measured"] += 1
        elif answer.outcome != "split":
            self.missed[answer.outcome] += 1
            log.info("%s", answer.reason)
        self.counts["n_truncated"] += asked.truncated
        self.counts["n_records"] += answer.n_records
        self.counts["n_links"] += asked.n_kept
        self.counts["n_repaired"] += answer.n_repaired

    def _keeps(self, record: DocRecord) -> bool:
        if not self.settings.title_words:
            return True
        return self.words.search(prepare_for_keywords(record.title)) is not None

    def _url(self, query: DocQuery, window: Window) -> str:
        asked = {
            "query": query.text,
            "mode": "artlist",
            "format": "json",
            "maxrecords": MOST_RECORDS,
            "sort": "datedesc",
            "startdatetime": f"{window.start.astimezone(UTC):%Y%m%d%H%M%S}",
            "enddatetime": f"{window.stop.astimezone(UTC):%Y%m%d%H%M%S}",
        }
        return f"{self.settings.doc_url}?{urlencode(asked)}"


def _page(record: DocRecord, asked_at: datetime) -> SeenPage:
    """GDELT's ``seendate`` is when GDELT saw the page; when that was published it does not say."""
    return SeenPage(
        record.url,
        mend_tokenised(record.title),
        record.seen or asked_at,
        None,
        record.language,
        record.country,
    )
