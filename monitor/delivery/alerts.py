"""Messages between reports: a lasting change that is new, with its evidence, at most one message in so many days."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import duckdb

from monitor.config import Settings
from monitor.config.delivery import Recipient
from monitor.delivery.alert_looks import Alert, as_finding, look, stored, threshold
from monitor.delivery.channels import Message, parcels, read_means
from monitor.delivery.ledger import sending_alone
from monitor.delivery.letter import Letter, Part, Quoted, page_link, subject_line
from monitor.delivery.parcels import SendSummary, send_all
from monitor.delivery.recipients import hash_key
from monitor.report import Finding
from monitor.report.data import read_findings
from monitor.report.numbers import decimals
from monitor.report.safe_text import clip, display, safe_url
from monitor.report.sections.findings import finding_views
from monitor.report.source import views_for_people
from monitor.report.wording import Wording
from monitor.warehouse import Warehouse, query, record_stage

LONGEST_QUOTE = 300
"""Characters of a passage, as everywhere that texts by others are passed on."""
STILL_TRIED = timedelta(weeks=1)
"""How long after its week a message goes on being offered to those who were refused."""
MOST_SHOWN = 3
"""Changes told in full in one message, and passages quoted."""


@dataclass(frozen=True)
class AlertSummary:
    """New changes found by this look, changes still waiting for their message, and what became of the message, if there was one."""

    n_found: int = 0
    n_waiting: int = 0
    sent: SendSummary = field(default_factory=SendSummary)


@dataclass(frozen=True)
class Passage:
    """A passage with the outlet's names, as ``queries/alert_quotes.sql`` gives it."""

    passage: str
    language: str
    outlet: str
    outlet_zh: str | None
    url: str

    def quoted(self, words: Wording) -> Quoted:
        """Cut and made harmless, the outlet named in the language of ``words``."""
        outlet = display((self.outlet_zh if words.language == "zh" else None) or self.outlet)
        return Quoted(clip(display(self.passage), LONGEST_QUOTE), self.language, outlet, safe_url(self.url))


@dataclass(frozen=True)
class Told:
    """A change as a finding, and passages behind it."""

    finding: Finding
    frame_names: tuple[str, str]
    passages: tuple[Passage, ...]


def send_alerts(settings: Settings, warehouse: Warehouse) -> AlertSummary:
    """Look at the newest complete week once, and tell everybody of changes that are new; by mail and chat, at most once each.

    A message waits until ``delivery.alerts.days_between`` days have passed since the last; who was refused is tried again for a week.
    Raises ConfigError where a setting or a variable is missing.
    """
    with record_stage(warehouse, "alerts") as record, sending_alone(warehouse):
        means = read_means(settings, hash_key(warehouse))
        n_found = look(settings, warehouse)
        with warehouse.transaction() as connection:
            week, n_waiting = _due(connection, settings)
        sent = SendSummary()
        if week is not None:
            message = _message(settings, warehouse, week)
            sent = send_all(warehouse, parcels(message, settings, means), week, settings.delivery.attempts)
        record.summary = summary = AlertSummary(n_found, n_waiting, sent)
    return summary


def _due(connection: duckdb.DuckDBPyConnection, settings: Settings) -> tuple[date | None, int]:
    """Week of the message that is due, now or still, and how many changes wait; those that waited join a message that may go out now."""
    alerts = stored(connection)
    waiting = [one for one in alerts if one.message_week is None]
    last = query(connection, "alert_last")["started_at"][0].as_py()
    since_last = None if last is None else datetime.now(UTC) - last
    if waiting and (since_last is None or since_last >= timedelta(days=settings.delivery.alerts.days_between)):
        week = max(one.week for one in waiting)
        connection.execute("UPDATE alerts SET message_week = ? WHERE message_week IS NULL", [week])
        return week, 0
    told = [one.message_week for one in alerts if one.message_week is not None]
    newest = max(query(connection, "alert_looks")["week"].to_pylist(), default=None)
    if newest is None or not told or newest - max(told) > STILL_TRIED:
        return None, len(waiting)
    return max(told), len(waiting)


