"""Webhooks by Apprise against a real web server, and the folder."""

import socket

import pytest

from monitor.config import ConfigError
from monitor.delivery import write_letters

CHAT = {"chat": [{"variable": "MONITOR_CHAT_DESK", "language": "zh"}]}


def test_a_webhook_gets_title_findings_and_link_once(office, hook, monkeypatch):
    monkeypatch.setenv("MONITOR_CHAT_DESK", hook.url)
    settings = CHAT | {"site_url": "https://monitor.example"}
    assert office.send(**settings).counts["sent"] == 1
    assert office.send(**settings).counts["already"] == 1
    (post,) = hook.posts
    assert post["title"] == "人工智能安全争端：2026年第12周（合成样本）"
    assert "https://monitor.example/2026-W12.zh.html" in post["message"]


def test_a_webhook_that_refuses_is_tried_again(office, hook, monkeypatch):
    monkeypatch.setenv("MONITOR_CHAT_DESK", hook.url)
    hook.status = 403
    (row,) = office.send(**CHAT).rows
    assert (row.outcome, row.detail) == ("failed", "The service refused it: 403")
    hook.status = 200
    assert office.send(**CHAT).counts["sent"] == 1


def test_a_webhook_that_does_not_answer_is_unknown_and_its_address_is_not_told(office, monkeypatch, caplog, capfd):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("MONITOR_CHAT_DESK", f"json://127.0.0.1:{port}/secret-path")
    (row,) = office.send(**CHAT).rows
    assert row.outcome == "unknown"
    told = capfd.readouterr()
    assert "secret-path" not in caplog.text + told.out + told.err + repr(row)


@pytest.mark.parametrize("value", ["", "nothing://secret-path", "secret-path"])
def test_a_variable_without_an_address_is_told_without_its_value(office, monkeypatch, value, caplog):
    monkeypatch.setenv("MONITOR_CHAT_DESK", value)
    with pytest.raises(ConfigError, match="MONITOR_CHAT_DESK") as told:
        office.send(**CHAT)
    assert "secret-path" not in str(told.value) + caplog.text


def test_the_folder_gets_each_revision_whole(office, folder):
    office.write()
    (office.settings.report_dir / "index.html").write_text("index")
    assert office.send(folder=folder).counts["sent"] == 1
    assert sorted(file.name for file in folder.iterdir()) == ["2026-W12.en.html", "2026-W12.zh.html", "index.html"]
    office.write(revision=2)
    assert office.send(2, folder=folder).counts["sent"] == 1
    assert "报告 2" in (folder / "2026-W12.zh.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_told(office, folder):
    office.write()
    folder.write_text("a file")
    (row,) = office.send(folder=folder).rows
    assert row.outcome == "failed"


def test_letters_can_be_looked_at_without_sending(office, folder):
    office.write()
    files = write_letters(office.with_delivery(**CHAT), office.warehouse, folder)
    assert [file.suffix for file in files] == [".eml", ".eml", ".txt"]
    assert office.outcomes() == []
