"""`monitor remove`: what is shown first, and what is said where nothing is found."""

import pytest
import yaml
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError
from monitor.text import short_id
from monitor.warehouse import Warehouse

URL = "https://news.example/a"
ARTICLE = "INSERT INTO articles (article_id, url, outlet_id, title, published_at, text_scope) VALUES (?, ?, 'b', ?, ?, 'full')"


@pytest.fixture
def settings_file(tmp_path):
    settings = {"name": "mine", "outlets": "config/sample-outlets.yaml", "data_dir": str(tmp_path / "data")}
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return tmp_path / "mine.yaml"


@pytest.fixture
def warehouse(tmp_path):
    """Twelve articles of one outlet, one a day, the first with two codings, and an address that became none."""
    warehouse = Warehouse(tmp_path / "data")
    urls = [URL, *(f"{URL}{number}" for number in range(2, 13))]
    with warehouse.transaction() as connection:
        connection.execute("INSERT INTO outlets (outlet_id, name, domain) VALUES ('b', 'B Times', 'news.example')")
        for day, url in enumerate([*urls, f"{URL}/none"], start=1):
            ident, at = short_id("link", url), f"2026-03-{day:02}"
            link = "INSERT INTO links (link_id, url, outlet_id, first_seen_at) VALUES (?, ?, 'b', ?)"
            connection.execute(link, [ident, url, at])
            if url in urls:
                connection.execute(ARTICLE, [ident, url, f"Headline number {day}", at])
        for coder in ("lin", "may"):
            coding = "INSERT INTO annotations (article_id, coder_id, present) VALUES (?, ?, true)"
            connection.execute(coding, [short_id("link", URL), coder])
    return warehouse


@pytest.fixture
def call(settings_file):
    def run(*words: str):
        return CliRunner().invoke(register(["remove"]), ["remove", *words, "--config", str(settings_file)])

    return run


def test_what_would_go_is_listed_with_day_outlet_title_and_counts(call, warehouse):
    told = call("--outlet", "b")
    assert told.exit_code == 0, told.stderr
    lines = told.stderr.splitlines()
    assert lines[0] == f"2026-03-13  b  (title unknown)  {URL}/none  (no article was made of it)"
    assert lines[1] == f"2026-03-12  b  Headline number 12  {URL}12"
    assert lines[10] == "... and 3 more (--list-all shows them)"
    assert lines[11].startswith(
        "This is 12 articles, 1 address without an article (one an address), with 0 raw pages, 2 codings"
    )
    assert "no undo" in lines[12]
    assert f"2026-03-01  b  Headline number 1  {URL}\n" in call("--outlet", "b", "--list-all").stderr
    with warehouse.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM links").fetchone() == (13,)


def test_what_to_type_next_names_the_settings_and_a_second_call_says_when_it_went(call, warehouse, settings_file):
    told = call("--url", URL, "--yes", "--reason", "asked for by the publisher")
    assert told.exit_code == 0, told.stderr
    assert "This is 1 article (one an address), with 0 raw pages, 2 codings" in told.stderr
    assert f"Type `.venv/bin/monitor run --config {settings_file}` now" in told.stderr
    with pytest.raises(ConfigError, match="was removed already, on 20"):
        raise call("--url", URL).exception


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--url", "http://www.news.example/a/"), f"nothing was collected under this address, but {URL} was collected"),
        (("--url", "https://else.example/"), "nothing was collected under this address. `monitor query`"),
        (("--outlet", "b times"), "is no id; write --outlet b"),
        (("--outlet", "nobody"), "no outlet has this id"),
        (("--outlet", "b", "--before", "2020-01-01"), "nothing of it was collected before 2020-01-01"),
        (("--article", "abc"), "no article has this id"),
        (("--url", URL, "--reason", "news.example/a is wrong"), "the reason is kept"),
        (("--url", URL, "--reason", "HEADLINE number 1"), "the reason is kept"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_may_be(call, warehouse, words, said):
    told = call(*words, "--yes").exception
    assert isinstance(told, ConfigError)
    assert said in str(told)
    with warehouse.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (12,)


def test_a_folder_without_a_database_is_left_as_it_is(call, tmp_path):
    with pytest.raises(ConfigError, match="data: nothing was collected into this folder"):
        raise call("--url", URL).exception
    assert not (tmp_path / "data").exists()


def test_a_killed_removal_that_is_finished_says_so_and_what_to_do(call, warehouse):
    (warehouse.data_dir / "removal.unfinished").write_text(
        '{"n_links": 2, "reports": ["2026-W12.en.html"]}', encoding="utf-8"
    )
    told = call("--url", "https://news.example/gone")
    assert told.exit_code == 0, told.exception
    assert "An earlier removal of 2 addresses had been stopped halfway; it is finished now." in told.stderr
    assert "still shown in: 2026-W12.en.html" in told.stderr
    assert "monitor run --config" in told.stderr
    assert not (warehouse.data_dir / "removal.unfinished").exists()
