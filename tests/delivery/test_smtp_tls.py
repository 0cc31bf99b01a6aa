"""Encryption and login: certificates are verified, a refused login sends nothing, secrets are not told."""

import pytest

from monitor.config import ConfigError
from monitor.delivery.smtp_server import smtp_server

ONE = {"recipients": ["li.wei@desk.example"]}
HOST = {"MONITOR_SMTP_HOST": "mail.example"}


def test_starttls_and_login(office, secure_office, trusted):
    assert office.send(**ONE).counts["sent"] == 1
    assert secure_office.encrypted == [True]


def test_a_certificate_of_an_unknown_authority_is_refused(office, secure_office):
    (row,) = office.send(**ONE).rows
    assert row.outcome == "failed"
    assert "The server's certificate could not be verified" in row.detail
    assert secure_office.mails == []


def test_a_refused_login_sends_nothing_and_tells_no_password(office, secure_office, trusted, monkeypatch):
    monkeypatch.setenv("MONITOR_SMTP_PASSWORD", "wrong-secret")
    (row,) = office.send(**ONE).rows
    assert row.outcome == "failed"
    assert "refused the login" in row.detail
    assert "wrong-secret" not in repr(row) + repr(smtp_server())
    assert secure_office.mails == []


def test_a_server_without_encryption_is_refused(office, breaks_off, monkeypatch):
    breaks_off("before")
    monkeypatch.setenv("MONITOR_SMTP_TLS", "starttls")
    (row,) = office.send(**ONE).rows
    assert row.outcome == "failed"
    assert "STARTTLS" in row.detail


def test_ports_by_the_way_to_connect():
    assert [smtp_server(HOST | {"MONITOR_SMTP_TLS": tls}).port for tls in ("starttls", "tls", "")] == [587, 465, 587]
    assert smtp_server({"MONITOR_SMTP_HOST": "::1", "MONITOR_SMTP_TLS": "none"}).port == 25


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "MONITOR_SMTP_HOST: not set"),
        (HOST | {"MONITOR_SMTP_TLS": "ssl"}, "none of starttls, tls, none"),
        (HOST | {"MONITOR_SMTP_TLS": "none"}, "on this machine"),
        (HOST | {"MONITOR_SMTP_PORT": "smtp"}, "no port"),
        (HOST | {"MONITOR_SMTP_USER": "desk"}, "set both or neither"),
    ],
)
def test_what_is_wrong_is_said(given, words):
    with pytest.raises(ConfigError, match=words):
        smtp_server(given)
