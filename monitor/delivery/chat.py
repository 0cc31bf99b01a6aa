"""Chats and webhooks, by Apprise: the address of each is a secret in an environment variable."""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from monitor.config import ConfigError
from monitor.delivery.letter import Letter
from monitor.delivery.outcome import Outcome
from monitor.report.wording import Wording

MOST_FINDINGS = 3
_ANSWERED = re.compile(r"error=([3-5]\d\d)")


def chat_address(variable: str, environment: Mapping[str, str] | None = None) -> str:
    """The Apprise URL in the variable. Raises ConfigError, which names the variable and never its value."""
    given = os.environ if environment is None else environment
    address = given.get(variable, "").strip()
    if not address:
        raise ConfigError(
            f"delivery.chat: the environment variable {variable} is not set; export an Apprise URL in it."
        )
    import apprise  # noqa: PLC0415 - it loads a hundred services: only where somebody uses one

    with _quiet():
        understood = apprise.Apprise.instantiate(address, suppress_exceptions=True) is not None
    if not understood:
        raise ConfigError(
            f"delivery.chat: what stands in {variable} is no Apprise URL; see https://github.com/caronc/apprise/wiki for the form that "
            "your service needs."
        )
    return address


def chat_text(letter: Letter) -> str:
    """Findings and link, without markup."""
    words = Wording(letter.language)
    lines = [f"{words('synthetic_label')}{words('label_separator')}{letter.synthetic}"] if letter.synthetic else []
    lines += [f"• {view.sentence}{words('aside', text=view.method)}" for view in letter.views[:MOST_FINDINGS]]
    lines += [
        f"{words('quote_open')}{quote.text}{words('quote_close')} {quote.source} {quote.url or ''}".strip()
        for quote in letter.quotes
    ]
    lines += letter.notes[:1] if not letter.views else []
    lines += [f"{words('mail_read')}{words('label_separator')}{letter.link}"] if letter.link else []
    return "\n\n".join(lines)


def send_chat(address: str, letter: Letter) -> Outcome:
    """Post title and text. Apprise says whether the service took it; where it did not answer the outcome is ``unknown``."""
    import apprise  # noqa: PLC0415

    with _quiet() as heard:
        post = apprise.Apprise()
        if not post.add(address):
            return Outcome("failed", "What stands in the variable is no Apprise URL.")
        taken = post.notify(title=letter.subject, body=chat_text(letter), body_format=apprise.NotifyFormat.TEXT)
    if taken:
        return Outcome("sent", "The service took it.")
    refusal = next((found[1] for line in heard if (found := _ANSWERED.search(line))), None)
    if refusal is not None:
        return Outcome("failed", f"The service refused it: {refusal}")
    return Outcome("unknown", "The service gave no answer.")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _quiet() -> Iterator[list[str]]:
    """Keep what Apprise logs to ourselves: its warnings may hold the address."""
    logger, listener = logging.getLogger("apprise"), _Listener()
    before = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers = False, [listener]
    try:
        yield listener.lines
    finally:
        logger.propagate, logger.handlers = before
