"""What the launchpad offers: a settings file, a week, a scorer."""

import pytest

from assets.resources import MonitorProject, default_config_file
from monitor.config import ConfigError


def test_the_environment_names_the_settings_file(monkeypatch):
    monkeypatch.setenv("MONITOR_CONFIG", "config/mine.yaml")
    assert default_config_file() == "config/mine.yaml"
    monkeypatch.delenv("MONITOR_CONFIG")
    assert default_config_file() == "config/sample.yaml"


def test_an_empty_scorer_is_the_settings_files():
    assert MonitorProject().settings().frames.scorer == "prototype"


def test_the_scorer_is_chosen_for_a_run(settings_file):
    file = settings_file(("gold:", "frames: {nli_model: models/nli}\ngold:"))
    assert MonitorProject(config_file=file, scorer="nli").settings().frames.scorer == "nli"
    assert MonitorProject(config_file=file, scorer="prototype").settings().frames.scorer == "prototype"


@pytest.mark.parametrize(
    ("scorer", "told"), [("nli", "scorer nli needs nli_model"), ("gpt", "'prototype', 'nli' or 'head'")]
)
def test_a_scorer_that_cannot_work_says_what_to_fill_in(scorer, told):
    with pytest.raises(ConfigError, match=told) as raised:
        MonitorProject(scorer=scorer).settings()
    assert "config/sample.yaml" in str(raised.value)
