"""The settings for live collection, as they are shipped."""

from pathlib import Path

import pytest

from monitor.config import ConfigError, OutletFile, load_model, load_settings
from monitor.sources import check_sources, collect
from monitor.warehouse import Warehouse

OUTLETS = """outlets:
  - id: a
    name: A
    domain: a.example
    country: GBR
    feeds:
      - {url: 'https://a.example/f', language: en}
      - {url: 'https://a.example/s.xml', language: en, kind: sitemap, named_by: 'https://a.example/robots.txt'}
"""


def test_they_load_and_differ_from_the_samples_in_where_coverage_comes_from():
    live, sample = load_settings("config/live.yaml"), load_settings("config/sample.yaml")
    assert (live.collect.source, live.collect.contact, live.synthetic) == ("feeds", None, False)
    assert (live.topics, live.codebook) == (sample.topics, sample.codebook)
    assert live.data_dir != sample.data_dir
    assert str(live.outlets) == "config/outlets.yaml"


def test_without_a_contact_the_line_to_edit_is_named_and_nothing_is_asked(tmp_path):
    text = Path("config/live.yaml").read_text(encoding="utf-8")
    (tmp_path / "outlets.yaml").write_text(OUTLETS, encoding="utf-8")
    file = tmp_path / "live.yaml"
    file.write_text(text.replace("config/outlets.yaml\n", f"{tmp_path}/outlets.yaml\n"), encoding="utf-8")
    settings = load_settings(file, tmp_path / "data")
    line = next(number for number, one in enumerate(text.splitlines(), 1) if one.startswith("  contact:"))
    for ask in (lambda: collect(settings, Warehouse(tmp_path / "data")), lambda: check_sources(settings)):
        with pytest.raises(ConfigError) as caught:
            ask()
        assert str(caught.value).startswith(f"{file}:{line}: collect.contact: is missing")


def test_where_names_the_deepest_key_there_is(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("name: a\noutlets: o\ncollect:\n  source: feeds\n", encoding="utf-8")
    settings = load_settings(file)
    assert settings.where("collect", "source") == f"{file}:4: collect.source"
    assert settings.where("collect", "contact") == f"{file}:3: collect.contact"
    assert settings.model_copy(update={"name": "b"}).where("name") == f"{file}:1: name"
    file.unlink()
    assert settings.where("name") == "name"


def test_a_feed_says_its_kind_and_who_named_it(tmp_path):
    file = tmp_path / "outlets.yaml"
    file.write_text(OUTLETS, encoding="utf-8")
    feed, sitemap = load_model(file, OutletFile).outlets[0].feeds
    assert (feed.kind, feed.named_by) == ("feed", None)
    assert (sitemap.kind, sitemap.named_by) == ("sitemap", "https://a.example/robots.txt")
    file.write_text(OUTLETS.replace("kind: sitemap", "kind: map"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"outlets.yaml:8: outlets.0.feeds.1.kind: .*'feed' or 'sitemap'"):
        load_model(file, OutletFile)
