"""Sending from the UI: to a real SMTP server on loopback, from the finished sample."""

from email import message_from_bytes
from email.policy import default

import dagster as dg
import pytest
from aiosmtpd.controller import Controller

from assets.schedules import new_estimates

DELIVERY = (
    "gold:",
    "delivery: {recipients: [desk@monitor.example], sender: desk@monitor.example, alerts: {chance_a_year: 0.5}}\ngold:",
)


class Kept:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.mails.append(message_from_bytes(envelope.original_content, policy=default))
        return "250 taken"


class OnAnyPort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def server(monkeypatch):
    kept = Kept()
    controller = OnAnyPort(kept, hostname="127.0.0.1", port=0)
    controller.start()
    for name, value in (("HOST", "127.0.0.1"), ("PORT", str(controller.port)), ("TLS", "none")):
        monkeypatch.setenv(f"MONITOR_SMTP_{name}", value)
    yield kept
    controller.stop()


def shown(result: dg.ExecuteInProcessResult) -> dict:
    return result.asset_materializations_for_node("sent_report")[0].metadata


def test_send_now_sends_the_report_with_its_findings_once_and_names_nobody(workshop, server, settings_file):
    file = settings_file(DELIVERY)
    first = workshop.run("send_report", config_file=file)
    assert first.success
    (mail,) = server.mails
    assert "Self-reliance and innovation" in mail.get_body(("plain",)).get_content()
    assert "95% interval" in mail.get_body(("html",)).get_content()
    (row,) = [record.data for record in shown(first)["recipients"].value.records]
    assert row["outcome"] == "sent"
    assert "desk@" not in str(row)
    assert workshop.run("send_report", config_file=file).success
    assert len(server.mails) == 1


def test_an_alert_tells_of_the_planted_change_once_with_passages(workshop, server, settings_file):
    file = settings_file(DELIVERY)
    assert workshop.run("send_alert", config_file=file).success
    (mail,) = server.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"].startswith("New lasting change: Self-reliance and innovation in outlets in Mainland China")
    assert "95% interval" in text
    assert text.count("https://") == 3
    assert workshop.run("send_alert", config_file=file).success
    assert len(server.mails) == 1


def test_a_change_that_is_not_clear_enough_for_a_year_of_looks_is_no_alert(workshop, server, settings_file):
    file = settings_file((DELIVERY[0], DELIVERY[1].replace("0.5", "0.05")))
    assert workshop.run("send_alert", config_file=file).success
    assert server.mails == []


def test_nobody_named_fails_with_what_to_do(workshop):
    result = workshop.run("send_report")
    assert not result.success
    (failed,) = [event for event in result.all_events if event.is_step_failure]
    assert "nobody is to be told" in failed.step_failure_data.user_failure_data.description


def test_the_sensor_is_off():
    assert new_estimates.default_status is dg.DefaultSensorStatus.STOPPED
