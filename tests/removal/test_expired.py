"""Each outlet's articles are kept as long as the outlets file says."""

from datetime import UTC, datetime, timedelta

import pytest
import yaml
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError, load_settings
from monitor.removal import find_expired
from monitor.sources.rows import Link, write_links
from monitor.text import short_id
from monitor.warehouse import Warehouse

NOW = datetime.now(UTC).replace(microsecond=0)
LIMITS = {"brief": 30, "long": 3650, "free": None}


def link(outlet: str, published: int | None, seen: int) -> Link:
    """A link of an outlet, so many days old by its date and by when it was seen."""
    url = f"https://{outlet}.example/{published}-{seen}"
    at = None if published is None else NOW - timedelta(days=published)
    return Link(
        short_id("link", url), url, outlet, None, "en", None, None, at, None, NOW - timedelta(days=seen)
    )  # fmt: skip


@pytest.fixture
def project(tmp_path):
    """The settings' file and a warehouse with three links of each outlet."""

    def make(limits=LIMITS):
        outlets = [
            {"id": one, "name": one, "domain": f"{one}.example", "country": "GBR", "feeds": [], "keep_days": days}
            for one, days in limits.items()
        ]
        (tmp_path / "outlets.yaml").write_text(yaml.safe_dump({"outlets": outlets}), "utf-8")
        config = {"name": "t", "outlets": str(tmp_path / "outlets.yaml"), "data_dir": str(tmp_path / "data")}
        (tmp_path / "t.yaml").write_text(yaml.safe_dump(config), "utf-8")
        warehouse = Warehouse(tmp_path / "data")
        with warehouse.transaction() as connection:
            write_links(connection, [link(one, *ages) for one in limits for ages in ((400, 1), (None, 31), (29, 29))])
        return tmp_path / "t.yaml", warehouse

    return make


def expired(file, *more: str):
    return CliRunner().invoke(register(["remove"]), ["remove", "--expired", *more, "--config", str(file)])


def test_what_is_older_than_its_outlet_allows_is_found(project):
    file, warehouse = project()
    found = find_expired(load_settings(file), warehouse, NOW)
    assert sorted(found.urls) == ["https://brief.example/400-1", "https://brief.example/None-31"]
    assert len(find_expired(load_settings(file), warehouse, NOW + timedelta(days=10)).urls) == 3


def test_the_command_shows_it_and_removes_it_when_told(project):
    file, warehouse = project()
    shown = expired(file).output
    assert "brief.example/None-31" in shown
    assert "Nothing was changed" in shown
    assert "Removed." in expired(file, "--yes").output
    again = expired(file, "--yes")
    assert (again.exit_code, "Nothing is older than its outlet allows." in again.output) == (0, True)
    with warehouse.transaction() as connection:
        left = connection.execute("SELECT outlet_id, count(*) FROM links GROUP BY 1 ORDER BY 1").fetchall()
        assert left == [("brief", 1), ("free", 3), ("long", 3)]
        assert connection.execute("SELECT reason, count(*) FROM removals GROUP BY 1").fetchall() == [("keep_days", 2)]


def test_what_cannot_be_meant_is_refused(project):
    file, warehouse = project({"free": None})
    with pytest.raises(ConfigError, match=r"outlets\.yaml: no outlet has keep_days"):
        find_expired(load_settings(file), warehouse, NOW)
    refused = expired(file, "--outlet", "free")
    assert "--expired takes every outlet's own limit" in str(refused.exception)
