"""`monitor sources` on the embedded press: what is printed, for people and for programs, and how it ends."""

import json

import pytest
import yaml
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError, load_settings
from monitor.sources import planned_sources


def run(*arguments):
    return CliRunner().invoke(register(["sources"]), ["sources", *arguments])


@pytest.fixture
def settings_file(tmp_path):
    """Settings of the sample for one outlet with these feeds."""

    def write(*feeds):
        outlet = {"id": "daoyu", "name": "D", "domain": "daoyu.example", "country": "TWN", "feeds": list(feeds)}
        (tmp_path / "outlets.yaml").write_text(yaml.safe_dump({"outlets": [outlet]}), encoding="utf-8")
        settings = {
            "name": "mine",
            "data_dir": str(tmp_path / "data"),
            "outlets": str(tmp_path / "outlets.yaml"),
            "collect": {
                "source": "sample",
                "clock": {"start": "2026-01-12", "stop": "2026-03-22"},
                "per_host_delay_seconds": 0,
            },
        }
        (tmp_path / "mine.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        return str(tmp_path / "mine.yaml")

    return write


GOOD = {"url": "https://daoyu.example/zh-Hant/feed.xml", "language": "zh-Hant", "named_by": "https://daoyu.example/"}
GONE = {"url": "https://elsewhere.example/gone.xml", "language": "zh-Hant", "kind": "sitemap"}


def test_every_feed_of_the_sample_answers():
    answer = run("check", "--json")
    assert answer.exit_code == 0, answer.stderr
    told = json.loads(answer.stdout.splitlines()[-1])
    assert (len(told["sources"]), told["outcomes"], told["confirmed"]) == (25, {"ok": 25}, 0)
    assert all(one["entries"] > 5 and one["newest"] > "2026-03" for one in told["sources"])
    assert "25 addresses: 25 ok. Confirmed (named_by says where the address was found): 0." in answer.stderr


def test_one_failure_is_told_with_its_reason_and_is_no_failure_of_the_whole(settings_file, tmp_path):
    answer = run("check", "--config", settings_file(GOOD, GONE))
    assert answer.exit_code == 0, answer.stderr
    good, gone, reason = (line for line in answer.stdout.splitlines() if "daoyu" in line)
    assert [cell.strip() for cell in good.split("│")][1:4] == ["daoyu", GOOD["url"], "ok"]
    assert [cell.strip() for cell in gone.split("│")][1:5] == ["daoyu", GONE["url"], "http_error 421", "0"]
    assert reason.startswith("  daoyu: https://elsewhere.example/gone.xml: answered 421 Misdirected Request")
    assert "2 addresses: 1 ok, 1 http_error." in answer.stderr
    assert not (tmp_path / "data").exists()


def test_it_fails_when_nothing_answers(settings_file):
    answer = run("check", "--config", settings_file(GONE), "--json")
    assert answer.exit_code == 1
    assert "The one address asked did not answer (1 http_error)." in answer.stderr
    assert json.loads(answer.stdout.splitlines()[-1])["outcomes"] == {"http_error": 1}


def test_a_list_asks_nobody(settings_file):
    answer = run("list", "--json", "--config", settings_file(GOOD, GONE))
    assert answer.exit_code == 0, answer.stderr
    named = [(one["kind"], one["named_by"]) for one in json.loads(answer.stdout)["sources"]]
    assert named == [("feed", "https://daoyu.example/"), ("sitemap", None)]
    listed = run("list", "--config", settings_file(GOOD, GONE))
    assert "not confirmed" in listed.stdout
    assert listed.stderr == "2 addresses of 1 outlet, 0 outlets without any.\n"


def test_an_outlet_without_feeds_is_named(settings_file):
    with pytest.raises(ConfigError, match="outlet daoyu has no feed and no sitemap"):
        planned_sources(load_settings(settings_file()), "daoyu")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--outlet", "nobody"), "config/sample-outlets.yaml: has no outlet nobody; its ids are albion, "),
        (("--config", "config/live.yaml"), "config/live.yaml:11: collect.contact: is missing"),
        (("--config", "config/real.yaml"), "config/real.yaml:8: collect.source: files are read"),
    ],
)
def test_what_cannot_be_checked_is_said(arguments, said):
    error = run("check", *arguments).exception
    assert str(error).startswith(said)
