"""The report of a week as it is to be sent: its files as they were written, and the findings behind them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from monitor.config import ConfigError, Settings
from monitor.config.delivery import Recipient
from monitor.report import Finding, reopened_weeks
from monitor.report.data import FindingData, read_findings
from monitor.report.findings import choose_findings
from monitor.report.source import views_for_people
from monitor.warehouse import Warehouse, query


@dataclass(frozen=True)
class Page:
    """A report's HTML file: its name under ``reports``, its bytes and their SHA-256."""

    file: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Issue:
    """The report of the week that begins on Monday ``week``, with its HTML page by language (en, zh)."""

    week: date
    revision: int
    pages: Mapping[str, Page]
    data: FindingData

    @property
    def name(self) -> str:
        """The week as its files name it, e.g. 2026-W12."""
        return f"{self.week:%G-W%V}"


@dataclass(frozen=True)
class Choice:
    """Findings for one reader: on what they care for (chosen for them, at most three), then the week's."""

    own: tuple[Finding, ...]
    general: tuple[Finding, ...]

    @property
    def findings(self) -> list[Finding]:
        """Both, in the order shown."""
        return [*self.own, *self.general]


def read_issue(settings: Settings, warehouse: Warehouse, week: date | None = None) -> Issue:
    """The report of ``week`` (Monday; by default the newest that was written).

    Raises ConfigError where there is none, where its file is gone or was changed, or where the coverage has changed since it was written:
    then the mail would say one thing and the report another.
    """
    with warehouse.transaction() as connection:
        chosen = query(connection, "delivery_newest")["week"][0].as_py() if week is None else week
        rows = [] if chosen is None else query(connection, "delivery_report", week=chosen).to_pylist()
    if not rows:
        named = "no report" if chosen is None else f"no report of {chosen:%G-W%V}"
        raise ConfigError(
            f"{settings.report_dir}: there is {named} yet; run the whole line (monitor run, or the job whole_line) first."
        )
    if chosen in reopened_weeks(settings, warehouse):
        raise ConfigError(
            f"{chosen:%G-W%V}: its coverage, or how it is measured, has changed since the report was written. Run the whole line, or "
            f"`monitor report --week {chosen:%G-W%V}`, then send it."
        )
    pages = {row["language"]: _page(settings, row) for row in rows if row["format"] == "html"}
    with views_for_people(warehouse) as connection:
        data = read_findings(connection, settings, chosen)
    return Issue(chosen, max(row["revision"] for row in rows), pages, data)


def choose_for(data: FindingData, settings: Settings, recipient: Recipient | None = None) -> Choice:
    """The findings for a reader: those on their countries and frames chosen as if there were no others, then the week's own."""
    general = tuple(choose_findings(data, settings))
    if recipient is None or not (recipient.countries or recipient.frames):
        return Choice((), general)
    own = tuple(choose_findings(_concerning(data, recipient), settings))
    return Choice(own, tuple(one for one in general if one not in own))


def _concerning(data: FindingData, recipient: Recipient) -> FindingData:
    """Only the rows on the recipient's countries or frames."""
    places, frames = set(recipient.countries), set(recipient.frames)
    shifts = tuple(row for row in data.shifts.rows if row.frame in frames or row.country in places)
    contrasts = tuple(row for row in data.contrasts.rows if row.frame in frames or row.country in places)
    gaps = tuple(row for row in data.gaps.rows if row.frame in frames or {row.country_a, row.country_b} & places)
    return replace(
        data, shifts=replace(data.shifts, rows=shifts), gaps=replace(data.gaps, rows=gaps),
        contrasts=replace(data.contrasts, rows=contrasts),
    )  # fmt: skip


def _page(settings: Settings, row: Mapping[str, str]) -> Page:
    path = settings.report_dir / row["file"]
    week = row["file"].split(".")[0]
    if not path.is_file():
        raise ConfigError(f"{path}: gone; write it again (monitor report --week {week}), then send it.")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise ConfigError(
            f"{path}: not as it was written; write it again (monitor report --week {week}), then send it."
        )
    return Page(row["file"], content, row["sha256"])
