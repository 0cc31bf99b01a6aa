"""A letter as a mail: text, HTML with its charts, and the report attached."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from typing import Literal

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.delivery.issue import Page
from monitor.delivery.letter import Letter
from monitor.delivery.pictures import WIDTH, finding_png
from monitor.report import numbers, palette
from monitor.report.safe_text import display, safe_url
from monitor.report.wording import Wording

SHOWN_WIDTH = WIDTH * 3 // 2
"""Pixels over which a chart is shown."""


@dataclass(frozen=True)
class Envelope:
    """From and to, as bare addresses, and the Message-ID."""

    sender: str
    recipient: str
    message_id: str


def message_id(sender: str, *parts: object) -> str:
    """``<hash@domain of the sender>``: the same parts give the same id, so that a mail reader drops a second copy."""
    digest = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def compose(letter: Letter, envelope: Envelope, attached: Page | None = None) -> EmailMessage:
    """The whole mail. Nothing in ``letter`` can add a header: subject and texts are shown as text, wherever they came from."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_sender_name(letter), addr_spec=envelope.sender)
    message["To"] = Address(addr_spec=envelope.recipient)
    message["Subject"] = display(letter.subject)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<mailto:{envelope.sender}?subject=unsubscribe>"
    pictures = {f"finding-{number}@chart": finding_png(view) for number, view in enumerate(letter.views, start=1)}
    coding: Literal["base64", "quoted-printable"] = "base64" if letter.language == "zh" else "quoted-printable"
    message.set_content(plain_text(letter), cte=coding)
    message.add_alternative(html_text(letter), subtype="html", cte=coding)
    page = _html_part(message)
    for number, (cid, picture) in enumerate(pictures.items(), start=1):
        page.add_related(
            picture,
            maintype="image",
            subtype="png",
            cid=f"<{cid}>",
            disposition="inline",
            filename=f"finding-{number}.png",
        )
    if attached is not None:
        message.add_attachment(attached.content, maintype="text", subtype="html", filename=attached.file)
        list(message.iter_attachments())[-1].set_param("charset", "utf-8")
    message["Content-Language"] = Wording(letter.language)("lang")
    return message


def plain_text(letter: Letter) -> str:
    """The letter without pictures."""
    return _environment(html=False).get_template("mail.txt.j2").render(_context(letter)).strip() + "\n"


def html_text(letter: Letter) -> str:
    """The letter as HTML with its style on each element: many mail readers drop style sheets. Pictures by ``cid:``."""
    page = _environment(html=True).get_template("mail.html.j2").render(_context(letter))
    return str(css_inline.inline(page, load_remote_stylesheets=False))


def _context(letter: Letter) -> dict[str, object]:
    return {"letter": letter, "w": Wording(letter.language), "palette": palette, "shown_width": SHOWN_WIDTH}


def _html_part(message: EmailMessage) -> MIMEPart:
    part = message.get_body(("html",))
    assert part is not None, "the HTML was added a line before"
    return part


def _sender_name(letter: Letter) -> str:
    return Wording(letter.language)("series")


@cache
def _environment(*, html: bool) -> Environment:
    """Jinja over this package's templates: autoescape for HTML; text needs none."""
    made = Environment(
        loader=PackageLoader("monitor.delivery", "templates"), autoescape=html, undefined=StrictUndefined,  # noqa: S701 - see above
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.globals |= {"safe_url": safe_url}
    made.filters |= {"points": numbers.signed}
    return made
