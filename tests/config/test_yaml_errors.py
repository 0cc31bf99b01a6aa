"""A mistake in a settings file is told with file, line, key and remedy."""

from pathlib import Path

import pytest

from monitor.config import ConfigError, OutletFile, Settings, load_model, load_settings


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_settings_load():
    settings = load_settings("config/sample.yaml")
    assert settings.synthetic
    assert settings.collect.clock is not None
    assert len(load_model(settings.outlets, OutletFile).outlets) == 24


def test_every_mistake_is_listed_with_its_line(tmp_path):
    file = write(tmp_path / "a.yaml", "name: a\ncolect: 1\noutlets: o.yaml\nstories:\n  window_days: 0\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(file)
    lines = str(caught.value).splitlines()
    assert f"{file}:2: colect: unknown key; check the spelling, or remove it." in lines
    assert any(
        line.startswith(f"{file}:5: stories.window_days: ") and "greater than 0" in line and "found 0" in line
        for line in lines
    )


def test_a_missing_key_is_named(tmp_path):
    file = write(tmp_path / "a.yaml", "name: a\n")
    with pytest.raises(ConfigError, match=r"a.yaml:1: outlets: is missing"):
        load_settings(file)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: [a\noutlets: b\n", r"a.yaml:\d+: not valid YAML"),
        ("name: a\nname: b\noutlets: c\n", r"a.yaml:2: not valid YAML: key 'name' is given twice"),
        ("- a\n- b\n", "expected keys and values at the top, found list"),
        ("", "expected keys and values at the top, found NoneType"),
        ("name: a\noutlets: b\nsince: 2026-13-22\n", r"a.yaml: a value cannot be read \(month must be in 1..12"),
    ],
)
def test_what_is_not_a_mapping_is_refused(tmp_path, text, words):
    with pytest.raises(ConfigError, match=words):
        load_settings(write(tmp_path / "a.yaml", text))


def test_a_missing_file_and_wrong_encoding_are_refused(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path / "none.yaml")
    (tmp_path / "b.yaml").write_bytes("name: 样本\n".encode("gb18030"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_settings(tmp_path / "b.yaml")


OUTLET = """outlets:
  - id: a
    name: A
    domain: a.example
    country: {country}
    feeds:
      - {{url: 'https://a.example/f', language: {language}}}
"""


def test_unknown_place_and_language_are_refused(tmp_path):
    with pytest.raises(
        ConfigError,
        match=r"o.yaml:5: outlets.0.country: unknown place; expected an ISO 3166-1 alpha-3 code.*found 'UK'",
    ):
        load_model(write(tmp_path / "o.yaml", OUTLET.format(country="UK", language="en")), OutletFile)
    with pytest.raises(
        ConfigError,
        match=r"o.yaml:7: outlets.0.feeds.0.language: unknown language; expected one of en, zh-Hans, zh-Hant",
    ):
        load_model(write(tmp_path / "o.yaml", OUTLET.format(country="GBR", language="zh")), OutletFile)


def test_outlet_ids_are_unique(tmp_path):
    text = OUTLET.format(country="GBR", language="en") + OUTLET.format(country="USA", language="en").removeprefix(
        "outlets:\n"
    )
    with pytest.raises(ConfigError, match="outlet ids given twice: a"):
        load_model(write(tmp_path / "o.yaml", text), OutletFile)


def test_nli_needs_a_model(tmp_path):
    with pytest.raises(ConfigError, match=r"a.yaml:3: frames: scorer nli needs nli_model"):
        load_settings(write(tmp_path / "a.yaml", "name: a\noutlets: o\nframes: {scorer: nli}\n"))


def test_data_dir_can_be_overridden(tmp_path):
    assert isinstance(load_settings("config/sample.yaml"), Settings)
    assert load_settings("config/sample.yaml", tmp_path).report_dir == tmp_path / "reports"
