"""Who is to be told: plain addresses, objects, and mistakes that are told without repeating a secret."""

from pathlib import Path

import pytest

from monitor.config import ConfigError, load_settings
from monitor.config.delivery import Recipient

SAMPLE = "config/sample.yaml"


def load(tmp_path, delivery: str):
    text = Path(SAMPLE).read_text(encoding="utf-8") + f"\ndelivery: {delivery}\n"
    file = tmp_path / "settings.yaml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file).delivery


def test_addresses_may_be_plain_or_objects(tmp_path):
    delivery = load(
        tmp_path,
        "{recipients: [a@desk.example, {address: b@desk.example, language: zh, countries: [CHN]}], chat: [MONITOR_CHAT]}",
    )
    assert delivery.recipients == (
        Recipient(address="a@desk.example"), Recipient(address="b@desk.example", language="zh", countries=("CHN",)),
    )  # fmt: skip
    assert delivery.chat[0].variable == "MONITOR_CHAT"
    assert delivery.is_on


def test_nobody_is_told_by_default():
    assert not load_settings(SAMPLE).delivery.is_on


@pytest.mark.parametrize(
    ("delivery", "words"),
    [
        ("{recipients: [desk]}", "not a bare e-mail address"),
        ('{recipients: ["a@desk.example\\nBcc: b@desk.example"]}', "not a bare e-mail address"),
        ('{recipients: ["Desk <a@desk.example>"]}', "not a bare e-mail address"),
        ("{recipients: [a@desk.example, A@desk.example]}", "named twice"),
        ("{recipients: [{address: a@desk.example, countries: [China]}]}", "no such country or territory: China"),
        ("{recipients: [{address: a@desk.example, only_when_concerned: true}]}", "needs countries or frames"),
        ("{site_url: 'javascript:alert(1)'}", "write the address of the folder"),
        ("{site_url: 'https://user:secret@monitor.example'}", "write the address of the folder"),
        ("{sender: desk}", "not a bare e-mail address"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path, delivery, words):
    with pytest.raises(ConfigError, match=words) as told:
        load(tmp_path, delivery)
    assert "settings.yaml:" in str(told.value)


def test_a_secret_in_the_file_is_not_repeated(tmp_path):
    with pytest.raises(ConfigError, match="item 1 is not the name of an environment variable") as told:
        load(tmp_path, "{chat: ['slack://token-secret/x']}")
    assert "token-secret" not in str(told.value)
