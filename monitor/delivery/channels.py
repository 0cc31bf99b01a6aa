"""From letters to parcels: whom a message goes to, by which channel, under which row of the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from monitor.config import ConfigError, Settings
from monitor.config.delivery import Recipient
from monitor.delivery.chat import chat_address, send_chat
from monitor.delivery.folder import copy_reports
from monitor.delivery.issue import Page
from monitor.delivery.ledger import Kind, Sending
from monitor.delivery.letter import Letter
from monitor.delivery.mail import Envelope, compose, message_id
from monitor.delivery.outcome import Outcome
from monitor.delivery.parcels import Parcel
from monitor.delivery.recipients import recipient_hash
from monitor.delivery.smtp import send_mail
from monitor.delivery.smtp_server import SmtpServer, smtp_server


@dataclass(frozen=True)
class Means:
    """What is needed to send, read and checked before anything is sent. ``addresses`` are the chats' by variable."""

    server: SmtpServer | None
    sender: str
    addresses: dict[str, str]
    key: bytes


@dataclass(frozen=True)
class Message:
    """What is told of a week: kind and revision for the ledger, letters by reader, the page attached by language."""

    kind: Kind
    week: date
    revision: int
    pages: dict[str, Page]
    letter: Callable[[str, Recipient | None], Letter | None]
    """Letter in a language for a recipient (None: a chat); None where there is nothing for them."""


def read_means(settings: Settings, key: bytes) -> Means:
    """Server, sender and chats as settings and environment name them. Raises ConfigError for whatever is missing."""
    delivery = settings.delivery
    if not delivery.is_on:
        raise ConfigError(
            f"{settings.where('delivery', 'recipients')}: nobody is to be told. Fill in recipients, chat or folder."
        )
    addresses = {chat.variable: chat_address(chat.variable) for chat in delivery.chat}
    server = smtp_server() if delivery.recipients else None
    return Means(server, required_sender(settings) if delivery.recipients else "", addresses, key)


def required_sender(settings: Settings) -> str:
    """The address in From. Raises ConfigError where there is none."""
    if settings.delivery.sender is None:
        raise ConfigError(
            f"{settings.where('delivery', 'sender')}: is empty; mail needs an address that it comes from, like monitor@example.org."
        )
    return settings.delivery.sender


def parcels(message: Message, settings: Settings, means: Means) -> Iterator[Parcel]:
    """The folder first (links in mails lead there), then mails and chats in the order of the settings."""
    folder = settings.delivery.folder
    if folder is not None and message.kind == "report":
        name = recipient_hash(means.key, "folder", str(folder.resolve()))
        yield Parcel(
            Sending("report", message.week, "all", "folder", name, message.revision),
            partial(copy_reports, settings, folder),
        )
    for recipient in settings.delivery.recipients:
        letter = message.letter(recipient.language, recipient)
        if letter is not None:
            yield mail_parcel(message, recipient, letter, settings, means)
    for chat in settings.delivery.chat:
        letter = message.letter(chat.language, None)
        if letter is not None:
            name = recipient_hash(means.key, "chat", chat.variable)
            sending = Sending(message.kind, message.week, chat.language, "chat", name, message.revision)
            yield Parcel(sending, partial(send_chat, means.addresses[chat.variable], letter))


def mail_parcel(message: Message, recipient: Recipient, letter: Letter, settings: Settings, means: Means) -> Parcel:
    """One mail to one address."""
    name = recipient_hash(means.key, "mail", recipient.address)
    ident = message_id(means.sender, message.kind, message.week, message.revision, recipient.language, name)
    page = message.pages.get(recipient.language)
    sending = Sending(
        message.kind,
        message.week,
        recipient.language,
        "mail",
        name,
        message.revision,
        ident,
        page.sha256 if page else None,
    )
    envelope = Envelope(means.sender, recipient.address, ident)

    def hand_over() -> Outcome:
        assert means.server is not None, "read_means asks for a server where there are recipients"
        return send_mail(means.server, compose(letter, envelope, page), settings.delivery.timeout_seconds)

    return Parcel(sending, hand_over)
