"""The weekly report to everybody who is to get it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email.policy import SMTP
from pathlib import Path

from monitor.config import ConfigError, Settings
from monitor.config.delivery import ChatTarget, Recipient, checked_address
from monitor.delivery.channels import Means, Message, mail_parcel, parcels, read_means, required_sender
from monitor.delivery.chat import chat_text
from monitor.delivery.issue import Issue, choose_for, read_issue
from monitor.delivery.ledger import sending_alone
from monitor.delivery.letter import Letter, report_letter
from monitor.delivery.mail import Envelope, compose, message_id
from monitor.delivery.parcels import SendSummary, send_all
from monitor.delivery.recipients import hash_key, recipient_hash
from monitor.delivery.smtp_server import smtp_server
from monitor.report.wording import Wording
from monitor.text import short_id
from monitor.warehouse import Warehouse, record_stage

NOBODY = "somebody@example.invalid"
"""In the To of letters that are only looked at where nobody is named yet."""


def send_report(
    settings: Settings, warehouse: Warehouse, week: date | None = None, *, again: bool = False
) -> SendSummary:
    """Send the report of ``week`` (Monday; by default the newest written) to each recipient, chat and folder that has not got it yet.

    Who was refused before is tried again; who may have got it is not. A later revision goes out with ``again`` only (the folder gets each).
    Raises ConfigError, before anything is sent, where a setting, a variable or the report is missing.
    """
    with record_stage(warehouse, "send") as record:
        summary = send_issue(read_issue(settings, warehouse, week), settings, warehouse, again=again)
        record.summary = summary
    return summary


def send_issue(issue: Issue, settings: Settings, warehouse: Warehouse, *, again: bool = False) -> SendSummary:
    """The same for a report that was read before."""
    with sending_alone(warehouse):
        return _send(issue, settings, warehouse, read_means(settings, hash_key(warehouse)), again=again)


def send_test(
    settings: Settings, warehouse: Warehouse, address: str, language: str, week: date | None = None
) -> SendSummary:
    """The report of ``week`` to one address, marked as a test: any number of times, and nobody's turn is used up."""
    try:
        recipient = Recipient(address=checked_address(address), language="zh" if language == "zh" else "en")
    except ValueError as error:
        raise ConfigError(f"--to {address!r}: {error}.") from None
    issue = read_issue(settings, warehouse, week)
    means = Means(smtp_server(), required_sender(settings), {}, hash_key(warehouse))
    message = _message(issue, settings)
    letter = message.letter(recipient.language, recipient)
    assert letter is not None, "only those with interests may get none"
    marked = replace(letter, subject=Wording(recipient.language)("mail_test", subject=letter.subject))
    number = int(datetime.now(UTC).timestamp())  # each test is a row of its own
    with sending_alone(warehouse):
        parcel = mail_parcel(replace(message, kind="test", revision=number), recipient, marked, settings, means)
        return send_all(warehouse, [parcel], issue.week, 1)


def write_letters(settings: Settings, warehouse: Warehouse, folder: Path, week: date | None = None) -> list[Path]:
    """What :func:`send_report` would send, as files to look at: ``.eml`` for each recipient, ``.txt`` for each chat.

    Nothing is sent or recorded. Where nobody is named, one mail in each language.
    """
    issue = read_issue(settings, warehouse, week)
    message = _message(issue, settings)
    sender = settings.delivery.sender or NOBODY
    named = settings.delivery.recipients or tuple(Recipient(address=NOBODY, language=one) for one in ("en", "zh"))
    folder.mkdir(parents=True, exist_ok=True)
    files = [_eml(message, issue, one, sender, folder) for one in named]
    return [file for file in [*files, *(_chat(message, issue, one, folder) for one in settings.delivery.chat)] if file]


def _send(issue: Issue, settings: Settings, warehouse: Warehouse, means: Means, *, again: bool) -> SendSummary:
    due = list(parcels(_message(issue, settings), settings, means))
    most = settings.delivery.attempts
    folders = [one for one in due if one.sending.channel == "folder"]
    others = [one for one in due if one.sending.channel != "folder"]
    first = send_all(warehouse, folders, issue.week, most, again=True)
    rest = send_all(warehouse, others, issue.week, most, again=again)
    return SendSummary(issue.name, first.rows + rest.rows)


def _message(issue: Issue, settings: Settings) -> Message:
    def letter(language: str, recipient: Recipient | None) -> Letter | None:
        choice = choose_for(issue.data, settings, recipient)
        if recipient is not None and recipient.only_when_concerned and not choice.own:
            return None
        return report_letter(issue, choice, settings, language)

    return Message("report", issue.week, issue.revision, dict(issue.pages), letter)


def _eml(message: Message, issue: Issue, recipient: Recipient, sender: str, folder: Path) -> Path | None:
    letter = message.letter(recipient.language, recipient)
    if letter is None:
        return None
    name = recipient_hash(b"", "mail", recipient.address)
    envelope = Envelope(sender, recipient.address, message_id(sender, "draft", issue.week, recipient.language, name))
    file = folder / f"{issue.name}.{recipient.language}.{short_id(recipient.address)[:8]}.eml"
    file.write_bytes(compose(letter, envelope, issue.pages.get(recipient.language)).as_bytes(policy=SMTP))
    return file


def _chat(message: Message, issue: Issue, chat: ChatTarget, folder: Path) -> Path | None:
    letter = message.letter(chat.language, None)
    if letter is None:
        return None
    file = folder / f"{issue.name}.{chat.language}.{chat.variable}.txt"
    file.write_text(f"{letter.subject}\n\n{chat_text(letter)}\n", encoding="utf-8")
    return file
