"""The mapping that is shipped for real files, on those files; skipped where they are not."""

from pathlib import Path

import pytest

from monitor.config import OutletFile, load_model, load_settings
from monitor.sources.files import FileMapping, load_files, load_mapping
from monitor.sources.files.outlets import host_of
from monitor.warehouse import Warehouse

pytestmark = pytest.mark.slow

REAL = Path(__file__).parents[2] / "../shared/data"
SMALL = ("cctv-2025", "gdelt-2025-04-en", "gdelt-2025-04-zh", "headlines-2022-bbc")


def test_the_mapping_reads_and_its_outlets_are_those_of_the_file():
    settings = load_settings("config/real.yaml")
    mapping = load_mapping(settings.collect)
    outlets = load_model(settings.outlets, OutletFile).outlets
    assert {one.fixed.outlet for one in mapping.sets} - {None} <= {one.id for one in outlets}
    assert all(host_of(one.domain) == one.domain for one in outlets)


@pytest.mark.skipif(not REAL.is_dir(), reason=f"no folder {REAL}: the real files are not part of the project")
def test_the_rows_of_the_real_files_are_all_accounted_for(tmp_path, monkeypatch):
    settings = load_settings("config/real.yaml", tmp_path)
    whole = load_mapping(settings.collect)
    small = FileMapping(sets=tuple(one for one in whole.sets if one.name in SMALL))
    monkeypatch.setattr("monitor.sources.files.load.load_mapping", lambda _: small)
    warehouse = Warehouse(tmp_path)
    collect = settings.collect.model_copy(update={"files_root": REAL})
    load_files(collect, load_model(settings.outlets, OutletFile).outlets, warehouse)
    with warehouse.transaction() as connection:
        counts = {
            name: rest
            for name, *rest in connection.execute(
                "SELECT source_set, n_rows, n_loaded + n_repeated, n_left_out, n_unmapped FROM source_files"
            ).fetchall()
        }
        unplaced = connection.execute("SELECT sum(n_without_country) FROM source_files").fetchall()
    assert counts["cctv-2025"] == [5062, 4365, 697, 0]
    assert counts["gdelt-2025-04-zh"] == [10982, 1040, 9942, 0]
    assert counts["gdelt-2025-04-en"] == [10982, 1516, 9466, 0]
    assert counts["headlines-2022-bbc"] == [4418, 4286, 0, 132]
    assert unplaced[0][0] < 30
