"""A desk with outlets and topics, onto which archives are put."""

from pathlib import Path

import pytest

from monitor.config import Settings
from monitor.config.settings import CollectSettings
from monitor.sources.warc import WarcSummary, load_warcs
from monitor.warehouse import Warehouse

from .archives import Archive

OUTLETS = """outlets:
  - id: jiang
    name: River News
    domain: jiang.example
    country: CHN
    feeds: [{url: "https://jiang.example/rss", language: zh-Hans}]
  - {id: ledger, name: The Ledger, domain: ledger.example, country: USA, feeds: []}
"""


class Desk:
    """A folder of archives and what loading them leaves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "outlets.yaml").write_text(OUTLETS, encoding="utf-8")
        self.warehouse = Warehouse(folder / "data")

    def settings(self, **warc: bool) -> Settings:
        collect = CollectSettings(source="feeds", warc=warc, max_bytes=100_000)
        return Settings(
            name="test", data_dir=self.folder / "data", outlets=self.folder / "outlets.yaml", topics="config/topics.yaml", collect=collect
        )  # fmt: skip

    def put(self, archive: Archive | bytes, name: str = "a.warc.gz") -> Path:
        path = self.folder / name
        path.write_bytes(archive if isinstance(archive, bytes) else archive.bytes())
        return path

    def load(self, *paths: Path, **warc: bool) -> WarcSummary:
        return load_warcs(self.settings(**warc), self.warehouse, paths or [self.folder / "a.warc.gz"])

    def rows(self, sql: str) -> list[tuple]:
        with self.warehouse.transaction() as connection:
            return connection.execute(sql).fetchall()

    def content(self) -> dict[str, list[tuple]]:
        fetches = "SELECT * EXCLUDE (warc_file, warc_offset) FROM fetches ORDER BY fetch_id"
        files = "SELECT * EXCLUDE (read_at, file) FROM warc_files ORDER BY sha256"
        return {
            "links": self.rows("FROM links ORDER BY link_id"), "fetches": self.rows(fetches), "files": self.rows(files),
            "outlets": self.rows("FROM outlets ORDER BY outlet_id"),
        }  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
