"""Runs of the collector over the embedded sample, and what they left in the warehouse."""

from datetime import date

import pytest

from monitor.config import Clock, Settings, load_settings
from monitor.warehouse import Warehouse

OPERATIONAL = ("seconds", "warc_file", "warc_offset")


@pytest.fixture(scope="session")
def settings_until():
    """Settings of the sample with a clock of so many days."""

    def make(days: int, **collect) -> Settings:
        settings = load_settings("config/sample.yaml")
        start = date(2026, 1, 12)
        clock = Clock(start=start, stop=date.fromordinal(start.toordinal() + days - 1))
        quick = {"clock": clock, "retry_wait_seconds": 0.01, **collect}
        return settings.model_copy(update={"collect": settings.collect.model_copy(update=quick)})

    return make


@pytest.fixture(scope="session")
def rows():
    """Rows of a query as dictionaries."""

    def read(warehouse: Warehouse, sql: str) -> list[dict]:
        with warehouse.transaction() as connection:
            return connection.execute(sql).to_arrow_table().to_pylist()

    return read


@pytest.fixture(scope="session")
def content(rows):
    """Everything a run left that must not depend on the machine or on how often it was interrupted."""

    def read(warehouse: Warehouse) -> dict[str, list[dict]]:
        fetches = rows(warehouse, f"SELECT * EXCLUDE ({', '.join(OPERATIONAL)}) FROM fetches ORDER BY fetch_id")
        return {
            "outlets": rows(warehouse, "FROM outlets ORDER BY outlet_id"),
            "links": rows(warehouse, "FROM links ORDER BY link_id"),
            "fetches": fetches,
        }

    return read


@pytest.fixture(scope="session")
def whole(tmp_path_factory, settings_until):
    """The sample collected whole: settings, warehouse and summary."""
    from monitor.sources import collect

    settings, warehouse = settings_until(70), Warehouse(tmp_path_factory.mktemp("whole"))
    return settings, warehouse, collect(settings, warehouse)
