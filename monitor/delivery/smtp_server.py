"""Which SMTP server takes the mail: from the environment only, so that no password stands in a file."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from monitor.config import ConfigError

Tls = Literal["starttls", "tls", "none"]
PORTS: dict[str, int] = {"starttls": 587, "tls": 465, "none": 25}
"""The usual port of each way to connect (RFC 6409, RFC 8314)."""


@dataclass(frozen=True)
class SmtpServer:
    """Where mail is handed over. ``tls``: starttls (plain at first, then encrypted), tls (from the start), none (loopback only)."""

    host: str
    port: int
    tls: Tls
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def smtp_server(environment: Mapping[str, str] | None = None) -> SmtpServer:
    """The server that MONITOR_SMTP_HOST, _PORT, _USER, _PASSWORD and _TLS name. Raises ConfigError; it never repeats the password."""
    given = os.environ if environment is None else environment
    host = given.get("MONITOR_SMTP_HOST", "").strip()
    if not host:
        raise ConfigError(
            "MONITOR_SMTP_HOST: not set, so no mail can be sent. Export the name of your SMTP server, and MONITOR_SMTP_USER and "
            "MONITOR_SMTP_PASSWORD where it asks for a login."
        )
    tls = given.get("MONITOR_SMTP_TLS", "").strip().lower() or "starttls"
    if tls not in PORTS:
        raise ConfigError(f"MONITOR_SMTP_TLS: {tls!r} is none of starttls, tls, none.")
    if tls == "none" and not is_loopback(host):
        raise ConfigError(
            "MONITOR_SMTP_TLS: none is for a server on this machine (localhost) only; write starttls or tls, "
            "so that neither addresses nor the password can be read on the way."
        )
    user, password = given.get("MONITOR_SMTP_USER") or None, given.get("MONITOR_SMTP_PASSWORD") or None
    if (user is None) != (password is None):
        raise ConfigError(
            "MONITOR_SMTP_USER and MONITOR_SMTP_PASSWORD: one is set without the other; set both or neither."
        )
    return SmtpServer(
        host, _port(given, tls), "tls" if tls == "tls" else "none" if tls == "none" else "starttls", user, password
    )


def is_loopback(host: str) -> bool:
    """Whether the name or address is this machine's own by definition, without asking a name server."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _port(given: Mapping[str, str], tls: str) -> int:
    text = given.get("MONITOR_SMTP_PORT", "").strip()
    if not text:
        return PORTS[tls]
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ConfigError(f"MONITOR_SMTP_PORT: {text!r} is no port; write a number like {PORTS[tls]}.")
    return int(text)