def _message(settings: Settings, warehouse: Warehouse, week: date) -> Message:
    """The message of ``week``, the same whenever it is made from the same tables."""
    with views_for_people(warehouse) as connection:
        alerts = [one for one in stored(connection) if one.message_week == week]
        told = [found for one in alerts if (found := _told(connection, settings, one)) is not None]
        report = query(connection, "delivery_report", week=week).to_pylist()
    files = {row["language"]: row["file"] for row in report if row["format"] == "html"}

    def letter(language: str, recipient: Recipient | None) -> Letter | None:
        mine = [one for one in told if _concerns(one.finding, recipient)]
        link = page_link(settings, files[language]) if language in files else None
        return alert_letter(mine, week, settings, language, link) if mine else None

    return Message("alert", week, 1, {}, letter)


def alert_letter(told: Sequence[Told], week: date, settings: Settings, language: str, link: str | None) -> Letter:
    """The alert in one language: up to three changes, each with size, interval, articles, method and caveat; then passages."""
    words = Wording(language)
    shown = told[:MOST_SHOWN]
    more = len(told) - len(shown)
    lead = words("alert_lead", period=words.period(week))
    alerts = settings.delivery.alerts
    error = words("alert_error", threshold=decimals(threshold(settings), 5), chance=f"{100 * alerts.chance_a_year:g}%")
    title = _title(told, words)
    return Letter(
        language=language, subject=subject_line(title, settings, words), title=title, period=words.period(week),
        lead=words.flow(lead, words("alert_more", n=more)) if more else lead,
        parts=(Part(words("alert_found"), tuple(finding_views([one.finding for one in shown], (), words))),),
        notes=(words.flow(error, words("mail_intervals"), words("mail_words")),),
        footer=(words("mail_why"), words("mail_stop", sender=settings.delivery.sender or "")), link=link,
        synthetic=words("mail_synthetic") if settings.synthetic else None,
        quotes=_in_turn([[one.quoted(words) for one in each.passages] for each in shown])[:MOST_SHOWN],
    )  # fmt: skip


def _title(told: Sequence[Told], words: Wording) -> str:
    if len(told) > 1:
        return words("alert_several", n=len(told))
    only = told[0]
    frame = display(only.frame_names[0 if words.language == "en" else 1])
    return words("alert_title", what=words("alert_what", frame=frame, outlets=words.outlets_in(only.finding.places[0])))


def _told(connection: duckdb.DuckDBPyConnection, settings: Settings, alert: Alert) -> Told | None:
    """The change as it stood at its look; None where the scorer of then is not in use any more."""
    data = read_findings(connection, settings, alert.week)
    row = next((one for one in data.shifts.rows if (one.country, one.frame) == (alert.country, alert.frame_id)), None)
    finding = None if row is None else as_finding(row, data, settings)
    if row is None or finding is None:
        return None
    passages = query(
        connection,
        "alert_quotes",
        country=alert.country,
        frame=alert.frame_id,
        since=alert.since,
        week=alert.week,
        most=MOST_SHOWN,
    ).to_pylist()
    return Told(finding, (row.frame_en, row.frame_zh), tuple(Passage(**one) for one in passages))


def _concerns(finding: Finding, recipient: Recipient | None) -> bool:
    """Whether it is for them: who names countries or frames is told of changes on these only."""
    if recipient is None or not (recipient.countries or recipient.frames):
        return True
    return finding.frame_id in recipient.frames or bool(set(finding.places) & set(recipient.countries))


def _in_turn(quotes: Sequence[Sequence[Quoted]]) -> tuple[Quoted, ...]:
    """The first passage of each change, then the second of each."""
    longest = max(map(len, quotes), default=0)
    return tuple(of_one[place] for place in range(longest) for of_one in quotes if place < len(of_one))
