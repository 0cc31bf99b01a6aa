"""Could every row of the files be read? Warns: the rest was loaded."""

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets.checks.answer import answer
from assets.collection import raw_coverage
from assets.failures import told
from assets.metadata import table_of
from assets.resources import MonitorProject
from monitor.warehouse import query

MAX_FILES = 20


@dg.asset_check(
    asset=raw_coverage,
    name="could_every_row_be_read",
    description=(
        "Could every row be read? Does every row of the files (collect.source: files) map to an article? Warns: the rows that do are "
        "loaded, those that do not are listed with number and reason."
    ),
)
def every_row_read(project: MonitorProject) -> dg.AssetCheckResult:
    """Warn when rows of a file could not be mapped."""
    with told(project), project.warehouse().transaction() as connection:
        files = query(connection, "checks_unmapped_rows")
    n_rows, n_unmapped = _sum(files, "rows"), _sum(files, "unmapped")
    settings = project.settings()
    words = f"{n_rows - n_unmapped} of {n_rows} rows in {files.num_rows} files could be read."
    return answer(
        not n_unmapped,
        words if files.num_rows else f"No file was read: coverage comes from source {settings.collect.source}.",
        f"Correct the mapping in {settings.collect.files or 'the file named by collect.files'} or the rows themselves, then run again. "
        "Every one is listed, with its number, in the table source_unmapped.",
        warns=True,
        files=table_of(files.slice(0, MAX_FILES)),
        rows=n_rows,
        unmapped=n_unmapped,
    )


def _sum(files: pa.Table, column: str) -> int:
    return int(pc.sum(files[column]).as_py() or 0)
