"""A row's cells to the fields of an article, by the mapping of its set."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

import regex

from monitor.config import LANGUAGES, ConfigError, place_code
from monitor.sources.files.faults import RowFault
from monitor.sources.files.formats import RawRow, needed_columns
from monitor.sources.files.mapping import FieldName, FileSet
from monitor.sources.files.record import RowRecord
from monitor.text import mend_tokenised, parse_moment
from monitor.web import canonical_url

LONGEST_TITLE = 1000
"""Characters of the longest title that is taken for one."""
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
_CUT_SECONDS = 1.0
_PUBLISHED = re.compile(r"(?:published|发布|發布|发表)\W{0,10}", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\x00\u200b\ufeff"))


@dataclass(frozen=True)
class MappedRow:
    """What a row says, before its outlet is known; ``place`` is an alpha-3 code, ``host`` a domain or host name."""

    record: RowRecord
    url: str | None
    seen: datetime | None
    language: str | None
    outlet: str
    host: str
    place: str | None


@dataclass(frozen=True)
class Mapper:
    """Maps the rows of one set; ``now`` is the moment of the import."""

    file_set: FileSet
    now: datetime

    @cached_property
    def _cuts(self) -> dict[str, list["regex.Pattern[str]"]]:
        return {
            "title": [regex.compile(one) for one in self.file_set.cut],
            "body": [regex.compile(one) for one in self.file_set.cut_body],
            "unwanted": [regex.compile(one) for one in self.file_set.leave_out],
        }

    def keeps(self, row: RawRow) -> bool:
        """Whether the set wants the row at all."""
        if not all(row.cells.get(column, "").strip() in values for column, values in self.file_set.keep.items()):
            return False
        title = self._cell(row, "title").strip()[:LONGEST_TITLE]
        return not any(self._guarded(pattern, title) for pattern in self._cuts["unwanted"])

    def _guarded(self, pattern: "regex.Pattern[str]", title: str) -> bool:
        try:
            return pattern.search(title, timeout=_CUT_SECONDS) is not None
        except TimeoutError:
            raise self._too_slow(pattern, "title") from None

    def map(self, row: RawRow, path: str) -> MappedRow:
        """The fields of a row. Raises :class:`RowFault` with the reason, and ConfigError for a pattern that is too slow."""
        if row.fault:
            raise RowFault(*row.fault)
        if not self.file_set.header and (missing := sorted(needed_columns(self.file_set) - set(row.cells), key=int)):
            raise RowFault("bad_csv", f"The row has {len(row.cells)} cells, none with number {', '.join(missing)}.")
        published, day_only = self._time(row, "published")
        seen, _ = self._time(row, "seen")
        record = RowRecord(
            self.file_set.name, path, row.number, self._title(row), self._cut("body", self._cell(row, "body").strip()),
            self._cut("body", self._cell(row, "body_html").strip()), self._cell(row, "byline") or self.file_set.fixed.byline or "",
            published, day_only, row.cells,
        )  # fmt: skip
        language = self._cell(row, "language")
        country = self._cell(row, "country")
        return MappedRow(
            record, self._url(row), seen, (language if language in LANGUAGES else None) or self.file_set.fixed.language,
            self._cell(row, "outlet"), self._cell(row, "domain"),
            place_code(country) or self.file_set.fixed.country,
        )  # fmt: skip

    def _cell(self, row: RawRow, name: FieldName) -> str:
        column = self.file_set.columns.get(name)
        text = row.cells.get(column, "").translate(_INVISIBLE) if column is not None else ""
        text = text if name in {"body", "body_html", "title"} else text.strip()
        return self.file_set.values.get(name, {}).get(text, text)

    def _title(self, row: RawRow) -> str:
        title = self._cell(row, "title")
        if len(title) > LONGEST_TITLE:
            raise RowFault("bad_title", f"Its title has {len(title):,} characters, more than {LONGEST_TITLE}.")
        title = html.unescape(title)
        title = mend_tokenised(title) if self.file_set.tokenised else " ".join(title.split())
        title = self._cut("title", title).strip()
        if not title:
            raise RowFault("no_title", "The row has no title.")
        return title

    def _cut(self, name: str, text: str) -> str:
        for pattern in self._cuts[name]:
            try:
                text = pattern.sub("", text, timeout=_CUT_SECONDS)
            except TimeoutError:
                raise self._too_slow(pattern, name) from None
        return text

    def _too_slow(self, pattern: "regex.Pattern[str]", name: str) -> ConfigError:
        return ConfigError(
            f"set {self.file_set.name}: the pattern {pattern.pattern!r} takes more than {_CUT_SECONDS:.0f} s on one {name}. "
            "Write it without repetitions inside repetitions."
        )

    def _url(self, row: RawRow) -> str | None:
        text = self._cell(row, "url")
        if not text:
            return None
        url = canonical_url(text)
        if url is None:
            raise RowFault("bad_url", f"Its address {text[:100]!r} is no http or https URL.")
        return url

    def _time(self, row: RawRow, name: FieldName) -> tuple[datetime | None, bool]:
        """The moment in UTC, and whether it is a day alone (then noon in the set's zone, which keeps it in its week)."""
        if name not in self.file_set.columns:
            return None, False
        text = self._cell(row, name)
        if not text:
            raise RowFault("bad_time", f"The row has no time in column {self.file_set.columns[name]}.")
        marked = _PUBLISHED.search(text)
        parsed = parse_moment(text[marked.end() :] if marked else text)
        if parsed is None:
            raise RowFault("bad_time", f"Its time {text[:60]!r} cannot be read.")
        try:
            at = parsed.at(self.file_set.zone)
            moment = (at or datetime.combine(parsed.day, time(12), self.file_set.zone)).astimezone(UTC)
        except OverflowError:
            raise RowFault("bad_time", f"Its time {text[:60]!r} lies outside the calendar.") from None
        if not EARLIEST <= moment <= self.now + _AHEAD:
            side = "before 1995" if moment < EARLIEST else "in the future"
            raise RowFault("bad_time", f"Its time {text[:60]!r} lies {side}.")
        return moment, at is None
