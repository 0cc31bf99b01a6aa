"""Handing one message to an SMTP server, and knowing what became of it.

Until the server has answered 354 to DATA it has nothing: whatever goes wrong is ``failed``. From then on only its answer tells; where
the connection breaks before it, the message may or may not be on its way, and the outcome is ``unknown`` (RFC 1047 tells of the
duplicates that come of trying again).
"""

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.policy import SMTP

from monitor.delivery.outcome import Outcome, without_addresses
from monitor.delivery.smtp_server import SmtpServer

READY, TAKEN = 354, 250
_FEW_CODES = 200, 299
_ADVICE: tuple[tuple[type[Exception], str], ...] = (
    (
        smtplib.SMTPNotSupportedError,
        "The server offers no STARTTLS or no login. MONITOR_SMTP_TLS may be tls, or none for one on this machine",
    ),
    (TimeoutError, "The server did not answer in time"),
    (ConnectionRefusedError, "Nobody listens there. Check MONITOR_SMTP_HOST and MONITOR_SMTP_PORT"),
    (socket.gaierror, "There is no such host. Check MONITOR_SMTP_HOST"),
)
"""What to do about errors that are no answer of a server."""


def send_mail(server: SmtpServer, message: EmailMessage, timeout: float) -> Outcome:
    """Send ``message`` to the one address in its To. Never raises for what a server or the network does.

    ``timeout`` (seconds) is for connecting and between two answers. The server's certificate is verified against the system's authorities
    (or those that SSL_CERT_FILE names).
    """
    handed_over = False
    try:
        with _connected(server, timeout) as client:
            refusal = _announced(client, message)
            if refusal is not None:
                return refusal
            handed_over = True
            return _answered(*_data(client, message))
    except (smtplib.SMTPException, OSError, ValueError) as error:
        said = without_addresses(_said(error))
        if handed_over:
            return Outcome(
                "unknown", f"The connection broke off after the text was handed over, before an answer: {said}"
            )
        return Outcome("failed", f"{server.host}:{server.port}: {said}")


class _Connection:
    """A client that says goodbye, without minding whether anybody listens: the outcome is known by then."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self.client = client

    def __enter__(self) -> smtplib.SMTP:
        return self.client

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if error is None:
                self.client.quit()
        except (smtplib.SMTPException, OSError):
            pass
        finally:
            self.client.close()


def _connected(server: SmtpServer, timeout: float) -> _Connection:
    """Connected, encrypted, logged in. Raises SMTPException or OSError."""
    context = ssl.create_default_context()
    name = "localhost" if server.tls == "none" else None  # what we call ourselves; None: this machine's name
    if server.tls == "tls":
        client: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=timeout, context=context)
    else:
        client = smtplib.SMTP(server.host, server.port, name, timeout=timeout)
    try:
        client.ehlo_or_helo_if_needed()
        if server.tls == "starttls":
            client.starttls(context=context)
            client.ehlo_or_helo_if_needed()
        if server.user is not None and server.password is not None:
            client.login(server.user, server.password)
    except BaseException:
        client.close()
        raise
    return _Connection(client)


def _announced(client: smtplib.SMTP, message: EmailMessage) -> Outcome | None:
    """From, to and DATA; None where the server asks for the text, else why it does not."""
    steps = (client.mail, message["From"].addresses[0]), (client.rcpt, message["To"].addresses[0])
    for step, address in steps:
        code, answer = step(address.addr_spec)
        if not _FEW_CODES[0] <= code <= _FEW_CODES[1]:
            return _refused(code, answer)
    code, answer = client.docmd("DATA")
    return None if code == READY else _refused(code, answer)


def _data(client: smtplib.SMTP, message: EmailMessage) -> tuple[int, bytes]:
    """The text, its end, and the server's answer."""
    text = message.as_bytes(
        policy=SMTP.clone(cte_type="7bit")
    )  # lines end in CRLF; a server without 8BITMIME takes it too
    lines = text if text.endswith(b"\r\n") else text + b"\r\n"
    client.send(_dots_doubled(lines) + b".\r\n")
    return client.getreply()


def _dots_doubled(text: bytes) -> bytes:
    """A line that begins with a dot would end the text (RFC 5321, 4.5.2)."""
    doubled = text.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled


def _answered(code: int, answer: bytes) -> Outcome:
    return Outcome("sent", f"{code} {_text(answer)}") if code == TAKEN else _refused(code, answer)


def _refused(code: int, answer: bytes) -> Outcome:
    return Outcome("failed", f"The server refused it: {code} {_text(answer)}")


def _text(answer: bytes) -> str:
    return without_addresses(answer.decode("utf-8", "replace"))


def _said(error: Exception) -> str:
    """What went wrong, in words; smtplib gives the server's answers as bytes."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"The server refused the login: {error.smtp_code} {_text(_as_bytes(error.smtp_error))}"
        case smtplib.SMTPResponseException():
            return f"The server refused: {error.smtp_code} {_text(_as_bytes(error.smtp_error))}"
        case ssl.SSLCertVerificationError():
            return f"The server's certificate could not be verified: {error.verify_message}"
    return next((advice for kind, advice in _ADVICE if isinstance(error, kind)), f"{type(error).__name__}: {error}")


def _as_bytes(answer: bytes | str) -> bytes:
    return answer if isinstance(answer, bytes) else answer.encode("utf-8", "replace")
